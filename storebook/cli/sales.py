"""`storebook sell`: a purchase is recorded."""

from datetime import date
from pathlib import Path

import click

from storebook.base.errors import Refused
from storebook.base.money import Cents, Currency, decimal_mark, parse_money
from storebook.cli.common import (
    DAY,
    book_argument,
    by_option,
    currency_of,
    json_option,
    money,
    shop_of,
    shopper_number,
    today,
    writing,
)
from storebook.cli.output import answer
from storebook.sales.categories import category_of, metal_of, purity_of
from storebook.sales.drafts import LineDraft, LineKind, PurchaseDraft
from storebook.sales.purchases import purchase
from storebook.sales.recording import record_purchase
from storebook.staff.viewer import Viewer

WALK_IN = "walk-in"


@click.command("sell")
@book_argument
@click.argument("shopper", metavar="SHOPPER")
@click.option(
    "--line",
    "line_texts",
    multiple=True,
    metavar='"WORDS;PRICE[;QUANTITY]"',
    help="May be given again.",
)
@click.option("--wearer", type=int, metavar="ID", help="Who wears it, when it is not the shopper.")
@click.option("--secret-until", type=DAY, help="The day before which the wearer must not know.")
@click.option("--cash", default="", help="What part was paid in cash.")
@click.option("--on", type=DAY, help="The day of the purchase; today if left out.")
@click.option("--occasion", default="", help="What it was for.")
@by_option
@json_option
def sell_command(
    book_path: Path,
    shopper: str,
    line_texts: tuple[str, ...],
    wearer: int | None,
    secret_until: date | None,
    cash: str,
    on: date | None,
    occasion: str,
    by: str | None,
    as_json: bool,
) -> None:
    """Record a purchase of SHOPPER (a number, or “walk-in” for nobody known)."""
    with writing(book_path, by) as book:
        unit, decimal = currency_of(book), decimal_mark(shop_of(book).locale)
        draft = PurchaseDraft(
            shopper_id=None if shopper == WALK_IN else shopper_number(shopper),
            day=on or today(),
            lines=tuple(
                read_line(text, unit, decimal, wearer, secret_until) for text in line_texts
            ),
            cash_cents=parse_money(cash, unit, decimal) if cash else Cents(0),
            occasion_text=occasion,
        )
        purchase_id = record_purchase(book, draft, shop=shop_of(book), today=today())
        ticket = purchase(book, purchase_id, Viewer(today=today()), subject_id=draft.shopper_id)
        lines = [f"Purchase {ticket.id} recorded, {money(book)(ticket.total_cents)}."]
    answer(ticket, lines, as_json=as_json)


def read_line(
    text: str, unit: Currency, decimal: str, wearer: int | None, secret_until: date | None
) -> LineDraft:
    """A line as typed: words, price and perhaps quantity, parted by semicolons."""
    parts = [part.strip() for part in text.split(";")]
    if len(parts) not in (2, 3):
        raise Refused(
            f"“{text}” is no line. Write words;price, as in “Ring, platinum;9400.00”.", field="line"
        )
    quantity = parts[2] if len(parts) == 3 else "1"
    if not quantity.lstrip("-").isdecimal() or len(quantity) > 6:
        raise Refused(f"“{quantity}” is no quantity. Write a whole number.", field="quantity")
    category = category_of(parts[0])
    service = category == "service"
    return LineDraft(
        description=parts[0],
        price_cents=parse_money(parts[1], unit, decimal),
        quantity=int(quantity),
        kind=LineKind.SERVICE if service else LineKind.PIECE,
        category=category,
        metal=metal_of(parts[0]),
        purity=purity_of(parts[0]),
        wearer_id=None if service else wearer,
        secret_until=None if service else secret_until,
    )
