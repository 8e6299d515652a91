"""Commands for the history: what was changed, by whom, and taking it back."""

from pathlib import Path

import click

from storebook.book.history import ChangeRow, changes, changes_of, take_back, undo_last
from storebook.cli.common import book_argument, by_option, json_option, reading, writing
from storebook.cli.output import answer, in_columns
from storebook.people.shoppers import shopper


@click.command("history")
@book_argument
@click.option("--shopper", "shopper_id", type=int, help="Only changes about this shopper.")
@click.option("--limit", default=100, show_default=True, type=click.IntRange(1, 100_000))
@json_option
def history_command(book_path: Path, shopper_id: int | None, limit: int, as_json: bool) -> None:
    """The newest changes, newest first."""
    with reading(book_path) as book:
        if shopper_id is None:
            rows = changes(book, limit=limit)
        else:
            rows = changes_of(book, shopper(book, shopper_id).id, limit=limit)
    answer(rows, in_columns([columns(row) for row in rows]), as_json=as_json)


def columns(row: ChangeRow) -> tuple[str, ...]:
    what = row.what if row.in_effect else f"{row.what} (taken back)"
    return str(row.id), f"{row.at.astimezone():%Y-%m-%d %H:%M}", row.associate, what


@click.command("undo")
@book_argument
@click.argument("change_id", metavar="[CHANGE]", type=int, required=False)
@by_option
@json_option
def undo_command(book_path: Path, change_id: int | None, by: str | None, as_json: bool) -> None:
    """Take back a change, or the last one."""
    with writing(book_path, by) as book:
        row = undo_last(book) if change_id is None else take_back(book, change_id)
    answer(row, [f"{row.what}."], as_json=as_json)
