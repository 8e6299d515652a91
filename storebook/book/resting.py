"""Lets an opening of the book that waits take no more memory than it must."""

from contextlib import suppress

from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.book.engine import DatabaseError


def rest(book: Book) -> None:
    """Nothing is asked for a while: the pages of the file that were read, up to 8 MB, are let go.

    The next question reads them again, from what the system keeps of the file. Never fails.
    """
    with suppress(DatabaseError, Refused):
        book.rows("PRAGMA shrink_memory")
