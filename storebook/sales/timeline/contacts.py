"""What the timeline says of gifts from others, of contacts and of notes."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from storebook.base.money import Cents
from storebook.base.text import one_line
from storebook.book.book import Book
from storebook.sales.timeline.entry import TimelineEntry, TimelineKind
from storebook.staff.viewer import Viewer

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
