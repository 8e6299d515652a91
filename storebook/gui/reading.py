"""Reads at once where the book is small, and in the worker where it is large."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject

from storebook.book.book import Book
from storebook.gui.context import Context
from storebook.people.listing import count_shoppers

# Beyond this a whole run or the owner's curve takes longer than a key press may.
SMALL = 6_000


def is_small(book: Book) -> bool:
    """Whether the whole of this book can be gone through while somebody waits."""
    return count_shoppers(book) <= SMALL


def read(
    context: Context,
    work: Callable[[Book], Any],
    done: Callable[[Any], None],
    *,
    owner: QObject,
    lane: str,
) -> bool:
    """Hand what `work(book)` finds to `done`; False when it will come later.

    Of one `lane` only the newest answer is handed on.
    """
    if is_small(context.book):
        done(work(context.book))
        return True
    context.jobs.read(work, done, owner=owner, lane=lane)
    return False
