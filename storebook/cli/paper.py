"""`storebook print`: cards, labels, lists and membership cards as files."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from storebook.base.files import written_whole
from storebook.book.book import Book
from storebook.book.shop import Paper
from storebook.book.ways_out import note_printed
from storebook.cli.common import (
    DAY,
    MONO,
    OUT,
    SHOPPER,
    Number,
    book_argument,
    by_option,
    day_writer,
    json_option,
    looking,
    money,
    refuse_place,
    shop_of,
    today,
    writing,
)
from storebook.cli.label_sheets import PLACES, LabelsAsked, label_drawing, remember_used
from storebook.cli.membership import membership_command
from storebook.cli.output import answer
from storebook.cli.press_asked import DAYS, KINDS, Wanted
from storebook.cli.pressing import Draw, Drawing, Printed, print_into
from storebook.cli.printed import heading
from storebook.cli.wall import calendar_command
from storebook.club.members import mark_card_printed, member_to_print
from storebook.outreach.choosing import LONGEST_WINDOW_DAYS, Fold, RunKind, RunRequest
from storebook.outreach.runs import Run, RunPiece
from storebook.outreach.selecting import SYNTAX, selection_words
from storebook.printing.membership_cards import print_member_cards
from storebook.printing.press import (
    CardPaper,
    member_card,
    pieces_of,
    print_run_cards,
    print_run_list,
)
from storebook.printing.problems import Problem

Function = TypeVar("Function", bound=Callable[..., Any])

RUN = Number("run")


class RunOrName(click.ParamType[int | str]):
    """The number of a run, or the name of one that is to be made."""

    name = "run"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> int | str:
        text = str(value).strip()
        if text.lstrip("-").isdecimal():
            return RUN.convert(text, param, ctx)
        if not text:
            raise click.BadParameter("Give a name or a number.", ctx, param)
        return text


OPTIONS = (
    click.option(
        "--kind",
        type=click.Choice(list(KINDS)),
        help="What for; birthdays and anniversaries if left out.",
    ),
    click.option(
        "--select",
        metavar="WHO",
        help=f"Only these, several joined by commas: {SYNTAX}.",
    ),
    click.option(
        "--from",
        "start",
        type=DAY,
        help="The first day; today if left out. Of thank-you cards the first day of purchases, of "
        "a holiday its day, of monthly cards a day of the month.",
    ),
    click.option(
        "--days",
        metavar="N",
        type=click.IntRange(1, LONGEST_WINDOW_DAYS),
        help=f"How many days, the first included; {DAYS} if left out.",
    ),
    click.option(
        "--shopper",
        "shopper_id",
        metavar="ID",
        type=SHOPPER,
        help="Only this shopper; without days their next day.",
    ),
    click.option(
        "--children/--no-children",
        default=None,
        help="Birthdays of children too, to a parent; as the shop chose if left out.",
    ),
    click.option("--title", metavar="TEXT", help="What the holiday is called."),
    click.option(
        "--paper",
        type=click.Choice([paper.value for paper in Paper]),
        help="The shop’s if left out.",
    ),
    OUT,
    click.option(
        "--run",
        metavar="RUN",
        type=RunOrName(),
        help="A name for the new run, or the number of a run to print again.",
    ),
    click.option(
        "--from-piece", type=click.IntRange(1), metavar="N", help="After a jam: from piece N on."
    ),
)


def run_options(function: Function) -> Function:
    """Which days and people, and where the file goes: the same for everything that is printed.

    `by_option` and `json_option` come last, after what only this one asks.
    """
    for option in reversed(OPTIONS):
        function = option(function)
    return book_argument(function)


@click.group("print")
def print_command() -> None:
    """Print cards, labels, lists, membership cards or a wall calendar.

    Everything goes into a file. What was printed is kept as a run, word for word; it counts as sent
    only after `storebook sent`.

    JSON of cards, labels and lists: {run_id, name, out, printed, pieces: [{position, shopper_id,
    partner_id, name, day, occasion}], left_out: [{shopper_id, partner_id, name, day, occasion, why,
    detail}], problems: [{place, name, sentence}], dropped: [{position, shopper_id, partner_id,
    name, why, detail}] (of a run that is printed again), waiting (how many are thanked once a
    surprise is over), twice: [{run_id, pieces}] (the same cards of runs that were never
    confirmed), remarks: [sentence]}.
    """


print_command.add_command(membership_command)
print_command.add_command(calendar_command)


@print_command.command("cards")
@run_options
@click.option(
    "--design",
    multiple=True,
    metavar="NAME",
    help="One of `storebook designs`, for all of its kind; in turn if left out.",
)
@click.option("--fold", type=click.Choice([fold.value for fold in Fold]), help="Half if left out.")
@MONO
@by_option
@json_option
def cards_command(mono: bool, **options: Any) -> None:
    """Print greeting cards.

    For the coming days, or for whomever is meant.
    """
    print_into(RunKind.CARDS, Wanted(**options), card_drawing(mono=mono))


def card_drawing(*, mono: bool) -> Drawing:
    def drawing(book: Book, request: RunRequest) -> Draw:
        shop = shop_of(book)
        on = CardPaper(fold=request.fold.value, paper=request.paper.value, mono=mono)

        def draw(out: Path, run: Run, pieces: Sequence[RunPiece]) -> list[Problem]:
            with written_whole(out) as stream:
                return print_run_cards(stream, pieces_of(pieces, date.isoformat), shop, on)

        return draw

    return drawing


@print_command.command("labels")
@run_options
@click.option(
    "--sheet", metavar="SHEET", help="A sheet of `storebook stocks`; by the paper if left out."
)
@click.option(
    "--start",
    "start_place",
    metavar="PLACE",
    default=1,
    show_default=True,
    type=int,
    help="The first free label of the sheet.",
)
@click.option(
    "--used",
    metavar="PLACES",
    type=PLACES,
    default=frozenset(),
    help="Places of the first sheet that are gone as well, such as 5,9-12.",
)
@click.option("--down", is_flag=True, help="Fill the sheet down its columns, not along its rows.")
@click.option(
    "--copies", metavar="N", type=int, default=1, show_default=True, help="So many of each label."
)
@click.option("--outlines", is_flag=True, help="Draw the edges, for a proof on plain paper.")
@click.option(
    "--go-on",
    is_flag=True,
    help="Go on with the sheet that was begun, and remember what is left of the last one.",
)
@by_option
@json_option
def labels_command(
    used: frozenset[int], down: bool, copies: int, outlines: bool, go_on: bool, **options: Any
) -> None:
    """Print address labels from any place of a sheet on."""
    wanted = Wanted(**options)
    asked = LabelsAsked(used=used, by_column=down, copies=copies, outlines=outlines, go_on=go_on)
    if go_on and (used or wanted.start_place > 1):
        raise click.UsageError("--go-on knows what is used: leave out --start and --used.")

    def remember(book: Book, printed: Printed) -> None:
        if go_on:
            remember_used(book, asked, wanted, printed)

    print_into(RunKind.LABELS, wanted, label_drawing(asked), remember)


@print_command.command("list")
@run_options
@click.option("--landscape", is_flag=True, help="Across the long side of the paper.")
@by_option
@json_option
def list_command(landscape: bool, **options: Any) -> None:
    """Print a mailing list.

    It is a PDF, or a table for a spreadsheet when FILE ends in .csv.
    """

    def lying(book: Book, request: RunRequest) -> Draw:
        return list_drawing(book, request, lying=landscape)

    print_into(RunKind.LIST, Wanted(**options), lying)


def list_drawing(book: Book, request: RunRequest, *, lying: bool = False) -> Draw:
    made = heading(book, "Mailing list", list_note(book, request))
    show_day = day_writer(shop_of(book))

    def draw(out: Path, run: Run, pieces: Sequence[RunPiece]) -> list[Problem]:
        if out.suffix.lower() == ".csv":
            return draw_csv(book, out, run, pieces)
        with written_whole(out) as stream:
            return print_run_list(
                stream,
                pieces_of(pieces, show_day),
                made,
                paper_name=request.paper.value,
                lying=lying,
            )

    return draw


def list_note(book: Book, request: RunRequest) -> str:
    """The days of the list, and who is meant; an amount only for who may see what is spent."""
    show_day = day_writer(shop_of(book))
    days = f"{show_day(request.start)} to {show_day(request.end)}"
    if request.start == request.end:
        days = show_day(request.start)
    if request.selection.is_everybody:
        return days
    amount = money(book) if looking(book).sees_spend else None
    return f"{selection_words(request.selection, today=today(), money=amount)}, {days}"


def draw_csv(book: Book, out: Path, run: Run, pieces: Sequence[RunPiece]) -> list[Problem]:
    # Only lists for spreadsheets need it, and it is slow to load.
    from storebook.exchange.exporting import mailing_list_csv

    mailing_list_csv(book, out, pieces, run=run)
    return []


@print_command.command("member-card")
@book_argument
@click.option("--shopper", "shopper_id", metavar="ID", type=SHOPPER, required=True, help="Whose.")
@MONO
@OUT
@by_option
@json_option
def member_card_command(
    book_path: Path, shopper_id: int, mono: bool, out: Path, by: str | None, as_json: bool
) -> None:
    """Print a shopper’s membership card, front and back.

    JSON: {out, shopper_id, name, number, problems}.
    """
    place = refuse_place(out, book_path)
    with writing(book_path, by) as book:
        member = member_to_print(book, shopper_id)
        card = member_card(
            shop_of(book), name=member.name, number=member.number, since=member.enrolled_on.year
        )
        with written_whole(place) as stream:
            problems = print_member_cards(stream, [card], mono=mono)
        mark_card_printed(book, shopper_id, today=today())
        note_printed(book, f"Membership card of {member.name}", out=place, shopper_id=shopper_id)
    document = {
        "out": str(out),
        "shopper_id": shopper_id,
        "name": member.name,
        "number": member.number,
        "problems": problems,
    }
    answer(document, [f"Printed the card of {member.name} into {out}"], as_json=as_json)
