"""`storebook top`: the best customers and the share they really bring."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import click

from storebook.analysis.pareto import TopFifth, TopRules, top_fifth
from storebook.book.settings import load
from storebook.cli.common import DAY, book_argument, json_option, money, reading, today
from storebook.cli.output import answer, in_columns


@click.command("top")
@book_argument
@click.option("--on", type=DAY, help="The day the window ends; today if left out.")
@click.option("--months", type=int, help="How long the window is; the owner's rule if left out.")
@json_option
def top_command(book_path: Path, on: date | None, months: int | None, as_json: bool) -> None:
    """The top 20 %, by the owner's rule, with the real share and its window."""
    with reading(book_path) as book:
        rules = load(book, TopRules)
        if months is not None:
            rules = replace(rules, months=months)
        found = top_fifth(book, on=on or today(), rules=rules)
        amount = money(book)
        lines = [
            summary(found),
            *in_columns(
                [(str(row.rank), row.name, amount(row.amount_cents)) for row in found.rows]
            ),
        ]
    answer(document(found), lines, as_json=as_json)


def summary(found: TopFifth) -> str:
    window = f"{found.window.start.isoformat()} to {found.window.end.isoformat()}"
    if not found.rows:
        return f"Nobody bought anything from {window}."
    return (
        f"{len(found.rows)} of {found.active} active {plural(found)} brought {found.share:.0%} "
        f"of the {found.basis.value}, {window}. {found.eighty_count} bring 80%."
    )


def plural(found: TopFifth) -> str:
    return "households" if found.rules.unit.value == "household" else "shoppers"


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
