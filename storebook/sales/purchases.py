"""Tickets as they are read: one whole, those of a shopper, and the latest of the shop."""

import json
from dataclasses import dataclass, replace
from datetime import date

from storebook.base.errors import Refused
from storebook.base.money import Cents
from storebook.book.book import Book
from storebook.sales.drafts import LineKind, Payment
from storebook.sales.secrets import is_secret, is_ticket_kept_from, kept_tickets
from storebook.sales.titles import title_of
from storebook.staff.associates import Role
from storebook.staff.viewer import Viewer

LAST_DAY = date.max
EVER = (date.min, date.max)
LAST_ID = 2**62


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketLine:
    """One row of a ticket with the piece that lives on from it; hidden amounts are None.

    `price_cents` is of one; the other amounts are of the whole line and negative when it came back.
    `brought_back` counts how many came back since.
    """

    id: int
    position: int
    kind: LineKind
    quantity: int
    stock_number: str | None
    description: str
    category: str | None
    metal: str | None
    purity: str | None
    stones: str | None
    price_cents: Cents | None
    discount_cents: Cents | None
    net_cents: Cents | None
    tax_cents: Cents | None
    cost_cents: Cents | None
    returns_line_id: int | None
    reason: str | None
    brought_back: int
    piece_id: int | None
    giver_id: int | None
    giver: str | None
    wearer_id: int | None
    wearer: str | None
    serial: str | None
    certificate: str | None
    size: str | None
    engraving: str | None
    secret_until: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticket:
    """A whole purchase; hidden amounts are None, and so is a secret day that has come."""

    id: int
    number: str | None
    day: date
    shopper_id: int | None
    shopper: str | None
    associate_id: int
    associate: str
    occasion_id: int | None
    occasion_text: str | None
    prices_include_tax: bool
    net_cents: Cents | None
    tax_cents: Cents | None
    total_cents: Cents | None
    cost_cents: Cents | None
    secret_until: date | None
    note: str | None
    lines: tuple[TicketLine, ...] = ()
    payments: tuple[Payment, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PurchaseRow:
    """A ticket in a list. `pieces` counts what was bought, without services and what came back."""

    id: int
    number: str | None
    day: date
    shopper_id: int | None
    shopper: str | None
    associate: str
    total_cents: Cents | None
    secret_until: date | None
    title: str = ""
    pieces: int = 0
    is_return: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RecentPurchases:
    """The latest tickets that anybody may see, and how many are kept secret today."""

    rows: list[PurchaseRow]
    kept: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LineWords:
    """What a list says of one line."""

    purchase_id: int
    description: str
    kind: LineKind
    quantity: int


# -- one ticket


def purchase(
    book: Book, purchase_id: int, viewer: Viewer, *, subject_id: int | None = None
) -> Ticket:
    """One ticket as it may be seen on the page of `subject_id`, None being nobody's page.

    Raises LookupError when there is none, and Refused when it is kept secret from that page.
    """
    ticket = book.one(
        Ticket,
        """
        SELECT purchase.id, number, day, shopper_id, shopper.name AS shopper, associate_id,
               associate.name AS associate, occasion_id, occasion_text, prices_include_tax,
               net_cents, tax_cents, total_cents, cost_cents, secret_until, note
        FROM purchase
        JOIN associate ON associate.id = purchase.associate_id
        LEFT JOIN shopper ON shopper.id = purchase.shopper_id
        WHERE purchase.id = :purchase_id
        """,
        purchase_id=purchase_id,
    )
    if is_ticket_kept_from(book, purchase_id, subject_id, viewer.today):
        raise Refused("This ticket opens only from the page of the shopper who bought it.")
    lines = [as_seen_line(line, viewer) for line in lines_of(book, purchase_id)]
    return replace(
        as_seen(ticket, viewer), lines=tuple(lines), payments=payments_of(book, purchase_id, viewer)
    )


def as_seen(ticket: Ticket, viewer: Viewer) -> Ticket:
    if not is_secret(ticket.secret_until, viewer.today):
        ticket = replace(ticket, secret_until=None)
    if not viewer.sees_spend:
        return replace(ticket, net_cents=None, tax_cents=None, total_cents=None, cost_cents=None)
    return ticket if sees_cost(viewer) else replace(ticket, cost_cents=None)


def as_seen_line(line: TicketLine, viewer: Viewer) -> TicketLine:
    if not is_secret(line.secret_until, viewer.today):
        line = replace(line, secret_until=None)
    if not sees_cost(viewer):
        line = replace(line, cost_cents=None)
    if viewer.sees_spend:
        return line
    return replace(line, price_cents=None, discount_cents=None, net_cents=None, tax_cents=None)


def sees_cost(viewer: Viewer) -> bool:
    """What a piece cost the shop is the owner's to know."""
    return viewer.sees_spend and viewer.role is Role.OWNER


def lines_of(book: Book, purchase_id: int) -> list[TicketLine]:
    return book.all(
        TicketLine,
        """
        SELECT line.id, position, line.kind, quantity, stock_number, line.description,
               line.category, line.metal, line.purity, line.stones, price_cents, discount_cents,
               net_cents, tax_cents, cost_cents, returns_line_id, reason,
               (
                   SELECT -coalesce(sum(back.quantity), 0) FROM line AS back
                   WHERE back.returns_line_id = line.id
               ) AS brought_back,
               piece.id AS piece_id, piece.giver_id, giver.name AS giver, wearer.id AS wearer_id,
               wearer.name AS wearer, serial, certificate, size, engraving, piece.secret_until
        FROM line
        LEFT JOIN piece ON piece.line_id = line.id
        LEFT JOIN shopper AS giver ON giver.id = piece.giver_id
        LEFT JOIN shopper AS wearer ON wearer.id = coalesce(piece.wearer_id, line.wearer_id)
        WHERE purchase_id = :purchase_id
        ORDER BY position, line.id
        """,
        purchase_id=purchase_id,
    )


def payments_of(book: Book, purchase_id: int, viewer: Viewer) -> tuple[Payment, ...]:
    """How it was paid, cash first; nothing when amounts are hidden or nobody knows."""
    if not viewer.sees_spend:
        return ()
    return tuple(
        book.all(
            Payment,
            """
            SELECT kind, amount_cents FROM payment WHERE purchase_id = :purchase_id
            ORDER BY kind <> 'cash', id
            """,
            purchase_id=purchase_id,
        )
    )


# -- lists


def purchases_of(
    book: Book,
    shopper_id: int,
    viewer: Viewer,
    *,
    limit: int = 50,
) -> list[PurchaseRow]:
    """What the shopper bought, newest first, their secrets too."""
    rows = book.all(
        PurchaseRow,
        """
        SELECT purchase.id, number, day, shopper_id, shopper.name AS shopper,
               associate.name AS associate, total_cents, secret_until
        FROM purchase
        JOIN associate ON associate.id = purchase.associate_id
        JOIN shopper ON shopper.id = purchase.shopper_id
        WHERE shopper_id = :shopper_id
        ORDER BY day DESC, purchase.id DESC
        LIMIT :limit
        """,
        shopper_id=shopper_id,
        limit=limit,
    )
    return in_words(book, rows, viewer)


def recent_purchases(
    book: Book,
    viewer: Viewer,
    *,
    limit: int = 50,
    before: PurchaseRow | None = None,
    within: tuple[date, date] = EVER,
) -> RecentPurchases:
    """The latest tickets of the shop, newest first, without those that are kept secret today.

    `within` are the first and last day looked at; `before` pages on from a row.
    """
    rows = book.all(
        PurchaseRow,
        """
        SELECT purchase.id, number, day, shopper_id, shopper.name AS shopper,
               associate.name AS associate, total_cents, secret_until
        FROM purchase
        JOIN associate ON associate.id = purchase.associate_id
        LEFT JOIN shopper ON shopper.id = purchase.shopper_id
        WHERE day BETWEEN :from_day AND :to_day
          AND (day, purchase.id) < (:before_day, :before_id)
          AND coalesce(secret_until, '') <= :today
        ORDER BY day DESC, purchase.id DESC
        LIMIT :limit
        """,
        today=viewer.today,
        limit=limit,
        from_day=within[0],
        to_day=within[1],
        before_day=before.day if before else LAST_DAY,
        before_id=before.id if before else LAST_ID,
    )
    return RecentPurchases(rows=in_words(book, rows, viewer), kept=kept_tickets(book, viewer.today))


def in_words(book: Book, rows: list[PurchaseRow], viewer: Viewer) -> list[PurchaseRow]:
    """The same rows with a title and a count each, and only the amounts that may be seen."""
    lines: dict[int, list[LineWords]] = {row.id: [] for row in rows}
    for line in line_words(book, list(lines)):
        lines[line.purchase_id].append(line)
    return [in_word(row, lines[row.id], viewer) for row in rows]


def in_word(row: PurchaseRow, lines: list[LineWords], viewer: Viewer) -> PurchaseRow:
    pieces = [line for line in lines if line.kind is LineKind.PIECE and line.quantity > 0]
    return replace(
        row,
        title=title_of([line.description for line in shown_first(lines)]),
        pieces=sum(line.quantity for line in pieces),
        is_return=all(line.quantity < 0 for line in lines),
        total_cents=row.total_cents if viewer.sees_spend else None,
        secret_until=row.secret_until if is_secret(row.secret_until, viewer.today) else None,
    )


def shown_first(lines: list[LineWords]) -> list[LineWords]:
    """What was taken before what came back, pieces before services."""
    return sorted(lines, key=lambda line: (line.quantity < 0, line.kind is LineKind.SERVICE))


def line_words(book: Book, purchase_ids: list[int]) -> list[LineWords]:
    return book.all(
        LineWords,
        """
        SELECT purchase_id, description, kind, quantity FROM line
        WHERE purchase_id IN (SELECT value FROM json_each(:purchase_ids))
        ORDER BY purchase_id, position, id
        """,
        purchase_ids=json.dumps(purchase_ids),
    )
