"""Who was erased does not come back: not by an old backup, nor by a list, however it is spelled."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from storebook.base.dates import PartialDate
from storebook.book.book import Book
from storebook.book.chain import verify
from storebook.book.check import check_book
from storebook.book.history import redo_last, undo_last
from storebook.people.erasing import (
    erase,
    erase_again_after,
    forgotten_in,
    suppression,
)
from tests.make import TODAY, make_shopper
from tests.people.somebody import MARKERS, traces, write_down


@pytest.fixture
def zuleika(book: Book) -> int:
    return write_down(book)


def test_a_restored_backup_erases_her_again(book: Book, zuleika: int, tmp_path: Path) -> None:
    old = Path(shutil.copy(book.back_up(tmp_path), tmp_path / "old.book"))
    erase(book, zuleika, today=TODAY)
    make_shopper(book, "Ann Lee")
    forgotten = forgotten_in(book)

    with Book.open(old) as restored:
        assert erase_again_after(restored, forgotten, today=TODAY) == [zuleika]
        assert erase_again_after(restored, forgotten, today=TODAY) == []
        assert forgotten_in(restored).erasures[0] == forgotten.erasures[0]
        assert [one for one in check_book(restored) if not one.good] == []

    assert traces(old) == []


def test_who_stands_in_the_history_of_a_backup_alone_is_forgotten_too(
    book: Book, tmp_path: Path
) -> None:
    who = make_shopper(book, MARKERS["name"])
    undo_last(book)
    old = book.back_up(tmp_path)
    redo_last(book)
    erase(book, who, today=TODAY)

    with Book.open(old) as restored:
        assert erase_again_after(restored, forgotten_in(book), today=TODAY) == []
        assert verify(restored) == []

    assert traces(old) == []


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("Zuleika Quillfeather", {"phone": "+1 (603) 555-7193"}),
        ("QUILLFEATHER, Zuleika", {"email": "ZQMail@example.com"}),
        ("Zuleika Vexworthy", {"birthday": PartialDate(year=1966, month=11, day=26)}),
        ("Zuleika Quillfeather", {"street": "77 Wobblethorpe Crescent"}),
    ],
)
def test_she_is_known_again(book: Book, zuleika: int, name: str, fields: dict[str, Any]) -> None:
    erase(book, zuleika, today=TODAY)
    back = make_shopper(book, name, **fields)

    assert erase_again_after(book, today=TODAY) == [back]


def test_a_namesake_is_not_taken_for_her(book: Book, zuleika: int) -> None:
    erase(book, zuleika, today=TODAY)
    make_shopper(book, "Zuleika Quillfeather", phone="603 555 0001")
    make_shopper(book, "Bob Brown", phone=MARKERS["phone"])

    assert erase_again_after(book, today=TODAY) == []


def test_what_she_is_known_by_says_nothing_of_her(book: Book, zuleika: int) -> None:
    erase(book, zuleika, today=TODAY)

    kept = suppression(book)
    assert all(len(one) == 64 for theirs in kept.digests.values() for one in theirs)
    assert len(kept.digests) == 1
