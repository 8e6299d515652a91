"""Writing a ticket down: its lines, what was paid, and the pieces that live on."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from operator import itemgetter
from typing import Any

from storebook.base.errors import Refused
from storebook.base.marks import folded_mark
from storebook.base.money import Cents, currency, format_money
from storebook.book.book import Book
from storebook.book.change import Change
from storebook.book.shop import Shop
from storebook.sales.brought_back import (
    Bought,
    bought_lines,
    refuse_unpaid,
    refuse_untied,
    reopen_wishes,
)
from storebook.sales.drafts import LineDraft, Payment, PaymentKind, PurchaseDraft, checked
from storebook.sales.sums import LineSums, TicketSums, added, line_sums

TICKETS_AT_ONCE = 2_000

PURCHASE_COLUMNS = (
    "number", "shopper_id", "day", "associate_id", "occasion_id", "occasion_text",
    "prices_include_tax", "net_cents", "tax_cents", "total_cents", "cost_cents", "secret_until",
    "note", "on_deposit",
)  # fmt: skip
LINE_COLUMNS = (
    "purchase_id", "position", "kind", "quantity", "stock_number", "description", "category",
    "metal", "purity", "stones", "price_cents", "discount_cents", "net_cents", "tax_cents",
    "cost_cents", "wearer_id", "returns_line_id", "reason",
)  # fmt: skip
PIECE_COLUMNS = (
    "line_id", "giver_id", "wearer_id", "description", "category", "metal", "purity", "stones",
    "serial", "certificate", "serial_folded", "certificate_folded", "size", "engraving",
    "secret_until",
)  # fmt: skip
PAYMENT_COLUMNS = ("purchase_id", "kind", "amount_cents")


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """The numbers of new tickets and of their lines, both in the order given."""

    purchase_ids: range
    line_ids: range


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticket:
    """A draft with what it comes to."""

    draft: PurchaseDraft
    lines: list[LineSums]
    sums: TicketSums
    bought: dict[int, Bought]


def record_purchase(book: Book, draft: PurchaseDraft, *, shop: Shop, today: date) -> int:
    """Save a purchase, a return or an exchange whole, and return its id."""
    with book.change(f"{deed(draft)} recorded for {buyer_name(book, draft)}") as change:
        return write_purchase(change, draft, shop=shop, today=today)


def write_purchase(change: Change, draft: PurchaseDraft, *, shop: Shop, today: date) -> int:
    """Write one ticket and return its id; the history names its buyer and giver, never a wearer."""
    whole = checked(draft, today=today)
    refuse_strangers(change.book, whole)
    refuse_untied(change.book, whole, today)
    refuse_unpaid(change.book, whole)
    make_real(change, whole)
    written = write_purchases(change, [whole], shop=shop)
    change.about(whole.shopper_id, whole.who_gives)
    return written.purchase_ids[0]


def write_purchases(change: Change, drafts: Iterable[PurchaseDraft], *, shop: Shop) -> Written:
    """Write many tickets quickly. Their texts must be clean already, and their people in the book.

    A line that comes back names a line that was written before this call.
    """
    purchases, lines = range(0), range(0)
    source = iter(drafts)
    while chunk := list(islice(source, TICKETS_AT_ONCE)):
        taken: dict[int, int] = {}
        tickets = [ticket_of(change.book, draft, shop, taken) for draft in chunk]
        written = write_chunk(change, tickets, shop)
        purchases = range(purchases.start or written.purchase_ids.start, written.purchase_ids.stop)
        lines = range(lines.start or written.line_ids.start, written.line_ids.stop)
    return Written(purchase_ids=purchases, line_ids=lines)


def ticket_of(book: Book, draft: PurchaseDraft, shop: Shop, taken: dict[int, int]) -> Ticket:
    sums = [line_sums(line, shop) for line in draft.lines]
    bought = bought_lines(book, draft.lines, taken)
    return Ticket(draft=draft, lines=sums, sums=added(sums), bought=bought)


def write_chunk(change: Change, tickets: Sequence[Ticket], shop: Shop) -> Written:
    purchase_ids = write_rows(
        change,
        "purchase",
        PURCHASE_COLUMNS,
        [purchase_row(change, ticket, shop) for ticket in tickets],
    )
    numbered = list(zip(purchase_ids, tickets, strict=True))
    line_ids = write_rows(
        change,
        "line",
        LINE_COLUMNS,
        [row for purchase_id, ticket in numbered for row in line_rows(purchase_id, ticket)],
    )
    write_pieces(change, line_ids, tickets)
    payments = [row for number, ticket in numbered for row in payment_rows(number, ticket, shop)]
    write_rows(change, "payment", PAYMENT_COLUMNS, payments)
    for ticket in tickets:
        for bought in ticket.bought.values():
            take_piece_back(change, bought)
    return Written(purchase_ids=purchase_ids, line_ids=line_ids)


def write_rows(
    change: Change, table: str, columns: Sequence[str], rows: Sequence[tuple[Any, ...]]
) -> range:
    """Write rows without the columns that are empty in all of them.

    Measured: the driver takes a microsecond to bind a None, more than for a word.
    """
    if not rows:
        return range(0)
    filled = [
        place for place, column in enumerate(zip(*rows, strict=True)) if set(column) != {None}
    ]
    pick = itemgetter(*filled)
    return change.insert_many(table, pick(columns), [pick(row) for row in rows])


# -- the rows, as the file keeps them


def purchase_row(change: Change, ticket: Ticket, shop: Shop) -> tuple[Any, ...]:
    draft, sums = ticket.draft, ticket.sums
    return (
        draft.number or None,
        draft.shopper_id,
        draft.day.isoformat(),
        draft.associate_id or change.book.associate_id,
        draft.occasion_id,
        draft.occasion_text or None,
        int(shop.prices_include_tax),
        sums.net_cents,
        sums.tax_cents,
        sums.total_cents,
        sums.cost_cents,
        secret_of(ticket),
        draft.note or None,
        int(draft.on_deposit),
    )


def secret_of(ticket: Ticket) -> str | None:
    """The latest day of a secret on the ticket, or on one that something comes back from."""
    days = [bought.secret_until for bought in ticket.bought.values()]
    if ticket.draft.secret_until is not None:
        days.append(ticket.draft.secret_until.isoformat())
    return max((day for day in days if day is not None), default=None)


def line_rows(purchase_id: int, ticket: Ticket) -> list[tuple[Any, ...]]:
    return [
        (
            purchase_id,
            position,
            line.kind.value,
            line.quantity,
            line.stock_number or None,
            line.description,
            line.category or None,
            line.metal or None,
            line.purity or None,
            line.stones or None,
            line.price_cents,
            sums.discount_cents,
            sums.net_cents,
            sums.tax_cents,
            sums.cost_cents,
            None if line.lives_on else line.wearer_id,
            line.returns_line_id,
            line.reason or None,
        )
        for position, (line, sums) in enumerate(
            zip(ticket.draft.lines, ticket.lines, strict=True), start=1
        )
    ]


def write_pieces(change: Change, line_ids: range, tickets: Sequence[Ticket]) -> None:
    """Each single piece that somebody could ask about again lives on."""
    lines = ((ticket.draft, line) for ticket in tickets for line in ticket.draft.lines)
    living = [
        (line_id, draft, line)
        for line_id, (draft, line) in zip(line_ids, lines, strict=True)
        if line.lives_on and is_traceable(draft, line)
    ]
    if not living:
        return
    rows = [piece_row(line_id, draft, line) for line_id, draft, line in living]
    piece_ids = write_rows(change, "piece", PIECE_COLUMNS, rows)
    for piece_id, (_, draft, line) in zip(piece_ids, living, strict=True):
        if line.wish_id is not None:
            fulfill_wish(change, piece_id, draft, line)


def is_traceable(draft: PurchaseDraft, line: LineDraft) -> bool:
    """Nobody's piece without a number can't be found again."""
    known = draft.who_gives is not None or draft.who_wears(line) is not None
    return known or bool(line.serial or line.certificate)


def piece_row(line_id: int, draft: PurchaseDraft, line: LineDraft) -> tuple[Any, ...]:
    return (
        line_id,
        draft.who_gives,
        draft.who_wears(line),
        line.description,
        line.category or None,
        line.metal or None,
        line.purity or None,
        line.stones or None,
        line.serial or None,
        line.certificate or None,
        folded_mark(line.serial) if line.serial else None,
        folded_mark(line.certificate) if line.certificate else None,
        line.size or None,
        line.engraving or None,
        line.secret_until.isoformat() if line.secret_until else None,
    )


def payment_rows(purchase_id: int, ticket: Ticket, shop: Shop) -> list[tuple[int, str, int]]:
    return [
        (purchase_id, payment.kind.value, payment.amount_cents)
        for payment in payments_of(ticket.draft, ticket.sums.total_cents, shop)
        if payment.amount_cents
    ]


def payments_of(draft: PurchaseDraft, total: Cents, shop: Shop) -> tuple[Payment, ...]:
    """How the total was paid, the cash apart; refused when the parts don't come to it."""
    if draft.payments is None:
        cash, rest = draft.cash_cents, Cents(total - draft.cash_cents)
        if cash * total < 0 or abs(cash) > abs(total):
            raise Refused("The cash part can’t be more than the total.", "payments")
        return (
            Payment(kind=PaymentKind.CASH, amount_cents=cash),
            Payment(kind=PaymentKind.OTHER, amount_cents=rest),
        )
    paid = Cents(sum(payment.amount_cents for payment in draft.payments))
    if draft.on_deposit:
        refuse_no_deposit(paid, total)
    elif draft.payments and paid != total:
        said, due = (
            format_money(cents, currency(shop.currency), locale=shop.locale)
            for cents in (paid, total)
        )
        raise Refused(
            f"The payments come to {said}, the ticket to {due}.",
            "payments",
            covered="The payments don’t come to what the ticket does.",
        )
    return draft.payments


