"""`storebook sell`: a purchase is recorded, and what comes back of one."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import click

from storebook.base.errors import Refused
from storebook.base.money import Cents, Currency, currency, decimal_mark, parse_money
from storebook.base.text import one_line, quoted
from storebook.book.book import Book
from storebook.book.shop import Shop
from storebook.cli.common import (
    DAY,
    SHOPPER,
    Number,
    book_argument,
    by_option,
    json_option,
    looking,
    money,
    shop_of,
    today,
    writing,
)
from storebook.cli.output import answer
from storebook.sales.categories import category_of, is_service, metal_of, purity_of
from storebook.sales.drafts import (
    MOST_PIECES,
    LineDraft,
    LineKind,
    Payment,
    PaymentKind,
    PurchaseDraft,
)
from storebook.sales.purchases import Ticket, purchase
from storebook.sales.recording import record_purchase
from storebook.sales.returns import Back, return_lines
from storebook.sales.secrets import is_ticket_kept_from
from storebook.staff.rights import Right
from storebook.staff.viewer import Viewer

WALK_IN = "walk-in"
SERVICE = "service"
LINE = Number("line")
LONGEST_QUANTITY = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """How the lines of a ticket are to be read, and whom they are for."""

    unit: Currency
    decimal: str
    wearer_id: int | None
    secret_until: date | None

    def amount(self, text: str) -> Cents:
        """A price as this shop writes them; Refused when it is none."""
        return parse_money(text, self.unit, self.decimal)

    def deposit(self, text: str) -> tuple[Payment, ...] | None:
        """What is paid of it now; None when all is."""
        if not text.strip():
            return None
        return (Payment(kind=PaymentKind.CASH, amount_cents=self.amount(text)),)

    def line(self, text: str) -> LineDraft:
        """A line as typed: words, price and perhaps quantity, parted by semicolons."""
        parts = [part.strip() for part in text.split(";")]
        if len(parts) not in (2, 3):
            raise Refused(
                f"{quoted(text)} is no line. Write words;price, as in “Ring, platinum;9400.00”.",
                field="line",
            )
        words = one_line(parts[0])
        service = is_service(words)
        return LineDraft(
            description=words,
            price_cents=self.amount(parts[1]),
            quantity=read_quantity(parts[2]) if len(parts) == 3 else 1,
            kind=LineKind.SERVICE if service else LineKind.PIECE,
            category=SERVICE if service else category_of(words),
            metal=metal_of(words),
            purity=purity_of(words),
            wearer_id=None if service else self.wearer_id,
            secret_until=None if service else self.secret_until,
        )


def read_quantity(text: str) -> int:
    """A whole number; below zero something comes back."""
    bare = text.replace("\u2212", "-").removeprefix("-")
    if not bare.isdecimal():
        raise Refused(f"{quoted(text)} is no quantity. Write a whole number.", field="quantity")
    if len(bare) > LONGEST_QUANTITY:
        raise Refused(f"A quantity is a number from 1 to {MOST_PIECES:,}.", field="quantity")
    return int(bare) if bare == text else -int(bare)


@click.command("sell")
@book_argument
@click.argument("shopper", metavar="SHOPPER")
@click.option(
    "--line",
    "line_texts",
    multiple=True,
    metavar='"WORDS;PRICE[;QUANTITY]"',
    help="One line of the ticket; may be given again.",
)
@click.option(
    "--returns",
    "returned",
    multiple=True,
    metavar="LINE",
    type=LINE,
    help="One piece of a line sold before comes back; may be given again.",
)
@click.option("--reason", metavar="WORDS", default="", help="Why it comes back.")
@click.option("--wearer", metavar="ID", type=SHOPPER, help="Who wears it, if not the shopper.")
@click.option("--secret-until", type=DAY, help="The day before which the wearer must not know.")
@click.option("--cash", metavar="AMOUNT", default="", help="What part was paid in cash.")
@click.option("--deposit", metavar="AMOUNT", default="", help="Only this much is paid, in cash.")
@click.option("--on", type=DAY, help="The day of the purchase; today if left out.")
@click.option("--occasion", metavar="WORDS", default="", help="What it was for.")
@by_option
@json_option
def sell_command(
    book_path: Path,
    shopper: str,
    line_texts: tuple[str, ...],
    returned: tuple[int, ...],
    reason: str,
    wearer: int | None,
    secret_until: date | None,
    cash: str,
    deposit: str,
    on: date | None,
    occasion: str,
    by: str | None,
    as_json: bool,
) -> None:
    """Record a purchase.

    SHOPPER is a number, or 'walk-in' for nobody who is known. What was sold here comes back with
    --returns and the number of its line, which --json told, for what was paid. A line with a
    quantity below zero is tied to none.

    JSON: the ticket {id, number, day, shopper_id, shopper, associate, net_cents, tax_cents,
    total_cents, cost_cents, secret_until, lines: [{id, description, quantity, price_cents (of one),
    net_cents, wearer_id, piece_id, and more}], payments: [{kind, amount_cents}], and more}.
    """
    shopper_id = None if shopper == WALK_IN else SHOPPER.convert(shopper, None, None)
    with writing(book_path, by) as book:
        shop = shop_of(book)
        reader = reader_of(shop, wearer, secret_until)
        if deposit.strip() and cash.strip():
            raise Refused("A deposit is cash: leave --cash out.", "deposit")
        draft = PurchaseDraft(
            shopper_id=shopper_id,
            day=on or today(),
            lines=tuple(reader.line(text) for text in line_texts),
            cash_cents=reader.amount(cash) if cash.strip() else Cents(0),
            payments=reader.deposit(deposit),
            on_deposit=bool(deposit.strip()),
            occasion_text=occasion,
        )
        backs = returns_of(book, returned, reason, shopper_id)
        purchase_id = write_down(book, draft, backs, shop)
        ticket = purchase(book, purchase_id, at_the_counter(looking(book)), subject_id=shopper_id)
        total = money(book)(ticket.total_cents)
    answer(ticket, [f"Purchase {ticket.id} recorded, {total}.", *kept(ticket)], as_json=as_json)


def at_the_counter(viewer: Viewer) -> Viewer:
    """What is to be paid, or paid back, just now is said to whoever sells; not what it cost the
    shop.
    """
    return replace(viewer, rights=(viewer.rights or frozenset()) | {Right.SEE_SPEND})


def kept(ticket: Ticket) -> list[str]:
    """How a ticket with a secret on it is opened from now on."""
    if ticket.secret_until is None:
        return []
    return [
        f"A secret until {ticket.secret_until}: 'storebook pay' and 'storebook slip' open it only "
        f"with --for {ticket.shopper_id}."
    ]


def write_down(book: Book, draft: PurchaseDraft, backs: list[Back], shop: Shop) -> int:
    if backs:
        return return_lines(book, draft, backs, shop=shop, today=today())
    return record_purchase(book, draft, shop=shop, today=today())


def returns_of(
    book: Book, returned: Sequence[int], reason: str, shopper_id: int | None
) -> list[Back]:
    """What comes back; a line that is kept from this shopper is not in the book for them."""
    if reason.strip() and not returned:
        raise Refused("Say with --returns what comes back for that reason.", "reason")
    for line_id in returned:
        ticket = book.value("SELECT purchase_id FROM line WHERE id = :id", id=line_id)
        if ticket is None or is_ticket_kept_from(book, ticket, shopper_id, today()):
            raise Refused(f"There is no line {line_id} in this book.", "returns")
    return [
        Back(line_id=line_id, quantity=quantity, reason=reason)
        for line_id, quantity in Counter(returned).items()
    ]


def reader_of(shop: Shop, wearer: int | None, secret_until: date | None) -> Reader:
    return Reader(
        unit=currency(shop.currency),
        decimal=decimal_mark(shop.locale),
        wearer_id=wearer,
        secret_until=secret_until,
    )
