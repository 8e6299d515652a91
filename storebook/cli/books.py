"""Commands for the file itself: make one, check it, back it up."""

from pathlib import Path
from typing import Any

import click

from storebook.base.countries import country_name
from storebook.base.customs import customs_of
from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.book.check import check_file
from storebook.book.kept_backups import backups_folder, keep_backup
from storebook.book.own_backup import back_up_into
from storebook.book.protection.refusals import KeyNeeded
from storebook.book.rescue import look_at
from storebook.book.rights import Right, require
from storebook.book.second_place import choose_second_place, copy_to_second_place, second_place
from storebook.book.shop import Paper, Shop
from storebook.book.shop_saving import begin_book
from storebook.book.whole_check import keep_verdict
from storebook.cli.common import (
    FILE,
    PROGRAM,
    book_argument,
    json_option,
    named_as_book,
    now,
    reading,
    shop_of,
    who_option,
)
from storebook.cli.key_options import ways_options
from storebook.cli.keys import key_of
from storebook.cli.output import answer, in_columns

RESTORE = (
    "Something in this book is not as it should be. Restore the newest good backup with "
    "“storebook restore BOOK --newest”."
)

PAPERS = {Paper.LETTER: "Letter", Paper.A4: "A4"}


@click.command("new")
@book_argument
@click.option("--name", required=True, help="What the shop is called.")
@click.option("--country", default="US", show_default=True, help="Two letters, as in US or GB.")
@click.option(
    "--currency",
    "currency_code",
    metavar="CODE",
    help="Three letters, as in USD or EUR; of the country if left out.",
)
@click.option(
    "--paper",
    type=click.Choice([paper.value for paper in Paper]),
    help="What is in the printer; what is usual in the country if left out.",
)
@click.option(
    "--locale",
    help="How dates and numbers are written, as in en_US; as in the country if left out.",
)
@click.option("--by", metavar="NAME", default="Owner", show_default=True, help="The owner’s name.")
@click.option(
    "--protect/--plain", help="Encrypt it, with a key for the owner’s paper; or leave it plain."
)
@ways_options
@json_option
def new_command(
    book_path: Path,
    name: str,
    country: str,
    currency_code: str | None,
    paper: str | None,
    locale: str | None,
    by: str,
    protect: bool,
    as_json: bool,
    **protection: Any,
) -> None:
    """Make a new, empty book.

    What is not said of the currency, the paper and how dates and numbers are written is as usual in
    the country, and so is the first day of the week; what was taken is told. The file of a book
    ends in .book, also when that is left out; one that is there already is never replaced. A plain
    book can be read by whoever has the file; with --protect it is encrypted, and the key is shown
    once, or written as --key-out says.

    JSON: {book, shop: {name, country, currency, locale, paper, and the other settings}}.
    """
    usual = customs_of(country)
    shop = Shop(
        name=name,
        country=country,
        currency=usual.currency if currency_code is None else currency_code,
        paper=Paper(usual.paper if paper is None else paper),
        locale=usual.locale if locale is None else locale,
        first_weekday=usual.first_weekday,
    )
    path = named_as_book(book_path)
    if not protect and any(protection.values()):
        raise Refused("A plain book has no key. Add --protect, or leave those options out.")
    with begin(path, shop, by, protection if protect else None) as book:
        shop = shop_of(book)
    lines = [
        f"Made {path} for {shop.name}.",
        f"{country_name(shop.country)}: {shop.currency}, {PAPERS[shop.paper]} paper, dates and "
        f"numbers as in {shop.locale}.",
    ]
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
    bad, and says what can be done. While one is, no old backup is thinned out on this computer.

    JSON: an array of {name, good, found (what is wrong, or "")}.
    """
    key = None
    try:
        results = check_file(book_path)
    except KeyNeeded:
        key = key_of(book_path)
        results = check_file(book_path, key)
    rows = [
        ("good" if one.good else "BAD", one.name + (f": {one.found}" if one.found else ""))
        for one in results
    ]
    opened = results[0].good
    answer(results, in_columns(rows) if opened else [], as_json=as_json)
    if not opened:
        trouble = look_at(book_path, key)
        raise Refused(results[0].found if trouble is None else trouble.sentence)
    keep_verdict(book_path, results, now())
    if not all(one.good for one in results):
        raise Refused(RESTORE)


@click.command("backup")
@book_argument
@click.option("--to", "folder", type=FILE, metavar="FOLDER", help="Where it goes.")
@click.option(
    "--second-place", "second", is_flag=True, help="Copy the newest backup to the second place."
)
@who_option
@json_option
def backup_command(book_path: Path, folder: Path | None, second: bool, as_json: bool) -> None:
    """Copy a book and prove the copy.

    The book may be open in the window meanwhile. The copy is one file, named after the book and the
    moment; it gets that name once it has been read back whole.

    With --second-place the newest of the backups that the program keeps by itself is copied to the
    second place of this book, such as a stick; with --to as well, that folder is the second place
    from now on.

    JSON: {backup (the file that was made; null when the second place has the newest already)}.
    """
    if folder is None and not second:
        raise click.UsageError("Say --to FOLDER, --second-place, or both.")
    with reading(book_path) as book:
        if second:
            made = into_second_place(book, folder)
        else:
            assert folder is not None
            made = back_up_into(book, folder)
    line = f"Backed up to {made}" if made else "The second place has the newest backup already."
    answer({"backup": made}, [line], as_json=as_json)


def into_second_place(book: Book, folder: Path | None) -> Path | None:
    """Keep a backup here and one there; the folder is remembered when it was said."""
    require(book, Right.BACKUP)
    if folder is not None:
        choose_second_place(book, folder, now())
    place = second_place(book.path)
    if place is None:
        raise Refused("This book has no second place yet. Name it with --to FOLDER.")
    if not place.is_there:
        raise Refused(
            f"The second place, “{place.folder}”, is not there. Nothing was changed. "
            "Connect it, or name another with --to FOLDER."
        )
    keep_backup(book, backups_folder(book.path))
    return copy_to_second_place(book.path, now(), at_the_end=True)
