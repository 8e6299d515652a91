"""What the timeline says of contacts, of cards that were sent, and of notes."""

from dataclasses import dataclass
from datetime import date

from storebook.base.text import one_line
from storebook.book.book import Book
from storebook.sales.timeline.entry import Stretch, TimelineEntry, TimelineKind, TimelineLength
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
class TouchRow:
    id: int
    day: date
    kind: str
    direction: str
    text: str
    piece_id: int | None
    associate: str


def contacts(book: Book, shopper_id: int, viewer: Viewer, stretch: Stretch) -> list[TimelineEntry]:
    """Visits, calls, letters and messages."""
    return touches(book, shopper_id, viewer, stretch, TimelineKind.CONTACT)


def cards(book: Book, shopper_id: int, viewer: Viewer, stretch: Stretch) -> list[TimelineEntry]:
    """Cards that were sent."""
    return touches(book, shopper_id, viewer, stretch, TimelineKind.CARD)


def touches(
    book: Book, shopper_id: int, viewer: Viewer, stretch: Stretch, kind: TimelineKind
) -> list[TimelineEntry]:
    rows = book.all(
        TouchRow,
        """
        SELECT touch.id, day, kind, direction, text, piece_id, associate.name AS associate
        FROM touch
        JOIN associate ON associate.id = touch.associate_id
        WHERE shopper_id = :shopper_id AND (kind = 'card') = :are_cards
          AND (day, touch.id) < (:before_day, :before_id)
          AND NOT EXISTS (
              SELECT 1 FROM secret
              WHERE secret.piece_id = touch.piece_id AND secret.secret_until > :today
                AND :shopper_id IS NOT secret.giver_id AND :shopper_id IS NOT secret.buyer_id
          )
        ORDER BY day DESC, touch.id DESC
        LIMIT :limit
        """,
        shopper_id=shopper_id,
        are_cards=kind is TimelineKind.CARD,
        today=viewer.today,
        before_day=stretch.before_day,
        before_id=stretch.before_id,
        limit=stretch.limit,
    )
    return [
        TimelineEntry(
            kind=kind,
            id=row.id,
            day=row.day,
            title=CONTACT_WORDS[row.kind] + (", from them" if row.direction == "theirs" else ""),
            detail=one_line(row.text),
            associate=row.associate,
            piece_id=row.piece_id,
        )
        for row in rows
    ]


def count_touches(
    book: Book, shopper_id: int, viewer: Viewer, kind: TimelineKind
) -> TimelineLength:
    return book.one(
        TimelineLength,
        """
        SELECT count(*) AS entries, min(day) AS first_day FROM touch
        WHERE shopper_id = :shopper_id AND (kind = 'card') = :are_cards
          AND NOT EXISTS (
              SELECT 1 FROM secret
              WHERE secret.piece_id = touch.piece_id AND secret.secret_until > :today
                AND :shopper_id IS NOT secret.giver_id AND :shopper_id IS NOT secret.buyer_id
          )
        """,
        shopper_id=shopper_id,
        are_cards=kind is TimelineKind.CARD,
        today=viewer.today,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteRow:
    id: int
    day: date
    is_owners: bool
    text: str
    associate: str


def notes(book: Book, shopper_id: int, viewer: Viewer, stretch: Stretch) -> list[TimelineEntry]:
    """What was noted down; the owner's notes for the owner alone."""
    rows = book.all(
        NoteRow,
        """
        SELECT note.id, day, class = 'owner' AS is_owners, text, associate.name AS associate
        FROM note
        JOIN associate ON associate.id = note.associate_id
        WHERE shopper_id = :shopper_id AND (class <> 'owner' OR :sees_owner_notes)
          AND NOT EXISTS (
            SELECT 1 FROM secret
            WHERE secret.piece_id = note.piece_id AND secret.secret_until > :today
              AND :shopper_id IS NOT secret.giver_id AND :shopper_id IS NOT secret.buyer_id
          )
          AND (day, note.id) < (:before_day, :before_id)
        ORDER BY day DESC, note.id DESC
        LIMIT :limit
        """,
        shopper_id=shopper_id,
        sees_owner_notes=viewer.sees_owner_notes,
        today=viewer.today,
        before_day=stretch.before_day,
        before_id=stretch.before_id,
        limit=stretch.limit,
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


def count_notes(book: Book, shopper_id: int, viewer: Viewer) -> TimelineLength:
    return book.one(
        TimelineLength,
        """
        SELECT count(*) AS entries, min(day) AS first_day FROM note
        WHERE shopper_id = :shopper_id AND (class <> 'owner' OR :sees_owner_notes)
          AND NOT EXISTS (
            SELECT 1 FROM secret
            WHERE secret.piece_id = note.piece_id AND secret.secret_until > :today
              AND :shopper_id IS NOT secret.giver_id AND :shopper_id IS NOT secret.buyer_id
          )
        """,
        shopper_id=shopper_id,
        sees_owner_notes=viewer.sees_owner_notes,
        today=viewer.today,
    )
