"""Commands for a person who asks what the shop knows of them, or to be forgotten."""

from pathlib import Path

import click

from storebook.base.errors import Refused
from storebook.base.text import counted, quoted
from storebook.book.book import Book
from storebook.book.shop import Shop
from storebook.cli.common import (
    FILE,
    SHOPPER,
    book_argument,
    by_option,
    json_option,
    looking,
    now,
    reading,
    refuse_place,
    shop_of,
    today,
    who_option,
    writing,
)
from storebook.cli.output import answer
from storebook.people.erasing import (
    ErasureLook,
    StillKept,
    copies_beside,
    copies_in_own_folders,
    erase,
    look_at_erasure,
    out_of_sight,
    still_in_backups,
)

JSON, PDF = ".json", ".pdf"


@click.command("everything")
@book_argument
@click.argument("shopper_id", metavar="ID", type=SHOPPER)
@click.option(
    "--out", required=True, type=FILE, metavar="FILE", help="The file to write: .json or .pdf."
)
@who_option
@json_option
def everything_command(book_path: Path, shopper_id: int, out: Path, as_json: bool) -> None:
    """Write everything about one person into a file.

    The ending of the file says which: .json for other programs, .pdf to be read. Gifts that are
    still kept secret from them are not in it.

    JSON: {out, shopper_id, facts (how many lines the readable form has)}.
    """
    from storebook.exchange.everything import facts, write_everything

    place = refuse_place(out, book_path)
    if place.suffix.lower() not in (JSON, PDF):
        raise Refused("Name a file that ends in .json or .pdf.", "out")
    with reading(book_path) as book:
        shop = shop_of(book)
        if place.suffix.lower() == JSON:
            found = write_everything(book, shopper_id, place, looking(book), shop=shop)
            count = len(facts(found, shop))
        else:
            count = print_it(book, shopper_id, place, shop)
    document = {"out": str(out), "shopper_id": shopper_id, "facts": count}
    answer(document, [f"{counted(count, 'fact')} written into {out}."], as_json=as_json)


def print_it(book: Book, shopper_id: int, out: Path, shop: Shop) -> int:
    from storebook.printing.handed_out import write_everything_pdf

    return write_everything_pdf(book, shopper_id, out, looking(book), shop=shop)


@click.command("erase")
@book_argument
@click.argument("shopper_id", metavar="ID", type=SHOPPER)
@click.option("--yes", is_flag=True, help="Do it; without this it is only told what would go.")
@by_option
@json_option
def erase_command(
    book_path: Path, shopper_id: int, yes: bool, by: str | None, as_json: bool
) -> None:
    """Erase a person for good, keeping the accounts.

    Tickets stay with their amount and day, without the person. This can’t be undone. A list or an
    older backup that brings the person back is noticed; backups from before hold them until they
    age out.

    JSON: {shopper_id, erased, purchases (that stay), is_known_again, backups, backups_until,
    copies (files beside the book, and backups in your own folders with their path, that hold the
    person until they are deleted)}.
    """
    with writing(book_path, by) as book:
        look = look_at_erasure(book, shopper_id)
        if not yes:
            raise Refused(
                f"{quoted(look.name, 60)} would be erased for good; {kept(look)}. Nothing was "
                "changed. Say --yes to do it."
            )
        is_whole = erase(book, shopper_id, today=today())
        still = still_in_backups(book.path, now())
        copies = [one.name for one in copies_beside(book.path)]
        own = [str(one) for one in copies_in_own_folders(book.path)]
        away = out_of_sight(book.path)
    said = [f"Shopper {shopper_id} was erased; {kept(look)}.", *beside(look, still)]
    if away:
        said.append(away)
    if copies:
        said.append(f"Copies beside the book hold the person too: {', '.join(copies)}.")
    if own:
        said.append(f"Backups of your own hold the person until you delete them: {', '.join(own)}.")
    document = {
        "shopper_id": shopper_id,
        "erased": True,
        "purchases": look.purchases,
        "is_known_again": look.is_known_again,
        "backups": 0 if still is None else still.backups,
        "backups_until": None if still is None else still.until,
        "copies": copies + own,
    }
    if not is_whole:
        said.append("The last traces leave the file when everybody has closed it.")
    answer(document, said, as_json=as_json)


def kept(look: ErasureLook) -> str:
    if not look.purchases:
        return "no purchases are on file"
    stay = "stays" if look.purchases == 1 else "stay"
    return f"{counted(look.purchases, 'purchase')} {stay} in the accounts without a name"


def beside(look: ErasureLook, still: StillKept | None) -> list[str]:
    """What the owner should know afterwards."""
    lines = []
    if not look.is_known_again:
        lines.append("Only a name was on file, so a list that brings it again will not be noticed.")
    if still is not None:
        lines.append(
            f"{counted(still.backups, 'backup')} from before hold the person until "
            f"{still.until.isoformat()} at the latest."
        )
    return lines
