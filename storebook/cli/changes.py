"""Commands for the history: what was changed, by whom, and taking it back."""

from pathlib import Path

import click

from storebook.book.history import ChangeRow, changes, changes_of, take_back, undo_last
from storebook.cli.common import (
    SHOPPER,
    Number,
    book_argument,
    by_option,
    json_option,
    reading,
    who_option,
    writing,
)
from storebook.cli.output import answer, in_columns
from storebook.people.called import name_of
from storebook.people.merged import file_of

CHANGE = Number("change")
MOST = 100_000


@click.command("history")
@book_argument
@click.option("--shopper", "shopper_id", metavar="ID", type=SHOPPER, help="Only about this one.")
@click.option(
    "--limit",
    metavar="N",
    default=100,
    show_default=True,
    type=click.IntRange(1, MOST),
    help="How many at the most.",
)
@who_option
@json_option
def history_command(book_path: Path, shopper_id: int | None, limit: int, as_json: bool) -> None:
    """List what was changed, newest first.

    The number that a line begins with is what `storebook undo` takes.

    JSON: an array of {id, at (in UTC), associate, what, takes_back_id (null but for an undo),
    in_effect (false once it was taken back)}.
    """
    with reading(book_path) as book:
        if shopper_id is None:
            rows = changes(book, limit=limit)
        else:
            shopper_id = file_of(book, shopper_id)
            name_of(book, shopper_id)  # Refused when there is no such shopper
            rows = changes_of(book, shopper_id, limit=limit)
    lines = in_columns([columns(row) for row in rows]) or ["Nothing was changed yet."]
    answer(rows, lines, as_json=as_json)


def columns(row: ChangeRow) -> tuple[str, ...]:
    what = row.what if row.in_effect else f"{row.what} (taken back)"
    return str(row.id), f"{row.at.astimezone():%Y-%m-%d %H:%M}", row.associate, what


@click.command("undo")
@book_argument
@click.argument("change_id", metavar="[CHANGE]", type=CHANGE, required=False)
@by_option
@json_option
def undo_command(book_path: Path, change_id: int | None, by: str | None, as_json: bool) -> None:
    """Take back a change.

    CHANGE is its number in the history; without one the last change is taken back, and called again
    the one before it. Taking back is a change itself and can be taken back too.

    JSON: the new change {id, at, associate, what, takes_back_id, in_effect}.
    """
    with writing(book_path, by) as book:
        row = undo_last(book) if change_id is None else take_back(book, change_id)
    answer(row, [f"{row.what}."], as_json=as_json)
