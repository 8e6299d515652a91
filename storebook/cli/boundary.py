"""Where a command ends: done, refused with one sentence, or wrongly used; never with a
traceback.
"""

import sys
import tempfile
from collections.abc import Sequence

import click

from storebook.base import bugs
from storebook.base.errors import Refused
from storebook.base.text import one_line
from storebook.book.trouble import sentence
from storebook.cli import terminal

DONE = 0
REFUSED = 1
WRONG_USAGE = 2
STOPPED = "Stopped. What was not finished was not saved."


def run(command: click.Command, arguments: Sequence[str]) -> int:
    """Run a command line and return its exit code."""
    try:
        code = command.main(args=list(arguments), prog_name="storebook", standalone_mode=False)
    except click.exceptions.Exit as done:
        return int(done.exit_code)
    except click.ClickException as wrong:
        return wrongly_used(wrong)
    except (KeyboardInterrupt, click.Abort):
        return refused(STOPPED)
    except Refused as refusal:
        return refused(str(refusal))
    except Exception as error:  # the one place of the command line where everything ends
        return refused(sentence(error) or bug_sentence(error))
    return code if isinstance(code, int) else DONE


def wrongly_used(wrong: click.ClickException) -> int:
    lines = [f"Error: {wrong.format_message()}"]
    if isinstance(wrong, click.UsageError) and wrong.ctx is not None:
        lines.insert(0, wrong.ctx.get_usage())
        lines.insert(1, f"Try '{wrong.ctx.command_path} --help' for help.")
    terminal.complain("\n".join(lines))
    return WRONG_USAGE


def refused(text: str) -> int:
    terminal.complain(one_line(text))
    return REFUSED


def bug_sentence(error: Exception) -> str:
    """Our own mistake: where it was goes into a file, without a word of the book, and one sentence
    to the person.
    """
    try:
        with tempfile.NamedTemporaryFile(
            "w",
            encoding="utf-8",
            errors="backslashreplace",
            prefix="storebook-",
            suffix=".txt",
            delete=False,
        ) as file:
            file.write(bugs.written(error))
    except OSError:
        return f"Storebook made a mistake of its own and saved nothing: {bugs.named(error)}"
    return f"Storebook made a mistake of its own and saved nothing. The details are in {file.name}"


def main_exit(command: click.Command) -> None:
    """Run with the arguments of this process and leave with the exit code."""
    terminal.prepare()
    sys.exit(run(command, sys.argv[1:]))
