"""Everything that passed between the shop and one shopper, newest first, on one line of time."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from storebook.base.money import Cents
from storebook.base.text import one_line
from storebook.book.book import Book
from storebook.sales.drafts import LineKind
from storebook.sales.secrets import is_secret
from storebook.sales.titles import counted, title_of
from storebook.staff.viewer import Viewer

LAST_ID = 2**62
LAST_RANK = 9


class TimelineKind(StrEnum):
    """A ticket that only brought something back is a return; purchases bring the returns along."""

    PURCHASE = "purchase"
    RETURN = "return"
    GIFT = "gift"
    CONTACT = "contact"
    CARD = "card"
    NOTE = "note"


EVERY_KIND = frozenset(TimelineKind)
# On one day, what stands higher in the list happened later.
RANKS = {"purchase": 5, "gift": 4, "contact": 3, "card": 2, "note": 1}
CONTACT_WORDS = {
    "visit": "Visit",
    "call": "Telephone",
    "letter": "Letter",
    "card": "Card",
    "message": "Text message",
    "email": "E-mail",
    "gift": "Small gift",
    "event": "Event",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineEntry:
    """One line of the timeline; `id` is that of its ticket, piece, contact or note.

    `amount_cents` is None where there is none and where it is hidden; `secret_until` stands on the
    giver's page while the secret lasts. `purchase_id` is there when the ticket may be opened.
    """

    kind: TimelineKind
    id: int
    day: date
    title: str
    detail: str
    associate: str | None = None
    amount_cents: Cents | None = None
    secret_until: date | None = None
    purchase_id: int | None = None
    piece_id: int | None = None


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


def rank_of(kind: TimelineKind) -> int:
    return RANKS["purchase" if kind is TimelineKind.RETURN else kind.value]


def keys_of(book: Book, shopper_id: int, viewer: Viewer, part: Part) -> list[Key]:
    """What comes after `before`, in order. A gift stands on the day it was no secret any more."""
    wanted = {"purchase" if kind is TimelineKind.RETURN else kind.value for kind in part.kinds}
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
        kinds=json.dumps(sorted(wanted)),
        before_day=before.day if before else date.max,
        before_rank=rank_of(before.kind) if before else LAST_RANK,
        before_id=before.id if before else LAST_ID,
        limit=part.limit,
    )


# -- tickets


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketRow:
    id: int
    day: date
    associate: str
    total_cents: Cents
    secret_until: date | None
    occasion_text: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LineRow:
    """A line with whom it was for: the wearer's name unless that is the shopper."""

    purchase_id: int
    description: str
    kind: LineKind
    quantity: int
    reason: str | None
    wearer: str | None


def tickets(book: Book, ids: Sequence[int], viewer: Viewer) -> list[TimelineEntry]:
    if not ids:
        return []
    rows = book.all(
        TicketRow,
        """
        SELECT purchase.id, day, associate.name AS associate, total_cents, secret_until,
               occasion_text
        FROM purchase
        JOIN associate ON associate.id = purchase.associate_id
        WHERE purchase.id IN (SELECT value FROM json_each(:ids))
        ORDER BY purchase.id
        """,
        ids=json.dumps(ids),
    )
    lines: dict[int, list[LineRow]] = {row.id: [] for row in rows}
    for line in lines_of(book, ids):
        lines[line.purchase_id].append(line)
    return [ticket_entry(row, lines[row.id], viewer) for row in rows]


def lines_of(book: Book, ids: Sequence[int]) -> list[LineRow]:
    """Their lines: what was taken first, pieces before services."""
    return book.all(
        LineRow,
        """
        SELECT purchase_id, line.description, kind, quantity, reason, shopper.name AS wearer
        FROM line
        JOIN purchase ON purchase.id = line.purchase_id
        LEFT JOIN piece ON piece.line_id = line.id
        LEFT JOIN shopper ON shopper.id = coalesce(piece.wearer_id, line.wearer_id)
            AND shopper.id <> purchase.shopper_id
        WHERE purchase_id IN (SELECT value FROM json_each(:ids))
        ORDER BY purchase_id, quantity < 0, kind = 'service', position, line.id
        """,
        ids=json.dumps(ids),
    )


