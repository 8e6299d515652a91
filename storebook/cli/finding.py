"""`storebook find`: shoppers by any scrap of what is known of them."""

from pathlib import Path
from typing import Any

import click

from storebook.base.checks import is_misread
from storebook.cli.common import (
    book_argument,
    json_option,
    reading,
    shop_of,
    today,
    who_option,
)
from storebook.cli.output import answer, in_columns
from storebook.people.search import Hit, ShopperRow, find_shoppers, phones_as_written, rows_for


@click.command("find")
@book_argument
@click.argument("text")
@click.option(
    "--limit",
    metavar="N",
    default=20,
    show_default=True,
    type=click.IntRange(1, 1000),
    help="How many at the most.",
)
@who_option
@json_option
def find_command(book_path: Path, text: str, limit: int, as_json: bool) -> None:
    """Find shoppers by any scrap.

    TEXT is part of a name in any script, of a phone, an e-mail, a card number, a serial, the code
    of a purchase slip, or a husband’s or wife’s name; the best match comes first.

    JSON: an array of {id, name, phone, next_occasion: {kind, title, when, day} or null, match (the
    kind of match), matched (in words), deceased_on}.
    """
    with reading(book_path) as book:
        hits = find_shoppers(book, text, today=today(), limit=limit)
        people = [hit.shopper_id for hit in hits]
        leap_day = shop_of(book).leap_day_rule
        rows = {row.id: row for row in rows_for(book, people, today=today(), leap_day=leap_day)}
        phones = phones_as_written(book, people)
    found = [found_document(hit, rows[hit.shopper_id], phones.get(hit.shopper_id)) for hit in hits]
    lines = in_columns([found_columns(one) for one in found]) or [nobody(text)]
    answer(found, lines, as_json=as_json)


def nobody(text: str) -> str:
    misread = " If it is a card number, one digit of it is wrong." if is_misread(text) else ""
    return f"Nobody was found.{misread}"


def found_document(hit: Hit, row: ShopperRow, phone: str | None) -> dict[str, Any]:
    return {
        "id": row.id,
        "name": row.name,
        "phone": phone,
        "next_occasion": row.next_day,
        "match": hit.match,
        "matched": hit.how,
        "deceased_on": row.deceased_on,
    }


def found_columns(found: dict[str, Any]) -> tuple[str, ...]:
    occasion, died = found["next_occasion"], found["deceased_on"]
    day = ""
    if occasion is not None:
        day = f"{occasion.title or occasion.kind} {occasion.day.isoformat()}"
    elif died is not None:
        day = f"died {died.isoformat()}"
    return str(found["id"]), found["name"], found["phone"] or "", day, found["matched"]
