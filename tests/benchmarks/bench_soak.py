"""Three days at the counter in five minutes: does the window stay as it was in its first hour?

    python tests/benchmarks/bench_soak.py [--days 3] [BOOK...]

A day of eight hours is 2,000 purchases, 5,000 searches letter by letter, 60 times locked and opened
again by one of three who work there, and 8 backups. The hours are pressed together; each ends with
a moment in which nobody does anything. Goals: from the first hour to the last at most 20 MB more,
not one open file more, the log beside the book never over 8 MB, and 99 of 100 purchases saved
within 50 ms of work in the last hour as in the first. Not for Windows, and nothing is shown on a
screen.
"""

import argparse
import os
import random
import shutil
import sys
import tempfile
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from time import perf_counter, thread_time

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import tests.benchmarks.plainly  # noqa: F401, I001 - before the rest
from PySide6.QtWidgets import QApplication

from storebook.book.book import Book
from storebook.book.files import beside
from storebook.gui.app import application
from storebook.gui.main_window import MainWindow
from storebook.gui.pages.counter import CounterPage
from storebook.staff.associates import Role, add_associate
from storebook.staff.pins import set_pin
from tests.benchmarks.bench_growth import Held, held, rest, settle
from tests.benchmarks.bench_pins import PIN, switch
from tests.benchmarks.bench_protected import SCRAPS, demo_shop, sell
from tests.benchmarks.folders import folders_in
from tests.benchmarks.turns import add_books
from tests.gui.hands import type_text

TODAY = date(2026, 11, 20)
SEED = 7
DAYS, HOURS = 3, 8
MOST_MORE_MB, MOST_LOG_MB, MOST_SAVE_MS = 20, 8, 50


@dataclass(frozen=True, slots=True)
class Work:
    """What is done in an hour."""

    purchases: int = 250
    searches: int = 625
    locks: int = 8


@dataclass(slots=True)
class Hour:
    """What came of it: milliseconds of work of each save, and what the process held at its end."""

    saves: list[float] = field(default_factory=list)
    log_mb: float = 0.0
    held: Held | None = None

    @property
    def slow_ms(self) -> float:
        return sorted(self.saves)[len(self.saves) * 99 // 100]


class Day:
    """Those who work there take turns."""

    def __init__(self, app: QApplication, window: MainWindow, people: list[int]) -> None:
        self._app = app
        self._window = window
        self._people = people
        self._turn = 0
        self._chance = random.Random(SEED)
        self._shoppers = window.book.values("SELECT id FROM shopper ORDER BY id LIMIT 5000")

    def hour(self, much: Work) -> Hour:
        """The deeds of an hour in an order of chance, a backup, and a moment of nothing."""
        made, log = Hour(), beside(self._window.book.path, "-wal")
        deeds = ["sell"] * much.purchases + ["search"] * much.searches + ["lock"] * much.locks
        self._chance.shuffle(deeds)
        for deed in deeds:
            if deed == "sell":
                made.saves.append(self._sell())
            elif deed == "search":
                self._search()
            else:
                self._lock()
            made.log_mb = max(made.log_mb, log.stat().st_size / 1e6)
        self._window.keeping.keep()
        while self._window.keeping.is_keeping:
            rest(0.05)
        made.held = held(self._window)
        return made

    def _sell(self) -> float:
        begun = thread_time()
        sell(self._window.book, self._chance.choice(self._shoppers))
        took = (thread_time() - begun) * 1000
        settle()
        return took

    def _search(self) -> None:
        page = self._window.stack.current()
        assert isinstance(page, CounterPage)
        page.search_line.selectAll()
        for letter in self._chance.choice(SCRAPS):
            type_text(page.search_line, letter)
            settle()

    def _lock(self) -> None:
        self._turn += 1
        self._window.lock.lock()
        switch(self._app, self._window, self._people[self._turn % len(self._people)])


def measure(path: Path, *, days: int = DAYS, hours: int = HOURS, much: Work | None = None) -> None:
    """All of it in a copy of one book."""
    app, much = application(["bench"]), much or Work()
    with tempfile.TemporaryDirectory() as temporary, folders_in(temporary):
        book = Book.open(Path(shutil.copy(path, temporary)))
        people = staff(book) if much.locks else []
        window = MainWindow(book, today=lambda: TODAY)
        window.resize(1440, 900)
        window.show()
        settle()
        for one in people[:1]:
            switch(app, window, one)
        day, made = Day(app, window, people), []
        for number in range(days * hours):
            begun = perf_counter()
            made.append(day.hour(much))
            print(f"  {told(number, hours, made[-1])}, {perf_counter() - begun:.0f} s", flush=True)
        print(f"  {verdict(made)}")
        window.close()


def staff(book: Book) -> list[int]:
    """The owner and two clerks, each with a PIN."""
    people = [book.associate_id]
    people += [add_associate(book, name, Role.CLERK) for name in ("Noor Aziz", "Pia Renner")]
    for one in people:
        set_pin(book, one, PIN, now=datetime.now(UTC))
    return people


def told(number: int, hours: int, hour: Hour) -> str:
    kept = hour.held.told() if hour.held else ""
    place = f"day {number // hours + 1}, hour {number % hours + 1}"
    return f"{place}  {kept}; log {hour.log_mb:.1f} MB at most, save p99 {hour.slow_ms:.1f} ms"


def verdict(made: list[Hour]) -> str:
    """The last hour beside the first."""
    first, last = made[0], made[-1]
    assert first.held is not None
    assert last.held is not None
    more = last.held.megabytes - first.held.megabytes
    files = last.held.files - first.held.files
    log = max(hour.log_mb for hour in made)
    slow = max(first.slow_ms, last.slow_ms)
    kept = more <= MOST_MORE_MB and files <= 0 and log <= MOST_LOG_MB and slow <= MOST_SAVE_MS
    return (
        f"{more:+.1f} MB (goal {MOST_MORE_MB}), {files:+} files (goal 0), log {log:.1f} MB "
        f"(goal {MOST_LOG_MB}), saves {first.slow_ms:.1f} and {last.slow_ms:.1f} ms "
        f"(goal {MOST_SAVE_MS}): {'kept' if kept else 'MISSED'}"
    )


def main() -> None:
    """All of it for each book."""
    parser = add_books(argparse.ArgumentParser(description=__doc__))
    parser.add_argument("--days", type=int, default=DAYS)
    asked = parser.parse_args()
    for path in asked.books or [demo_shop()]:
        measure(path, days=asked.days)


if __name__ == "__main__":
    main()
