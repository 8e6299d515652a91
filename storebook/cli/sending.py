"""`storebook sent`: what a run printed came out fine and is on its way."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from storebook.cli.common import book_argument, by_option, json_option, today, writing
from storebook.cli.output import answer
from storebook.cli.pressing import dropped_document, dropped_lines
from storebook.outreach.runs import (
    PieceState,
    RunPiece,
    dropped_since,
    mark_sent,
    pieces_of_run,
    run_meant,
)

MOST_PIECES = 100_000


class Pieces(click.ParamType[range]):
    """The place of a piece in its run, or from one to another: `12`, `1-36`."""

    name = "pieces"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> range:
        first, dash, last = str(value).strip().partition("-")
        if not first.isdecimal() or (dash and not last.isdecimal()):
            self.fail(f"“{value}” is no piece. Write 12, or 1-36.", param, ctx)
        start, end = int(first), int(last or first)
        if not 1 <= start <= end <= MOST_PIECES:
            self.fail(f"“{value}” are no pieces of a run. Write 12, or 1-36.", param, ctx)
        return range(start, end + 1)


PIECES = Pieces()


@click.command("sent")
@book_argument
@click.argument("run_text", metavar="RUN")
@click.option(
    "--without",
    metavar="N",
    multiple=True,
    type=click.IntRange(1),
    help="A piece that did not come out; may be given again.",
)
@click.option(
    "--only",
    metavar="N[-M]",
    multiple=True,
    type=PIECES,
    help="Only these pieces; the run stays open for the others. May be given again.",
)
@by_option
@json_option
def sent_command(
    book_path: Path,
    run_text: str,
    without: tuple[int, ...],
    only: tuple[range, ...],
    by: str | None,
    as_json: bool,
) -> None:
    """Confirm that what a run printed was sent.

    Cards then stand on the timelines of those who get them, and are not offered again. RUN is the
    number that `storebook print` gave, or the name that it was given. What is left out stays to be
    printed again and confirmed.

    JSON: {run_id, name, sent (how many), dropped: as of `storebook reprint`}.
    """
    with writing(book_path, by) as book:
        found = run_meant(book, run_text)
        before = pieces_of_run(book, found.id)
        pieces = meant(only, before) if only else None
        count = mark_sent(book, found.id, today=today(), without=without, only=pieces)
        dropped = dropped_since(book, found.id, before)
    document = {
        "run_id": found.id,
        "name": found.name,
        "sent": count,
        "dropped": [dropped_document(one) for one in dropped],
    }
    lines = [f"{found.name}: {count:,} sent.", *dropped_lines(dropped)]
    answer(document, lines, as_json=as_json)


def meant(only: Sequence[range], pieces: Sequence[RunPiece]) -> set[int]:
    """The pieces that were named; of several in one go those that are still to be sent."""
    settled = {one.position for one in pieces if one.state is not PieceState.DUE}
    found: set[int] = set()
    for part in only:
        due = set(part) - settled
        found |= due or set(part)
    return found
