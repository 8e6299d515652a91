"""A window that is killed while somebody types loses no more than the last two seconds."""

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from storebook.book.book import Book

pytestmark = [
    pytest.mark.window,
    pytest.mark.skipif(sys.platform == "win32", reason="Windows has no kill -9"),
]

ROOT = Path(__file__).resolve().parents[2]
SENTENCE = "Maximiliane Theodora Freifrau von Hohenlohe zu Rye and Portsmouth and further on"
LETTERS = 50  # three seconds of typing
# A draft is kept two seconds after the first letter that is not in one, and saving takes a moment.
LOST_AT_MOST_S = 2.4
A_LETTER_S = 0.06


def program(*arguments: str) -> subprocess.Popen[str]:
    """The program in a process of its own, on the same screen."""
    command = [sys.executable, "-m", "tests.window.typing", *arguments]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def test_what_was_typed_is_there_again_after_a_kill(empty_book: Path, tmp_path: Path) -> None:
    path = tmp_path / "shop.book"
    path.write_bytes(empty_book.read_bytes())
    with program("type", str(path), SENTENCE) as typing:
        assert typing.stdout is not None
        typed = typing.stdout.read(LETTERS)

        typing.send_signal(signal.SIGKILL)
        typed += typing.stdout.read()
    said, _ = program("look", str(path)).communicate(timeout=30)

    back = json.loads(said)["name"]
    assert len(typed) > LOST_AT_MOST_S / A_LETTER_S
    assert typed.startswith(back)
    assert len(typed) - len(back) <= LOST_AT_MOST_S / A_LETTER_S
    with Book.open(path) as book:
        assert book.value("SELECT count(*) FROM shopper") == 0
