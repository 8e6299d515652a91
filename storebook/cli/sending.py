"""`storebook sent`: what a run printed came out fine and is on its way."""

from pathlib import Path

import click

from storebook.cli.common import Number, book_argument, by_option, json_option, today, writing
from storebook.cli.output import answer
from storebook.outreach.runs import mark_sent, run

RUN = Number("run")


@click.command("sent")
@book_argument
@click.argument("run_id", metavar="RUN", type=RUN)
@click.option(
    "--without",
    metavar="N",
    multiple=True,
    type=click.IntRange(1),
    help="A piece that did not come out; may be given again.",
)
@by_option
@json_option
def sent_command(
    book_path: Path, run_id: int, without: tuple[int, ...], by: str | None, as_json: bool
) -> None:
    """Confirm that what a run printed was sent.

    Cards then stand on the timelines of those who get them, and are not offered again. RUN is the
    number that `storebook print` gave.

    JSON: {run_id, name, sent (how many)}.
    """
    with writing(book_path, by) as book:
        count = mark_sent(book, run_id, today=today(), without=without)
        name = run(book, run_id).name
    document = {"run_id": run_id, "name": name, "sent": count}
    answer(document, [f"{name}: {count:,} sent."], as_json=as_json)
