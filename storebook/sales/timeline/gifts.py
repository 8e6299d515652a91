"""What the timeline says of gifts from others."""

from dataclasses import dataclass
from datetime import date

from storebook.base.money import Cents
from storebook.book.book import Book
from storebook.sales.timeline.entry import (
    LAST_ID,
    Stretch,
    TimelineEntry,
    TimelineKind,
    TimelineLength,
)
from storebook.staff.viewer import Viewer

MOST = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class GiftRow:
    id: int
    day: date
    description: str
    engraving: str | None
    giver: str
    amount_cents: Cents | None


def gifts(book: Book, shopper_id: int, viewer: Viewer, stretch: Stretch) -> list[TimelineEntry]:
    """Pieces from others, on the day they were no secret any more.

    Their tickets belong to who bought them and are not opened from here.
    """
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
        for row in gift_rows(book, shopper_id, viewer, stretch)
    ]


def count_gifts(book: Book, shopper_id: int, viewer: Viewer) -> TimelineLength:
    """They are few, so that they are counted as they are read."""
    everything = Stretch(before_day=date.max, before_id=LAST_ID, limit=MOST)
    rows = gift_rows(book, shopper_id, viewer, everything)
    return TimelineLength(entries=len(rows), first_day=rows[-1].day if rows else None)


def gift_rows(book: Book, shopper_id: int, viewer: Viewer, stretch: Stretch) -> list[GiftRow]:
    return book.all(
        GiftRow,
        """
        SELECT * FROM (
            SELECT piece.id, piece.description, engraving, giver.name AS giver,
                   max(coalesce(purchase.day, came_on), coalesce(piece.secret_until, '')) AS day,
                   line.net_cents + line.tax_cents AS amount_cents
            FROM piece
            JOIN shopper AS giver ON giver.id = piece.giver_id
            LEFT JOIN line ON line.id = piece.line_id
            LEFT JOIN purchase ON purchase.id = line.purchase_id
            WHERE piece.wearer_id = :shopper_id AND piece.giver_id <> :shopper_id
              AND purchase.shopper_id IS NOT :shopper_id
              AND coalesce(piece.secret_until, '') <= :today
              AND state <> 'returned' AND coalesce(purchase.day, came_on) IS NOT NULL
        )
        WHERE (day, id) < (:before_day, :before_id)
        ORDER BY day DESC, id DESC
        LIMIT :limit
        """,
        shopper_id=shopper_id,
        today=viewer.today,
        before_day=stretch.before_day,
        before_id=stretch.before_id,
        limit=stretch.limit,
    )
