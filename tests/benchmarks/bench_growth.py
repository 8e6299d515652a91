"""A window that is worked in for an hour: how much memory it takes, and how many files it holds.

    python tests/benchmarks/bench_growth.py [BOOK...]

Goals: at most 150 MB after the start and 250 MB after an hour; after the first round, in which the
worker opens the book for itself, not one open file more. The hour is pressed together: two thousand
searches, three hundred shoppers' pages, two hundred purchases, a hundred enrollments, with forms
that are opened and left, every page and some undoing, by keys in the whole window. Ten rounds, a
line for each: what goes on growing after the first ones is a leak. Not for Windows; nothing is
shown on a screen.
"""

import gc
import os
import random
import shutil
import sys
import tempfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from time import perf_counter

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import tests.benchmarks.plainly  # noqa: F401, I001 - before the rest
import psutil
from PySide6.QtCore import QDeadlineTimer, QEvent, QEventLoop, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from storebook.book.book import Book
from storebook.gui import ask, printer
from storebook.gui.app import application
from storebook.gui.main_window import MainWindow
from tests.benchmarks.folders import folders_in
from tests.benchmarks.turns import asked_books
from tests.gui.hands import type_text

TODAY = date(2026, 11, 20)
SEED = 7
ROUNDS = 10
KNOWN = 2_000  # people among whom is drawn
IDLE_SECONDS = 4
MOST_START_MB = 150
MOST_END_MB = 250
CONTROL = Qt.KeyboardModifier.ControlModifier
PAGES = ("occasions", "purchases", "club", "owner", "shop", "shoppers", "counter")


@dataclass(frozen=True, slots=True)
class Work:
    """What is done in one round."""

    searches: int = 200
    pages: int = 30
    purchases: int = 20
    enrollments: int = 10
    forms: int = 10
    undone: int = 5


@dataclass(frozen=True, slots=True)
class Held:
    """What the process holds: megabytes, open files, widgets."""

    megabytes: float
    files: int
    widgets: int

    def told(self) -> str:
        return f"{self.megabytes:6.1f} MB, {self.files} files, {self.widgets:,} widgets"


def held(window: MainWindow) -> Held:
    """Now, after what can go has gone: an hour has moments in which nobody presses a key, and the
    worker has told what it was asked.
    """
    while window.jobs.busy():
        rest(0.1)
    rest(IDLE_SECONDS)
    settle()
    gc.collect()
    process = psutil.Process()
    files = process.num_fds()
    megabytes = process.memory_info().rss / 1024**2
    return Held(megabytes, files, len(QApplication.allWidgets()))


def settle() -> None:
    """What waits is done, and what was let go goes, as it does while the program runs."""
    QApplication.processEvents()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


