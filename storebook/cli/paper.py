"""`storebook print` and `storebook sent`: cards, labels, lists and membership cards as files."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any, BinaryIO

import click

from storebook.base.errors import Refused
from storebook.base.files import written_whole
from storebook.book.book import Book
from storebook.book.shop import Paper, Shop
from storebook.cli.common import (
    DAY,
    FILE,
    book_argument,
    by_option,
    json_option,
    shop_of,
    today,
    writing,
)
from storebook.cli.output import answer
from storebook.club.members import mark_card_printed, member_of
from storebook.exchange.exporting import mailing_list_csv
from storebook.outreach.choosing import Fold, RunKind, RunLook, RunRequest, look_at_run
from storebook.outreach.runs import (
    RunPiece,
    drop_unprinted,
    freeze_run,
    mark_printed,
    mark_sent,
    pieces_to_print,
    run,
)
from storebook.people.occasions import OccasionKind
from storebook.printing.membership_cards import print_member_cards
from storebook.printing.press import (
    CardPaper,
    Piece,
    member_card,
    pieces_of,
    print_run_cards,
    print_run_labels,
    print_run_list,
)
from storebook.printing.problems import Problem
from storebook.printing.sheets import sheet as sheet_named
from storebook.printing.tables import Heading
from storebook.staff.associates import associate

KINDS = {"birthday": OccasionKind.BIRTHDAY, "anniversary": OccasionKind.WEDDING}
SHEETS = {Paper.LETTER: "avery-5160", Paper.A4: "avery-l7160"}

Draw = Callable[[BinaryIO, Sequence[Piece]], list[Problem]]


def run_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Which days and people, and where the file goes: the same for everything that is printed."""
    for option in reversed(
        (
            click.option("--from", "start", type=DAY, help="The first day; today if left out."),
            click.option("--days", default=14, show_default=True, type=click.IntRange(1, 366)),
            click.option("--shopper", "shopper_id", type=int, help="Only this shopper."),
            click.option("--kind", type=click.Choice(list(KINDS)), help="Both if left out."),
            click.option("--paper", type=click.Choice([paper.value for paper in Paper])),
            click.option("--out", required=True, type=FILE, metavar="FILE"),
            by_option,
            json_option,
        )
    ):
        function = option(function)
    return book_argument(function)


@click.group("print")
def print_command() -> None:
    """Print cards, labels, a mailing list or a membership card into a file.

    Printing marks nothing as sent; `storebook sent` does.
    """


@print_command.command("cards")
@run_options
@click.option("--design", help="As in facets or laurel; each kind's own if left out.")
@click.option("--fold", type=click.Choice([fold.value for fold in Fold]), default="half")
@click.option("--mono", is_flag=True, help="For a printer that has only black.")
def cards_command(book_path: Path, by: str | None, mono: bool, **options: Any) -> None:
    """Greeting cards for the coming days, folded once or twice."""
    with writing(book_path, by) as book:
        request = request_of(book, RunKind.CARDS, **options)
        on = CardPaper(fold=request.fold.value, paper=request.paper.value, mono=mono)
        shop = shop_of(book)
        print_into(
            book, request, options, lambda out, pieces: print_run_cards(out, pieces, shop, on)
        )


@print_command.command("labels")
@run_options
@click.option("--sheet", help="As in avery-5160; by the paper if left out.")
@click.option(
    "--start", "start_place", default=1, show_default=True, type=int, help="The first free label."
)
def labels_command(book_path: Path, by: str | None, **options: Any) -> None:
    """Address labels, from any place of a sheet on."""
    with writing(book_path, by) as book:
        request = request_of(book, RunKind.LABELS, **options)
        stock = request.sheet or SHEETS[request.paper]
        sheet_named(stock).boxes(request.start_place)
        print_into(
            book,
            request,
            options,
            lambda out, pieces: print_run_labels(
                out, pieces, sheet_name=stock, start=request.start_place
            ),
        )


@print_command.command("list")
@run_options
def list_command(book_path: Path, by: str | None, **options: Any) -> None:
    """A mailing list, as PDF or, when FILE ends in .csv, for a spreadsheet."""
    with writing(book_path, by) as book:
        request = request_of(book, RunKind.LIST, **options)
        if options["out"].suffix.lower() == ".csv":
            print_csv(book, request, options)
            return
        heading = list_heading(book, request)
        paper_name = request.paper.value
        print_into(
            book,
            request,
            options,
            lambda out, pieces: print_run_list(out, pieces, heading, paper_name=paper_name),
        )


