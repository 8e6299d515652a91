"""Commands for runs that are there: their list, printing one again, and mail that came back."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.book.shop import Paper
from storebook.cli.common import (
    DAY,
    MONO,
    OUT,
    book_argument,
    by_option,
    json_option,
    looking,
    money,
    reading,
    today,
    who_option,
    writing,
)
from storebook.cli.envelopes import ROTATE, SIZE, EnvelopesAsked, envelope_drawing
from storebook.cli.label_sheets import label_drawing
from storebook.cli.output import answer
from storebook.cli.paper import card_drawing, list_drawing
from storebook.cli.press_asked import KINDS, Wanted
from storebook.cli.pressing import Drawing, print_into
from storebook.outreach.choosing import RunKind
from storebook.outreach.returned import REASONS, ReturnReason, read_reason, record_returned
from storebook.outreach.runs import RunSummary, run_meant, run_summaries
from storebook.outreach.selecting import from_json, selection_words

MOST = 100_000
RUN = click.argument("run_text", metavar="RUN")
KIND_NAMES = {kind: name for name, kind in KINDS.items()}


@click.command("runs")
@book_argument
@click.option(
    "--limit",
    metavar="N",
    default=50,
    show_default=True,
    type=click.IntRange(1, MOST),
    help="How many at the most.",
)
@who_option
@json_option
def runs_command(book_path: Path, limit: int, as_json: bool) -> None:
    """List the runs and what came of them.

    The newest comes first, with whom it was for and why others got nothing.

    JSON: an array of {id, name, kind, cards (null: birthdays and anniversaries), selection,
    from_day, to_day, made_on, associate, state, printed_on, sent_on, envelope (the size of its
    envelopes; null: none were made), pieces, due, sent, dropped, returned, return_rate (null:
    nothing was sent), left_out, why (how many got none, by reason)}.
    """
    with reading(book_path) as book:
        found = run_summaries(book, limit=limit)
        documents = [run_document(book, one) for one in found]
    lines = [line for one in documents for line in run_lines(one)]
    answer(documents, lines or ["Nothing was printed yet."], as_json=as_json)


def run_document(book: Book, summary: RunSummary) -> dict[str, Any]:
    run = summary.run
    amount = money(book) if looking(book).sees_spend else None
    words = selection_words(from_json(run.selection), today=today(), money=amount)
    rate = summary.return_rate
    return {
        "id": run.id,
        "name": run.name,
        "kind": run.kind,
        "cards": None if run.card_kind is None else KIND_NAMES[run.card_kind],
        "selection": words,
        "from_day": run.from_day,
        "to_day": run.to_day,
        "made_on": run.made_on,
        "associate": run.associate,
        "state": run.state,
        "printed_on": run.printed_on,
        "sent_on": run.sent_on,
        "envelope": run.envelope,
        "pieces": run.pieces,
        "due": summary.due,
        "sent": summary.sent,
        "dropped": summary.dropped,
        "returned": summary.returned,
        "return_rate": None if rate is None else round(rate, 4),
        "left_out": run.left_out,
        "why": summary.why,
    }


def run_lines(one: dict[str, Any]) -> list[str]:
    """A run and its people, then why others got nothing."""
    counts = [f"{one['pieces']:,} in"]
    counts += [f"{one[what]:,} {what}" for what in ("sent", "dropped", "returned") if one[what]]
    made = f"{one['made_on'].isoformat()} by {one['associate']}"
    lines = [f"{one['id']}  {one['name']}: {one['state']}, {', '.join(counts)}; {made}"]
    if one["selection"] != "Everybody":
        lines.append(f"   {one['selection']}")
    why = ", ".join(f"{reason} {count:,}" for reason, count in one["why"].items())
    return lines + ([f"   Not: {why}"] if why else [])


@click.command("reprint")
@book_argument
@RUN
@click.option("--from", "first", type=click.IntRange(1), metavar="N", help="From piece N on.")
@click.option(
    "--as",
    "as_kind",
    type=click.Choice([kind.value for kind in RunKind]),
    help="As what it was made for, if left out.",
)
@click.option(
    "--paper", type=click.Choice([paper.value for paper in Paper]), help="As before if left out."
)
@click.option(
    "--sheet",
    metavar="SHEET",
    help="Of labels, a sheet of `storebook stocks`; as before if left out.",
)
@click.option(
    "--start",
    "start_place",
    metavar="PLACE",
    type=int,
    help="Of labels, the first free one of the sheet; 1 if left out.",
)
@SIZE
@ROTATE
@MONO
@OUT
@by_option
@json_option
def reprint_command(
    book_path: Path,
    run_text: str,
    first: int | None,
    as_kind: str | None,
    start_place: int | None,
    size: str | None,
    turn: str | None,
    mono: bool,
    by: str | None,
    **others: Any,
) -> None:
    """Print a run again, from any piece on.

    It prints in the words and the order it was frozen with. RUN is its number or its name. Whoever
    may no longer be written to is dropped, and said.

    JSON: as of `storebook print`.
    """
    with writing(book_path, by) as book:
        found = run_meant(book, run_text)
    kind = found.kind if as_kind is None else RunKind(as_kind)
    refuse_others(kind, RunKind.LABELS, {"--sheet": others["sheet"], "--start": start_place})
    refuse_others(kind, RunKind.ENVELOPES, {"--size": size, "--rotate": turn})
    refuse_others(kind, RunKind.CARDS, {"--mono": mono or None})
    wanted = Wanted(
        book_path=book_path,
        by=by,
        start=None,
        days=None,
        shopper_id=None,
        kind=None,
        run=found.id,
        from_piece=first,
        start_place=1 if start_place is None else start_place,
        size=size,
        **others,
    )
    asked = EnvelopesAsked(turn=int(turn or 0))
    print_into(kind, wanted, drawing_of(kind, asked, mono=mono))


def refuse_others(kind: RunKind, fits: RunKind, options: Mapping[str, object]) -> None:
    """An option of something else is wrong usage: paper would come out that nobody meant."""
    given = [name for name, value in options.items() if value is not None]
    if kind is not fits and given:
        raise click.UsageError(
            f"{given[0]} is of {fits}, and this prints {kind}: say --as {fits}, or leave it out."
        )


def drawing_of(kind: RunKind, asked: EnvelopesAsked, *, mono: bool) -> Drawing:
    if kind is RunKind.CARDS:
        return card_drawing(mono=mono)
    if kind is RunKind.ENVELOPES:
        return envelope_drawing(asked)
    return label_drawing() if kind is RunKind.LABELS else list_drawing


@click.command("returned")
@book_argument
@RUN
@click.argument("position", metavar="PIECE", type=click.IntRange(1))
@click.option(
    "--reason",
    required=True,
    metavar="REASON",
    help=f"What the post wrote on it: {', '.join(ReturnReason)}.",
)
@click.option("--on", type=DAY, help="The day it came back; today if left out.")
@by_option
@json_option
def returned_command(
    book_path: Path,
    run_text: str,
    position: int,
    reason: str,
    on: Any,
    by: str | None,
    as_json: bool,
) -> None:
    """Record mail of a run that came back.

    It marks the address, so that nothing more is mailed there, and makes a task. RUN is the number
    or the name of the run, PIECE the place of the piece in it.

    JSON: {run_id, position, name, reason, task_id (null: it was asked for before),
    address_marked (false: the address was changed since)}.
    """
    why, day = read_reason(reason), on or today()
    if day > today():
        raise Refused("That day is still to come. Give the day on which the mail came back.", "on")
    with writing(book_path, by) as book:
        found = run_meant(book, run_text)
        done = record_returned(book, found.id, position, why, on=day)
    document = {
        "run_id": found.id,
        "position": position,
        "name": done.name,
        "reason": why,
        "task_id": done.task_id,
        "address_marked": done.address_marked,
    }
    marked = "nothing more is mailed to that address"
    rest = marked if done.address_marked else "the address was changed since, and stays good"
    task = "" if done.task_id is None else f" Task {done.task_id} says what to do."
    answer(
        document, [f"Mail to {done.name} came back, {REASONS[why]}: {rest}.{task}"], as_json=as_json
    )
