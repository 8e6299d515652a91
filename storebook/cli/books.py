"""Commands for the file itself: make one, check it, back it up."""

from pathlib import Path

import click

from storebook.base.countries import country as country_of
from storebook.base.errors import Refused
from storebook.base.money import currency as currency_named
from storebook.book.book import Book
from storebook.book.check import check_book
from storebook.book.settings import save
from storebook.book.shop import Paper, Shop
from storebook.cli.boundary import REFUSED
from storebook.cli.common import FILE, PROGRAM, book_argument, json_option, reading
from storebook.cli.output import answer, in_columns


@click.command("new")
@book_argument
@click.option("--name", required=True, help="What the shop is called.")
@click.option("--country", default="US", show_default=True, help="ISO code, as in US or GB.")
@click.option("--currency", "currency_code", default="USD", show_default=True, help="ISO code.")
@click.option(
    "--paper",
    type=click.Choice([paper.value for paper in Paper]),
    default="letter",
    show_default=True,
)
@click.option(
    "--locale", default="en_US", show_default=True, help="How dates and numbers are written."
)
@click.option("--by", metavar="NAME", default="Owner", show_default=True, help="The owner's name.")
@json_option
def new_command(
    book_path: Path,
    name: str,
    country: str,
    currency_code: str,
    paper: str,
    locale: str,
    by: str,
    as_json: bool,
) -> None:
    """Make a new, empty book."""
    shop = Shop(
        name=shop_name(name),
        country=country_of(country).code,
        currency=currency_named(currency_code).code,
        paper=Paper(paper),
        locale=locale,
    )
    book = Book.create(book_path, owner_name=by, program=PROGRAM)
    try:
        with book.change(f"The book of {shop.name} begun") as change:
            save(change, shop)
    finally:
        book.close()
    answer(
        {"book": str(book_path), "shop": shop},
        [f"Made {book_path} for {shop.name}."],
        as_json=as_json,
    )


def shop_name(text: str) -> str:
    name = " ".join(text.split())
    if not name or len(name) > 100:
        raise Refused("The shop needs a name of 1 to 100 letters.", field="name")
    return name


@click.command("check")
@book_argument
@json_option
@click.pass_context
def check_command(ctx: click.Context, book_path: Path, as_json: bool) -> None:
    """Check a book from end to end; each check is named with its result."""
    with reading(book_path) as book:
        results = check_book(book)
    rows = [
        ("good" if one.good else "BAD", one.name + (f": {one.found}" if one.found else ""))
        for one in results
    ]
    answer(results, in_columns(rows), as_json=as_json)
    if not all(one.good for one in results):
        click.echo(
            "Something in this book is not as it should be. Restore the newest good backup.",
            err=True,
        )
        ctx.exit(REFUSED)


@click.command("backup")
@book_argument
@click.option(
    "--to", "folder", required=True, type=FILE, metavar="FOLDER", help="Where the copy goes."
)
@json_option
def backup_command(book_path: Path, folder: Path, as_json: bool) -> None:
    """Copy a book, also one that is open, and prove the copy."""
    with reading(book_path) as book:
        made = book.back_up(folder)
    answer({"backup": str(made)}, [f"Backed up to {made}"], as_json=as_json)
