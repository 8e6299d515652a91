"""Where a command ends: done, refused with one sentence, or wrongly used; never with a
traceback.
"""

import sys
import tempfile
import traceback
from collections.abc import Sequence
from pathlib import Path

import click

from storebook.base.errors import Refused
from storebook.book.trouble import sentence

DONE = 0
REFUSED = 1
WRONG_USAGE = 2


def run(command: click.Command, arguments: Sequence[str]) -> int:
    """Run a command line and return its exit code."""
    try:
        command.main(args=list(arguments), prog_name="storebook", standalone_mode=False)
    except click.exceptions.Exit as done:
        return int(done.exit_code)
    except click.ClickException as wrong:
        wrong.show()
        return WRONG_USAGE
    except (KeyboardInterrupt, click.Abort):
        return refused("Stopped. What was not finished was not saved.")
    except Refused as refusal:
        return refused(str(refusal))
    except Exception as error:  # the one place of the command line where everything ends
        return refused(sentence(error) or bug_sentence(error))
    return DONE


def refused(text: str) -> int:
    click.echo(text, err=True)
    return REFUSED


def bug_sentence(error: Exception) -> str:
    """Our own mistake: the details go into a file, one sentence to the person."""
    folder = Path(tempfile.gettempdir())
    with tempfile.NamedTemporaryFile(
        "w", encoding="utf-8", prefix="storebook-", suffix=".txt", dir=folder, delete=False
    ) as file:
        traceback.print_exception(error, file=file)
    return f"Storebook made a mistake of its own and saved nothing. The details are in {file.name}"


def main_exit(command: click.Command) -> None:
    """Run with the arguments of this process and leave with the exit code."""
    sys.exit(run(command, sys.argv[1:]))
