"""What signing in with a PIN takes, as somebody at the counter waits for it.

    python tests/benchmarks/bench_pins.py [BOOK...]

Goals: at least 0.25 seconds, so that trying all PINs is no quick matter, and at most 0.5, so that
nobody notices; a wrong one takes as long as the right one. The try that is counted and the event
that is noted are part of it. Then a quick switch in the window, from Enter until the pages of
whoever came are painted, in a demo shop of 6,000. Goals are judged by the work of the processor,
that of the worker included; by the clock it is told as well.
"""

import argparse
import os
import shutil
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import tests.benchmarks.plainly  # noqa: F401, I001 - before the rest
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.gui.app import application
from storebook.gui.main_window import MainWindow
from storebook.staff import hashing
from storebook.staff.associates import Role, add_associate
from storebook.staff.pins import set_pin
from storebook.staff.signing_in import sign_in
from tests.benchmarks.bench_protected import demo_shop
from tests.benchmarks.folders import folders_in
from tests.benchmarks.turns import add_books

TODAY = date(2026, 11, 20)
PIN, WRONG = "4812", "4813"
QUICKEST, SLOWEST = 0.25, 0.5
PATIENCE_S = 60


@dataclass(frozen=True, slots=True)
class Took:
    """Seconds: by the clock, and as the processor worked."""

    passed: float
    worked: float


def took(deed: Callable[[], object]) -> Took:
    began, working = perf_counter(), process_time()
    deed()
    return Took(perf_counter() - began, process_time() - working)


def measure(book: Book, times: int = 12, wrong: int = 4) -> None:
    """The right PIN and a wrong one, each so often."""
    now = datetime.now(UTC)
    set_pin(book, book.associate_id, PIN, now=now)
    cost = hashing.tuned()
    print(f"a PIN costs {cost.passes} passes over {cost.memory_kib // 1024} MiB here")

    def try_in(pin: str) -> None:
        """Until somebody is in, or told that they are not."""
        with suppress(Refused):
            sign_in(book, book.associate_id, pin, now=now)

    tell("the right PIN", [took(lambda: try_in(PIN)) for _ in range(times)])
    tell("a wrong PIN", [took(lambda: try_in(WRONG)) for _ in range(wrong)])


def measure_switch(path: Path, times: int = 12, warm_up: int = 1) -> None:
    """The owner and a clerk take turns in the window."""
    app = application(["bench"])
    with TemporaryDirectory() as temporary, folders_in(temporary):
        book = Book.open(Path(shutil.copy(path, temporary)))
        people = [book.associate_id, add_associate(book, "Noor Aziz", Role.CLERK)]
        for one in people:
            set_pin(book, one, PIN, now=datetime.now(UTC))
        window = MainWindow(book, today=lambda: TODAY)
        window.resize(1440, 900)
        window.show()
        app.processEvents()
        some = [switch(app, window, people[turn % 2]) for turn in range(warm_up + times)]
        tell("a switch in the window", some[warm_up:])
        window.close()


def switch(app: QApplication, window: MainWindow, associate_id: int) -> Took:
    """From Enter on the PIN until their first page is painted."""
    lock = window.lock
    lock.switch_to(associate_id)
    lock.screen.choose(associate_id)
    lock.screen.pin.setText(PIN)
    app.processEvents()

    loop = QEventLoop()
    lock.opened.connect(loop.quit)
    QTimer.singleShot(PATIENCE_S * 1000, loop, loop.quit)

    def enter() -> None:
        lock.screen.enter()
        loop.exec()
        app.processEvents()

    found = took(enter)
    if window.book.associate_id != associate_id:
        raise SystemExit(f"nobody was let in: {lock.screen.words.text()!r}")
    return found


def tell(words: str, some: list[Took]) -> None:
    """Best, middle and worst, and whether that is what was wanted."""
    worked, passed = ([getattr(one, name) for one in some] for name in ("worked", "passed"))
    good = "as wanted" if median(worked) >= QUICKEST and max(worked) <= SLOWEST else "MISSED"
    print(
        f"{words}: {min(worked):.2f} / {median(worked):.2f} / {max(worked):.2f} s of work, {good}; "
        f"by the clock {min(passed):.2f} / {median(passed):.2f} / {max(passed):.2f} s"
    )


def main() -> None:
    """On a new book, then in the window."""
    given: list[Path] = add_books(argparse.ArgumentParser(description=__doc__)).parse_args().books
    with TemporaryDirectory() as folder:
        path = Path(folder) / "pins.book"
        with Book.create(path, owner_name="Ruth Hallam") as book:
            measure(book)
    for path in given or [demo_shop()]:
        measure_switch(path)


if __name__ == "__main__":
    main()
