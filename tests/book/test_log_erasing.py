"""What is erased from the log for a person is what the change that erased it says, and no more."""

from contextlib import closing

import pytest

from storebook.book.book import Book
from storebook.book.chain import Fault, verify
from storebook.book.digests import EVENT, digest_of_event
from storebook.book.engine import Connection, connect
from storebook.book.events import EventKind, note_event

NOBODY = (-1, 10_000)  # before the first change, and after the last


def without_triggers(connection: Connection) -> None:
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("DROP TRIGGER event_stays")


@pytest.mark.parametrize("change_id", NOBODY)
def test_an_edit_that_calls_itself_an_erasing_is_seen(book: Book, change_id: int) -> None:
    """With the digest of what stands there now, of a change that never was."""
    note_event(book, EventKind.EXPORTED, "Shoppers exported: 812 rows")
    with closing(connect(book.path, "write")) as connection:
        without_triggers(connection)
        connection.execute("UPDATE event SET what = 'Shoppers exported: 2 rows', salt = x''")
        (row,) = connection.execute(EVENT, [1]).fetchall()
        connection.execute(
            "INSERT INTO log_erasure (change_id, of_event_id, digest) VALUES (?, 1, ?)",
            [change_id, digest_of_event(b"", row)],
        )

    assert [one.fault for one in verify(book)] == [Fault.EDITED]
