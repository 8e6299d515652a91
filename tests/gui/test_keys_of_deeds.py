"""How many keys the counter's deeds take in the whole window, beyond the data itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from storebook.book.book import Book
from storebook.club.members import members
from storebook.gui import ask, printer
from storebook.gui.main_window import MainWindow
from storebook.people.wishes import WishDraft, add_wish
from tests.gui.conftest import TODAY
from tests.gui.hands import shown, type_text
from tests.gui.selling import saved
from tests.make import make_couple, make_shopper

MOST_KEYS = 12
CONTROL = Qt.KeyboardModifier.ControlModifier
Enter = Qt.Key.Key_Return


@dataclass
class Clerk:
    """Types where the caret is, and counts every key that is not data."""

    window: MainWindow
    keys: int = 0

    def type(self, text: str) -> None:
        """Data: a name, words, an amount."""
        at = QApplication.focusWidget()
        assert at is not None
        type_text(at, text)
        QApplication.processEvents()

    def press(
        self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        """One key that only says what to do."""
        self.keys += 1
        QTest.keyClick(QApplication.focusWidget() or self.window, key, modifier)
        QApplication.processEvents()


@pytest.fixture
def clerk(book: Book, qtbot: QtBot) -> Iterator[Clerk]:
    """At the counter, in the whole window; Ann Lee, and the Ashworths, are in the book."""
    make_shopper(book, "Ann Lee", phone="603 555 0142")
    window = MainWindow(book, today=lambda: TODAY)
    qtbot.addWidget(window)
    shown(window, 1440, 900)
    yield Clerk(window)
    window.let_go()


def test_a_known_shoppers_ring_takes_four_keys(clerk: Clerk, book: Book) -> None:
    clerk.type("ann lee")
    clerk.press(Enter)
    clerk.press(Qt.Key.Key_R, CONTROL)
    clerk.type("Platinum band 2400")
    clerk.press(Enter)
    clerk.press(Enter, CONTROL)

    ticket = saved(book)
    assert (ticket.shopper, ticket.total_cents) == ("Ann Lee", 2_400_00)
    assert clerk.window.undo_bar.text() == "Purchase saved for Ann Lee."
    assert clerk.keys <= 4 <= MOST_KEYS


def test_with_the_price_apart_it_takes_four_too(clerk: Clerk, book: Book) -> None:
    clerk.type("ann lee")
    clerk.press(Enter)
    clerk.press(Qt.Key.Key_R, CONTROL)
    clerk.type("Opal ring")
    clerk.press(Enter)
    clerk.type("900")
    clerk.press(Enter, CONTROL)

    assert saved(book).total_cents == 900_00
    assert clerk.keys <= 4


def test_a_secret_gift_from_the_wish_list_takes_few_keys(clerk: Clerk, book: Book) -> None:
    margaret, daniel = make_couple(book)
    add_wish(book, margaret, WishDraft(description="Trilogy ring", confidants=(daniel,)))
    clerk.type("daniel ashworth")
    clerk.press(Enter)
    clerk.press(Qt.Key.Key_R, CONTROL)
    clerk.press(Qt.Key.Key_Down)
    clerk.press(Enter)
    clerk.type("9400")
    clerk.press(Enter)
    for _ in range(4):  # from the entry over giver and occasion to the box of the secret
        clerk.press(Qt.Key.Key_Tab)
        if QApplication.focusWidget() is not None and "secret" in _name():
            break
    clerk.press(Qt.Key.Key_Space)
    clerk.type("Dec 13")
    clerk.press(Enter, CONTROL)

    ticket = saved(book, daniel)
    assert ticket.lines[0].wearer_id == margaret
    assert ticket.secret_until is not None
    assert clerk.keys <= MOST_KEYS


def _name() -> str:
    at = QApplication.focusWidget()
    return at.accessibleName() if at is not None else ""


def test_enrolling_somebody_new_takes_seven_keys(
    clerk: Clerk, book: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ask, "save_file", lambda *_: tmp_path / "card.pdf")
    monkeypatch.setattr(printer, "has_printer", lambda: False)
    clerk.press(Qt.Key.Key_E, CONTROL)
    clerk.type("603 555 0193")
    clerk.press(Enter)
    clerk.type("Noor")
    clerk.press(Enter)
    clerk.type("El-Amin")
    clerk.press(Enter)
    at = QApplication.focusWidget()
    assert at is not None
    QTest.keyClicks(at, "f")
    clerk.press(Enter)
    clerk.type("9")
    clerk.press(Enter, CONTROL)
    clerk.keys += 1  # Enter in the box that asks where the card goes

    assert [(one.name, one.card_printed_on) for one in members(book)] == [("Noor El-Amin", TODAY)]
    assert clerk.keys <= 7 <= MOST_KEYS


@pytest.mark.window
@pytest.mark.parametrize(
    ("key", "place"),
    [(Qt.Key.Key_E, "club"), (Qt.Key.Key_K, "counter"), (Qt.Key.Key_4, "purchases")],
)
def test_a_line_of_text_does_not_take_the_programs_keys_for_editing(
    clerk: Clerk, key: Qt.Key, place: str
) -> None:
    clerk.window.go("shoppers")
    clerk.window.stack.current().find_in_list()  # type: ignore[union-attr]
    clerk.type("ann")

    clerk.press(key, CONTROL)

    assert clerk.window.stack.key == place
