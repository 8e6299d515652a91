"""`storebook sent`: what a run printed came out fine and is on its way."""

from pathlib import Path
from typing import Any

import click

from storebook.cli.common import book_argument, by_option, json_option, today, writing
from storebook.cli.output import answer
from storebook.outreach.runs import mark_sent, run_meant

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

    JSON: {run_id, name, sent (how many)}.
    """
    with writing(book_path, by) as book:
        found = run_meant(book, run_text)
        pieces = {piece for part in only for piece in part} if only else None
        count = mark_sent(book, found.id, today=today(), without=without, only=pieces)
    document = {"run_id": found.id, "name": found.name, "sent": count}
    answer(document, [f"{found.name}: {count:,} sent."], as_json=as_json)
