"""Enrolling people who are in the book already: the phone is looked up, and nobody is there twice.

The long form enrolls a thousand; it and the short one go through the page by its keys.
"""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from storebook.book.book import Book
from storebook.club.members import members
from storebook.gui import ask, printer
from storebook.gui.context import Context
from storebook.gui.pages.club import ClubPage
from tests.gui.conftest import TODAY
from tests.gui.hands import press, shown, type_text
from tests.make import make_shopper

SHAPES = ("({0}) {1}-{2}", "{0} {1} {2}", "{0}.{1}.{2}", "+1 {0} {1}{2}", "1-{0}-{1}-{2}")
# Every tenth shares the phone with whoever came before.
SHARED_EVERY = 10


def number_of(place: int) -> tuple[str, str, str]:
    """The phone of the shopper at this place, in its three parts."""
    at = place - 1 if place % SHARED_EVERY == SHARED_EVERY - 1 else place
    return "603", f"{200 + at // 100}", f"{1000 + at}"


def fill(book: Book, count: int) -> list[int]:
    """So many shoppers with phones, written as this one and that one writes them."""
    return [
        make_shopper(
            book,
            f"Given{place} Family{place // 2}",
            phone=SHAPES[place % len(SHAPES)].format(*number_of(place)),
        )
        for place in range(count)
    ]


def enroll_by_keys(page: ClubPage, place: int, name: str) -> None:
    """The phone in another way of writing, who it is, and Ctrl Enter."""
    ask_ = page.enrolling.questions
    page.focus_first()
    type_text(ask_.reach.line, SHAPES[(place + 2) % len(SHAPES)].format(*number_of(place)))
    press(ask_.reach.line, Qt.Key.Key_Return)
    table = ask_.who_is_it.table
    assert ask_.who_is_it.isVisible()
    names = [answer.words for answer in table.records()]
    for _ in range(names.index(name)):
        press(table, Qt.Key.Key_Down)
    press(table, Qt.Key.Key_Return)
    page.save_it()


@pytest.mark.parametrize("count", [20, pytest.param(1_000, marks=pytest.mark.slow)])
def test_enrolling_who_is_in_the_book_makes_no_second_record(
    book: Book,
    context: Context,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    count: int,
) -> None:
    monkeypatch.setattr(ask, "save_file", lambda *_: tmp_path / "card.pdf")
    monkeypatch.setattr(printer, "has_printer", lambda: False)
    ids = fill(book, count)
    page = ClubPage(context)
    qtbot.addWidget(page)
    shown(page, 1240, 800)

    for place in range(count):
        enroll_by_keys(page, place, f"Given{place} Family{place // 2}")

    assert book.value("SELECT count(*) FROM shopper") == count
    assert book.values("SELECT shopper_id FROM member ORDER BY shopper_id") == ids
    assert book.value("SELECT count(*) FROM phone") == count
    assert {one.enrolled_on for one in members(book)} == {TODAY}
