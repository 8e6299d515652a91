"""What signing in with a PIN takes, as somebody at the counter waits for it.

    python tests/benchmarks/bench_pins.py

Goals: at least 0.2 seconds, so that trying all PINs is no quick matter, and at most 0.5, so that
nobody notices; a wrong one takes as long as the right one. The try that is counted and the event
that is noted are part of it.
"""

import sys
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.staff import hashing
from storebook.staff.pins import set_pin
from storebook.staff.signing_in import sign_in

PIN, WRONG = "4812", "4813"
QUICKEST, SLOWEST = 0.2, 0.5


def measure(book: Book, times: int = 12, wrong: int = 4) -> None:
    """The right PIN and a wrong one, each so often."""
    now = datetime.now(UTC)
    set_pin(book, book.associate_id, PIN, now=now)
    cost = hashing.tuned()
    print(f"a PIN costs {cost.passes} passes over {cost.memory_kib // 1024} MiB here")
    tell("the right PIN", [seconds(book, PIN, now) for _ in range(times)])
    tell("a wrong PIN", [seconds(book, WRONG, now) for _ in range(wrong)])


def seconds(book: Book, pin: str, now: datetime) -> float:
    """How long it takes until somebody is in, or told that they are not."""
    began = perf_counter()
    with suppress(Refused):
        sign_in(book, book.associate_id, pin, now=now)
    return perf_counter() - began


def tell(words: str, took: list[float]) -> None:
    """Best, middle and worst, and whether that is what was wanted."""
    good = "as wanted" if median(took) >= QUICKEST and max(took) <= SLOWEST else "MISSED"
    print(f"{words}: {min(took):.2f} / {median(took):.2f} / {max(took):.2f} s, {good}")


def main() -> None:
    """On a new book."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "pins.book"
        with Book.create(path, owner_name="Ruth Hallam") as book:
            measure(book)


if __name__ == "__main__":
    main()
