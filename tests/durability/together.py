"""One who works in a book while others do.

    python -m tests.durability.together sell BOOK COUNT   tickets, each said when it is saved
    python -m tests.durability.together note BOOK COUNT   views noted by a reader, as commands do

A `sell` without end (COUNT 0) goes on until its input ends; then it says its longest save in ms,
by the clock and without the time in which other programs had the processor.
"""

import select
import sys
import time
from pathlib import Path

from storebook.book.book import Book
from storebook.book.events import EventKind, note_event
from storebook.cli.terminal import write_out
from tests.durability.deeds import ANN, KEY
from tests.make import make_line, make_purchase

WINDOW_BUSY_MS = 200
WAITS = Path("/proc/thread-self/schedstat")


def say(words: object) -> None:
    write_out(f"{words}\n")
    sys.stdout.flush()


def sell(path: Path, count: int) -> None:
    """As a window does."""
    longest, longest_ours = 0.0, 0.0
    with Book.open(path, key=KEY, busy_ms=WINDOW_BUSY_MS, program="The counter") as book:
        say("open")
        number = 0
        while number < count or (not count and not select.select([sys.stdin], [], [], 0)[0]):
            number += 1
            begun, waiting = time.perf_counter(), waited_s()
            ticket = make_purchase(book, ANN, make_line(price=100), make_line("Chain", price=200))
            passed = time.perf_counter() - begun
            longest = max(longest, passed)
            longest_ours = max(longest_ours, passed - (waited_s() - waiting))
            say(ticket)
            if number % 50 == 0:
                book.checkpoint()
    say(f"longest {longest * 1000:.1f} {longest_ours * 1000:.1f}")


def waited_s() -> float:
    """Seconds in which this thread could have worked and others had the processor; Linux tells."""
    return int(WAITS.read_text().split()[1]) / 1e9 if WAITS.exists() else 0.0


def note(path: Path, count: int) -> None:
    """As a command that only reads does."""
    with Book.open(path, key=KEY, mode="read") as book:
        say("open")
        for number in range(count):
            note_event(book, EventKind.VIEWED, f"View {number}", shopper_id=ANN)
            say(number)


if __name__ == "__main__":
    {"sell": sell, "note": note}[sys.argv[1]](Path(sys.argv[2]), int(sys.argv[3]))
