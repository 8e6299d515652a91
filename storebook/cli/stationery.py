"""`storebook stocks` and `storebook designs`: what there is to print on, and in."""

from dataclasses import asdict
from typing import Any

import click

from storebook.cli.common import json_option
from storebook.cli.output import answer, in_columns
from storebook.printing.designs.catalog import DESIGNS, Design
from storebook.printing.sheets import SHEETS, LabelSheet


@click.command("stocks")
@json_option
def stocks_command(as_json: bool) -> None:
    """List the label sheets that labels print on.

    JSON: [{name, title, paper, columns, rows, places, width, height, left, top, pitch_x, pitch_y,
    corner, also}], in millimeters; `left` and `top` of the first label, `also` other numbers of the
    same sheet.
    """
    stocks = list(SHEETS.values())
    answer(
        [stock_document(one) for one in stocks],
        in_columns(map(stock_line, stocks)),
        as_json=as_json,
    )


def stock_document(stock: LabelSheet) -> dict[str, Any]:
    return {**asdict(stock), "paper": stock.paper.name, "places": stock.places}


def stock_line(stock: LabelSheet) -> tuple[str, ...]:
    also = f"also {', '.join(stock.also)}" if stock.also else ""
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
