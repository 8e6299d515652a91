"""Which runs anybody may print, and which need a right of their own."""

from storebook.book.book import Book
from storebook.book.rights import Right, require
from storebook.outreach.choosing import RunKind


def require_to_print(book: Book, kind: RunKind, *, into_table: bool = False) -> None:
    """Raise NotAllowed unless the associate at work may print such a run.

    Cards and labels are the daily work. A list of names and addresses can be walked off with: it
    needs a right, and as a table for other programs the right to write lists into files as well.
    """
    if kind is RunKind.LIST:
        require(book, Right.PRINT_LISTS)
    if into_table:
        require(book, Right.EXPORT)
