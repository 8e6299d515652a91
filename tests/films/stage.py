"""The stage of a scene: the demo shop in a real window, a day, two hands on the keys, a camera."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from storebook.book.book import Book
from storebook.demo.build import make_demo
from storebook.gui.main_window import MainWindow
from storebook.gui.pictures import keep, settle
from storebook.gui.program import FIRST_SIZE
from tests.films.eyes import seen, words_in, words_of
from tests.gui.hands import spoken_name

# No printer of this computer takes part.
os.environ["CUPS_SERVER"] = "/nowhere"

SHOPPERS, SEED = 600, 1
FRIDAY = date(2026, 11, 20)
MOST_TABS = 60
STEP_MS = 100

# The keystroke-level model of Card, Moran and Newell: a key by somebody who types now and then,
# and a moment's thought before each answer.
SECONDS_A_KEY = 0.28
SECONDS_A_THOUGHT = 1.35

Key = Qt.Key
NONE = Qt.KeyboardModifier.NoModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier


@dataclass
class Clock:
    """The store's day, which a scene may move on."""

    day: date

    def today(self) -> date:
        """The day it is."""
        return self.day


@dataclass
class Stage:
    """What a scene plays on. Every key that is pressed is counted; every picture has a number."""

    book: Book
    window: MainWindow
    clock: Clock
    folder: Path
    name: str
    keys: int = 0
    thoughts: int = 0
    captions: list[str] = field(default_factory=list)

    # -- hands

    def press(self, key: Key, modifier: Qt.KeyboardModifier = NONE, times: int = 1) -> None:
        """A key goes to the window, which gives it to whatever has the focus."""
        for _ in range(times):
            self._press_once(key, modifier)
        self.rest()

    def _press_once(self, key: Key, modifier: Qt.KeyboardModifier) -> None:
        handle = self.window.windowHandle()
        assert handle is not None
        QTest.keyClick(handle, key, modifier)
        self.keys += 1

    def type(self, text: str) -> None:
        """Letters, one key each; those that this keyboard lacks come as from an input method."""
        for letter in text:
            self._type_letter(letter)
        self.keys += len(text)
        self.rest()

    def _type_letter(self, letter: str) -> None:
        target = QApplication.activePopupWidget() or QApplication.focusWidget()
        assert target is not None
        if letter.isascii():
            QTest.keyClicks(target, letter)
            return
        event = QInputMethodEvent()
        event.setCommitString(letter)
        QApplication.sendEvent(target, event)

    def tab_to(self, words: str, key: Key = Key.Key_Tab) -> None:
        """Step with Tab until what has the focus bears this name."""
        modifier = SHIFT if key is Key.Key_Backtab else NONE
        for _ in range(MOST_TABS):
            if words in focused():
                self.rest()
                return
            self._press_once(key, modifier)
            QApplication.processEvents()
        raise AssertionError(f"“{words}” can't be reached with Tab; the focus is on {focused()}")

    def name_file(self, path: Path, caption: str) -> None:
        """When the box for files opens, by the next key, type this name and press Enter."""

        def answer() -> None:
            box, at = QApplication.activeModalWidget(), QApplication.focusWidget()
            if box is None or at is None or not box.isAncestorOf(at):
                # On a busy machine the box is there before the keys are with it.
                if box is not None:
                    box.activateWindow()
                QTimer.singleShot(STEP_MS, answer)
                return
            self.type(str(path))
            self.picture(caption)
            handle = box.windowHandle()
            assert handle is not None
            QTest.keyClick(handle, Key.Key_Return)
            # A manager of windows gives the keys back by itself; this screen has none.
            QTimer.singleShot(0, self.window.activateWindow)

        QTimer.singleShot(STEP_MS, answer)

    def think(self) -> None:
        """A question is read or heard, before it is answered."""
        self.thoughts += 1

    def rest(self) -> None:
        """The window has done what the keys asked of it."""
        settle(self.window)

    def seconds(self) -> float:
        """How long the hands take, without the talking."""
        return self.keys * SECONDS_A_KEY + self.thoughts * SECONDS_A_THOUGHT

    def count_anew(self) -> None:
        """From here on the keys count."""
        self.keys = self.thoughts = 0

    # -- eyes

    def picture(self, caption: str) -> None:
        """What stands on the screen now, as the next picture of the scene."""
        self.rest()
        path = self.folder / f"{self.name}-{len(self.captions) + 1:02}.png"
        keep(seen(self.window), path)
        self.captions.append(f"{path.name}  {caption}")

    def words(self) -> str:
        """Every word that can be read in the window now."""
        return "\n".join(filter(None, words_of(self.window)))

    def words_in(self, part: QWidget) -> str:
        """Every word of a part of the window."""
        return "\n".join(filter(None, words_in(part)))

    def sees(self, *wanted: str) -> bool:
        """Whether all of these stand in the window."""
        there = self.words()
        return all(each in there for each in wanted)


@contextmanager
def stage(folder: Path, name: str, *, today: date = FRIDAY) -> Iterator[Stage]:
    """The demo shop of that day in a window on the screen, its book in the folder meanwhile."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.book"
    make_demo(path, shoppers=SHOPPERS, seed=SEED, today=today)
    book = Book.open(path)
    clock = Clock(day=today)
    window = MainWindow(book, today=clock.today)
    made = Stage(book=book, window=window, clock=clock, folder=folder, name=name)
    try:
        show(window)
        yield made
        captions = "".join(f"{caption}\n" for caption in made.captions)
        (folder / f"{name}.txt").write_text(captions, encoding="utf-8")
    finally:
        window.hide()
        window.let_go()
        window.deleteLater()
        for part in path.parent.glob(f"{path.name}*"):
            part.unlink()


def focused() -> str:
    """What a screen reader calls the control that has the focus."""
    widget = QApplication.focusWidget()
    return "" if widget is None else spoken_name(widget)


def show(window: MainWindow) -> None:
    """Bring the window up and give it the keys."""
    window.resize(*FIRST_SIZE)
    window.move(0, 0)
    window.show()
    QTest.qWaitForWindowExposed(window)
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    settle(window)
