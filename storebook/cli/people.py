"""Commands for people: find one, show one, see whose day is coming."""

from datetime import date
from pathlib import Path
from typing import Any

import click

from storebook.base.dates import show_partial_date
from storebook.book.book import Book
from storebook.cli.common import DAY, book_argument, json_option, reading, shop_of, today
from storebook.cli.output import answer, in_columns
from storebook.cli.showing import page_lines, shopper_page
from storebook.outreach.choosing import occasion_text
from storebook.outreach.today import coming_days
from storebook.people.occasions import DueOccasion
from storebook.people.search import Hit, ShopperRow, find_shoppers, rows_for
from storebook.staff.associates import Role
from storebook.staff.viewer import Viewer


@click.command("find")
@book_argument
@click.argument("text")
@click.option("--limit", default=20, show_default=True, type=click.IntRange(1, 1000))
@json_option
def find_command(book_path: Path, text: str, limit: int, as_json: bool) -> None:
    """Find shoppers by any scrap: part of a name, last digits of a phone, a card number."""
    with reading(book_path) as book:
        hits = find_shoppers(book, text, today=today(), limit=limit)
        people = [hit.shopper_id for hit in hits]
        rows = {
            row.id: row
            for row in rows_for(book, people, today=today(), leap_day=shop_of(book).leap_day_rule)
        }
    found = [found_document(hit, rows[hit.shopper_id]) for hit in hits]
    lines = in_columns([found_columns(one) for one in found]) or ["Nobody was found."]
    answer(found, lines, as_json=as_json)


def found_document(hit: Hit, row: ShopperRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "name": row.name,
        "phone": row.phone,
        "next_occasion": row.next_day,
        "matched": hit.how,
        "match": hit.match,
    }


def found_columns(found: dict[str, Any]) -> tuple[str, ...]:
    occasion = found["next_occasion"]
    phone = f"ends {found['phone'][-4:]}" if found["phone"] else ""
    day = (
        "" if occasion is None else f"{occasion.title or occasion.kind} {occasion.day.isoformat()}"
    )
    return str(found["id"]), found["name"], phone, day, found["matched"]


@click.command("show")
@book_argument
@click.argument("shopper_id", metavar="ID", type=int)
@click.option(
    "--as", "role", type=click.Choice(["clerk", "owner"]), default="owner", show_default=True
)
@json_option
def show_command(book_path: Path, shopper_id: int, role: str, as_json: bool) -> None:
    """Everything on a shopper's page."""
    with reading(book_path) as book:
        viewer = Viewer(today=today(), role=Role(role))
        page = shopper_page(book, shopper_id, viewer)
        lines = page_lines(book, page)
    answer(page, lines, as_json=as_json)


@click.command("today")
@book_argument
@click.option("--on", type=DAY, help="The first day; today if left out.")
@click.option(
    "--days", default=14, show_default=True, type=int, help="How many days, the first included."
)
@json_option
def today_command(book_path: Path, on: date | None, days: int, as_json: bool) -> None:
    """Birthdays and anniversaries that are coming, today's first."""
    with reading(book_path) as book:
        found = coming(book, on or today(), days)
    rows = [(one["day"].isoformat(), one["name"], one["occasion"]) for one in found]
    lines = in_columns(rows) or [f"No occasions in these {days} days."]
    answer(found, lines, as_json=as_json)


def coming(book: Book, start: date, days: int) -> list[dict[str, Any]]:
    return [coming_document(one) for one in coming_days(book, start, days, shop=shop_of(book))]


def coming_document(one: DueOccasion) -> dict[str, Any]:
    name = one.name if one.partner_name is None else f"{one.name} & {one.partner_name}"
    return {
        "day": one.day,
        "kind": one.kind,
        "occasion": occasion_text(one),
        "shopper_id": one.shopper_id,
        "name": name,
        "partner_id": one.partner_id,
        "years": one.years,
        "when": one.when,
        "written": show_partial_date(one.when),
    }
