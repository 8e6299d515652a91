"""Reads at once where the book is small, and in the worker where it is large."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject

from storebook.book.book import Book
from storebook.gui.context import Context
from storebook.people.listing import count_shoppers

# Beyond this a whole run or the owner's curve takes longer than a key press may.
SMALL = 6_000


def is_small(book: Book, most: int | None = None) -> bool:
    """Whether the whole of this book can be gone through while somebody waits."""
    return count_shoppers(book) <= (SMALL if most is None else most)


def read(  # noqa: PLR0913 - what is read, who gets it, and how much is little
    context: Context,
    work: Callable[[Book], Any],
    done: Callable[[Any], None],
    *,
    owner: QObject,
    lane: str,
    most: int | None = None,
) -> bool:
    """Hand what `work(book)` finds to `done`; False when it will come later.

    Of one `lane` only the newest answer is handed on. `most` is of how many shoppers it is read
    while somebody waits.
    """
    if is_small(context.book, most):
        done(work(context.book))
        return True
    context.jobs.read(work, done, owner=owner, lane=lane)
    return False
