"""When the window locks itself: after how many quiet minutes, as the shop wants it."""

from dataclasses import dataclass

from storebook.base.errors import Refused
from storebook.book import settings
from storebook.book.book import Book
from storebook.staff.rights import Right, require

FEWEST_MINUTES, MOST_MINUTES = 1, 60
OUT_OF_BOUNDS = (
    f"The book locks itself after {FEWEST_MINUTES} to {MOST_MINUTES} quiet minutes. How many are "
    "they?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Locking:
    """A setting of the shop: the same on each computer, and not for a clerk to stretch."""

    quiet_minutes: int = 5

    def __post_init__(self) -> None:
        if not FEWEST_MINUTES <= self.quiet_minutes <= MOST_MINUTES:
            raise Refused(OUT_OF_BOUNDS, field="quiet_minutes")


def locking(book: Book) -> Locking:
    """The shop's own rule, five minutes when it never set one."""
    return settings.load(book, Locking)


def set_quiet_minutes(book: Book, minutes: int) -> None:
    """Lock after so many quiet minutes from now on; refused outside 1 to 60."""
    require(book, Right.STAFF)
    rule = Locking(quiet_minutes=minutes)
    if rule != locking(book):
        settings.set_rule(book, f"The book locks itself after {minutes} quiet minutes", rule)
