"""The whole log as it is read: changes and events in one sequence, the newest first."""

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Any

from storebook.base.text import fold
from storebook.book.book import Book
from storebook.book.events import EventKind
from storebook.book.rights import Right, may

AT_ONCE = 1_000
CHANGE = "change"
UNBOUNDED = 2**63 - 1


class LogKind(StrEnum):
    """What one may look for in the log."""

    CHANGES = "changes"
    VIEWS = "views"
    EXPORTS = "exports"
    PRINTS = "prints"
    REFUSALS = "refusals"
    SIGN_INS = "sign-ins"
    BOOK = "book"


# What belongs to the book itself (opened, backed up, restored, protected) is all the rest.
KINDS: dict[LogKind, frozenset[str]] = {
    LogKind.CHANGES: frozenset({CHANGE}),
    LogKind.VIEWS: frozenset({EventKind.VIEWED}),
    LogKind.EXPORTS: frozenset({EventKind.EXPORTED}),
    LogKind.PRINTS: frozenset({EventKind.PRINTED}),
    LogKind.REFUSALS: frozenset({EventKind.REFUSED}),
    LogKind.SIGN_INS: frozenset(
        {EventKind.SIGNED_IN, EventKind.SIGN_IN_FAILED, EventKind.LOCKED, EventKind.PIN_CHANGED}
    ),
}
KINDS[LogKind.BOOK] = frozenset(EventKind) - frozenset().union(*KINDS.values())

Place = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class LogEntry:
    """One step of the log. `id` is its place in the one sequence; `at` is in UTC.

    `kind` is "change" or that of an event. `in_effect` is False for a change that was taken back,
    and `final` is True for one that can't be: it was erased for a person, or erased something.
    """

    id: int
    change_id: int | None
    event_id: int | None
    kind: str
    at: datetime
    associate: str
    what: str
    takes_back_id: int | None
    in_effect: bool
    final: bool
    shopper_id: int | None
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LogAsked:
    """What of the log is wanted: everything that is None or empty is left open.

    `first` and `last` are days of this computer's time zone, both included. What is about
    somebody is also what was about a file that was merged into theirs.
    """

    kind: LogKind | None = None
    associate_id: int | None = None
    shopper_id: int | None = None
    first: date | None = None
    last: date | None = None
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LogPage:
    """A page of the log; `next` is where the following one begins, None at the end."""

    entries: list[LogEntry]
    next: Place | None


def read_log(
    book: Book, asked: LogAsked, *, limit: int = 100, before: Place | None = None
) -> LogPage:
    """The newest steps that fit, newest first; `before` is the `next` of the page before.

    Who may not change the staff sees changes alone: what colleagues looked at, printed and were
    refused is the owner's to read.
    """
    wanted = fold(asked.text).split()
    if not wanted:
        return one_page(book, asked, limit, before)
    found: list[LogEntry] = []
    while len(found) < limit:
        page = one_page(book, asked, AT_ONCE, before)
        fitting = [entry for entry in page.entries if holds(entry, wanted)]
        found += fitting
        before = page.next
        if before is None:
            return cut(found, limit, None)
    return cut(found, limit, before)


def cut(found: list[LogEntry], limit: int, before: Place | None) -> LogPage:
    """So many of what was found; the next page begins right behind the last of them.

    The other side goes on behind what was found of it before: no more can lie between.
    """
    if len(found) <= limit:
        return LogPage(entries=found, next=before)
    left = found[limit:]
    changes = [entry.change_id for entry in left if entry.change_id is not None]
    events = [entry.event_id for entry in left if entry.event_id is not None]
    ends = before or (0, 0)
    behind = (
        max([ends[0], *(one + 1 for one in changes)]),
        max([ends[1], *(one + 1 for one in events)]),
    )
    return LogPage(entries=found[:limit], next=behind)


def holds(entry: LogEntry, wanted: list[str]) -> bool:
    said = fold(f"{entry.what} {entry.associate}")
    return all(word in said for word in wanted)


