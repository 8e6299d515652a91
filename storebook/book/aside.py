"""A book that is being written and has no name yet: what belongs into it is written before it gets
one.

So the book is never there without it: after a power cut, or on a full disk, it is the old one as it
was, or the new one whole.
"""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.book.engine import connect, one_value
from storebook.book.opening import migrate, who_works
from storebook.book.protection.data_key import DataKey, hex_of

NOT_ONE_FILE = (
    "The new file could not be written whole, so it was not kept. Nothing was changed. "
    "Check the disk, and try again."
)


@contextmanager
def opened_aside(
    aside: Path, key: DataKey | None, by: int | None = None, *, called: Path
) -> Iterator[Book]:
    """The file as a book that can be written to, brought up to date; one single file at the end.

    Nobody else knows of it, so nobody is asked and nothing is locked. It works for the associate
    `by`, for the owner where it does not know them. `called` is the name that it will get, for
    refusals. Trouble with the disk is raised as it comes.
    """
    connection = connect(aside, "write", key_hex=hex_of(key))
    with closing(connection):
        migrate(called, connection)
        worker = who_works(connection, called, by)
        with closing(Book(aside, connection, None, worker, mode="write", key=key)) as book:
            yield book
    end_log(aside, key)


def end_log(aside: Path, key: DataKey | None) -> None:
    """Move everything into the one file: that alone gets the name."""
    with closing(connect(aside, "write", key_hex=hex_of(key))) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        if one_value(connection, "PRAGMA journal_mode = DELETE") != "delete":
            raise Refused(NOT_ONE_FILE)