def ticket_entry(row: TicketRow, lines: Sequence[LineRow], viewer: Viewer) -> TimelineEntry:
    taken = [line for line in lines if line.quantity > 0]
    shown = [line.description for line in taken or lines]
    return TimelineEntry(
        kind=TimelineKind.PURCHASE if taken else TimelineKind.RETURN,
        id=row.id,
        day=row.day,
        title=title_of(shown) if taken else f"Returned: {title_of(shown)}",
        detail=" · ".join(ticket_details(row, lines)),
        associate=row.associate,
        amount_cents=row.total_cents if viewer.sees_spend else None,
        secret_until=row.secret_until if is_secret(row.secret_until, viewer.today) else None,
        purchase_id=row.id,
    )


def ticket_details(row: TicketRow, lines: Sequence[LineRow]) -> list[str]:
    taken = [line for line in lines if line.quantity > 0]
    back = [line for line in lines if line.quantity < 0]
    reasons = list(dict.fromkeys(line.reason for line in back if line.reason))
    if not taken:
        return [*reasons, f"taken back by {row.associate}"]
    pieces = sum(line.quantity for line in taken if line.kind is LineKind.PIECE)
    wearers = list(dict.fromkeys(line.wearer for line in taken if line.wearer))
    details = [counted(pieces, "piece", "pieces")] if pieces > 1 else []
    details += [f"in exchange for {title_of([line.description for line in back])}"] if back else []
    details += reasons
    details += [f"for {' and '.join(wearers)}"] if wearers else []
    details += [row.occasion_text] if row.occasion_text else []
    return [*details, f"sold by {row.associate}"]


# -- gifts, contacts, notes


@dataclass(frozen=True, slots=True, kw_only=True)
class GiftRow:
    id: int
    day: date
    description: str
    engraving: str | None
    giver: str
    amount_cents: Cents | None


def gifts(book: Book, ids: Sequence[int], viewer: Viewer) -> list[TimelineEntry]:
    """Pieces from others; their tickets belong to who bought them and are not opened from here."""
    if not ids:
        return []
    rows = book.all(
        GiftRow,
        """
        SELECT piece.id, piece.description, engraving, giver.name AS giver,
               max(coalesce(purchase.day, came_on), coalesce(piece.secret_until, '')) AS day,
               line.net_cents + line.tax_cents AS amount_cents
        FROM piece
        JOIN shopper AS giver ON giver.id = piece.giver_id
        LEFT JOIN line ON line.id = piece.line_id
        LEFT JOIN purchase ON purchase.id = line.purchase_id
        WHERE piece.id IN (SELECT value FROM json_each(:ids))
        ORDER BY piece.id
        """,
        ids=json.dumps(ids),
    )
    return [
        TimelineEntry(
            kind=TimelineKind.GIFT,
            id=row.id,
            day=row.day,
            title=f"{row.description}, from {row.giver}",
            detail=f"engraved “{row.engraving}”" if row.engraving else "",
            amount_cents=row.amount_cents if viewer.sees_spend else None,
            piece_id=row.id,
        )
        for row in rows
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class TouchRow:
    id: int
    day: date
    kind: str
    direction: str
    text: str
    piece_id: int | None
    associate: str


def touches(book: Book, ids: Sequence[int]) -> list[TimelineEntry]:
    if not ids:
        return []
    rows = book.all(
        TouchRow,
        """
        SELECT touch.id, day, kind, direction, text, piece_id, associate.name AS associate
        FROM touch
        JOIN associate ON associate.id = touch.associate_id
        WHERE touch.id IN (SELECT value FROM json_each(:ids))
        ORDER BY touch.id
        """,
        ids=json.dumps(ids),
    )
    return [
        TimelineEntry(
            kind=TimelineKind.CARD if row.kind == "card" else TimelineKind.CONTACT,
            id=row.id,
            day=row.day,
            title=CONTACT_WORDS[row.kind] + (", from them" if row.direction == "theirs" else ""),
            detail=one_line(row.text),
            associate=row.associate,
            piece_id=row.piece_id,
        )
        for row in rows
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteRow:
    id: int
    day: date
    is_owners: bool
    text: str
    associate: str


def notes(book: Book, ids: Sequence[int]) -> list[TimelineEntry]:
    if not ids:
        return []
    rows = book.all(
        NoteRow,
        """
        SELECT note.id, day, class = 'owner' AS is_owners, text, associate.name AS associate
        FROM note
        JOIN associate ON associate.id = note.associate_id
        WHERE note.id IN (SELECT value FROM json_each(:ids))
        ORDER BY note.id
        """,
        ids=json.dumps(ids),
    )
    return [
        TimelineEntry(
            kind=TimelineKind.NOTE,
            id=row.id,
            day=row.day,
            title="Note for the owner" if row.is_owners else "Note",
            detail=one_line(row.text),
            associate=row.associate,
        )
        for row in rows
    ]
