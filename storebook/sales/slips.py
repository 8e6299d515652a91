"""What a slip says: of a purchase, a gift without its price, a return, or a deposit.

A slip is handed to who bought. It names neither wearer nor giver, so nobody learns from it whom a
piece is for. A gift receipt goes into the box: it has no amount, no name and no stock number, and
while the gift is a secret not even the piece, unless the giver asks for that.
"""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from storebook.base.errors import Refused
from storebook.base.money import Cents
from storebook.book.book import Book
from storebook.book.events import EventKind, note_event
from storebook.book.rights import Right
from storebook.book.shop import Shop
from storebook.book.standing import refuse_noted
from storebook.sales.drafts import LineKind, Payment
from storebook.sales.payments import buyer_of
from storebook.sales.purchases import Ticket, TicketLine, purchase
from storebook.sales.slip_taxes import SlipTax, taxes_by_rate
from storebook.staff.viewer import Viewer

CODE_DIGITS = 6


class SlipKind(StrEnum):
    PURCHASE = "purchase"
    GIFT = "gift"
    RETURN = "return"
    DEPOSIT = "deposit"


NOTED = {
    SlipKind.PURCHASE: "Purchase slip printed",
    SlipKind.GIFT: "Gift receipt printed",
    SlipKind.RETURN: "Return slip printed",
    SlipKind.DEPOSIT: "Deposit slip printed",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipLine:
    """One row. `price_cents` is of one, the others of the whole line; all are None on a gift
    receipt. What comes back counts below zero, but not on a return slip.

    A gift whose name is not to be read has no `description`.
    """

    description: str
    quantity: int = 1
    stock_number: str = ""
    serial: str = ""
    certificate: str = ""
    price_cents: Cents | None = None
    discount_cents: Cents | None = None
    amount_cents: Cents | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipOrigin:
    """The purchase that something came back from."""

    number: str
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """All that is on a slip but the shop's own head. `code` is what its bars hold.

    `left_cents` is what is still to be paid; None where that is not known or not to be said.
    """

    kind: SlipKind
    number: str
    code: str
    day: date
    associate: str
    lines: tuple[SlipLine, ...]
    shopper: str = ""
    is_exchange: bool = False
    prices_include_tax: bool = False
    before_tax_cents: Cents | None = None
    taxes: tuple[SlipTax, ...] = ()
    total_cents: Cents | None = None
    payments: tuple[Payment, ...] = ()
    left_cents: Cents | None = None
    came_from: tuple[SlipOrigin, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipAsked:
    """Who asks for a slip, in which shop, and on whose page (None is nobody's).

    The last two are of gift receipts: for which lines (all that are gifts when none is named), and
    whether a piece is named though it is a secret, because its giver asked for that.
    """

    viewer: Viewer
    shop: Shop
    subject_id: int | None = None
    line_ids: Collection[int] = ()
    named: bool = False


def kinds_for(ticket: Ticket) -> list[SlipKind]:
    """Which slips a ticket can have, the usual one first. Amounts must be there to be seen."""
    if not gains(ticket):
        return [SlipKind.RETURN]
    usual = [SlipKind.DEPOSIT] if left_to_pay(ticket) else []
    gift = [SlipKind.GIFT] if gift_lines(ticket) else []
    return [*usual, SlipKind.PURCHASE, *gift]


def kinds_offered(ticket: Ticket, asked: SlipAsked) -> list[SlipKind]:
    """The same without those whose amounts are not for who asks, unless nothing else is left."""
    kinds = kinds_for(ticket)
    if may_print_amounts(ticket, asked.viewer):
        return kinds
    return [kind for kind in kinds if kind is SlipKind.GIFT] or kinds


def slips_of(book: Book, purchase_id: int, kind: SlipKind, asked: SlipAsked) -> list[Slip]:
    """The slips of one kind: one, or a gift receipt for each wearer. Refused when there is none."""
    if kind is SlipKind.GIFT:
        return gift_receipts(book, purchase_id, asked)
    made = {
        SlipKind.PURCHASE: purchase_slip,
        SlipKind.RETURN: return_slip,
        SlipKind.DEPOSIT: deposit_slip,
    }
    return [made[kind](book, purchase_id, asked)]


def purchase_slip(book: Book, purchase_id: int, asked: SlipAsked) -> Slip:
    """What was bought, and how it was paid; an exchange too, with what came back below zero."""
    ticket = priced_ticket(book, purchase_id, asked)
    if not gains(ticket):
        raise Refused("Nothing was bought on this ticket. Print its return slip.", "kind")
    slip = with_amounts(slip_of(ticket, SlipKind.PURCHASE), ticket, asked.shop)
    return replace(
        slip,
        is_exchange=any(line.quantity < 0 for line in ticket.lines),
        came_from=origins(book, ticket),
    )


def return_slip(book: Book, purchase_id: int, asked: SlipAsked) -> Slip:
    """What came back and what was paid back for it, both counted as they are handed over."""
    ticket = priced_ticket(book, purchase_id, asked)
    if gains(ticket):
        raise Refused("This ticket is no return. Print its purchase slip.", "kind")
    slip = with_amounts(slip_of(ticket, SlipKind.RETURN), mirrored(ticket), asked.shop)
    return replace(slip, came_from=origins(book, ticket))


def deposit_slip(book: Book, purchase_id: int, asked: SlipAsked) -> Slip:
    """What was paid so far for pieces that wait, and what is left to pay when they are collected.

    A deposit is a purchase whose payments do not come to its total yet.
    """
    ticket = priced_ticket(book, purchase_id, asked)
    if not left_to_pay(ticket):
        raise Refused("Nothing is left to pay on this ticket. Print its purchase slip.", "kind")
    return with_amounts(slip_of(ticket, SlipKind.DEPOSIT), ticket, asked.shop)


def gift_receipts(book: Book, purchase_id: int, asked: SlipAsked) -> list[Slip]:
    """One receipt for each who will wear a gift, so that nobody reads of another's.

    It says what it is, from which day, and bears the code to bring it back by. A piece that is a
    secret still is named only when its giver asked for that.
    """
    ticket = whole_ticket(book, purchase_id, asked)
    wanted = asked.line_ids
    lines = [line for line in gift_lines(ticket) if not wanted or line.id in wanted]
    if not lines:
        raise Refused("There is no gift on this ticket, so there is no gift receipt.", "kind")
    empty = replace(slip_of(ticket, SlipKind.GIFT), shopper="")
    wearers = dict.fromkeys(line.wearer_id for line in lines)
    return [
        replace(
            empty,
            lines=tuple(
                gift_line(line, named=asked.named) for line in lines if line.wearer_id == wearer_id
            ),
        )
        for wearer_id in wearers
    ]


def gift_lines(ticket: Ticket) -> list[TicketLine]:
    """The pieces that a gift receipt can be for, without those that came back.

    Those for somebody else than the buyer; when there is none, all: the buyer may give them away.
    """
    pieces = [
        line
        for line in ticket.lines
        if line.kind is LineKind.PIECE and line.quantity > line.brought_back
    ]
    others = [line for line in pieces if line.wearer_id not in (None, ticket.shopper_id)]
    return others or pieces


def note_printed(
    book: Book, purchase_id: int, kind: SlipKind, detail: Mapping[str, str | int | None]
) -> None:
    """Keep in the log that a slip was printed; the buyer is named there, never the piece."""
    what = NOTED[kind]
    buyer_id = buyer_of(book, purchase_id)
    told = {"purchase": purchase_id, **detail}
    note_event(book, EventKind.PRINTED, what, buyer_id, told)


# -- the parts


def whole_ticket(book: Book, purchase_id: int, asked: SlipAsked) -> Ticket:
    """The ticket with its amounts: privacy is of the screen, and paper is handed to the buyer.

    Raises Refused when it is kept secret from that page, or there is no such ticket.
    """
    seen = Viewer(today=asked.viewer.today)
    try:
        return purchase(book, purchase_id, seen, subject_id=asked.subject_id)
    except LookupError:
        raise Refused(f"There is no purchase {purchase_id} in this book.", "purchase") from None


def priced_ticket(book: Book, purchase_id: int, asked: SlipAsked) -> Ticket:
    """The same for a slip with amounts, which whoever sold it today may print.

    What was spent on other days is for those who may see what shoppers spend; what is left to pay
    must be known to everybody who may take it.
    """
    ticket = whole_ticket(book, purchase_id, asked)
    if not may_print_amounts(ticket, asked.viewer):
        refuse_noted(
            book,
            "print a slip of another day",
            "Only who may see what shoppers spend prints slips of other days. Nothing was printed. "
            "Ask the owner to do it, or for the right to.",
            "kind",
        )
    return ticket


def may_print_amounts(ticket: Ticket, viewer: Viewer) -> bool:
    is_now = ticket.day == viewer.today or bool(left_to_pay(ticket))
    return is_now or viewer.may(Right.SEE_SPEND)


def gains(ticket: Ticket) -> bool:
    """Whether anything on it was bought."""
    return any(line.quantity > 0 for line in ticket.lines)


def left_to_pay(ticket: Ticket) -> Cents:
    """What the payments still lack; nothing where it was not noted how it was paid."""
    paid = sum(payment.amount_cents for payment in ticket.payments)
    total = ticket.total_cents or 0
    return Cents(total - paid) if 0 < paid < total else Cents(0)


def slip_of(ticket: Ticket, kind: SlipKind) -> Slip:
    return Slip(
        kind=kind,
        number=number_of(ticket),
        code=code_of(ticket),
        day=ticket.day,
        associate=ticket.associate,
        shopper=ticket.shopper or "",
        prices_include_tax=ticket.prices_include_tax,
        lines=(),
    )


def code_of(ticket: Ticket) -> str:
    """What the bars hold: the list of purchases finds it again, whatever the ticket is numbered."""
    return str(ticket.id).zfill(CODE_DIGITS)


def number_of(ticket: Ticket) -> str:
    """The ticket's own number; without one it is called by its code."""
    return ticket.number or code_of(ticket)


def with_amounts(slip: Slip, ticket: Ticket, shop: Shop) -> Slip:
    assert ticket.net_cents is not None
    assert ticket.total_cents is not None
    include = ticket.prices_include_tax
    return replace(
        slip,
        lines=tuple(priced_line(line, include_tax=include) for line in ticket.lines),
        before_tax_cents=ticket.total_cents if include else ticket.net_cents,
        taxes=taxes_by_rate(ticket.lines, shop.tax_rate_bp),
        total_cents=ticket.total_cents,
        payments=ticket.payments,
        left_cents=left_to_pay(ticket) or None,
    )


def priced_line(line: TicketLine, *, include_tax: bool) -> SlipLine:
    net, tax = line.net_cents or 0, line.tax_cents or 0
    return SlipLine(
        description=line.description,
        quantity=line.quantity,
        stock_number=line.stock_number or "",
        serial=line.serial or "",
        certificate=line.certificate or "",
        price_cents=line.price_cents,
        discount_cents=line.discount_cents,
        amount_cents=Cents(net + tax if include_tax else net),
    )


def gift_line(line: TicketLine, *, named: bool) -> SlipLine:
    shown = named or line.secret_until is None
    return SlipLine(
        description=line.description if shown else "", quantity=line.quantity - line.brought_back
    )


def mirrored(ticket: Ticket) -> Ticket:
    """A return counted from the shopper's side: what is given back to them is above zero."""
    return replace(
        ticket,
        net_cents=Cents(-(ticket.net_cents or 0)),
        total_cents=Cents(-(ticket.total_cents or 0)),
        lines=tuple(mirrored_line(line) for line in ticket.lines),
        payments=tuple(
            replace(one, amount_cents=Cents(-one.amount_cents)) for one in ticket.payments
        ),
    )


def mirrored_line(line: TicketLine) -> TicketLine:
    return replace(
        line,
        quantity=-line.quantity,
        discount_cents=Cents(-(line.discount_cents or 0)),
        net_cents=Cents(-(line.net_cents or 0)),
        tax_cents=Cents(-(line.tax_cents or 0)),
    )


def origins(book: Book, ticket: Ticket) -> tuple[SlipOrigin, ...]:
    """The purchases that lines of this ticket came back from, the oldest first."""
    return tuple(
        book.all(
            SlipOrigin,
            """
            SELECT DISTINCT coalesce(number, printf('%06d', purchase.id)) AS number, day
            FROM line JOIN purchase ON purchase.id = line.purchase_id
            WHERE line.id IN (SELECT value FROM json_each(:line_ids))
            ORDER BY day, purchase.id
            """,
            line_ids=json.dumps(returned_lines(ticket.lines)),
        )
    )


def returned_lines(lines: Sequence[TicketLine]) -> list[int]:
    return [line.returns_line_id for line in lines if line.returns_line_id is not None]
