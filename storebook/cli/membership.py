"""`storebook print membership`: membership cards, many on a sheet, front and back."""

from pathlib import Path

import click

from storebook.base.errors import Refused
from storebook.base.files import written_whole
from storebook.base.text import counted
from storebook.book.book import Book
from storebook.book.ways_out import note_printed
from storebook.cli.common import (
    MONO,
    OUT,
    book_argument,
    by_option,
    json_option,
    refuse_place,
    shop_of,
    today,
    writing,
)
from storebook.cli.output import answer
from storebook.cli.printed import problem_lines
from storebook.club.cards import mark_cards_printed, members_to_print, members_without_card
from storebook.club.members import Member
from storebook.outreach.selecting import SYNTAX, people_selected, read_selection
from storebook.printing.card_sheets import CardSheet, print_member_sheets
from storebook.printing.filling import Filling
from storebook.printing.folds import Edge
from storebook.printing.membership_cards import Code, MemberCard, print_member_cards
from storebook.printing.press import member_card
from storebook.printing.problems import Problem
from storebook.printing.stock_shelf import stock_called

NEW, ALL = "new", "all"


@click.command("membership")
@book_argument
@click.option(
    "--members",
    "which",
    type=click.Choice([NEW, ALL]),
    default=NEW,
    show_default=True,
    help="Those whose card was never printed, or all of them.",
)
@click.option("--select", metavar="WHO", help=f"Only the members among these: {SYNTAX}.")
@click.option(
    "--sheet", metavar="SHEET", help="A sheet of cards; a page for each card if left out."
)
@click.option(
    "--start",
    metavar="PLACE",
    type=int,
    default=1,
    show_default=True,
    help="The first free card of the sheet.",
)
@click.option(
    "--code",
    type=click.Choice([code.value for code in Code]),
    default=Code.BARS.value,
    show_default=True,
    help="What a scanner reads.",
)
@click.option(
    "--flip",
    type=click.Choice([edge.value for edge in Edge]),
    default=Edge.LONG.value,
    show_default=True,
    help="About which edge the printer turns the sheet.",
)
@click.option("--outlines", is_flag=True, help="Draw the edges, for a proof on plain paper.")
@MONO
@OUT
@by_option
@json_option
def membership_command(
    book_path: Path,
    which: str,
    select: str | None,
    sheet: str | None,
    start: int,
    code: str,
    flip: str,
    outlines: bool,
    mono: bool,
    out: Path,
    by: str | None,
    as_json: bool,
) -> None:
    """Print membership cards, many on a sheet.

    Without --sheet each is on a page of its own size. Fronts and backs take turns, for both sides
    of a sheet; every back lies behind its front. The cards then count as printed, unless it is a
    proof.

    JSON: {out, printed, cards: [{shopper_id, name, number}], problems: [{place, name, sentence}]}.
    """
    place = refuse_place(out, book_path)
    with writing(book_path, by) as book:
        members = members_meant(book, which, select)
        cards = cards_of(book, members)
        with written_whole(place) as stream:
            if sheet is None:
                problems = print_member_cards(stream, cards, mono=mono, code=Code(code))
            else:
                on = CardSheet(
                    stock=stock_called(book, sheet),
                    filling=Filling(start=start),
                    mono=mono,
                    code=Code(code),
                    turn=Edge(flip),
                    outlines=outlines,
                )
                problems = print_member_sheets(stream, cards, on)
        printed = without(members, problems)
        if not outlines:
            mark_cards_printed(book, printed, today=today())
        note_printed(book, "Membership cards", pieces=len(printed), out=place)
    say(out, printed, problems, as_json=as_json)


def members_meant(book: Book, which: str, select: str | None) -> list[Member]:
    """The members who get a card; Refused when there are none."""
    members = members_without_card(book) if which == NEW else members_to_print(book)
    if select is not None:
        selection = read_selection(select, shop=shop_of(book))
        people = people_selected(book, selection, today=today())
        members = [member for member in members if member.shopper_id in people]
    if not members:
        nobody = "Every member’s card was printed" if which == NEW else "There is no member"
        raise Refused(f"{nobody}, so there is nothing to print.", "members")
    return members


def cards_of(book: Book, members: list[Member]) -> list[MemberCard]:
    shop = shop_of(book)
    return [
        member_card(shop, name=one.name, number=one.number, since=one.enrolled_on.year)
        for one in members
    ]


def without(members: list[Member], problems: list[Problem]) -> list[Member]:
    left_out = {problem.place for problem in problems}
    return [member for place, member in enumerate(members, 1) if place not in left_out]


def say(out: Path, printed: list[Member], problems: list[Problem], *, as_json: bool) -> None:
    document = {
        "out": str(out),
        "printed": len(printed),
        "cards": [
            {"shopper_id": one.shopper_id, "name": one.name, "number": one.number}
            for one in printed
        ],
        "problems": problems,
    }
    lines = [f"{counted(len(printed), 'membership card')} printed into {out}"]
    lines += problem_lines(problems)
    answer(document, lines, as_json=as_json)
