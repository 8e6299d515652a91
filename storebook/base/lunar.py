"""The Chinese calendar from 1900 to 2100: which day of ours is which day of theirs."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from storebook.base.errors import Refused
from storebook.base.lunar_years import LUNAR_YEARS

FIRST_YEAR = 1900
LAST_YEAR = 2100
FIRST_DAY = date(1900, 1, 31)
LAST_DAY = date(2101, 1, 28)
LONGEST_MONTH = 30
MONTH_NAMES = (
    "1st", "2nd", "3rd", "4th", "5th", "6th", "7th", "8th", "9th", "10th", "11th", "12th",
)  # fmt: skip

OUTSIDE = f"The Chinese calendar is known here from {FIRST_YEAR} to {LAST_YEAR} only."

_LINES = dict(zip(range(FIRST_YEAR, LAST_YEAR + 1), LUNAR_YEARS.splitlines(), strict=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class LunarDate:
    """A day that was: its year, month and day in the Chinese calendar are all known."""

    year: int
    month: int
    day: int
    leap_month: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LunarMonth:
    """One month of one year; `first` is the ordinal of its first day (`date.toordinal`)."""

    month: int
    leap_month: bool
    first: int
    days: int


@cache
def months_of(year: int) -> tuple[LunarMonth, ...]:
    """The 12 or 13 months of a year in order; none for a year that the table does not hold."""
    if year not in _LINES:
        return ()
    _, new_year, leap, lengths = _LINES[year].split()
    first = date.fromisoformat(f"{year}-{new_year}").toordinal()
    names = [(month, False) for month in range(1, 13)]
    if leap != "-":
        names.insert(int(leap), (int(leap), True))
    months = []
    for (month, leap_month), length in zip(names, lengths, strict=True):
        days = 30 if length == "L" else 29
        months.append(LunarMonth(month=month, leap_month=leap_month, first=first, days=days))
        first += days
    return tuple(months)


@cache
def find_month(year: int, month: int, leap_month: bool) -> LunarMonth | None:
    """The month of that name, if the year has it."""
    for candidate in months_of(year):
        if candidate.month == month and candidate.leap_month == leap_month:
            return candidate
    return None


def leap_month_of(year: int) -> int | None:
    """The month that comes twice in the year; 6 means that a leap 6th follows the 6th."""
    return next((month.month for month in months_of(year) if month.leap_month), None)


def month_name(month: int, leap_month: bool = False) -> str:
    """As in a sentence: "8th month", "leap 6th month"."""
    return f"{'leap ' if leap_month else ''}{MONTH_NAMES[month - 1]} month"


def days_in_month(year: int, month: int, *, leap_month: bool = False) -> int:
    """29 or 30; refused when the table does not hold the year or the year not the month."""
    return _month(year, month, leap_month).days


def from_solar(day: date) -> LunarDate:
    """The day of the Chinese calendar for one of ours; refused outside the table."""
    if not FIRST_DAY <= day <= LAST_DAY:
        raise Refused(OUTSIDE)
    ordinal = day.toordinal()
    year, months = day.year, months_of(day.year)
    if not months or ordinal < months[0].first:
        year, months = day.year - 1, months_of(day.year - 1)
    found = next(month for month in reversed(months) if month.first <= ordinal)
    return LunarDate(
        year=year,
        month=found.month,
        day=ordinal - found.first + 1,
        leap_month=found.leap_month,
    )


def _month(year: int, month: int, leap_month: bool) -> LunarMonth:
    if found := find_month(year, month, leap_month):
        return found
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Refused(OUTSIDE)
    if not 1 <= month <= len(MONTH_NAMES):
        raise Refused(f"There is no month {month}. Months go from 1 to 12.")
    there = leap_month_of(year)
    instead = (
        f"a {month_name(there, True)}, not a leap {MONTH_NAMES[month - 1]} one" if there else ""
    )
    raise Refused(f"The Chinese year {year} has {instead or 'no leap month'}. Which month is it?")
