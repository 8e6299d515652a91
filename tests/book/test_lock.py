"""One window writes in a book at a time, and whoever comes second is told who has it."""

import errno
import json
import os
import platform
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.book.engine import connect, whole
from storebook.book.files import beside
from storebook.book.lock import BookHeld, hold_book, take_from_elsewhere
from tests.book.holders import leave_note_of

ROOT = Path(__file__).resolve().parents[2]
HOLDER_PROGRAM = """
import sys
from pathlib import Path
from storebook.book.book import Book

book = Book.open(Path(sys.argv[1]), program="The other window")
print("open", flush=True)
sys.stdin.read()
book.close()
"""


@pytest.fixture
def path(book: Book) -> Path:
    book.close()
    return book.path


def open_elsewhere(path: Path) -> subprocess.Popen[str]:
    """Another process with the book open for writing; it closes it when its input ends."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER_PROGRAM, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "open\n"
    return process


def test_a_second_window_is_told_who_has_the_book(path: Path) -> None:
    other = open_elsewhere(path)

    with pytest.raises(BookHeld) as refusal:
        Book.open(path)

    assert "“shop” is open in The other window on " in str(refusal.value)
    assert refusal.value.holder is not None
    assert refusal.value.holder.process == other.pid
    assert not refusal.value.elsewhere
    other.communicate("")


def test_while_a_window_has_the_book_others_read_it(path: Path) -> None:
    other = open_elsewhere(path)

    with Book.open(path, mode="read") as reader:
        assert reader.value("SELECT name FROM associate") == "Ruth Hallam"

    other.communicate("")


def test_the_book_is_free_again_when_the_window_closes(path: Path) -> None:
    open_elsewhere(path).communicate("")

    Book.open(path).close()

    assert not beside(path, ".holder").exists()


def test_a_lock_that_a_crash_left_is_taken_over_at_once(path: Path) -> None:
    other = open_elsewhere(path)
    other.kill()
    other.communicate()
    assert beside(path, ".holder").exists()

    with Book.open(path) as book:
        assert book.value("SELECT name FROM associate") == "Ruth Hallam"


def test_two_windows_of_one_program_are_two_windows(path: Path) -> None:
    with Book.open(path), pytest.raises(BookHeld):
        Book.open(path)


def test_a_book_is_held_by_whatever_name_it_goes(path: Path) -> None:
    if os.name != "posix":
        pytest.skip("making links needs a right on Windows")
    link = path.with_name("link.book")
    link.symlink_to(path)

    with Book.open(link) as book:
        assert book.path == path
        with pytest.raises(BookHeld):
            Book.open(path)


def test_the_note_of_another_computer_is_not_passed_over(path: Path) -> None:
    leave_note_of(path, "BACK-OFFICE")

    with pytest.raises(BookHeld) as refusal:
        Book.open(path)

    assert "Storebook on BACK-OFFICE, or was not closed there" in str(refusal.value)
    assert refusal.value.elsewhere
    assert beside(path, ".holder").exists()


def test_a_person_may_take_the_book_over_from_another_computer(path: Path) -> None:
    leave_note_of(path, "BACK-OFFICE")

    take_from_elsewhere(path)

    with Book.open(path):
        note = json.loads(beside(path, ".holder").read_text("utf-8"))
        assert note["computer"] == platform.node()

    Book.open(path).close()


def test_nobody_takes_the_book_from_a_window_on_this_computer(path: Path) -> None:
    with Book.open(path):
        take_from_elsewhere(path)
        assert beside(path, ".holder").exists()
        with pytest.raises(BookHeld):
            Book.open(path)


@pytest.mark.parametrize("scrawl", ["", "{", "[]", '{"computer": "X"}', "\ufffd" * 10])
def test_a_note_that_can_t_be_read_is_nobody_s(path: Path, scrawl: str) -> None:
    beside(path, ".holder").write_text(scrawl, encoding="utf-8")

    Book.open(path).close()


def test_a_damaged_book_that_could_not_be_opened_is_given_back(book: Book) -> None:
    page = 4096 * (book.value("SELECT rootpage FROM sqlite_schema WHERE name = 'associate'") - 1)
    book.close()
    good = book.path.read_bytes()
    book.path.write_bytes(good[:page] + b"\xff" * 4096 + good[page + 4096 :])
    with pytest.raises(Refused, match="is damaged") as kept:  # and what the call had in hand
        Book.open(book.path)
    book.path.write_bytes(good)

    Book.open(book.path).close()
    assert kept.value.field == "path"


def test_a_busy_book_that_could_not_be_opened_is_given_back(path: Path) -> None:
    other = connect(path, "write")
    with whole(other), pytest.raises(Refused, match="is busy") as kept:
        Book.open(path, busy_ms=10)
    other.close()

    Book.open(path).close()
    assert kept.value.field == "path"


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such modes")
def test_whoever_may_write_the_book_may_lock_it(path: Path) -> None:
    beside(path, ".lock").unlink()
    path.chmod(0o664)

    with Book.open(path):
        assert stat.S_IMODE(beside(path, ".lock").stat().st_mode) == 0o664


def test_releasing_twice_is_harmless_and_takes_nothing_from_the_next(path: Path) -> None:
    first = hold_book(path, "first")
    first.release()
    second = hold_book(path, "second")

    first.release()

    assert beside(path, ".holder").exists()
    with pytest.raises(BookHeld, match="second"):
        hold_book(path, "third")
    second.release()


def test_on_a_full_disk_it_is_said_which_file_was_not_written(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_text", full)

    with pytest.raises(Refused, match=r"“shop\.book\.holder” was not written"):
        Book.open(path)


def test_a_note_that_can_t_be_written_gives_the_lock_back(path: Path) -> None:
    beside(path, ".holder").mkdir()  # so that no file of that name can be written

    with pytest.raises(OSError, match="holder") as kept:  # and with it what the call had in hand
        hold_book(path, "first")

    beside(path, ".holder").rmdir()
    hold_book(path, "second").release()
    assert kept.value.errno
