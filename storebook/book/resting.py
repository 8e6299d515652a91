"""Lets an opening of the book that waits take no more memory than it must."""

from contextlib import suppress

from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.book.engine import JOURNAL_LIMIT_BYTES, DatabaseError
from storebook.book.files import beside


def rest(book: Book) -> None:
    """Nothing is asked for a while: the pages of the file that were read, up to 8 MB, are let go.

    The next question reads them again, from what the system keeps of the file. Never fails.
    """
    with suppress(DatabaseError, Refused):
        book.rows("PRAGMA shrink_memory")


def is_log_large(book: Book) -> bool:
    """Whether so much was saved since the log was last moved into the book, a hundred purchases or
    so, that nobody should wait for a pause in the work to do it again.
    """
    with suppress(OSError):
        return beside(book.path, "-wal").stat().st_size > JOURNAL_LIMIT_BYTES
    return False
