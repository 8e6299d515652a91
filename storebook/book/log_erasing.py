"""The one door through which something is erased from the log: for a person who asks for it.

The texts are written over where they stand. The chain still matches, because each step keeps the
digest that it had, and the erasing change says what stands there now.
"""

import json
from collections.abc import Callable, Collection
from dataclasses import dataclass

from storebook.book.book import Book
from storebook.book.change import Change, Row, as_text
from storebook.book.digests import (
    CHANGE,
    EVENT,
    digest_of_change,
    digest_of_event,
    parts_of_change,
)
from storebook.book.engine import Connection

NO_SALT = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class Replacement:
    """What is to stand in the log instead: each takes what stands there and returns the new.

    `what` is asked for the sentence of a change or event, `before` for the table and the row that
    a change remembers of it (its id stays), `detail` for the JSON of an event.
    """

    what: Callable[[str], str]
    before: Callable[[str, Row], Row]
    detail: Callable[[str], str]


def mentions(book: Book, shopper_id: int) -> tuple[list[int], list[int]]:
    """The numbers of the changes and of the events that name this shopper, oldest first."""
    return (
        book.values(
            "SELECT change_id FROM change_shopper WHERE shopper_id = :id ORDER BY change_id",
            id=shopper_id,
        ),
        book.values("SELECT id FROM event WHERE shopper_id = :id ORDER BY id", id=shopper_id),
    )


def erase_from_log(
    change: Change,
    replacement: Replacement,
    *,
    change_ids: Collection[int] = (),
    event_ids: Collection[int] = (),
) -> int:
    """Write over what these changes and events say, and return how many of them said more.

    Those whose texts stay the same are left alone. A change that was written over can't be taken
    back any more, nor can the one that did it.
    """
    if change.id in change_ids:
        raise ValueError("a change can’t erase itself: see `Change.erase_row`")
    connection = change.open_log()
    erased = [rewrite_change(connection, change.id, one, replacement) for one in sorted(change_ids)]
    erased += [rewrite_event(connection, change.id, one, replacement) for one in sorted(event_ids)]
    return sum(erased)


def rewrite_change(
    connection: Connection, by: int, change_id: int, replacement: Replacement
) -> bool:
    ((what,),) = connection.execute("SELECT what FROM change WHERE id = ?", [change_id]).fetchall()
    fresh = replacement.what(what)
    images = rewritten_images(connection, change_id, replacement)
    if fresh == what and not images:
        return False
    erasure = begin_erasure(connection, by, change_id=change_id)
    connection.execute(
        "UPDATE change SET what = ?, salt = ? WHERE id = ?", [fresh, NO_SALT, change_id]
    )
    connection.executemany("UPDATE change_row SET before = ? WHERE id = ?", images)
    (row,) = connection.execute(CHANGE, [change_id]).fetchall()
    end_erasure(
        connection,
        erasure,
        digest_of_change(NO_SALT, row, *parts_of_change(connection, change_id)),
    )
    return True


def rewritten_images(
    connection: Connection, change_id: int, replacement: Replacement
) -> list[tuple[str, int]]:
    """The rows that a change remembers and that will say something else, with their entries."""
    images = []
    for entry, table, before in connection.execute(
        """
        SELECT id, table_name, before FROM change_row
        WHERE change_id = ? AND before IS NOT NULL ORDER BY id
        """,
        [change_id],
    ).fetchall():
        row = json.loads(before)
        fresh = {**replacement.before(table, dict(row)), "id": row["id"]}
        if fresh != row:
            images.append((as_text(fresh), entry))
    return images


def rewrite_event(connection: Connection, by: int, event_id: int, replacement: Replacement) -> bool:
    ((what, detail),) = connection.execute(
        "SELECT what, detail FROM event WHERE id = ?", [event_id]
    ).fetchall()
    fresh = replacement.what(what), replacement.detail(detail)
    if fresh == (what, detail):
        return False
    erasure = begin_erasure(connection, by, event_id=event_id)
    connection.execute(
        "UPDATE event SET what = ?, detail = ?, salt = ? WHERE id = ?", [*fresh, NO_SALT, event_id]
    )
    (row,) = connection.execute(EVENT, [event_id]).fetchall()
    end_erasure(connection, erasure, digest_of_event(NO_SALT, row))
    return True


def begin_erasure(
    connection: Connection, by: int, *, change_id: int | None = None, event_id: int | None = None
) -> int:
    """Open what is to be written over: the triggers of the log look for this row."""
    erasure = connection.execute(
        """
        INSERT INTO log_erasure (change_id, of_change_id, of_event_id, digest)
        VALUES (?, ?, ?, x'')
        """,
        [by, change_id, event_id],
    ).lastrowid
    assert erasure is not None
    return erasure


def end_erasure(connection: Connection, erasure: int, digest: bytes) -> None:
    connection.execute("UPDATE log_erasure SET digest = ? WHERE id = ?", [digest, erasure])
