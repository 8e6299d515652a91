"""Commands for the file itself: make one, check it, back it up."""

from pathlib import Path
from typing import Any

import click

from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.book.check import check_file
from storebook.book.own_backup import back_up_into
from storebook.book.protection.refusals import KeyNeeded
from storebook.book.shop import Paper, Shop
from storebook.book.shop_saving import begin_book
from storebook.cli.common import (
    FILE,
    PROGRAM,
    book_argument,
    json_option,
    named_as_book,
    reading,
    shop_of,
    who_option,
)
from storebook.cli.key_options import ways_options
from storebook.cli.keys import key_of
from storebook.cli.output import answer, in_columns

RESTORE = "Something in this book is not as it should be. Restore the newest good backup."


@click.command("new")
@book_argument
@click.option("--name", required=True, help="What the shop is called.")
@click.option("--country", default="US", show_default=True, help="Two letters, as in US or GB.")
@click.option(
    "--currency",
    "currency_code",
    metavar="CODE",
    default="USD",
    show_default=True,
    help="Three letters, as in USD or EUR.",
)
@click.option(
    "--paper",
    type=click.Choice([paper.value for paper in Paper]),
    default=Paper.LETTER.value,
    show_default=True,
    help="What is in the printer.",
)
@click.option(
    "--locale", default="en_US", show_default=True, help="How dates and numbers are written."
)
@click.option("--by", metavar="NAME", default="Owner", show_default=True, help="The owner's name.")
@click.option(
    "--protect/--plain", help="Encrypt it, with a key for the owner's paper; or leave it plain."
)
@ways_options
@json_option
def new_command(
    book_path: Path,
    name: str,
    country: str,
    currency_code: str,
    paper: str,
    locale: str,
    by: str,
    protect: bool,
    as_json: bool,
    **protection: Any,
) -> None:
    """Make a new, empty book.

    Nothing is guessed from anything else: say the country, the currency and the paper each. A file
    that is there already is never replaced. A plain book can be read by whoever has the file; with
    --protect it is encrypted, and the key is shown once, or written as --key-out says.

    JSON: {book, shop: {name, country, currency, locale, paper, and the other settings}}.
    """
    shop = Shop(
        name=name, country=country, currency=currency_code, paper=Paper(paper), locale=locale
    )
    path = named_as_book(book_path)
    if not protect and any(protection.values()):
        raise Refused("A plain book has no key. Add --protect, or leave those options out.")
    with begin(path, shop, by, protection if protect else None) as book:
        shop = shop_of(book)
    lines = [f"Made {path} for {shop.name}."]
    answer({"book": str(path), "shop": shop}, lines, as_json=as_json)


def begin(path: Path, shop: Shop, owner_name: str, protection: dict[str, Any] | None) -> Book:
    """The new book, with a key for which everything is asked before the file is made."""
    if protection is None:
        return begin_book(path, shop, owner_name=owner_name, program=PROGRAM)
    # What encrypts is loaded for those who use it.
    from storebook.cli.protecting import begin_with_key

    return begin_with_key(path, shop, owner_name, **protection)


@click.command("check")
@book_argument
@json_option
def check_command(book_path: Path, as_json: bool) -> None:
    """Check a book from end to end.

    Each check is named with its result; the book stays as it is. Ends with 1 when any of them is
    bad.

    JSON: an array of {name, good, found (what is wrong, or "")}.
    """
    try:
        results = check_file(book_path)
    except KeyNeeded:
        results = check_file(book_path, key_of(book_path))
    rows = [
        ("good" if one.good else "BAD", one.name + (f": {one.found}" if one.found else ""))
        for one in results
    ]
    answer(results, in_columns(rows), as_json=as_json)
    if not results[0].good:
        raise Refused(results[0].found)
    if not all(one.good for one in results):
        raise Refused(RESTORE)


@click.command("backup")
@book_argument
@click.option("--to", "folder", required=True, type=FILE, metavar="FOLDER", help="Where it goes.")
@who_option
@json_option
def backup_command(book_path: Path, folder: Path, as_json: bool) -> None:
    """Copy a book and prove the copy.

    The book may be open in the window meanwhile. The copy is one file, named after the book and the
    moment; it gets that name once it has been read back whole.

    JSON: {backup (the file that was made)}.
    """
    with reading(book_path) as book:
        made = back_up_into(book, folder)
    answer({"backup": str(made)}, [f"Backed up to {made}"], as_json=as_json)
