"""What the timeline says of a shopper's tickets."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from storebook.base.money import Cents
from storebook.base.text import counted
from storebook.book.book import Book
from storebook.sales.drafts import LineKind
from storebook.sales.secrets import is_secret
from storebook.sales.timeline.entry import Stretch, TimelineEntry, TimelineKind, TimelineLength
from storebook.sales.titles import title_of
from storebook.staff.viewer import Viewer


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


def tickets(book: Book, shopper_id: int, viewer: Viewer, stretch: Stretch) -> list[TimelineEntry]:
    """What the shopper bought and brought back."""
    rows = book.all(
        TicketRow,
        """
        SELECT purchase.id, day, associate.name AS associate, total_cents, secret_until,
               occasion_text
        FROM purchase
        JOIN associate ON associate.id = purchase.associate_id
        WHERE shopper_id = :shopper_id AND (day, purchase.id) < (:before_day, :before_id)
          AND (NOT :only_care OR EXISTS (
              SELECT 1 FROM line
              WHERE line.purchase_id = purchase.id AND kind = 'service' AND quantity > 0
          ))
        ORDER BY day DESC, purchase.id DESC
        LIMIT :limit
        """,
        shopper_id=shopper_id,
        before_day=stretch.before_day,
        before_id=stretch.before_id,
        limit=stretch.limit,
        only_care=stretch.only_care,
    )
    if not rows:
        return []
    lines: dict[int, list[LineRow]] = {row.id: [] for row in rows}
    for line in lines_of(book, shopper_id, list(lines)):
        lines[line.purchase_id].append(line)
    return [ticket_entry(row, lines[row.id], viewer) for row in rows]


def count_tickets(book: Book, shopper_id: int, *, only_care: bool = False) -> TimelineLength:
    return book.one(
        TimelineLength,
        """
        SELECT count(*) AS entries, min(day) AS first_day FROM purchase
        WHERE shopper_id = :shopper_id AND (NOT :only_care OR EXISTS (
            SELECT 1 FROM line
            WHERE line.purchase_id = purchase.id AND kind = 'service' AND quantity > 0
        ))
        """,
        shopper_id=shopper_id,
        only_care=only_care,
    )


def lines_of(book: Book, shopper_id: int, ids: Sequence[int]) -> list[LineRow]:
    """The lines of their tickets: what was taken first, pieces before services."""
    return book.all(
        LineRow,
        """
        SELECT purchase_id, line.description, kind, quantity, reason, shopper.name AS wearer
        FROM json_each(:ids) AS one
        JOIN line ON line.purchase_id = one.value
        LEFT JOIN piece ON piece.line_id = line.id
        LEFT JOIN shopper ON shopper.id = coalesce(piece.wearer_id, line.wearer_id)
            AND shopper.id <> :shopper_id
        ORDER BY purchase_id, quantity < 0, kind = 'service', position, line.id
        """,
        shopper_id=shopper_id,
        ids=json.dumps(ids),
    )


def ticket_entry(row: TicketRow, lines: Sequence[LineRow], viewer: Viewer) -> TimelineEntry:
    taken = [line for line in lines if line.quantity > 0]
    back = [line for line in lines if line.quantity < 0] if len(taken) < len(lines) else []
    title = title_of([line.description for line in taken or back])
    details = what_was_taken(row, taken, back) if taken else what_came_back(row, back)
    return TimelineEntry(
        kind=TimelineKind.PURCHASE if taken else TimelineKind.RETURN,
        id=row.id,
        day=row.day,
        title=title if taken else f"Returned: {title}",
        detail=" · ".join(details),
        associate=row.associate,
        amount_cents=row.total_cents if viewer.sees_spend else None,
        secret_until=row.secret_until if is_secret(row.secret_until, viewer.today) else None,
        purchase_id=row.id,
        is_care=bool(taken) and all(line.kind is LineKind.SERVICE for line in taken),
    )


def what_came_back(row: TicketRow, back: Sequence[LineRow]) -> list[str]:
    return [*reasons_of(back), f"taken back by {row.associate}"]


def what_was_taken(row: TicketRow, taken: Sequence[LineRow], back: Sequence[LineRow]) -> list[str]:
    details = []
    pieces = sum([line.quantity for line in taken if line.kind is LineKind.PIECE])
    if pieces > 1:
        details.append(counted(pieces, "piece"))
    if back:
        details.append(f"in exchange for {title_of([line.description for line in back])}")
        details += reasons_of(back)
    wearers = dict.fromkeys([line.wearer for line in taken if line.wearer])
    if wearers:
        details.append(f"for {' and '.join(wearers)}")
    if row.occasion_text:
        details.append(row.occasion_text)
    details.append(f"sold by {row.associate}")
    return details


def reasons_of(back: Sequence[LineRow]) -> list[str]:
    return list(dict.fromkeys([line.reason for line in back if line.reason]))