def refuse_no_deposit(paid: Cents, total: Cents) -> None:
    """A deposit is more than nothing and less than the total."""
    if paid <= 0:
        raise Refused("Say how much the deposit is.", "deposit")
    if paid >= total:
        raise Refused("A deposit is less than the total: save it as paid.", "deposit")


# -- what a ticket does to other rows


def fulfill_wish(change: Change, piece_id: int, draft: PurchaseDraft, line: LineDraft) -> None:
    """The wish names its piece: while that is a secret, the wish reads as open as it was.

    A wish is fulfilled once. Whoever buys it again, since nobody may tell them, buys it all the
    same: a word of refusal would give the first gift away.
    """
    assert line.wish_id is not None
    found = change.book.rows("SELECT fulfilled_on FROM wish WHERE id = :id", id=line.wish_id)
    if not found:
        raise Refused("That wish is no longer in the book.", "wish")
    if found[0][0] is None:
        change.update("wish", line.wish_id, piece_id=piece_id, fulfilled_on=draft.day)


def take_piece_back(change: Change, bought: Bought) -> None:
    if bought.piece_id is not None:
        change.update("piece", bought.piece_id, state="returned")
        reopen_wishes(change, bought.piece_id)


def make_real(change: Change, draft: PurchaseDraft) -> None:
    """Someone with a name who buys is no longer a prospect."""
    if draft.shopper_id is None or all(line.quantity < 0 for line in draft.lines):
        return
    prospect = change.book.value(
        "SELECT id FROM shopper WHERE id = :id AND standing = 'prospective' AND named",
        id=draft.shopper_id,
    )
    if prospect is not None:
        change.update("shopper", prospect, standing="real")