@print_command.command("member-card")
@book_argument
@click.option("--shopper", "shopper_id", type=int, required=True)
@click.option("--mono", is_flag=True, help="For a printer that has only black.")
@click.option("--out", required=True, type=FILE, metavar="FILE")
@by_option
@json_option
def member_card_command(
    book_path: Path, shopper_id: int, mono: bool, out: Path, by: str | None, as_json: bool
) -> None:
    """The membership card of a shopper, front and back."""
    with writing(book_path, by) as book:
        found = member_of(book, shopper_id)
        if found is None or found.left_on is not None:
            raise Refused("This shopper is not a member of the club, so there is no card to print.")
        card = member_card(
            shop_of(book), name=found.name, number=found.number, since=found.enrolled_on.year
        )
        with written_whole(out) as stream:
            problems = print_member_cards(stream, [card], mono=mono)
        mark_card_printed(book, shopper_id, today=today())
    document = {"out": str(out), "number": found.number, "name": found.name, "problems": problems}
    answer(document, [f"Printed the card of {found.name} into {out}"], as_json=as_json)


@click.command("sent")
@book_argument
@click.argument("run_id", metavar="RUN", type=int)
@by_option
@json_option
def sent_command(book_path: Path, run_id: int, by: str | None, as_json: bool) -> None:
    """Printed fine: what a run printed counts as sent and stands on the timelines."""
    with writing(book_path, by) as book:
        count = mark_sent(book, run_id, today=today())
        name = run(book, run_id).name
    answer({"run_id": run_id, "sent": count}, [f"{name}: {count} sent."], as_json=as_json)


def request_of(
    book: Book,
    kind_of_run: RunKind,
    *,
    start: date | None,
    days: int,
    shopper_id: int | None,
    kind: str | None,
    paper: str | None,
    design: str | None = None,
    fold: str = "half",
    sheet: str | None = None,
    start_place: int = 1,
    **_: Any,
) -> RunRequest:
    first = start or today()
    return RunRequest(
        kind=kind_of_run,
        start=first,
        end=first + timedelta(days=days - 1),
        occasion_kind=KINDS[kind] if kind else None,
        shopper_id=shopper_id,
        design=design,
        paper=Paper(paper) if paper else shop_of(book).paper,
        fold=Fold(fold),
        sheet=sheet,
        start_place=start_place,
    )


def print_into(book: Book, request: RunRequest, options: dict[str, Any], draw: Draw) -> None:
    """Freeze the run, draw it into the file, and say who is in, who is out and why."""
    look, run_id, pieces = frozen(book, request)
    with written_whole(options["out"]) as stream:
        problems = draw(stream, pieces_of(pieces, date.isoformat))
    drop_unprinted(book, run_id, {problem.place: problem.sentence for problem in problems})
    mark_printed(book, run_id, today=today())
    say_what_was_printed(look, run_id, len(pieces) - len(problems), problems, options)


def print_csv(book: Book, request: RunRequest, options: dict[str, Any]) -> None:
    look, run_id, pieces = frozen(book, request)
    mailing_list_csv(options["out"], pieces, run=run(book, run_id))
    mark_printed(book, run_id, today=today())
    say_what_was_printed(look, run_id, len(pieces), [], options)


def frozen(book: Book, request: RunRequest) -> tuple[RunLook, int, list[RunPiece]]:
    look = look_at_run(book, request, shop=shop_of(book), today=today())
    run_id = freeze_run(book, look, today=today())
    return look, run_id, pieces_to_print(book, run_id, today=today())


def list_heading(book: Book, request: RunRequest) -> Heading:
    shop: Shop = shop_of(book)
    return Heading(
        title="Mailing list",
        note=f"{request.start.isoformat()} to {request.end.isoformat()}",
        made=f"{associate(book, book.associate_id).name}, {shop.name}, {today().isoformat()}",
    )


def say_what_was_printed(
    look: RunLook, run_id: int, count: int, problems: Sequence[Problem], options: dict[str, Any]
) -> None:
    document = {
        "run_id": run_id,
        "printed": count,
        "out": str(options["out"]),
        "problems": problems,
        "left_out": [
            {
                "shopper_id": one.shopper_id,
                "name": one.name,
                "day": one.day,
                "occasion": one.occasion_text,
                "why": one.why,
                "detail": one.detail,
            }
            for one in look.left_out
        ],
    }
    lines = [f"Run {run_id}: {count} printed into {options['out']}"]
    lines += [
        f"Left out: {one.name}, {one.why.lower()} {one.detail}".rstrip() for one in look.left_out
    ]
    lines += [f"Look at {problem.name}: {problem.sentence}" for problem in problems]
    answer(document, lines, as_json=options["as_json"])
