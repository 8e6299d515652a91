"""`storebook stocks` and `storebook designs`: what there is to print on, and in."""

from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from storebook.cli.common import FILE, json_option, reading, who_option
from storebook.cli.output import answer, in_columns
from storebook.printing.designs.catalog import DESIGNS, Design
from storebook.printing.sheets import CARD_SHEETS, SHEETS, LabelSheet
from storebook.printing.stock_shelf import all_stock, used_places


@click.command("stocks")
@click.argument("book_path", metavar="[BOOK]", type=FILE, required=False)
@who_option
@json_option
def stocks_command(book_path: Path | None, as_json: bool) -> None:
    """List the sheets of labels and cards.

    With BOOK those that the shop described as well, and what is left of the ones it began.

    JSON: [{name, title, paper, columns, rows, places, width, height, left, top, pitch_x, pitch_y,
    corner, also, cards, own, used}], in millimeters; `left` and `top` of the first label, `also`
    other numbers of the same sheet, `cards` for sheets of cards, `own` for those of the shop,
    `used` the places that are gone from the sheet that was begun.
    """
    stocks = [*SHEETS.values(), *CARD_SHEETS.values()]
    used: dict[str, list[int]] = {}
    if book_path is not None:
        with reading(book_path) as book:
            stocks = all_stock(book)
            used = {one.name: sorted(used_places(book, one)) for one in stocks}
    answer(
        [{**stock_document(one), "used": used.get(one.name, [])} for one in stocks],
        in_columns((*stock_line(one), what_is_left(one, used.get(one.name, []))) for one in stocks),
        as_json=as_json,
    )


def stock_document(stock: LabelSheet) -> dict[str, Any]:
    return {**asdict(stock), "paper": stock.paper.name, "places": stock.places}


def what_is_left(stock: LabelSheet, used: list[int]) -> str:
    """Of the sheet that was begun: "3 left: 24, 27, 30"; empty where none was."""
    left = [place for place in range(1, stock.places + 1) if place not in used]
    return f"{len(left)} left: {', '.join(map(str, left))}" if used else ""


def stock_line(stock: LabelSheet) -> tuple[str, ...]:
    told = ["cards"] if stock.cards else []
    told += ["of our own"] if stock.own else []
    told += [f"also {', '.join(stock.also)}"] if stock.also else []
    also = ", ".join(told)
    size = f"{stock.width:g} × {stock.height:g} mm"
    return stock.name, stock.paper.title, f"{stock.columns} × {stock.rows}", size, also


@click.command("designs")
@json_option
def designs_command(as_json: bool) -> None:
    """List the designs that cards are printed in.

    JSON: [{name, title, kind, note, monthly}]; `monthly` ones wear the stone of the month.
    """
    designs = list(DESIGNS.values())
    lines = in_columns((one.name, one.kind.value, one.note) for one in designs)
    answer([design_document(one) for one in designs], lines, as_json=as_json)


def design_document(design: Design) -> dict[str, Any]:
    return {
        "name": design.name,
        "title": design.title,
        "kind": design.kind.value,
        "note": design.note,
        "monthly": design.monthly,
    }
