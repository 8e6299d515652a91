"""At a terminal the key is shown once and typed back, and asked for without being shown."""

import os
import re
import select
import subprocess
import sys
from pathlib import Path

import pytest

from storebook.book.book import Book
from storebook.book.protection.paper import read_paper
from tests.cli.running import PROGRAM

if sys.platform != "win32":
    import pty
    import termios

HIDDEN = "The passphrase"
PATIENCE_S = 20


# -- at a terminal


def at_a_terminal(arguments: list[object], answers: dict[str, str]) -> tuple[int, str]:
    """Run a command at a terminal; whoever sits there answers what is asked. `{KEY}` stands for
    the key that was shown.
    """
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [*PROGRAM, *map(str, arguments)], stdin=theirs, stdout=theirs, stderr=theirs,
        start_new_session=True, env=os.environ,
    ) as process:  # fmt: skip
        os.close(theirs)
        said = ""
        waiting = dict(answers)
        while heard := next_words(ours):
            said += heard
            for question in [one for one in waiting if one in said]:
                answer = waiting.pop(question).replace("{KEY}", key_in(said))
                if question.startswith(HIDDEN):
                    until_unseen(ours)
                os.write(ours, f"{answer}\n".encode())
        os.close(ours)  # nobody sits there any more: a command that still asks gives up
    return process.returncode, said


def next_words(terminal: int) -> str:
    """What the command says next; nothing when it has ended, or says nothing for a long time."""
    ready, _, _ = select.select([terminal], [], [], PATIENCE_S)
    try:
        return os.read(terminal, 4096).decode(errors="replace") if ready else ""
    except OSError:  # it has closed its side
        return ""


def until_unseen(terminal: int) -> None:
    """What is typed before the terminal hides it is thrown away."""
    while termios.tcgetattr(terminal)[3] & termios.ECHO:
        os.sched_yield()


def key_in(said: str) -> str:
    shown = re.search(r"(?:[0-9A-Z]{4} ){8}[0-9A-Z]", said)
    return shown[0] if shown else ""


@pytest.mark.skipif(sys.platform == "win32", reason="terminals are of POSIX here")
def test_at_a_terminal_the_key_is_shown_and_typed_back(shop: Path) -> None:
    code, said = at_a_terminal(["protect", shop], {"Type the key back": "{KEY}"})

    assert code == 0, said
    shown = key_in(said)
    with Book.open(shop, mode="read", key=read_paper(shown).data_key) as book:
        assert book.value("SELECT count(*) FROM shopper") == 3

    code, said = at_a_terminal(
        ["find", shop, "ashw"], {f"{HIDDEN} or paper key of shop.book": shown.lower()}
    )

    assert code == 0, said
    assert "Margaret Ashworth" in said
    assert shown.lower() not in said  # what was typed was not shown


@pytest.mark.skipif(sys.platform == "win32", reason="terminals are of POSIX here")
def test_who_does_not_type_the_key_back_keeps_a_plain_book(shop: Path) -> None:
    before = shop.read_bytes()

    code, said = at_a_terminal(["protect", shop], {"Type the key back": "\x04"})

    assert code == 1
    assert "not saved" in said
    assert shop.read_bytes() == before