def refuse_strangers(book: Book, draft: PurchaseDraft) -> None:
    """Everybody on the ticket must be in the book, and the occasion too."""
    people = {line.wearer_id: "wearer" for line in draft.lines}
    refuse_unknown(book, people | {draft.giver_id: "giver", draft.shopper_id: "shopper"})
    if draft.occasion_id is not None and not book.value(
        "SELECT 1 FROM occasion WHERE id = :id", id=draft.occasion_id
    ):
        raise Refused("That occasion is no longer in the book.", "occasion")


def refuse_unknown(book: Book, people: Mapping[int | None, str]) -> None:
    """Refuse when one of these shoppers, by the field that names them, is not in the book."""
    for shopper_id, field in people.items():
        if shopper_id is not None and not book.value(
            "SELECT 1 FROM shopper WHERE id = :id", id=shopper_id
        ):
            raise Refused(f"There is no shopper {shopper_id} in this book.", field)


def buyer_name(book: Book, draft: PurchaseDraft) -> str:
    if draft.shopper_id is None:
        return "a walk-in"
    name = book.value("SELECT name FROM shopper WHERE id = :id", id=draft.shopper_id)
    if name is None:
        raise Refused(f"There is no shopper {draft.shopper_id} in this book.", "shopper")
    return str(name)


def deed(draft: PurchaseDraft) -> str:
    """Purchase, return, or both at once."""
    back = [line.quantity < 0 for line in draft.lines]
    if not any(back):
        return "Purchase"
    return "Return" if all(back) else "Exchange"


def change_that_recorded(book: Book, purchase_id: int) -> int | None:
    """The change to take back when a ticket was a mistake.

    None when there is no such ticket, and when it came with others: an import is taken back whole.
    """
    found = book.value(
        """
        SELECT change_id FROM change_row
        WHERE table_name = 'purchase' AND action = 'insert'
          AND first_id = :purchase_id AND last_id = :purchase_id
          AND EXISTS (SELECT 1 FROM purchase WHERE id = :purchase_id)
        ORDER BY id DESC
        """,
        purchase_id=purchase_id,
    )
    return None if found is None else int(found)
