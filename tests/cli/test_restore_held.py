"""A book that another computer has open, or did not close, restored from a terminal."""

import platform
from pathlib import Path

import pytest

from storebook.book.book import Book
from storebook.book.files import beside
from storebook.book.kept_backups import backups_folder, keep_backup
from tests.book.holders import leave_note_of
from tests.cli.running import Command, files_of, people_in
from tests.make import make_shopper


@pytest.fixture
def left(path: Path) -> Path:
    """A book of Ann and Bea, and a backup that has Ann alone; the old computer died with it."""
    with Book.open(path) as book:
        make_shopper(book, "Ann Lee")
        keep_backup(book, backups_folder(path))
        make_shopper(book, "Bea Moss")
    leave_note_of(path, "OLD-COUNTER")
    return path


@pytest.mark.parametrize("state", ["whole", "damaged"])
def test_a_book_that_a_dead_computer_holds_is_taken_over_when_that_is_said(
    storebook: Command, left: Path, state: str
) -> None:
    if state == "damaged":
        left.write_bytes(bytes(4096) + left.read_bytes()[4096:])
    before = files_of(left.parent)

    refusal = storebook("restore", left, "--newest", "--yes").refusal
    assert "on OLD-COUNTER, or was not closed there." in refusal
    assert refusal.endswith("only if that can’t be done. For that say --take-over.")
    assert files_of(left.parent) == {**before, f"{left.name}.lock": b""}

    assert storebook("restore", left, "--newest", "--yes", "--take-over").code == 0
    assert people_in(storebook, left) == {"Ann Lee"}
    assert not beside(left, ".holder").exists()


def test_a_book_that_is_open_on_this_computer_is_never_taken_over(
    storebook: Command, left: Path
) -> None:
    leave_note_of(left, platform.node())
    with Book.open(left):
        refusal = storebook("restore", left, "--newest", "--yes", "--take-over").refusal

    assert "is open in Storebook on" in refusal
    assert "--take-over" not in refusal


def test_to_bring_back_what_can_be_read_the_book_need_not_be_taken_over(
    storebook: Command, left: Path
) -> None:
    new = left.with_name("new.book")

    assert storebook("salvage", left, "--to", new).code == 0

    assert people_in(storebook, new) == {"Ann Lee", "Bea Moss"}
    assert beside(left, ".holder").exists()
