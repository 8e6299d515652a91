"""The whole check of the book, once a day: damage is found while there are still good backups.

What it found is remembered on this computer, not in the book.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from storebook.book.book import Book
from storebook.book.check import CheckResult, check_book
from storebook.book.remembered import remember, remembered

EVERY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeCheck:
    """When the last one ended, and what it found; no faults is good."""

    at: datetime
    faults: tuple[str, ...]

    @property
    def is_good(self) -> bool:
        return not self.faults


def last_whole_check(book: Book) -> WholeCheck | None:
    """The last one on this computer; None when there was none."""
    known = remembered(book.path)
    if known.checked_at is None:
        return None
    return WholeCheck(at=known.checked_at, faults=known.faults)


def is_check_due(book: Book, now: datetime) -> bool:
    """Whether a day has gone by since the last one, found something, or the clock went back."""
    last = last_whole_check(book)
    return last is None or not last.is_good or not timedelta() <= now - last.at < EVERY


def check_whole(book: Book, now: datetime) -> WholeCheck:
    """Check everything and remember what was found; `book` is only read.

    For a worker with an opening of its own: the whole file is read.
    """
    return keep_verdict(book.path, check_book(book), now)


def keep_verdict(path: Path, results: list[CheckResult], now: datetime) -> WholeCheck:
    """Remember what a whole check found, whoever asked for it."""
    faults = tuple(f"{one.name}: {one.found}" for one in results if not one.good)
    remember(path, checked_at=now, faults=faults)
    return WholeCheck(at=now, faults=faults)
