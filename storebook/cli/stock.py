"""`storebook stock`: label stock of the shop's own, by the numbers on its box."""

import re
from pathlib import Path
from typing import Any

import click

from storebook.base.files import written_whole
from storebook.cli.common import (
    OUT,
    book_argument,
    by_option,
    json_option,
    reading,
    refuse_place,
    writing,
)
from storebook.cli.output import answer
from storebook.cli.stationery import stock_document, stock_line
from storebook.printing.own_stock import StockNumbers, draw_stock, make_stock, stock_warnings
from storebook.printing.sheets import PAPERS
from storebook.printing.stock_shelf import forget_stock, keep_stock, stock_called

PAIR = re.compile(r"\s*(\d+(?:[.,]\d+)?)\s*[x×,;/ ]\s*(\d+(?:[.,]\d+)?)\s*")

WHOLE_PAIR = re.compile(r"\s*(\d{1,4})\s*[x×,;/ ]\s*(\d{1,4})\s*")


class Pair(click.ParamType[tuple[float, float]]):
    """Two numbers of millimeters, across and down, as they stand on a box: 63.5x38.1."""

    name = "two numbers"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[float, float]:
        if isinstance(value, tuple):
            return value
        found = PAIR.fullmatch(str(value))
        if found is None:
            self.fail(f"{value!r} are not two numbers. Write them like 63.5x38.1.", param, ctx)
        across, down = (float(number.replace(",", ".")) for number in found.groups())
        return across, down


class Grid(click.ParamType[tuple[int, int]]):
    """Columns and rows: 3x8."""

    name = "columns and rows"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[int, int]:
        if isinstance(value, tuple):
            return value
        found = WHOLE_PAIR.fullmatch(str(value))
        if found is None:
            self.fail(f"{value!r} are no columns and rows. Write them like 3x8.", param, ctx)
        return int(found[1]), int(found[2])


PAIRS = Pair()


@click.group("stock")
def stock_command() -> None:
    """Describe, draw and take away label stock of your own.

    JSON of `add`: {stock: as of `storebook stocks`, warnings: [...], kept}.
    """


@stock_command.command("add")
@book_argument
@click.argument("title", metavar="NAME")
@click.option("--paper", type=click.Choice(list(PAPERS)), required=True, help="Its paper.")
@click.option("--grid", type=Grid(), required=True, metavar="3x8", help="Columns and rows.")
@click.option("--label", type=PAIRS, required=True, metavar="WxH", help="One label, in mm.")
@click.option(
    "--first",
    type=PAIRS,
    required=True,
    metavar="L,T",
    help="Left and top of the first label from the edges of the paper, in mm.",
)
@click.option(
    "--pitch",
    type=PAIRS,
    metavar="XxY",
    help="From label to label across and down, in mm; they touch if left out.",
)
@click.option(
    "--corner", metavar="MM", type=float, default=0.0, help="How round its corners are, in mm."
)
@click.option("--cards", is_flag=True, help="Cards of a purse’s size, for the club.")
@click.option("--try", "only_look", is_flag=True, help="Only look at the numbers, keep nothing.")
@by_option
@json_option
def add_command(
    book_path: Path,
    title: str,
    paper: str,
    grid: tuple[int, int],
    label: tuple[float, float],
    first: tuple[float, float],
    pitch: tuple[float, float] | None,
    corner: float,
    cards: bool,
    only_look: bool,
    by: str | None,
    as_json: bool,
) -> None:
    """Describe a sheet by the numbers on its box.

    It takes the place of one of the same name.
    """
    numbers = StockNumbers(
        title=title,
        paper=paper,
        columns=grid[0],
        rows=grid[1],
        width=label[0],
        height=label[1],
        left=first[0],
        top=first[1],
        pitch_x=pitch and pitch[0],
        pitch_y=pitch and pitch[1],
        corner=corner,
        cards=cards,
    )
    with writing(book_path, by) as book:
        stock = make_stock(numbers) if only_look else keep_stock(book, numbers)
    warnings = stock_warnings(stock)
    document = {"stock": stock_document(stock), "warnings": warnings, "kept": not only_look}
    lines = ["  ".join(filter(None, stock_line(stock))), *(f"Look: {one}" for one in warnings)]
    answer(document, lines, as_json=as_json)


@stock_command.command("draw")
@book_argument
@click.argument("name", metavar="NAME")
@OUT
@json_option
def draw_command(book_path: Path, name: str, out: Path, as_json: bool) -> None:
    """Draw a sheet at its true size.

    Every place is numbered; it is made to be held against a real one.

    JSON: {out, stock: as of `storebook stocks`, warnings}.
    """
    place = refuse_place(out, book_path)
    with reading(book_path) as book:
        stock = stock_called(book, name)
    with written_whole(place) as stream:
        draw_stock(stream, stock)
    warnings = stock_warnings(stock)
    document = {"out": str(out), "stock": stock_document(stock), "warnings": warnings}
    lines = [f"{stock.title} drawn into {out}", *(f"Look: {one}" for one in warnings)]
    answer(document, lines, as_json=as_json)


@stock_command.command("remove")
@book_argument
@click.argument("name", metavar="NAME")
@by_option
@json_option
def remove_command(book_path: Path, name: str, by: str | None, as_json: bool) -> None:
    """Take away a sheet that the shop described.

    JSON: {removed}.
    """
    with writing(book_path, by) as book:
        removed = stock_called(book, name)
        forget_stock(book, name)
    answer({"removed": removed.name}, [f"{removed.title} taken away"], as_json=as_json)
