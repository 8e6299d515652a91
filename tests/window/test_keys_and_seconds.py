"""How long the counter's two deeds take a clerk who knows them, by keys and by the mouse alone.

Real events go to a real window. A key takes 0.28 s and a decision 1.2 s, as in the keystroke-level
model (Card, Moran and Newell, 1980); a key that is held down while another is pressed counts too.
Where the hand goes to the mouse, 0.4 s, and points at something, 1.1 s, are added.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from storebook.book.book import Book
from storebook.cli.terminal import write_out
from storebook.club.members import members
from storebook.gui import ask, printer, theme
from storebook.gui.main_window import MainWindow
from storebook.gui.theme import Look
from tests.gui.conftest import TODAY
from tests.gui.hands import shown, spoken_name
from tests.gui.selling import saved
from tests.make import make_shopper

pytestmark = [
    pytest.mark.window,
    # A screen without a manager of windows: nobody raises what is above another.
    pytest.mark.qt_log_ignore("This plugin does not support", extend=True),
]

KEY_S = 0.28
DECISION_S = 1.2
HAND_S = 0.4
POINT_S = 1.1
MOST_KEYS = 12
LEAST_TARGET = 44
CONTROL = Qt.KeyboardModifier.ControlModifier
Key = Qt.Key


@dataclass
class Hands:
    """A clerk at the window: every key, click and decision is counted and told."""

    window: MainWindow
    told: list[str] = field(default_factory=list)
    keys: int = 0
    letters: int = 0
    held: int = 0
    clicks: int = 0
    decisions: int = 0
    targets: list[tuple[str, int, int]] = field(default_factory=list)

    def write(self, text: str) -> None:
        """Data, letter by letter, to whatever has the keys."""
        for letter in text:
            QTest.keyClicks(self._caret(), letter)
        self.letters += len(text)
        self._say(f"“{text}”")

    def press(
        self, key: Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        """A key that only says what to do, to the window itself."""
        handle = self.window.windowHandle()
        assert handle is not None
        QTest.keyClick(handle, key, modifier)
        self.keys += 1
        self.held += modifier != Qt.KeyboardModifier.NoModifier
        self._say(("Ctrl " if modifier == CONTROL else "") + key.name.removeprefix("Key_"))

    def click(self, target: QWidget, words: str) -> None:
        """One click, at the window, where the target is."""
        handle = self.window.windowHandle()
        assert handle is not None
        self.targets.append((words, target.width(), target.height()))
        place = target.mapTo(self.window, target.rect().center())
        QTest.mouseClick(handle, Qt.MouseButton.LeftButton, pos=place)
        self.clicks += 1
        self._say(f"[{words}]")

    def decide(self) -> None:
        """Something is read or heard first."""
        self.decisions += 1
        self.told.append("·")

    def _say(self, words: str) -> None:
        QApplication.processEvents()
        self.told.append(words)

    def _caret(self) -> QWidget:
        at = QApplication.focusWidget()
        assert at is not None
        return at

    def shown(self, kind: type[QWidget], name: str) -> QWidget:
        """The only control on the screen that is called so."""
        found = [
            each
            for each in self.window.findChildren(kind)
            if each.isVisible() and name in (spoken_name(each) or each.accessibleName())
        ]
        assert len(found) == 1, [spoken_name(each) for each in found]
        return found[0]

    @property
    def seconds(self) -> float:
        """What the keys and decisions take; of clicks the way of the hand as well."""
        pressed = self.keys + self.held + self.letters
        return pressed * KEY_S + self.decisions * DECISION_S + self.clicks * (POINT_S + HAND_S)

    def tell(self, deed: str) -> None:
        """The list of keys, for who reads the figures (pytest -s)."""
        counted = f"{self.keys} keys, {self.clicks} clicks, {self.letters} letters"
        write_out(f"{deed}: {counted}, {self.decisions} decisions, {self.seconds:.1f} s")
        write_out("\n   " + " ".join(self.told))
        write_out(
            "   " + ", ".join(f"{words} {wide} x {tall}" for words, wide, tall in self.targets)
        )


@pytest.fixture
def hands(book: Book, qapp: QApplication, qtbot: QtBot) -> Iterator[Hands]:
    """At the counter, with Ann Lee and others in the book."""
    theme.dress(qapp, Look.LIGHT)
    make_shopper(book, "Ann Lee", phone="603 555 0142")
    make_shopper(book, "Grace Kim", phone="603 555 0178")
    window = MainWindow(book, today=lambda: TODAY)
    qtbot.addWidget(window)
    shown(window, 1440, 900)
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    yield Hands(window)
    window.let_go()


@pytest.fixture
def card_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the card goes, answered with Enter; there is no printer."""
    monkeypatch.setattr(ask, "save_file", lambda *_: tmp_path / "card.pdf")
    monkeypatch.setattr(printer, "has_printer", lambda: False)


