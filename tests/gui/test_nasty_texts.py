"""Whatever stands in the book is shown in the window as it was typed: never as markup, as keys, or
as the name of a file.
"""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QLabel, QTabBar, QWidget
from pytestqt.qtbot import QtBot

from storebook.base.errors import Refused
from storebook.book import settings
from storebook.book.book import Book
from storebook.book.shop import Shop
from storebook.gui.main_window import MainWindow
from storebook.gui.places import PAGES
from storebook.people.notes import NoteDraft
from tests.durability.length import many, reached
from tests.gui.hands import shown
from tests.gui.test_privacy import seen
from tests.make import TODAY, make_line, make_purchase, make_shopper
from tests.nasty import NASTY

MARKUP = ("<img src", "<b>Ann", "</para>")


def fill(book: Book) -> list[int]:
    """A shopper for each text that the book takes, with the text wherever one fits."""
    found = []
    for text in NASTY:
        try:
            number = make_shopper(
                book, text, nickname=text, source=text, interests=text,
                notes=(NoteDraft(text=f"n{text}"),), street=f"{text} 1", tags=(text,),
            )  # fmt: skip
        except Refused:
            continue
        found.append(number)
        try:
            make_purchase(book, number, make_line(text, engraving=text), note=text)
        except Refused:
            make_purchase(book, number)
    return found


@pytest.fixture
def window(book: Book, qtbot: QtBot) -> Iterator[MainWindow]:
    with book.change("Shop set up") as change:
        settings.save(change, Shop(name="<b>Hallam</b> & Rye", country="US"))
    fill(book)
    made = MainWindow(book, today=lambda: TODAY, pages=PAGES)
    qtbot.addWidget(made)
    shown(made, 1440, 900)
    yield made
    made.let_go()


def read_as_markup(window: QWidget) -> list[str]:
    """What Qt would read as markup, and what it would eat as a key."""
    return [
        text
        for widget in window.findChildren(QWidget)
        if widget.isVisible()
        for text in (*rich_of(widget), *keys_of(widget))
        if text
    ]


def rich_of(widget: QWidget) -> Iterator[str]:
    """Tips, which Qt always looks through for markup, and labels that were not told not to."""
    said = [widget.toolTip()]
    if isinstance(widget, QLabel) and widget.textFormat() != Qt.TextFormat.PlainText:
        said.append(widget.text())
    if isinstance(widget, QAbstractItemView):
        model, role = widget.model(), Qt.ItemDataRole.ToolTipRole
        rows = range(model.rowCount())
        said += [str(model.data(model.index(row, 0), role) or "") for row in rows]
    yield from (text for text in said if any(mark in text for mark in MARKUP))


def keys_of(widget: QWidget) -> Iterator[str]:
    """Buttons and tabs make a key of what follows a single &."""
    if isinstance(widget, QAbstractButton) and "Smith & Sons" in widget.text():
        yield widget.text()
    if isinstance(widget, QTabBar):
        words = [widget.tabText(place) for place in range(widget.count())]
        yield from (word for word in words if "Smith & Sons" in word)


def test_every_page_of_every_shopper_shows_what_was_typed(window: MainWindow, book: Book) -> None:
    people = book.rows("SELECT id, name FROM shopper ORDER BY id")
    assert len(people) > len(NASTY) // 2

    for number, name in people[:: many(5, 1)]:
        window.open_shopper(number)
        assert name in seen(window)
        assert read_as_markup(window) == []
        for place in range(1, 4):
            window.stack.current().tabs().setCurrentIndex(place)  # type: ignore[union-attr]
            seen(window)
            assert read_as_markup(window) == []
    reached(27, f"{len(people)} odd texts in every field of a shopper and a ticket, on every page")


def test_every_page_shows_them_all(window: MainWindow) -> None:
    for entry in PAGES:
        window.go(entry.key)
        seen(window)
        assert read_as_markup(window) == []
    for text in ("<b>Ann", "Smith", "O'Brien", "50%"):
        window.go("counter")
        window.stack.current().search(text)  # type: ignore[union-attr]
        assert text in seen(window)
        assert read_as_markup(window) == []