def one_page(book: Book, asked: LogAsked, limit: int, before: Place | None) -> LogPage:
    """The newest steps that fit in all but their words."""
    kinds = KINDS[asked.kind] if asked.kind is not None else None
    behind = before or (UNBOUNDED, UNBOUNDED)
    found: list[LogEntry] = []
    if kinds is None or CHANGE in kinds:
        found += newest_changes(book, asked, limit, behind[0])
    if kinds != KINDS[LogKind.CHANGES] and may(book, Right.STAFF):
        found += newest_events(book, asked, limit, behind[1])
    found.sort(key=lambda entry: entry.id, reverse=True)
    entries = found[:limit]
    return LogPage(entries=entries, next=next_place(entries, limit, behind))


def newest_changes(book: Book, asked: LogAsked, limit: int, before: int) -> list[LogEntry]:
    return book.all(
        LogEntry,
        """
        SELECT change.link AS id, change.id AS change_id, NULL AS event_id, 'change' AS kind,
               change.at, associate.name AS associate, change.what, change.takes_back_id,
               later.id IS NULL AS in_effect,
               EXISTS (
                   SELECT 1 FROM log_erasure
                   WHERE change_id = change.id OR of_change_id = change.id
               ) AS final,
               NULL AS shopper_id, '{}' AS detail
        FROM change
        JOIN associate ON associate.id = change.associate_id
        LEFT JOIN change AS later ON later.takes_back_id = change.id
        WHERE change.id < :before
          AND (:associate_id IS NULL OR change.associate_id = :associate_id)
          AND (:start IS NULL OR change.at >= :start)
          AND (:end IS NULL OR change.at < :end)
          AND (:shopper_id IS NULL OR change.id IN (
              SELECT change_id FROM change_shopper WHERE shopper_id = :shopper_id
              UNION
              SELECT change_id FROM change_shopper
              WHERE shopper_id IN (SELECT gone_id FROM merged WHERE shopper_id = :shopper_id)
          ))
        ORDER BY change.id DESC
        LIMIT :limit
        """,
        **narrowed(asked),
        before=before,
        limit=limit,
    )


def newest_events(book: Book, asked: LogAsked, limit: int, before: int) -> list[LogEntry]:
    kinds = None if asked.kind is None else json.dumps(sorted(KINDS[asked.kind]))
    return book.all(
        LogEntry,
        """
        SELECT event.link AS id, NULL AS change_id, event.id AS event_id, event.kind, event.at,
               associate.name AS associate, event.what, NULL AS takes_back_id, 1 AS in_effect,
               0 AS final, event.shopper_id, event.detail
        FROM event
        JOIN associate ON associate.id = event.associate_id
        WHERE event.id < :before
          AND (:kinds IS NULL OR event.kind IN (SELECT value FROM json_each(:kinds)))
          AND (:associate_id IS NULL OR event.associate_id = :associate_id)
          AND (:start IS NULL OR event.at >= :start)
          AND (:end IS NULL OR event.at < :end)
          AND (:shopper_id IS NULL OR event.shopper_id = :shopper_id OR event.shopper_id IN (
              SELECT gone_id FROM merged WHERE shopper_id = :shopper_id
          ))
        ORDER BY event.id DESC
        LIMIT :limit
        """,
        **narrowed(asked),
        kinds=kinds,
        before=before,
        limit=limit,
    )


def narrowed(asked: LogAsked) -> dict[str, Any]:
    """What both sides are narrowed down by; days as the log writes moments."""
    return {
        "associate_id": asked.associate_id,
        "shopper_id": asked.shopper_id,
        "start": None if asked.first is None else begins(asked.first),
        "end": None if asked.last is None else begins(asked.last + timedelta(days=1)),
    }


def next_place(entries: list[LogEntry], limit: int, behind: Place) -> Place | None:
    """Behind the last of these: each side goes on from its own number."""
    if len(entries) < limit:
        return None
    changes = [entry.change_id for entry in entries if entry.change_id is not None]
    events = [entry.event_id for entry in entries if entry.event_id is not None]
    return min(changes, default=behind[0]), min(events, default=behind[1])


def begins(day: date) -> str:
    """When a day begins here, as the log writes moments."""
    return datetime.combine(day, time()).astimezone(UTC).isoformat(timespec="seconds")


def count_steps(book: Book) -> int:
    """How many steps the log has."""
    return int(book.value("SELECT (SELECT count(*) FROM change) + (SELECT count(*) FROM event)"))
