"""What others took out of the book since an owner last looked: lists in files, and on paper."""

from dataclasses import dataclass
from datetime import datetime

from storebook.book.book import Book
from storebook.book.remembered import remember, remembered
from storebook.book.rights import Right, may

OF_A_LIST = "list"  # in the detail of an event: the names of many were printed


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenOut:
    """One list that left the book; `at` is in UTC. `is_file` tells a file for other programs from
    paper.
    """

    id: int
    at: datetime
    associate: str
    what: str
    is_file: bool


def newly_taken_out(book: Book) -> list[TakenOut]:
    """What whoever is over the staff has not been shown on this computer yet, oldest first; that
    is nothing for anybody else. From now on it counts as shown.

    What they took out themselves is no news to them, nor is what was before the first look.
    """
    if not may(book, Right.STAFF):
        return []
    shown = remembered(book.path).shown_event
    newest = int(book.value("SELECT coalesce(max(id), 0) FROM event"))
    found = [] if shown is None else taken_out_since(book, shown)
    if found or shown is None:
        remember(book.path, shown_event=newest)
    return found


def taken_out_since(book: Book, event_id: int) -> list[TakenOut]:
    """By others than who is at work, after this event."""
    return book.all(
        TakenOut,
        """
        SELECT event.id, event.at, associate.name AS associate, event.what,
            event.kind = 'exported' AS is_file
        FROM event
        JOIN associate ON associate.id = event.associate_id
        WHERE event.id > :event_id AND event.associate_id <> :own_id
            AND event.kind IN ('exported', 'printed') AND event.shopper_id IS NULL
            AND (event.kind = 'exported' OR json_extract(event.detail, '$.list') = 1)
        ORDER BY event.id
        """,
        event_id=event_id,
        own_id=book.associate_id,
    )
