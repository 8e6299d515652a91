"""`storebook call-sheet` and `storebook birthdays`: lists for the people of the shop."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import click

from storebook.base.dates.partial import MONTHS
from storebook.base.errors import Refused
from storebook.base.files import written_whole
from storebook.base.text import counted
from storebook.book.book import Book
from storebook.book.ways_out import note_printed
from storebook.cli.common import (
    DAY,
    FILE,
    SHOPPER,
    Month,
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
from storebook.cli.output import answer, in_columns
from storebook.cli.printed import heading, problem_lines
from storebook.exchange.call_sheets import (
    BirthdayWords,
    CallWords,
    birthdays_csv,
    birthdays_of_month,
    call_sheet_csv,
    call_words,
)
from storebook.outreach.calls import CallRow, CallSheet, NotCalled, call_sheet
from storebook.outreach.runs import pieces_to_print, run_meant
from storebook.outreach.selecting import SYNTAX, people_selected, read_selection, selection_words
from storebook.people.consent import Purpose
from storebook.people.occasions import due
from storebook.printing.call_sheets import print_birthdays, print_call_sheet
from storebook.printing.problems import Problem
from storebook.printing.sheets import PAPERS

LONGEST_WINDOW = 366
PDF_OR_TABLE = click.option(
    "--out", required=True, type=FILE, metavar="FILE", help="A PDF, or a table if it ends in .csv."
)


@click.command("call-sheet")
@book_argument
@click.option("--select", metavar="WHO", help=f"Who is called: {SYNTAX}.")
@click.option("--from", "start", type=DAY, help="Who has a day from then on; today if left out.")
@click.option(
    "--days",
    metavar="N",
    type=click.IntRange(1, LONGEST_WINDOW),
    help="Who has a day in so many days.",
)
@click.option("--run", "run_text", metavar="RUN", help="The people of this run, by number or name.")
@click.option(
    "--shopper", "shopper_ids", metavar="ID", type=SHOPPER, multiple=True, help="This shopper."
)
@PDF_OR_TABLE
@by_option
@json_option
def call_sheet_command(
    book_path: Path, out: Path, by: str | None, as_json: bool, **asked: Any
) -> None:
    """Print whom to call, and what to know of them.

    What they bought last, what they wish for, their family and the last contact. Nothing that is a
    secret today is on it, and what somebody spent only when who prints it may see that. Who wants
    no calls, or has no phone, is left out and said.

    JSON: {out, rows: [{shopper_id, name, phones, purchases, wishes, family, last_contact,
    spent_cents, cared_for_by, is_member}], left_out: [{shopper_id, name, why, detail}], problems}.
    """
    if not any(asked.values()):
        raise click.UsageError("Say who is called: --select, --days, --run or --shopper.")
    place = refuse_place(out, book_path)
    with writing(book_path, by) as book:
        people, note = people_meant(book, asked)
        occasion = asked["days"] is not None or asked["run_text"] is not None
        purpose = Purpose.OCCASIONS if occasion else Purpose.OFFERS
        sheet = call_sheet(book, people, looking(book), purpose=purpose)
        if sheet.rows:
            problems = write_calls(book, place, sheet.rows, note)
    if not sheet.rows:
        answer(call_document(out, sheet, []), left_lines(sheet.left_out), as_json=as_json)
        raise Refused("Nobody of these is to be called, so there is nothing to print.")
    lines = [f"{counted(len(sheet.rows), 'person', 'people')} to call, in {out}"]
    lines += left_lines(sheet.left_out)
    lines += problem_lines(problems)
    answer(call_document(out, sheet, problems), lines, as_json=as_json)


def people_meant(book: Book, asked: dict[str, Any]) -> tuple[set[int], str]:
    """Whoever meets everything that was asked, and how that is read aloud."""
    people: list[set[int]] = []
    notes: list[str] = []
    if asked["select"] is not None:
        selection = read_selection(asked["select"], shop=shop_of(book))
        people.append(people_selected(book, selection, today=today()))
        amount = money(book) if looking(book).sees_spend else None
        notes.append(selection_words(selection, today=today(), money=amount))
    if asked["days"] is not None or asked["start"] is not None:
        first = asked["start"] or today()
        last = first + timedelta(days=(asked["days"] or 1) - 1)
        people.append(people_with_a_day(book, first, last))
        show_day = day_writer(shop_of(book))
        notes.append(f"days from {show_day(first)} to {show_day(last)}")
    if asked["run_text"] is not None:
        made = run_meant(book, asked["run_text"])
        pieces = pieces_to_print(book, made.id, today=today())
        people.append({person for piece in pieces for person in piece.people})
        notes.append(f"run {made.id}")
    if asked["shopper_ids"]:
        people.append(set(asked["shopper_ids"]))
    return set.intersection(*people), ", ".join(notes)


def people_with_a_day(book: Book, first: date, last: date) -> set[int]:
    found = due(book, first, last, leap_day=shop_of(book).leap_day_rule)
    people = {one.shopper_id for one in found}
    return people | {one.partner_id for one in found if one.partner_id is not None}


def write_calls(book: Book, out: Path, rows: list[CallRow], note: str) -> list[Problem]:
    is_table = out.suffix.lower() == ".csv"
    show_day = date.isoformat if is_table else day_writer(shop_of(book))
    words = [call_words(row, money(book), show_day) for row in rows]
    if is_table:
        call_sheet_csv(book, out, words, what="Call sheet", day=today())
        return []
    problems = print_words(book, out, words, note)
    note_printed(book, "Call sheet", pieces=len(words), out=out, is_list=True)
    return problems


def print_words(book: Book, out: Path, words: list[CallWords], note: str) -> list[Problem]:
    with written_whole(out) as stream:
        paper = PAPERS[shop_of(book).paper.value]
        return print_call_sheet(stream, heading(book, "Call sheet", note), words, paper)


def left_lines(left_out: list[NotCalled]) -> list[str]:
    return in_columns(
        [
            ("Left out:", one.name, ", ".join(filter(None, (one.why, one.detail))))
            for one in left_out
        ]
    )


def call_document(out: Path, sheet: CallSheet, problems: list[Problem]) -> dict[str, Any]:
    return {
        "out": str(out) if sheet.rows else None,
        "rows": sheet.rows,
        "left_out": sheet.left_out,
        "problems": problems,
    }


@click.command("birthdays")
@book_argument
@click.option(
    "--month", type=Month(), metavar="YYYY-MM", help="Such as 2026-12; this one if left out."
)
@PDF_OR_TABLE
@by_option
@json_option
def birthdays_command(
    book_path: Path, month: date | None, out: Path, by: str | None, as_json: bool
) -> None:
    """Print the birthdays of a month.

    Day by day; those of whom only the month is known stand first.

    JSON: {out, month, rows: [{shopper_id, on, day, name, turns ("": the year is not known), phone,
    town, day_known (false: `on` is the first of the month)}], problems}.
    """
    first = (month or today()).replace(day=1)
    called = f"{MONTHS[first.month - 1]} {first.year}"
    place = refuse_place(out, book_path)
    with writing(book_path, by) as book:
        rows = birthdays_of_month(book, first.year, first.month, shop=shop_of(book))
        if not rows:
            raise Refused(f"Nobody has a birthday in {MONTHS[first.month - 1]}.")
        problems = write_birthdays(book, place, rows, called)
    document = {
        "out": str(out),
        "month": f"{first:%Y-%m}",
        "rows": rows,
        "problems": problems,
    }
    lines = [f"{counted(len(rows), 'birthday')} in {called}, in {out}"]
    lines += problem_lines(problems)
    answer(document, lines, as_json=as_json)


def write_birthdays(book: Book, out: Path, rows: list[BirthdayWords], month: str) -> list[Problem]:
    what = f"Birthdays of {month}"
    if out.suffix.lower() == ".csv":
        birthdays_csv(book, out, rows, what=what, day=today())
        return []
    with written_whole(out) as stream:
        paper = PAPERS[shop_of(book).paper.value]
        problems = print_birthdays(stream, heading(book, what, ""), rows, paper)
    note_printed(book, what, pieces=len(rows), out=out, is_list=True)
    return problems
