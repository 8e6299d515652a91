"""Who was erased, when the book that knew it is gone: its newer backups know it too."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.book.engine import DatabaseError
from storebook.book.later_copies import later_copies
from storebook.book.protection.data_key import DataKey
from storebook.book.restorable import key_for, log_of_file
from storebook.people.erasing.again import (
    Erasure,
    Forgotten,
    erase_again_after,
    forgotten_in,
)


def forgotten_before(book: Book, backup: Path, earlier: DataKey | None = None) -> Forgotten:
    """Who was erased from the open book that the backup is to replace; where just that page of it
    is damaged, what others know.
    """
    try:
        return forgotten_in(book)
    except (DatabaseError, UnicodeDecodeError):
        return forgotten_elsewhere(book.path, backup, book.key, earlier)


def erasing_again(forgotten: Forgotten, *, today: date) -> tuple[Callable[[Book], None], list[int]]:
    """What erases these from a backup before it becomes the book, and who they were in it, once
    that is done.
    """
    again: list[int] = []

    def erase(book: Book) -> None:
        again.extend(erase_again_after(book, forgotten, today=today))

    return erase, again


def forgotten_elsewhere(
    path: Path, backup: Path, key: DataKey | None, earlier: DataKey | None = None
) -> Forgotten:
    """Who was erased since the backup was made that is to be the book, as far as what is there of
    the book and its newest backups can tell.

    For a restore of a book that does not open, which can't be asked itself (`forgotten_in`).
    `earlier` opens the backup where the book has another key today.
    """
    try:
        known = log_of_file(backup, earlier or key)
    except Refused:  # the restore says why
        return Forgotten()
    erasures: list[Erasure] = []
    for one in later_copies(path, backup):
        try:
            if not log_of_file(one, key).is_of_the_same_book_as(known):
                continue
            with Book.open(one, mode="read", key=key_for(one, key)) as other:
                erasures += forgotten_in(other).erasures
        except (Refused, DatabaseError, UnicodeDecodeError, OSError):
            continue  # damaged, of another key, or from before there were erasures
    return Forgotten(erasures=tuple(dict.fromkeys(erasures)))
