"""`storebook today`: whose birthday or anniversary is coming."""

from datetime import date
from pathlib import Path
from typing import Any

import click

from storebook.base.dates import show_partial_date
from storebook.cli.common import (
    DAY,
    book_argument,
    json_option,
    reading,
    shop_of,
    today,
    who_option,
)
from storebook.cli.output import answer, in_columns
from storebook.outreach.choosing import occasion_text
from storebook.outreach.today import LONGEST_DAYS, coming_days
from storebook.people.occasions import DueOccasion


@click.command("today")
@book_argument
@click.option("--on", type=DAY, help="The first day; today if left out.")
@click.option(
    "--days",
    metavar="N",
    default=14,
    show_default=True,
    type=click.IntRange(1, LONGEST_DAYS),
    help="How many days, the first included.",
)
@who_option
@json_option
def today_command(book_path: Path, on: date | None, days: int, as_json: bool) -> None:
    """List the birthdays and anniversaries that are coming.

    The first day comes first, and the list goes on over New Year. Nobody who died is on it, and no
    couple that is none any more.

    JSON: an array of {day, kind, occasion, shopper_id, name, partner_id, years (null: the year is
    not known), when (the date as it is kept, --02-29 without a year), written}.
    """
    with reading(book_path) as book:
        found = [
            coming_document(one)
            for one in coming_days(book, on or today(), days, shop=shop_of(book))
        ]
    rows = [
        (one["day"].isoformat(), str(one["shopper_id"]), one["name"], one["occasion"])
        for one in found
    ]
    nobody = "No occasions on this day." if days == 1 else f"No occasions in these {days} days."
    lines = in_columns(rows) or [nobody]
    answer(found, lines, as_json=as_json)


def coming_document(one: DueOccasion) -> dict[str, Any]:
    return {
        "day": one.day,
        "kind": one.kind,
        "occasion": occasion_text(one),
        "shopper_id": one.shopper_id,
        "name": one.name if one.partner_name is None else f"{one.name} & {one.partner_name}",
        "partner_id": one.partner_id,
        "years": one.years,
        "when": one.when,
        "written": show_partial_date(one.when),
    }
