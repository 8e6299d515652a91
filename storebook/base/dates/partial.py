"""A day of the year as far as it is known, in the calendar that the family keeps."""

from calendar import isleap
from dataclasses import dataclass
from enum import StrEnum

from storebook.base.errors import Refused
from storebook.base.lunar import LONGEST_MONTH, days_in_month, month_name

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
LONGEST = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
FEBRUARY = 2
LEAP_DAY = 29
LAST_YEAR = 9999

# What other programs write when they were told no year.
PLACEHOLDER_YEARS = frozenset({0, 1, 1604, 1900, 1904})


class Calendar(StrEnum):
    """The calendar in which the day comes round."""

    GREGORIAN = "gregorian"
    CHINESE = "chinese"


class LeapDayRule(StrEnum):
    """When someone born on 29 February is greeted in a common year."""

    FEBRUARY = "february"
    MARCH = "march"
    LEAP_YEARS = "leap_years"


@dataclass(frozen=True, slots=True, kw_only=True)
class PartialDate:
    """A yearly day; a year or day of None is not known. Refused when there is no such day.

    Year, month and day are those of `calendar`. `leap_day_rule` is the person's own wish for
    29 February; None leaves it to the store.
    """

    calendar: Calendar = Calendar.GREGORIAN
    year: int | None = None
    month: int
    day: int | None = None
    leap_month: bool = False
    leap_day_rule: LeapDayRule | None = None

    def __post_init__(self) -> None:
        if not 1 <= self.month <= len(MONTHS):
            raise Refused(f"There is no month {self.month}. Months go from 1 to 12.")
        if self.calendar is Calendar.CHINESE:
            _check_chinese(self)
        else:
            _check_gregorian(self)


def show_partial_date(when: PartialDate) -> str:
    """In plain American English: "November 26, 1966", "in May", "lunar 8th month, day 15"."""
    if when.calendar is Calendar.CHINESE:
        month = month_name(when.month, when.leap_month)
        known = f"lunar {month}, day {when.day}" if when.day else f"in the lunar {month}"
        return f"{known}, {when.year}" if when.year else known
    month = MONTHS[when.month - 1]
    if when.day:
        return f"{month} {when.day}, {when.year}" if when.year else f"{month} {when.day}"
    return f"in {month} {when.year}" if when.year else f"in {month}"


def _check_gregorian(when: PartialDate) -> None:
    if when.leap_month:
        raise Refused("Only the Chinese calendar has leap months.")
    if when.year is not None and not 1 <= when.year <= LAST_YEAR:
        raise Refused(f"There is no year {when.year} here. Which year is it?")
    if when.day is None:
        return
    if not 1 <= when.day <= LONGEST[when.month - 1]:
        raise Refused(f"{MONTHS[when.month - 1]} has {_length(when.month)}. Which day is it?")
    leap_day = when.month == FEBRUARY and when.day == LEAP_DAY
    if leap_day and when.year is not None and not isleap(when.year):
        raise Refused(f"There was no February 29 in {when.year}. Which day or year is it?")


def _length(month: int) -> str:
    return "28 days, or 29 in a leap year" if month == FEBRUARY else f"{LONGEST[month - 1]} days"


def _check_chinese(when: PartialDate) -> None:
    if when.day is not None and not 1 <= when.day <= LONGEST_MONTH:
        raise Refused("A month of the Chinese calendar has 29 or 30 days. Which day is it?")
    if when.year is None:
        return
    days = days_in_month(when.year, when.month, leap_month=when.leap_month)
    if when.day is not None and when.day > days:
        month = month_name(when.month, when.leap_month)
        raise Refused(
            f"The {month} of the Chinese year {when.year} has {days} days. "
            "Which day is it? The year may be left out."
        )
