"""`storebook demo`: a believable shop to try things in."""

from datetime import date
from pathlib import Path

import click

from storebook.cli.common import DAY, book_argument, json_option, named_as_book, today
from storebook.cli.output import answer
from storebook.cli.progress import telling
from storebook.demo.build import FEWEST, MOST, make_demo


@click.command("demo")
@book_argument
@click.option(
    "--shoppers",
    metavar="N",
    default=6000,
    show_default=True,
    type=int,
    help=f"From {FEWEST} to {MOST:,}.",
)
@click.option(
    "--seed",
    metavar="N",
    default=1,
    show_default=True,
    type=int,
    help="Another number, another shop.",
)
@click.option("--today", "day", type=DAY, help="The day it is in the demo shop; today if left out.")
@json_option
def demo_command(
    book_path: Path, shoppers: int, seed: int, day: date | None, as_json: bool
) -> None:
    """Make a demo shop as a new book.

    Nobody in it is real. The same size, seed and day make the same shop again. The file of a book
    ends in .book, also when that is left out.

    JSON: {book, shoppers, purchases, lines, members}.
    """
    path = named_as_book(book_path)
    with telling() as tell:
        made = make_demo(path, shoppers=shoppers, seed=seed, today=day or today(), progress=tell)
    document = {
        "book": str(path),
        "shoppers": made.shoppers,
        "purchases": made.purchases,
        "lines": made.lines,
        "members": made.members,
    }
    lines = [
        f"Made {path}: {made.shoppers:,} shoppers, {made.members:,} of them members, "
        f"and {made.purchases:,} purchases with {made.lines:,} lines."
    ]
    answer(document, lines, as_json=as_json)