class Clerk:
    """Works in the window by keys."""

    def __init__(self, window: MainWindow, chance: random.Random) -> None:
        self.window = window
        self.chance = chance
        most = window.book.value("SELECT max(id) FROM shopper")
        ids = chance.sample(range(1, most + 1), min(KNOWN, most))
        name = "SELECT name FROM shopper WHERE id = :id"
        known = {one: window.book.value(name, id=one) for one in ids}
        self.people = [one for one, words in known.items() if words]
        self.names = [words for words in known.values() if words]
        self.enrolled = 0

    def press(
        self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        QTest.keyClick(self._at(), key, modifier)
        settle()

    def type(self, text: str) -> None:
        type_text(self._at(), text)
        settle()

    def _at(self) -> QWidget:
        return QApplication.focusWidget() or self.window

    def search(self) -> None:
        """Somebody is found letter by letter."""
        self.press(Qt.Key.Key_K, CONTROL)
        for letter in self.chance.choice(self.names)[:7]:
            self.type(letter)

    def look(self) -> None:
        """Somebody's page, its tabs and its end."""
        self.window.open_shopper(self.chance.choice(self.people))
        settle()
        self.press(Qt.Key.Key_Tab, CONTROL)

    def sell(self) -> None:
        self.window.open_shopper(self.chance.choice(self.people))
        settle()
        self.press(Qt.Key.Key_R, CONTROL)
        self.type(f"Platinum band {self.chance.randrange(100, 9_000)}")
        self.press(Qt.Key.Key_Return)
        self.press(Qt.Key.Key_Return, CONTROL)
        self.leave()

    def enroll(self) -> None:
        self.enrolled += 1
        self.press(Qt.Key.Key_E, CONTROL)
        for answer in (f"603777{self.enrolled:04d}", "Noor", f"El-Amin{self.enrolled}"):
            self.type(answer)
            self.press(Qt.Key.Key_Return)
        self.press(Qt.Key.Key_Return, CONTROL)
        self.leave()

    def open_forms(self) -> None:
        """Opened, begun and left."""
        self.window.open_shopper(self.chance.choice(self.people))
        settle()
        for key in (Qt.Key.Key_N, Qt.Key.Key_T, Qt.Key.Key_R):
            self.press(key, CONTROL)
            self.type("Some words")
            self.leave()
        self.press(Qt.Key.Key_F2)
        self.leave()
        self.press(Qt.Key.Key_F1)
        self.leave()

    def leave(self) -> None:
        """Whatever is open is closed."""
        if self.window.scrim.dialog is not None:
            self.press(Qt.Key.Key_Escape)

    def walk(self) -> None:
        """Every page, and what its worker brings."""
        for place in PAGES:
            self.window.go(place)
            rest(0.3)

    def undo(self) -> None:
        self.press(Qt.Key.Key_Z, CONTROL)

    def work(self, much: Work) -> None:
        for deed, times in (
            (self.search, much.searches),
            (self.look, much.pages),
            (self.sell, much.purchases),
            (self.enroll, much.enrollments),
            (self.open_forms, much.forms),
            (self.walk, 1),
            (self.undo, much.undone),
        ):
            for _ in range(times):
                deed()


def rest(seconds: float) -> None:
    """What waits is done meanwhile."""
    until = QDeadlineTimer(round(seconds * 1000))
    while not until.hasExpired():
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
        settle()


def measure(path: Path, *, rounds: int = ROUNDS, much: Work | None = None) -> None:
    """The hour in a copy of one book."""
    application(["bench"])
    with tempfile.TemporaryDirectory() as temporary, folders_in(temporary):
        answer_for_the_computer(Path(temporary))
        copy = Path(shutil.copy(path, temporary))
        book = Book.open(copy)
        people = book.value("SELECT count(*) FROM shopper")
        print(f"{path.name}: {people:,} shoppers")
        window = MainWindow(book, today=lambda: TODAY)
        window.resize(1440, 900)
        window.show()
        window.activateWindow()
        rest(1)
        start = held(window)
        print(f"  start     {start.told()} (goal {MOST_START_MB})")
        clerk = Clerk(window, random.Random(SEED))
        before, first = sold(book), None
        for turn in range(rounds):
            begun = perf_counter()
            clerk.work(much or Work())
            now = held(window)
            first = first or now
            print(f"  round {turn + 1:2}  {now.told()}, {perf_counter() - begun:.0f} s", flush=True)
        tickets, members = (now - then for now, then in zip(sold(book), before, strict=True))
        print(f"  {tickets} purchases and {members} members more; {after(first or start, now)}")
        window.close()


def answer_for_the_computer(folder: Path) -> None:
    """No printer, and cards are saved there: its boxes wait for somebody at the screen."""
    vars(ask)["save_file"] = lambda *_, **__: folder / "card.pdf"
    vars(printer)["has_printer"] = lambda: False


def sold(book: Book) -> tuple[int, int]:
    return (
        book.value("SELECT count(*) FROM purchase"),
        book.value("SELECT count(*) FROM member"),
    )


def after(first: Held, end: Held) -> str:
    more = end.files - first.files
    kept = end.megabytes <= MOST_END_MB and more <= 0
    return f"goal {MOST_END_MB} MB and no file more ({more:+}): {'kept' if kept else 'MISSED'}"


def main() -> None:
    """All of it for each book."""
    for path in asked_books(__doc__):
        measure(path)


if __name__ == "__main__":
    main()
