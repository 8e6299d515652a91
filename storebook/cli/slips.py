"""`storebook slip`: a slip of a purchase as a file; `storebook pay`: what was left to pay."""

from pathlib import Path

import click

from storebook.base.errors import Refused
from storebook.base.files import written_whole
from storebook.base.money import currency, decimal_mark, parse_money
from storebook.book.book import Book
from storebook.book.shop import Shop
from storebook.cli.common import (
    MONO,
    OUT,
    SHOPPER,
    Number,
    book_argument,
    by_option,
    day_writer,
    json_option,
    money,
    refuse_place,
    shop_of,
    today,
    writing,
)
from storebook.cli.output import answer
from storebook.printing.slips import DOCUMENTS, SLIP_PAPERS, Writer, print_slips, slip_paper
from storebook.sales.drafts import Payment, PaymentKind
from storebook.sales.payments import take_payment
from storebook.sales.secrets import is_ticket_kept_from
from storebook.sales.slips import SlipAsked, SlipKind, note_printed, slips_of
from storebook.staff.viewer import viewer_of

PURCHASE = Number("purchase")
LINE = Number("line")


@click.command("slip")
@book_argument
@click.argument("purchase_id", metavar="PURCHASE", type=PURCHASE)
@click.option(
    "--kind",
    type=click.Choice([kind.value for kind in SlipKind]),
    default=SlipKind.PURCHASE.value,
    show_default=True,
    help="Which slip.",
)
@click.option(
    "--paper",
    type=click.Choice(list(SLIP_PAPERS)),
    default="a5",
    show_default=True,
    help="On which paper.",
)
@click.option(
    "--for",
    "subject_id",
    metavar="ID",
    type=SHOPPER,
    help="The shopper it is given to; a secret opens only for who gives or bought it.",
)
@click.option(
    "--line",
    "line_ids",
    metavar="LINE",
    type=LINE,
    multiple=True,
    help="A gift receipt for this line; may be given again.",
)
@click.option("--named", is_flag=True, help="Name a secret on its gift receipt.")
@MONO
@OUT
@by_option
@json_option
def slip_command(
    book_path: Path,
    purchase_id: int,
    kind: str,
    paper: str,
    subject_id: int | None,
    line_ids: tuple[int, ...],
    named: bool,
    mono: bool,
    out: Path,
    by: str | None,
    as_json: bool,
) -> None:
    """Print a slip or gift receipt of a purchase.

    A gift receipt is without prices, and there is one, on a page of its own, for each who will wear
    something. A purchase that is kept secret is opened only --for who gives or bought it.

    JSON: {out, purchase_id, kind, paper, slips, problems: [{place, name, sentence}]}.
    """
    place, chosen = refuse_place(out, book_path), SlipKind(kind)
    with writing(book_path, by) as book:
        refuse_unseen(book, purchase_id, subject_id)
        asked = SlipAsked(
            viewer=viewer_of(book, today()),
            shop=shop_of(book),
            subject_id=subject_id,
            line_ids=line_ids,
            named=named,
        )
        slips = slips_of(book, purchase_id, chosen, asked)
        with written_whole(place) as stream:
            writer = writer_of(asked.shop)
            problems = print_slips(stream, slips, writer, slip_paper(paper), mono=mono)
        note_printed(book, purchase_id, chosen, {"paper": paper, "file": place.name})
    document = {
        "out": str(out),
        "purchase_id": purchase_id,
        "kind": chosen,
        "paper": paper,
        "slips": len(slips),
        "problems": problems,
    }
    lines = [f"{DOCUMENTS[chosen]} of purchase {purchase_id} printed into {out}"]
    answer(document, [*lines, *(f"Look: {one.sentence}" for one in problems)], as_json=as_json)


def refuse_unseen(book: Book, purchase_id: int, subject_id: int | None) -> None:
    """Refuse a purchase that is not there, or that is a secret from whom it is opened for: in the
    same words, so that they tell nobody that there is a secret.
    """
    if is_ticket_kept_from(book, purchase_id, subject_id, today()):
        raise Refused(
            f"There is no purchase {purchase_id} to open here. One with a secret gift opens only "
            "with --for ID, the number of the shopper who gives or bought it.",
            "purchase",
        )


def writer_of(shop: Shop) -> Writer:
    return Writer(shop=shop, show_day=day_writer(shop))


@click.command("pay")
@book_argument
@click.argument("purchase_id", metavar="PURCHASE", type=PURCHASE)
@click.argument("amount", metavar="AMOUNT")
@click.option(
    "--kind",
    type=click.Choice([kind.value for kind in PaymentKind]),
    default=PaymentKind.CASH.value,
    show_default=True,
    help="How it was paid.",
)
@click.option(
    "--for",
    "subject_id",
    metavar="ID",
    type=SHOPPER,
    help="The shopper who pays; a secret opens only for who gives or bought it.",
)
@by_option
@json_option
def pay_command(
    book_path: Path,
    purchase_id: int,
    amount: str,
    kind: str,
    subject_id: int | None,
    by: str | None,
    as_json: bool,
) -> None:
    """Take what is left to pay after a deposit.

    AMOUNT is a part or all of it; the deposit was taken with `storebook sell --deposit`.

    JSON: {purchase_id, left_cents}.
    """
    with writing(book_path, by) as book:
        shop = shop_of(book)
        refuse_unseen(book, purchase_id, subject_id)
        cents = parse_money(amount, currency(shop.currency), decimal_mark(shop.locale))
        payment = Payment(kind=PaymentKind(kind), amount_cents=cents)
        left = take_payment(book, purchase_id, payment, shop=shop)
        written = money(book)(left)
    words = f"{written} is left to pay." if left else "All of it is paid."
    document = {"purchase_id": purchase_id, "left_cents": left}
    answer(document, [f"Payment on purchase {purchase_id} taken. {words}"], as_json=as_json)
