"""What others took out of the book since an owner last looked: files, lists on paper, copies of
the whole.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from storebook.book.book import Book
from storebook.book.events import EventKind, note_event
from storebook.book.remembered import remember, remembered
from storebook.book.rights import Right, may

# In the detail of an event: the names of many were printed; all of the book goes out.
OF_A_LIST = "list"
OF_THE_WHOLE = "whole"
LAST_MOMENT = "9999"
MOST_KEPT = 200
BEFORE = "Before the restore"

Mark = tuple[int, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenOut:
    """One list or file that left the book; `at` is in UTC."""

    id: int
    at: datetime
    associate: str
    kind: EventKind
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """The same as a restore keeps it; `detail` is the JSON of the event."""

    at: datetime
    associate_id: int
    kind: EventKind
    what: str
    shopper_id: int | None
    detail: str


def newly_taken_out(book: Book) -> list[TakenOut]:
    """What who is over the staff has not been shown on this computer yet, oldest first; that is
    nothing for anybody else. From now on it counts as shown to them, and to nobody else: another
    owner is told too, also of what this one took out.

    What they took out themselves is no news to them, nor is what was before the first look.
    """
    if not may(book, Right.STAFF):
        return []
    kept, who = remembered(book.path), str(book.associate_id)
    shown = kept.shown_to.get(who)
    if shown is None and kept.shown_event is not None:
        shown = kept.shown_event, LAST_MOMENT
    newest = newest_event(book)
    found = [] if shown is None else taken_out_since(book, shown)
    if found or shown is None:
        remember(book.path, shown_to={**kept.shown_to, who: newest})
    return found


def newest_event(book: Book) -> Mark:
    found = book.rows("SELECT id, at FROM event ORDER BY id DESC LIMIT 1")
    return (int(found[0][0]), str(found[0][1])) if found else (0, "")


def taken_out_since(book: Book, shown: Mark) -> list[TakenOut]:
    """By others than who is at work, after this event: by its number, since the clock may be set
    back, and by its moment, since a restore gives numbers out again.
    """
    return book.all(
        TakenOut,
        """
        SELECT event.id, event.at, associate.name AS associate, event.kind, event.what
        FROM event
        JOIN associate ON associate.id = event.associate_id
        WHERE (event.id > :number OR event.at > :moment) AND event.associate_id <> :own_id
            AND event.kind IN ('exported', 'printed', 'backed_up')
            AND (
                event.kind = 'exported' OR json_extract(event.detail, '$.list') = 1
                OR json_extract(event.detail, '$.whole') = 1
            )
        ORDER BY event.id
        """,
        number=shown[0],
        moment=shown[1],
        own_id=book.associate_id,
    )


# -- over a restore


def all_taken_out(book: Book) -> list[Kept]:
    """Whatever left the book, the newest of it when that is very much, oldest first."""
    found = book.all(
        Kept,
        """
        SELECT event.at, event.associate_id, event.kind, event.what, event.shopper_id, event.detail
        FROM event
        WHERE event.kind IN ('exported', 'printed', 'backed_up')
            AND (
                event.kind = 'exported' OR json_extract(event.detail, '$.list') = 1
                OR json_extract(event.detail, '$.whole') = 1
            )
        ORDER BY event.id DESC
        LIMIT :most
        """,
        most=MOST_KEPT,
    )
    return found[::-1]


def keep_taken_out(book: Book, before: Sequence[Kept], numbers: Mapping[int, int]) -> None:
    """Write into a book that was restored what left it since the backup: nobody hides by a restore
    what they took. `numbers` are those of who works here, before and after.
    """
    there = all_taken_out(book)
    known = {(one.at, one.what) for one in there}
    told = {one.what for one in there} | {before_restore(one) for one in there}
    own = book.associate_id
    for one in before:
        what = before_restore(one)
        if (one.at, one.what) in known or (what == one.what and what in told):
            continue
        is_here = book.value("SELECT 1 FROM shopper WHERE id = :id", id=one.shopper_id)
        book.associate_id = numbers.get(one.associate_id, own)
        note_event(
            book, one.kind, what, one.shopper_id if is_here else None, json.loads(one.detail)
        )
    book.associate_id = own


def before_restore(one: Kept) -> str:
    if one.what.startswith(BEFORE):
        return one.what
    return f"{BEFORE}, on {one.at.astimezone().date().isoformat()}: {one.what}"
