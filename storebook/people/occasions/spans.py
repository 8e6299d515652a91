"""A window of days cut into spans in which the book holds its days in the order they come."""

from calendar import isleap
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from storebook.base import lunar
from storebook.base.dates import Calendar, candidate_keys

ONE_DAY = timedelta(days=1)
LONGEST_MONTH = 31
Keys = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Days from `start` to `end`. There is more than one range only where it is a single day.

    In a common year 28 February is also the day of who was born on the 29th, and in a short month
    of the Chinese calendar day 29 is also that of day 30.
    """

    start: date
    end: date
    ranges: tuple[Keys, ...]


def spans(calendar: Calendar, start: date, end: date) -> Iterator[Span]:
    """The spans of the window, one after the other."""
    days = _chinese_days if calendar is Calendar.CHINESE else _gregorian_days
    for first, last in days(start, end):
        yield Span(start=first, end=last, ranges=_ranges(calendar, first, last))


def _ranges(calendar: Calendar, first: date, last: date) -> tuple[Keys, ...]:
    ranges = candidate_keys(calendar, first, last)
    if first < last:
        return tuple(ranges)
    return tuple(
        (key, key)
        for lowest, highest in ranges
        for key in range(lowest, highest + 1)
        if 1 <= key % 100 <= LONGEST_MONTH
    )


def _gregorian_days(start: date, end: date) -> Iterator[tuple[date, date]]:
    for year in range(start.year, end.year + 1):
        cuts = [date(year, 1, 1)]
        if not isleap(year):
            cuts += [date(year, 2, 28), date(year, 3, 1), date(year, 3, 2)]
        yield from _cut(max(start, cuts[0]), min(end, date(year, 12, 31)), cuts)


def _cut(start: date, end: date, cuts: list[date]) -> Iterator[tuple[date, date]]:
    """From `start` to `end`, with a new piece at each cut."""
    inside = [start, *(cut for cut in cuts if start < cut <= end)]
    for first, after in zip(inside, [*inside[1:], end + ONE_DAY], strict=True):
        if first < after:
            yield first, after - ONE_DAY


def _chinese_days(start: date, end: date) -> Iterator[tuple[date, date]]:
    day, end = max(start, lunar.FIRST_DAY), min(end, lunar.LAST_DAY)
    while day <= end:
        known = lunar.from_solar(day)
        length = lunar.days_in_month(known.year, known.month, leap_month=known.leap_month)
        month_end = day + timedelta(days=length - known.day)
        cuts = [month_end] if length < lunar.LONGEST_MONTH else []
        yield from _cut(day, min(end, month_end), cuts)
        day = month_end + ONE_DAY
