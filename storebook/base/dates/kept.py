"""On which days a yearly day is kept, and how many years it then makes."""

from calendar import isleap
from datetime import date, timedelta

from storebook.base import lunar
from storebook.base.dates.partial import FEBRUARY, LEAP_DAY, Calendar, LeapDayRule, PartialDate

WHOLE_YEAR = [(101, 1231)]
LEAP_DAY_KEY = 229
FIRST_OF_MARCH_KEY = 301
SHORTEST_YEAR = 365
LONGEST_CHINESE_YEAR = 385


def occurrences(
    when: PartialDate,
    start: date,
    end: date,
    *,
    leap_day: LeapDayRule = LeapDayRule.FEBRUARY,
) -> list[date]:
    """The days from `start` to `end`, both included, on which `when` is kept, in order.

    It comes round from the year after its own, so that no one gets a 0th card. A Chinese date can
    fall twice in one of our years, or never. A day that is not known counts as the first of its
    month. The person's own rule for 29 February wins over `leap_day`, the store's.
    """
    if when.calendar is Calendar.CHINESE:
        return _chinese_occurrences(when, start, end)
    rule = when.leap_day_rule or leap_day
    days = []
    for year in range(_first_year(when, start), end.year + 1):
        day = _kept_in(when, year, rule)
        if day is not None and start <= day <= end:
            days.append(day)
    return days


def next_occurrence(
    when: PartialDate, today: date, *, leap_day: LeapDayRule = LeapDayRule.FEBRUARY
) -> date | None:
    """The next day on which `when` is kept, today included; None at the end of the calendar."""
    if when.calendar is Calendar.CHINESE:
        for year in range(_first_chinese_year(when, today), lunar.LAST_YEAR + 1):
            day = _kept_in_chinese(when, year)
            if day is not None and day >= today:
                return day
        return None
    rule = when.leap_day_rule or leap_day
    for year in range(_first_year(when, today), date.max.year + 1):
        day = _kept_in(when, year, rule)
        if day is not None and day >= today:
            return day
    return None


def years_completed(
    when: PartialDate, on: date, *, leap_day: LeapDayRule = LeapDayRule.FEBRUARY
) -> int | None:
    """How many times `when` has come round by the end of that day, in years of its calendar.

    None when the year is not known or the first year is not over: nothing is ever the 0th.
    """
    if when.year is None:
        return None
    if when.calendar is Calendar.CHINESE:
        if not lunar.FIRST_DAY <= on <= lunar.LAST_DAY:
            return None
        this_year = lunar.from_solar(on).year
        kept = _kept_in_chinese(when, this_year)
    else:
        this_year = on.year
        rule = when.leap_day_rule or leap_day
        kept = _kept_in(when, this_year, rule) or date(this_year, 3, 1)
    years = this_year - when.year - (kept is not None and kept > on)
    return years if years > 0 else None


def month_day_key(when: PartialDate) -> int:
    """The place in the year by which due days are looked up: 1126 for 26 November."""
    return when.month * 100 + (when.day or 1)


def candidate_keys(calendar: Calendar, start: date, end: date) -> list[tuple[int, int]]:
    """Ranges of `month_day_key`, both ends included, that hold whatever is due in the window.

    They are apart and in order, and hold a little more: `occurrences` decides.
    """
    if end < start:
        return []
    ranges = _chinese_ranges(start, end) if calendar is Calendar.CHINESE else _ranges(start, end)
    return _joined(sorted(ranges))


def _first_year(when: PartialDate, start: date) -> int:
    return start.year if when.year is None else max(start.year, when.year + 1)


def _first_chinese_year(when: PartialDate, start: date) -> int:
    # The Chinese year begins in January or February: the one before ours may still be running.
    return max(start.year - 1, lunar.FIRST_YEAR, (when.year or 0) + 1)


def _kept_in(when: PartialDate, year: int, rule: LeapDayRule) -> date | None:
    day = when.day or 1
    if day != LEAP_DAY or when.month != FEBRUARY or isleap(year):
        return date(year, when.month, day)
    if rule is LeapDayRule.FEBRUARY:
        return date(year, 2, 28)
    return date(year, 3, 1) if rule is LeapDayRule.MARCH else None


def _kept_in_chinese(when: PartialDate, year: int) -> date | None:
    """A leap month is kept in the ordinary one when the year lacks it, day 30 on 29 likewise."""
    month = lunar.find_month(year, when.month, when.leap_month)
    if month is None:
        month = lunar.find_month(year, when.month, False)
    if month is None:
        return None
    return date.fromordinal(month.first + min(when.day or 1, month.days) - 1)


def _chinese_occurrences(when: PartialDate, start: date, end: date) -> list[date]:
    days = []
    for year in range(_first_chinese_year(when, start), min(end.year, lunar.LAST_YEAR) + 1):
        day = _kept_in_chinese(when, year)
        if day is not None and start <= day <= end:
            days.append(day)
    return days


def _ranges(start: date, end: date) -> list[tuple[int, int]]:
    if (end - start).days >= SHORTEST_YEAR:
        return WHOLE_YEAR
    first = start.month * 100 + start.day
    last = end.month * 100 + end.day
    # In a common year 29 February is kept on the day before it or on the day after.
    first = LEAP_DAY_KEY if first == FIRST_OF_MARCH_KEY else first
    last = LEAP_DAY_KEY if last == LEAP_DAY_KEY - 1 else last
    return [(first, last)] if start.year == end.year else [(101, last), (first, 1231)]


def _chinese_ranges(start: date, end: date) -> list[tuple[int, int]]:
    """One range a month: a leap month is looked up under the month that it follows."""
    if (end - start).days >= LONGEST_CHINESE_YEAR:
        return WHOLE_YEAR
    ranges = []
    day, end = max(start, lunar.FIRST_DAY), min(end, lunar.LAST_DAY)
    while day <= end:
        lunar_day = lunar.from_solar(day)
        days = lunar.days_in_month(lunar_day.year, lunar_day.month, leap_month=lunar_day.leap_month)
        last = min(lunar_day.day + (end - day).days, days)
        month = lunar_day.month * 100
        # Whoever was born on day 30 is greeted on day 29 of a short month.
        ranges.append(
            (month + lunar_day.day, month + (last if last < days else lunar.LONGEST_MONTH))
        )
        day += timedelta(days=last - lunar_day.day + 1)
    return ranges


def _joined(ranges: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Ranges that overlap or follow each other become one; they come sorted."""
    joined: list[tuple[int, int]] = []
    for first, last in ranges:
        if joined and first <= _after(joined[-1][1]):
            joined[-1] = (joined[-1][0], max(joined[-1][1], last))
        else:
            joined.append((first, last))
    return joined


def _after(key: int) -> int:
    """The key that no day can come before: after day 30 or 31 the first of the next month."""
    return key + 1 if key % 100 < lunar.LONGEST_MONTH else (key // 100 + 1) * 100 + 1