def test_a_known_phone_and_a_ring_take_at_most_fifteen_seconds(hands: Hands, book: Book) -> None:
    hands.write("0142")
    hands.decide()  # is it her?
    hands.press(Key.Key_Return)
    hands.press(Key.Key_R, CONTROL)
    hands.write("Platinum band 2400")
    hands.press(Key.Key_Return)
    hands.decide()  # is it all?
    hands.press(Key.Key_Return, CONTROL)

    assert (saved(book).shopper, saved(book).total_cents) == ("Ann Lee", 2_400_00)
    assert hands.keys <= MOST_KEYS
    assert hands.seconds <= 15
    hands.tell("A known phone, one ring")


def test_a_new_person_is_enrolled_in_at_most_twenty_five_seconds(
    hands: Hands, book: Book, card_file: None
) -> None:
    hands.press(Key.Key_E, CONTROL)
    for answer in ("6035550193", "Noor", "El-Amin", "f"):
        hands.decide()  # the question is asked, and answered
        hands.write(answer)
        hands.press(Key.Key_Return)
    hands.decide()
    hands.write("9")
    hands.decide()  # is it all?
    hands.press(Key.Key_Return, CONTROL)
    hands.keys += 1  # Enter in the box that asks where the card goes

    assert [one.name for one in members(book)] == ["Noor El-Amin"]
    assert hands.keys <= MOST_KEYS
    assert hands.seconds <= 25
    hands.tell("A new person, enrolled")


def test_the_mouse_alone_sells_a_ring_with_few_clicks(hands: Hands, book: Book) -> None:
    hands.write("0142")
    hands.decide()  # is it her? She is chosen already
    hands.click(hands.shown(QAbstractButton, "Record purchase"), "Record purchase")
    hands.write("Platinum band 2400")
    hands.decide()
    hands.click(hands.shown(QAbstractButton, "Save purchase"), "Save purchase")

    assert saved(book).total_cents == 2_400_00
    assert hands.clicks <= MOST_KEYS
    assert min(min(wide, tall) for _, wide, tall in hands.targets) >= LEAST_TARGET
    assert hands.seconds <= 20
    hands.tell("A known phone, one ring, by the mouse")


def test_the_mouse_alone_enrolls_with_few_clicks(hands: Hands, book: Book, card_file: None) -> None:
    hands.click(hands.shown(QAbstractButton, "Enroll in club"), "Enroll in club")
    hands.write("6035550193")
    for name, answer in (("Given name", "Noor"), ("Family name", "El-Amin")):
        hands.decide()
        hands.click(hands.shown(QLineEdit, name), name)
        hands.write(answer)
    hands.decide()
    hands.click(hands.shown(QAbstractButton, "Enroll and print card"), "Enroll and print card")
    hands.clicks += 1  # the button of the box that asks where the card goes

    assert [one.name for one in members(book)] == ["Noor El-Amin"]
    assert hands.clicks <= MOST_KEYS
    assert min(min(wide, tall) for _, wide, tall in hands.targets) >= LEAST_TARGET
    assert hands.seconds <= 30
    hands.tell("A new person, enrolled by the mouse")
