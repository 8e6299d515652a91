"""`storebook top`: the best customers and the share they really bring."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import click

from storebook.analysis.pareto import LONGEST_MONTHS, Basis, TopFifth, TopRules, Unit, top_fifth
from storebook.base.text import counted
from storebook.book.settings import load
from storebook.cli.common import (
    DAY,
    book_argument,
    json_option,
    money,
    reading,
    today,
    who_option,
)
from storebook.cli.output import answer, in_columns


@click.command("top")
@book_argument
@click.option("--on", type=DAY, help="The day the window ends; today if left out.")
@click.option(
    "--months",
    metavar="N",
    type=click.IntRange(1, LONGEST_MONTHS),
    help="How long the window is; the owner’s rule if left out.",
)
@who_option
@json_option
def top_command(book_path: Path, on: date | None, months: int | None, as_json: bool) -> None:
    """List the best customers and the share they bring.

    The top 20 % by the owner’s rule: one in five of those who bought in the window, with whoever
    ties with the last.

    The list is under "rows" of one object, since the share and the window belong to it.

    JSON: {from, to, months, unit, basis (profit or revenue), active, count, share (0 to 1),
    top_cents, total_cents, threshold_cents, eighty_count (how many bring 80 %), tickets_estimated,
    rows: [{rank, shopper_id, name, amount_cents, share, running_share, last_day, purchases}]}.
    """
    with reading(book_path) as book:
        rules = load(book, TopRules)
        if months is not None:
            rules = replace(rules, months=months)
        found = top_fifth(book, on=on or today(), rules=rules)
        amount = money(book)
    rows = [
        (str(row.rank), str(row.shopper_id), row.name, amount(row.amount_cents), f"{row.share:.1%}")
        for row in found.rows
    ]
    answer(document(found), [summary(found), *in_columns(rows)], as_json=as_json)


def summary(found: TopFifth) -> str:
    window = f"{found.window.start.isoformat()} to {found.window.end.isoformat()}"
    if not found.active:
        return f"Nobody bought anything from {window}."
    who = "households" if found.rules.unit is Unit.HOUSEHOLD else "shoppers"
    basis = "profit" if found.basis is Basis.PROFIT else "revenue"
    text = (
        f"{len(found.rows):,} of {found.active:,} active {who} brought {found.share:.0%} of the "
        f"{basis} from {window}. {found.eighty_count:,} bring 80%."
    )
    if found.tickets_estimated:
        tickets = counted(found.tickets_estimated, "ticket")
        text += f" The cost of {tickets} is not known and was estimated."
    return text


def document(found: TopFifth) -> dict[str, Any]:
    return {
        "from": found.window.start,
        "to": found.window.end,
        "months": found.rules.months,
        "unit": found.rules.unit,
        "basis": found.basis,
        "active": found.active,
        "count": len(found.rows),
        "share": round(found.share, 6),
        "top_cents": found.top_cents,
        "total_cents": found.total_cents,
        "threshold_cents": found.threshold_cents,
        "eighty_count": found.eighty_count,
        "tickets_estimated": found.tickets_estimated,
        "rows": found.rows,
    }
