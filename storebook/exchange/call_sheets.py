"""Lists for the people of the shop, in words: call sheets, and the birthdays of a month.

What is said here once stands on paper and in a table for a spreadsheet alike.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from storebook.base.dates import Calendar
from storebook.base.dates.partial import MONTHS
from storebook.base.money import Cents
from storebook.base.text import one_line
from storebook.book.book import Book
from storebook.book.rights import Right, require
from storebook.book.shop import Shop
from storebook.book.ways_out import note_exported
from storebook.exchange.exporting.csv_out import csv_out
from storebook.exchange.guard import GUARDED_ROW
from storebook.outreach.calls import CallRow
from storebook.people.occasions import DueOccasion, OccasionKind, due
from storebook.staff.associates import associate

CALL_HEADINGS = (
    "Name",
    "Phone",
    "Bought",
    "Spent",
    "Wishes",
    "Family",
    "Last contact",
    "Looked after by",
)
BIRTHDAY_HEADINGS = ("Day", "Name", "Turns", "Phone", "Town")
MADE = ("Made by", "Made on")
Money = Callable[[Cents | None], str]
ShowDay = Callable[[date], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class CallWords:
    """One shopper of a call sheet, each part in lines.

    `spent` is empty for who may not see it, and where it is nothing.
    """

    name: str
    phones: tuple[str, ...]
    bought: tuple[str, ...]
    spent: str
    wishes: tuple[str, ...]
    family: tuple[str, ...]
    last_contact: str
    cared_for_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BirthdayWords:
    """One birthday of a month; `turns` is empty where the year is not known, and `on` the first of
    the month where the day is not.
    """

    shopper_id: int
    on: date
    day: str
    name: str
    turns: str
    phone: str
    town: str
    day_known: bool = True

    @property
    def table_day(self) -> str:
        """The day as a table has it, 2026-12-20; of some day of a month 2026-12."""
        return self.on.isoformat() if self.day_known else self.on.isoformat()[:7]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reached:
    shopper_id: int
    phone: str | None
    town: str | None


def call_words(row: CallRow, money: Money, show_day: ShowDay) -> CallWords:
    """What is known of a shopper, as it is to be read."""
    return CallWords(
        name=one_line(row.name),
        phones=tuple(
            f"{one_line(phone.raw)} {phone.use.value}"
            f"{', safe for surprises' if phone.safe_for_surprises else ''}"
            for phone in row.phones
        ),
        bought=tuple(
            " · ".join(
                filter(None, (show_day(one.day), one_line(one.what), money(one.total_cents)))
            )
            for one in row.purchases
        ),
        spent=money(row.spent_cents) if row.spent_cents else "",
        wishes=row.wishes,
        family=row.family,
        last_contact=_contact(row, show_day),
        cared_for_by=row.cared_for_by or "",
    )


def _contact(row: CallRow, show_day: ShowDay) -> str:
    """ "2026-11-02, call with Olga: asked about sizing"."""
    touch = row.last_contact
    if touch is None:
        return ""
    told = f"{show_day(touch.day)}, {touch.kind.value} with {touch.associate}"
    return f"{told}: {one_line(touch.text)}" if touch.text else told


def call_sheet_csv(
    book: Book, out: Path, rows: Sequence[CallWords], *, what: str, day: date
) -> int:
    """Write the call sheet for a spreadsheet, guarded, with who made it; how many rows it has.

    Needs the rights to print lists and to write them into files.
    """
    cells = [
        (
            row.name,
            "\n".join(row.phones),
            "\n".join(row.bought),
            row.spent,
            "\n".join(row.wishes),
            "\n".join(row.family),
            row.last_contact,
            row.cared_for_by,
        )
        for row in rows
    ]
    return _write(book, out, CALL_HEADINGS, cells, what=what, day=day)


def birthdays_of_month(book: Book, year: int, month: int, *, shop: Shop) -> list[BirthdayWords]:
    """Whose birthday is in the month, day by day; nobody who died, was archived or has no name.

    Needs the right to print lists. A day that is not known stands first, and says only the month.
    """
    require(book, Right.PRINT_LISTS)
    first = date(year, month, 1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    found = due(book, first, last, leap_day=shop.leap_day_rule, kinds=(OccasionKind.BIRTHDAY,))
    found.sort(key=lambda one: one.day_of_month is not None)  # those of no known day stand first
    living = [
        one for one in found if one.named and one.deceased_on is None and one.archived_on is None
    ]
    reached = _reached(book, [one.shopper_id for one in living])
    return [_birthday(one, reached[one.shopper_id]) for one in living]


def _birthday(one: DueOccasion, reached: _Reached) -> BirthdayWords:
    month = MONTHS[one.day.month - 1]
    day = f"{month} {one.day.day}" if one.day_of_month else month
    if one.calendar is Calendar.CHINESE:
        day += ", by the Chinese calendar"
    return BirthdayWords(
        shopper_id=one.shopper_id,
        on=one.day,
        day=day,
        name=one_line(one.name),
        turns="" if one.years is None else str(one.years),
        phone=one_line(reached.phone or ""),
        town=one_line(reached.town or ""),
        day_known=one.day_of_month is not None,
    )


def _reached(book: Book, people: list[int]) -> dict[int, _Reached]:
    rows = book.all(
        _Reached,
        """
        SELECT shopper.id AS shopper_id,
               (SELECT raw FROM phone WHERE phone.shopper_id = shopper.id
                ORDER BY position, phone.id LIMIT 1) AS phone,
               (SELECT city FROM address
                WHERE address.shopper_id = shopper.id AND left_on IS NULL
                ORDER BY position, address.id LIMIT 1) AS town
        FROM json_each(:people) AS wanted JOIN shopper ON shopper.id = wanted.value
        ORDER BY shopper.id
        """,
        people=json.dumps(people),
    )
    return {row.shopper_id: row for row in rows}


def birthdays_csv(
    book: Book, out: Path, rows: Sequence[BirthdayWords], *, what: str, day: date
) -> int:
    """Write the birthdays for a spreadsheet, guarded, with who made it; how many rows it has.

    Needs the rights to print lists and to write them into files.
    """
    cells = [(row.table_day, row.name, row.turns, row.phone, row.town) for row in rows]
    return _write(book, out, BIRTHDAY_HEADINGS, cells, what=what, day=day)


def _write(  # noqa: PLR0913 - a table has headings, rows, a place, and who made it when
    book: Book,
    out: Path,
    headings: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    what: str,
    day: date,
) -> int:
    require(book, Right.PRINT_LISTS)
    require(book, Right.EXPORT)
    made = associate(book, book.associate_id).name, day.isoformat()
    with csv_out(out, spreadsheet=True) as table:
        table.write([GUARDED_ROW, *headings, *MADE])
        for number, row in enumerate(rows, 1):
            table.write([str(number), *row, *made], safe=frozenset([0, len(row) + 2]))
    note_exported(book, what, rows=len(rows), out=out)
    return len(rows)
