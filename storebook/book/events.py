"""What happened that changed nothing: who looked, exported, printed, was refused, signed in.

Events stand beside the changes: they can't be taken back, and share one chain with them.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from storebook.book.digests import seal_event
from storebook.book.engine import Connection

if TYPE_CHECKING:
    from storebook.book.book import Book


class EventKind(StrEnum):
    REFUSED = "refused"
    VIEWED = "viewed"
    EXPORTED = "exported"
    PRINTED = "printed"
    SIGNED_IN = "signed_in"
    SIGN_IN_FAILED = "sign_in_failed"
    PIN_CHANGED = "pin_changed"
    LOCKED = "locked"
    OPENED = "opened"
    BACKED_UP = "backed_up"
    RESTORED = "restored"
    SALVAGED = "salvaged"
    PROTECTED = "protected"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One event as the log shows it. `at` is in UTC; `detail` is a JSON object."""

    id: int
    at: datetime
    associate: str
    kind: EventKind
    what: str
    shopper_id: int | None
    detail: str


def note_event(
    book: "Book",
    kind: EventKind,
    what: str,
    shopper_id: int | None = None,
    detail: Mapping[str, str | int | None] | None = None,
) -> None:
    """Write down that something happened, by whom (`book.associate_id`), and when.

    `what` is a sentence without its stop ("List printed: birthdays in May, 112 names"): like that
    of a change it names the deed and the shopper, never the piece. `detail` keeps what a program
    reads again: {"file": …, "sha256": …, "rows": …}.

    Called inside a change, it is saved with it, behind it in the log, and all the same when the
    change is not saved. A book that is open for reading does it by a short connection of its own.
    Where the folder can only be read (a book on a locked stick) nothing can be noted, and nothing
    is: silently. Trouble with the disk is raised as it comes.
    """
    row = [
        datetime.now(UTC).isoformat(timespec="seconds"),
        book.associate_id,
        kind.value,
        what,
        shopper_id,
        json.dumps(detail or {}, ensure_ascii=False),
    ]

    def write(connection: Connection) -> None:
        event_id = connection.execute(
            """
            INSERT INTO event (at, associate_id, kind, what, shopper_id, detail)
            VALUES (?, ?, ?, ?, ?, ?)
            """,
            row,
        ).lastrowid
        assert event_id is not None
        seal_event(connection, event_id)

    book.note(write)


def events(book: "Book", *, limit: int = 100) -> list[Event]:
    """The newest events, newest first; the log is paged through by `log.read_log`."""
    return book.all(
        Event,
        """
        SELECT event.id, event.at, associate.name AS associate, event.kind, event.what,
               event.shopper_id, event.detail
        FROM event
        JOIN associate ON associate.id = event.associate_id
        ORDER BY event.id DESC
        LIMIT :limit
        """,
        limit=limit,
    )
