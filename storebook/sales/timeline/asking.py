"""Everything that passed between the shop and one shopper, newest first, on one line of time."""

import json
from dataclasses import dataclass
from datetime import date

from storebook.book.book import Book
from storebook.sales.timeline.contacts import gifts, notes, touches
from storebook.sales.timeline.entry import TimelineEntry, TimelineKind
from storebook.sales.timeline.tickets import tickets
from storebook.staff.viewer import Viewer

LAST_ID = 2**62
LAST_RANK = 9
EVERY_KIND = frozenset(TimelineKind)
# On one day, what stands higher in the list happened later.
RANKS = {"purchase": 5, "gift": 4, "contact": 3, "card": 2, "note": 1}


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """How much of a timeline: of which kinds, how many, and after which entry already seen."""

    kinds: frozenset[TimelineKind] = EVERY_KIND
    limit: int = 50
    before: TimelineEntry | None = None


NEWEST = Part()


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineLength:
    """How many entries there are, and how far back they go; None when there are none."""

    entries: int
    first_day: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """Where an entry stands, before its words are fetched."""

    kind: TimelineKind
    id: int
    day: date


def timeline(
    book: Book,
    shopper_id: int,
    viewer: Viewer,
    part: Part = NEWEST,
) -> list[TimelineEntry]:
    """The shopper's entries, newest first."""
    keys = keys_of(book, shopper_id, viewer, part)
    ids: dict[TimelineKind, list[int]] = {kind: [] for kind in TimelineKind}
    for key in keys:
        ids[key.kind].append(key.id)
    contacts = [*ids[TimelineKind.CONTACT], *ids[TimelineKind.CARD]]
    entries = [
        *tickets(book, ids[TimelineKind.PURCHASE], viewer),
        *gifts(book, ids[TimelineKind.GIFT], viewer),
        *touches(book, contacts),
        *notes(book, ids[TimelineKind.NOTE]),
    ]
    found = {(rank_of(entry.kind), entry.id): entry for entry in entries}
    return [found[rank_of(key.kind), key.id] for key in keys]


def timeline_length(
    book: Book,
    shopper_id: int,
    viewer: Viewer,
    kinds: frozenset[TimelineKind] = EVERY_KIND,
) -> TimelineLength:
    """How long the timeline is as this viewer sees it."""
    keys = keys_of(book, shopper_id, viewer, Part(kinds=kinds, limit=-1))
    return TimelineLength(entries=len(keys), first_day=keys[-1].day if keys else None)


def kind_asked(kind: TimelineKind) -> str:
    """A return is asked for as the ticket that it is."""
    return "purchase" if kind is TimelineKind.RETURN else kind.value


def rank_of(kind: TimelineKind) -> int:
    return RANKS[kind_asked(kind)]


def keys_of(book: Book, shopper_id: int, viewer: Viewer, part: Part) -> list[Key]:
    """What comes after `before`, in order. A gift stands on the day it was no secret any more."""
    before = part.before
    return book.all(
        Key,
        """
        WITH entry (kind, rank, id, day) AS (
            SELECT 'purchase', 5, id, day FROM purchase WHERE shopper_id = :shopper_id
            UNION ALL
            SELECT 'gift', 4, piece.id,
                   max(coalesce(purchase.day, came_on), coalesce(piece.secret_until, ''))
            FROM piece
            LEFT JOIN line ON line.id = piece.line_id
            LEFT JOIN purchase ON purchase.id = line.purchase_id
            WHERE piece.wearer_id = :shopper_id AND piece.giver_id <> :shopper_id
              AND purchase.shopper_id IS NOT :shopper_id
              AND coalesce(piece.secret_until, '') <= :today
              AND state <> 'returned' AND coalesce(purchase.day, came_on) IS NOT NULL
            UNION ALL
            SELECT iif(kind = 'card', 'card', 'contact'), iif(kind = 'card', 2, 3), id, day
            FROM touch
            WHERE shopper_id = :shopper_id AND NOT EXISTS (
                SELECT 1 FROM secret
                WHERE secret.piece_id = touch.piece_id AND secret.secret_until > :today
                  AND :shopper_id IS NOT secret.giver_id AND :shopper_id IS NOT secret.buyer_id
            )
            UNION ALL
            SELECT 'note', 1, id, day FROM note
            WHERE shopper_id = :shopper_id AND (class <> 'owner' OR :sees_owner_notes)
        )
        SELECT kind, id, day FROM entry
        WHERE kind IN (SELECT value FROM json_each(:kinds))
          AND (day, rank, id) < (:before_day, :before_rank, :before_id)
        ORDER BY day DESC, rank DESC, id DESC
        LIMIT :limit
        """,
        shopper_id=shopper_id,
        today=viewer.today,
        sees_owner_notes=viewer.sees_owner_notes,
        kinds=json.dumps([kind_asked(kind) for kind in part.kinds]),
        before_day=before.day if before else date.max,
        before_rank=rank_of(before.kind) if before else LAST_RANK,
        before_id=before.id if before else LAST_ID,
        limit=part.limit,
    )
