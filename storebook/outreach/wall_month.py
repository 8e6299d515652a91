"""What a calendar on the wall says of a month: gift days, when to mail, and how many days of
shoppers.

A calendar hangs where everybody reads it. It says how many birthdays there are, never whose; with
names it is for the back office, and asks for the right to print lists.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from storebook.base.errors import Refused
from storebook.base.text import counted
from storebook.book.book import Book
from storebook.book.settings import load
from storebook.book.shop import Shop
from storebook.outreach.own_gift_days import coming_gift_days
from storebook.outreach.today import coming_days
from storebook.people.occasions import DueOccasion, OccasionKind
from storebook.staff.rights import Right, require

# Mail for a day so long after the month may still have to go in it.
LONGEST_AHEAD = timedelta(days=120)
FIRST_YEAR, LAST_YEAR = 1900, 2199
BOTH = (OccasionKind.BIRTHDAY, OccasionKind.WEDDING)


class MarkKind(StrEnum):
    """What stands on a day of the calendar."""

    GIFT = "gift"
    MAIL = "mail"
    COUNT = "count"
    NAME = "name"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One line on one day."""

    day: date
    kind: MarkKind
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WallMonth:
    """A month with its marks, in the order of each day. `someday` are days of the month of which
    only the month is known.
    """

    first: date
    last: date
    marks: tuple[Mark, ...]
    someday: str = ""


def wall_month(book: Book, year: int, month: int, *, names: bool = False) -> WallMonth:
    """The marks of a month; `names` needs the right to print lists."""
    if names:
        require(book, Right.PRINT_LISTS)
    if not FIRST_YEAR <= year <= LAST_YEAR or not 1 <= month <= 12:
        raise Refused("There is no such month. Write it as 2026-12.", "month")
    first = date(year, month, 1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    shop = load(book, Shop)
    days = [
        one
        for one in coming_days(book, first, (last - first).days + 1, shop=shop)
        if one.kind in BOTH
    ]
    known = [one for one in days if one.day_of_month is not None]
    marks = _gift_marks(book, shop, first, last)
    marks += _name_marks(known) if names else _count_marks(known)
    order = list(MarkKind)
    return WallMonth(
        first=first,
        last=last,
        marks=tuple(sorted(marks, key=lambda one: (one.day, order.index(one.kind)))),
        someday=_counts([one for one in days if one.day_of_month is None]),
    )


def _gift_marks(book: Book, shop: Shop, first: date, last: date) -> list[Mark]:
    abroad = has_mail_abroad(book, shop.country)
    marks = []
    for one in coming_gift_days(book, first, last + LONGEST_AHEAD):
        if one.day <= last:
            marks.append(Mark(day=one.day, kind=MarkKind.GIFT, text=one.title))
        if first <= one.mail_by <= last:
            marks.append(Mark(day=one.mail_by, kind=MarkKind.MAIL, text=f"Mail for {one.title}"))
        if abroad and first <= one.mail_by_abroad <= last:
            text = f"Mail abroad for {one.title}"
            marks.append(Mark(day=one.mail_by_abroad, kind=MarkKind.MAIL, text=text))
    return marks


def has_mail_abroad(book: Book, country: str) -> bool:
    """Whether any shopper lives in another country than the shop."""
    return bool(
        book.value(
            """
            SELECT EXISTS (
                SELECT 1 FROM address WHERE country <> :country AND country <> ''
            )
            """,
            country=country,
        )
    )


def _count_marks(days: list[DueOccasion]) -> list[Mark]:
    by_day: dict[date, list[DueOccasion]] = {}
    for one in days:
        by_day.setdefault(one.day, []).append(one)
    return [
        Mark(day=day, kind=MarkKind.COUNT, text=line)
        for day, those in by_day.items()
        for line in _counts(those).split(", ")
    ]


def _counts(days: list[DueOccasion]) -> str:
    """ "3 birthdays, 1 anniversary"; empty for none."""
    numbers = Counter(one.kind for one in days)
    said = (
        (numbers[OccasionKind.BIRTHDAY], "birthday", "birthdays"),
        (numbers[OccasionKind.WEDDING], "anniversary", "anniversaries"),
    )
    return ", ".join(counted(number, one, more) for number, one, more in said if number)


def _name_marks(days: list[DueOccasion]) -> list[Mark]:
    return [Mark(day=one.day, kind=MarkKind.NAME, text=_named(one)) for one in days]


def _named(one: DueOccasion) -> str:
    if one.kind is OccasionKind.WEDDING and one.partner_name:
        return f"{one.name} & {one.partner_name}, anniversary"
    return f"{one.name}, anniversary" if one.kind is OccasionKind.WEDDING else one.name
