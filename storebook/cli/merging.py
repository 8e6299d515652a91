"""Commands for who is in the book twice: listing them, and making one file of two."""

from pathlib import Path
from typing import Any

import click

from storebook.base.errors import Refused
from storebook.book.history import ChangeRow, changes
from storebook.cli.common import (
    SHOPPER,
    book_argument,
    by_option,
    json_option,
    looking,
    reading,
    shop_of,
    today,
    who_option,
    writing,
)
from storebook.cli.output import answer, in_columns
from storebook.people.duplicates import likely_pairs
from storebook.people.merging import MergeLook, Pick, look_at_merge, merge

MOST = 100_000


@click.command("duplicates")
@book_argument
@click.option(
    "--limit",
    metavar="N",
    default=200,
    show_default=True,
    type=click.IntRange(1, MOST),
    help="How many pairs at the most.",
)
@who_option
@json_option
def duplicates_command(book_path: Path, limit: int, as_json: bool) -> None:
    """List who may be in the book twice.

    A pair shares a phone, an e-mail, an address or a birthday, and has names that are alike. Two
    with two birthdays are two people; so are kin.

    JSON: an array of {shopper_id, name, other_id, other, why (an array)}.
    """
    with reading(book_path) as book:
        pairs = likely_pairs(book, limit=limit)
    rows = [
        (str(one.shopper_id), one.name, str(one.other_id), one.other, ", ".join(one.why))
        for one in pairs
    ]
    answer(pairs, in_columns(rows) or ["Nobody seems to be in the book twice."], as_json=as_json)


@click.command("merge")
@book_argument
@click.argument("keep_id", metavar="KEEP", type=SHOPPER)
@click.argument("other_id", metavar="OTHER", type=SHOPPER)
@click.option(
    "--take",
    "taken",
    metavar="KEY",
    multiple=True,
    help="Take the other’s answer to this question; see --dry-run.",
)
@click.option("--dry-run", is_flag=True, help="Say what would come together, and change nothing.")
@by_option
@json_option
def merge_command(
    book_path: Path,
    keep_id: int,
    other_id: int,
    taken: tuple[str, ...],
    dry_run: bool,
    by: str | None,
    as_json: bool,
) -> None:
    """Make one file of two of the same person.

    KEEP stays, and the number and card of OTHER lead to it from now on. Where the two differ the
    answer of KEEP holds, unless --take names the question; the other answer goes into a note.
    'storebook undo' takes a merge back exactly.

    JSON: {keep, other (each {shopper_id, name, …}), contradictions: [{key, title, keep, other}],
    together: [{title, keep, other, same}], remarks, refusal, change_id (null with --dry-run)}.
    """
    with writing(book_path, by) as book:
        look = look_at_merge(book, keep_id, other_id, looking(book))
        refuse_unknown(taken, look)
        done: ChangeRow | None = None
        if not dry_run:
            pick = dict.fromkeys(taken, Pick.OTHER)
            merge(book, keep_id, other_id, pick, shop=shop_of(book), today=today())
            (done,) = changes(book, limit=1)
    said = told(look) if done is None else [f"{done.what}. Take it back with undo {done.id}."]
    answer(document(look, done), said, as_json=as_json)
    if look.refusal:
        raise Refused(look.refusal)


def refuse_unknown(taken: tuple[str, ...], look: MergeLook) -> None:
    """Refuse a key to which the two do not give two answers."""
    known = [one.key for one in look.contradictions]
    for key in taken:
        if key not in known:
            choices = f"They differ in: {', '.join(known)}." if known else "They differ in nothing."
            raise Refused(f"“{key}” is no question to choose in. {choices}", "take")


def told(look: MergeLook) -> list[str]:
    """What would come together, line by line."""
    if look.refusal:
        return []
    head = f"{look.other.name} ({look.other.shopper_id}) would go into {look.keep.name}."
    differ = in_columns([(one.key, one.keep, f"or {one.other}") for one in look.contradictions])
    sums = [
        f"{one.title}: {one.keep} and {one.other}, of which {one.same} the same"
        for one in look.together
    ]
    return [head, *differ, *sums, *look.remarks]


def document(look: MergeLook, done: ChangeRow | None) -> dict[str, Any]:
    return {
        "keep": look.keep,
        "other": look.other,
        "contradictions": look.contradictions,
        "together": look.together,
        "remarks": look.remarks,
        "refusal": look.refusal,
        "change_id": None if done is None else done.id,
    }
