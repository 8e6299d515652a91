"""`storebook print calendar`: a month for the wall."""

from datetime import date
from pathlib import Path

import click

from storebook.base.files import written_whole
from storebook.book.shop import Paper, Shop
from storebook.book.ways_out import note_printed
from storebook.cli.common import (
    MONO,
    OUT,
    Month,
    book_argument,
    by_option,
    json_option,
    refuse_place,
    shop_of,
    writing,
)
from storebook.cli.output import answer
from storebook.cli.printed import problem_lines
from storebook.outreach.wall_month import WallMonth, wall_month
from storebook.printing.sheets import PAPERS
from storebook.printing.wall_calendar import WallText, print_wall_calendar


@click.command("calendar")
@book_argument
@click.option("--month", required=True, type=Month(), metavar="YYYY-MM", help="Such as 2026-12.")
@OUT
@click.option(
    "--paper",
    type=click.Choice([paper.value for paper in Paper]),
    help="The shop’s if left out.",
)
@click.option("--names", is_flag=True, help="Whose days they are, for the back office only.")
@click.option("--lunar", is_flag=True, help="With the days of the Chinese calendar.")
@MONO
@by_option
@json_option
def calendar_command(
    book_path: Path,
    month: date,
    out: Path,
    paper: str | None,
    names: bool,
    lunar: bool,
    mono: bool,
    by: str | None,
    as_json: bool,
) -> None:
    """Print a month for the wall.

    It has the gift days, when to mail for them, and how many birthdays there are. A calendar hangs
    where everybody reads it, so it says how many birthdays and anniversaries a day has, never
    whose. With --names it is for the back office, and needs the right to print lists.

    JSON: {out, month, marks: [{day, kind, text}], someday, problems: [{place, name, sentence}]};
    `place` is the day.
    """
    place = refuse_place(out, book_path)
    with writing(book_path, by) as book:
        shop = shop_of(book)
        wall = wall_month(book, month.year, month.month, names=names)
        text = around(shop, wall, names=names, lunar=lunar)
        stock = PAPERS[paper or shop.paper.value]
        with written_whole(place) as stream:
            problems = print_wall_calendar(stream, text, wall.marks, stock, mono=mono)
        what = f"Calendar of {month:%Y-%m}{' with names' if names else ''}"
        note_printed(book, what, out=place, is_list=names)
    document = {
        "out": str(out),
        "month": f"{month:%Y-%m}",
        "marks": wall.marks,
        "someday": wall.someday,
        "problems": problems,
    }
    lines = [f"Printed {month:%Y-%m} into {out}"]
    lines += problem_lines(problems)
    answer(document, lines, as_json=as_json)


def around(shop: Shop, wall: WallMonth, *, names: bool, lunar: bool) -> WallText:
    """What stands around the days."""
    return WallText(
        year=wall.first.year,
        month=wall.first.month,
        first_weekday=shop.first_weekday,
        shop_name=shop.name,
        someday=wall.someday,
        note="For the back office" if names else "",
        lunar=lunar,
    )
