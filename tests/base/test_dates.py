"""When a yearly day is kept: 29 February, unknown days and years, the Chinese calendar."""

from calendar import isleap
from datetime import date, timedelta
from itertools import pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storebook.base.dates import (
    Calendar,
    LeapDayRule,
    PartialDate,
    candidate_keys,
    month_day_key,
    next_occurrence,
    occurrences,
    years_completed,
)
from storebook.base.lunar import LunarDate, days_in_month, from_solar, leap_month_of

LEAP_DAY = PartialDate(month=2, day=29)
LONGEST_WINDOW = 60
# Of all windows up to the longest; the slow tests try every length, and every day to begin on.
SOME_LENGTHS = [1, 2, 3, 5, 7, 8, 14, 28, 29, 30, 31, 59, LONGEST_WINDOW]
RULES = list(LeapDayRule)
DAYS_OF_A_YEAR = [date(2028, 1, 1) + timedelta(days=number) for number in range(366)]
EVERY_DAY = [PartialDate(month=day.month, day=day.day) for day in DAYS_OF_A_YEAR] + [
    PartialDate(month=month) for month in range(1, 13)
]
# A common year and a leap year; the windows reach into the next common one.
STARTS = [date(2027, 1, 1) + timedelta(days=number) for number in range(365 + 366)]


def chinese(
    month: int, day: int | None = None, *, year: int | None = None, leap: bool = False
) -> PartialDate:
    """A day of the Chinese calendar."""
    return PartialDate(calendar=Calendar.CHINESE, year=year, month=month, day=day, leap_month=leap)


def is_kept_on(when: PartialDate, day: date, rule: LeapDayRule) -> bool:
    """The promise in plain words, one day at a time and without any shortcut."""
    month, number = when.month, when.day or 1
    if (month, number) == (2, 29) and not isleap(day.year):
        if rule is LeapDayRule.FEBRUARY:
            return (day.month, day.day) == (2, 28)
        return rule is LeapDayRule.MARCH and (day.month, day.day) == (3, 1)
    return (day.month, day.day) == (month, number)


def is_kept_on_lunar(when: PartialDate, day: LunarDate) -> bool:
    """The same for the Chinese calendar."""
    in_leap_month = when.leap_month and leap_month_of(day.year) == when.month
    if (day.month, day.leap_month) != (when.month, in_leap_month):
        return False
    number = when.day or 1
    short = days_in_month(day.year, day.month, leap_month=day.leap_month) == 29
    return day.day == (29 if number == 30 and short else number)


def days_from(start: date, length: int) -> list[date]:
    """A window."""
    return [start + timedelta(days=number) for number in range(length)]


# --- 29 February


@pytest.mark.parametrize(
    ("rule", "year", "kept"),
    [
        (LeapDayRule.FEBRUARY, 2027, [date(2027, 2, 28)]),
        (LeapDayRule.MARCH, 2027, [date(2027, 3, 1)]),
        (LeapDayRule.LEAP_YEARS, 2027, []),
        (LeapDayRule.FEBRUARY, 2028, [date(2028, 2, 29)]),
        (LeapDayRule.MARCH, 2028, [date(2028, 2, 29)]),
        (LeapDayRule.LEAP_YEARS, 2028, [date(2028, 2, 29)]),
        (LeapDayRule.FEBRUARY, 2100, [date(2100, 2, 28)]),
    ],
)
def test_29_february_is_kept_by_the_rule(rule: LeapDayRule, year: int, kept: list[date]) -> None:
    own = PartialDate(month=2, day=29, leap_day_rule=rule)
    whole_year = date(year, 1, 1), date(year, 12, 31)

    assert occurrences(LEAP_DAY, *whole_year, leap_day=rule) == kept
    assert occurrences(own, *whole_year) == kept


@pytest.mark.parametrize(("own", "store"), list(product(RULES, RULES)))
def test_a_persons_own_rule_wins_over_the_stores(own: LeapDayRule, store: LeapDayRule) -> None:
    person = PartialDate(month=2, day=29, leap_day_rule=own)
    window = date(2027, 1, 1), date(2028, 12, 31)

    assert occurrences(person, *window, leap_day=store) == occurrences(
        LEAP_DAY, *window, leap_day=own
    )
    assert next_occurrence(person, date(2027, 1, 1), leap_day=store) == next_occurrence(
        LEAP_DAY, date(2027, 1, 1), leap_day=own
    )


def test_a_store_that_says_nothing_keeps_29_february_in_february() -> None:
    assert occurrences(LEAP_DAY, date(2027, 1, 1), date(2027, 12, 31)) == [date(2027, 2, 28)]


def test_the_next_29_february_can_be_eight_years_away() -> None:
    rule = LeapDayRule.LEAP_YEARS

    assert next_occurrence(LEAP_DAY, date(2096, 3, 1), leap_day=rule) == date(2104, 2, 29)


# --- what is not known, and the turn of the year


def test_a_day_that_is_not_known_is_kept_on_the_first_of_its_month() -> None:
    may = PartialDate(month=5)

    assert occurrences(may, date(2027, 4, 20), date(2027, 5, 20)) == [date(2027, 5, 1)]
    assert occurrences(may, date(2027, 5, 2), date(2027, 5, 31)) == []


def test_the_next_30_days_on_20_december_include_january() -> None:
    window = date(2026, 12, 20), date(2027, 1, 18)

    assert occurrences(PartialDate(month=1, day=18), *window) == [date(2027, 1, 18)]
    assert occurrences(PartialDate(month=12, day=20), *window) == [date(2026, 12, 20)]
    assert occurrences(PartialDate(month=1, day=19), *window) == []


def test_today_is_the_next_day_when_it_is_the_day() -> None:
    birthday = PartialDate(month=11, day=26)

    assert next_occurrence(birthday, date(2026, 11, 26)) == date(2026, 11, 26)
    assert next_occurrence(birthday, date(2026, 11, 27)) == date(2027, 11, 26)


def test_a_long_window_holds_each_year() -> None:
    birthday = PartialDate(month=11, day=26)

    assert occurrences(birthday, date(2026, 11, 26), date(2028, 11, 26)) == [
        date(2026, 11, 26),
        date(2027, 11, 26),
        date(2028, 11, 26),
    ]


@pytest.mark.parametrize("when", [PartialDate(month=5), LEAP_DAY, chinese(8, 15)])
def test_a_window_that_ends_before_it_starts_is_empty(when: PartialDate) -> None:
    backwards = date(2027, 12, 31), date(2027, 1, 1)

    assert occurrences(when, *backwards) == []
    assert occurrences(when, date.max, date.min) == []
    assert candidate_keys(when.calendar, *backwards) == []
    assert candidate_keys(when.calendar, date.max, date.min) == []


@pytest.mark.parametrize("calendar", list(Calendar))
def test_a_window_of_all_time_is_no_trouble(calendar: Calendar) -> None:
    birthday = PartialDate(calendar=calendar, month=8, day=15)

    assert len(occurrences(birthday, date.min, date.max)) == (
        9999 if calendar is Calendar.GREGORIAN else 201
    )
    assert candidate_keys(calendar, date.min, date.max) == [(101, 1231)]
    assert next_occurrence(birthday, date.max) is None


# --- years


def test_a_wedding_has_no_0th_anniversary() -> None:
    wedding = PartialDate(year=2026, month=6, day=12)

    assert occurrences(wedding, date(2020, 1, 1), date(2027, 12, 31)) == [date(2027, 6, 12)]
    assert next_occurrence(wedding, date(2026, 1, 1)) == date(2027, 6, 12)
    assert years_completed(wedding, date(2026, 6, 12)) is None
    assert years_completed(wedding, date(2027, 6, 11)) is None
    assert years_completed(wedding, date(2027, 6, 12)) == 1


@pytest.mark.parametrize(
    ("when", "on", "years"),
    [
        (PartialDate(month=11, day=26), date(2026, 11, 26), None),
        (PartialDate(year=1966, month=11, day=26), date(2026, 11, 25), 59),
        (PartialDate(year=1966, month=11, day=26), date(2026, 11, 26), 60),
        (PartialDate(year=1966, month=11, day=26), date(1950, 1, 1), None),
        (PartialDate(year=1984, month=5), date(2027, 5, 1), 43),
        (PartialDate(year=2004, month=2, day=29), date(2027, 2, 28), 23),
        (
            PartialDate(year=2004, month=2, day=29, leap_day_rule=LeapDayRule.MARCH),
            date(2027, 2, 28),
            22,
        ),
        (
            PartialDate(year=2004, month=2, day=29, leap_day_rule=LeapDayRule.LEAP_YEARS),
            date(2027, 3, 1),
            23,
        ),
        # Born in January 1967, the Chinese year is still 1966: the 60th is in January 2027.
        (chinese(12, 8, year=1966), date(2027, 1, 14), 59),
        (chinese(12, 8, year=1966), date(2027, 1, 15), 60),
        (chinese(8, 15, year=1966), date(1890, 1, 1), None),
    ],
)
def test_years_are_counted_in_the_years_of_the_calendar(
    when: PartialDate, on: date, years: int | None
) -> None:
    assert years_completed(when, on) == years


# --- the Chinese calendar


@pytest.mark.parametrize(
    ("when", "year", "kept"),
    [
        (chinese(8, 15), 2026, [date(2026, 9, 25)]),
        (chinese(1, 1), 2027, [date(2027, 2, 6)]),
        # Without a leap 6th month the ordinary one is kept; with it, the leap month.
        (chinese(6, 3, leap=True, year=1960), 2026, [date(2026, 7, 16)]),
        (chinese(6, 3, leap=True, year=1960), 2025, [date(2025, 7, 27)]),
        (chinese(6, 3), 2025, [date(2025, 6, 27)]),
        (chinese(11, 1, leap=True), 2033, [date(2033, 12, 22)]),
        (chinese(11, 1, leap=True), 2034, [date(2034, 12, 11)]),
        # Day 30 of a month of 29 days is day 29: the last day of the year 2026 and of 2027.
        (chinese(12, 30), 2027, [date(2027, 2, 5)]),
        (chinese(12, 30), 2028, [date(2028, 1, 25)]),
        # No occurrence, and two, in one of our years.
        (chinese(11, 20), 2027, [date(2027, 12, 17)]),
        (chinese(11, 20), 2028, []),
        (chinese(11, 20), 2029, [date(2029, 1, 4), date(2029, 12, 24)]),
        (chinese(8), 2026, [date(2026, 9, 11)]),
    ],
)
def test_a_chinese_day_is_kept_where_it_falls(
    when: PartialDate, year: int, kept: list[date]
) -> None:
    assert occurrences(when, date(year, 1, 1), date(year, 12, 31)) == kept


def test_the_next_chinese_day_may_be_of_the_year_that_is_still_running() -> None:
    assert next_occurrence(chinese(12, 8), date(2027, 1, 2)) == date(2027, 1, 15)
    assert next_occurrence(chinese(12, 8), date(2027, 1, 16)) == date(2028, 1, 4)
    assert next_occurrence(chinese(12, 8, year=2030), date(2027, 1, 2)) == date(2032, 1, 20)


def test_a_chinese_day_is_not_known_outside_the_table() -> None:
    birthday = chinese(8, 15)

    assert occurrences(birthday, date(1890, 1, 1), date(1899, 12, 31)) == []
    assert occurrences(birthday, date(2101, 1, 29), date(2110, 12, 31)) == []
    assert candidate_keys(Calendar.CHINESE, date(2101, 1, 29), date(2101, 3, 1)) == []
    assert next_occurrence(birthday, date(2100, 12, 1)) is None
    assert next_occurrence(birthday, date(1700, 1, 1)) == date(1900, 9, 8)


# --- laws, by brute force


def keep_promises(rule: LeapDayRule, lengths: list[int]) -> None:
    """In windows of these lengths from any day of two years, each yearly day is found when it is
    kept and at no other time.
    """
    kept = {
        when: [day for day in days_from(STARTS[0], 900) if is_kept_on(when, day, rule)]
        for when in (EVERY_DAY if rule is LeapDayRule.FEBRUARY else [LEAP_DAY])
    }
    for start, (when, days) in product(STARTS, kept.items()):
        longest = start + timedelta(days=LONGEST_WINDOW - 1)
        due = [day for day in days if start <= day <= longest]
        assert occurrences(when, start, longest, leap_day=rule) == due
        # A shorter window can differ only when the longest holds anything.
        for length in lengths if due else []:
            end = start + timedelta(days=length - 1)
            expected = [day for day in due if day <= end]
            assert occurrences(when, start, end, leap_day=rule) == expected


@pytest.mark.parametrize("rule", RULES)
def test_every_day_is_kept_when_the_promise_says_so(rule: LeapDayRule) -> None:
    keep_promises(rule, SOME_LENGTHS)


@pytest.mark.slow
@pytest.mark.parametrize("rule", RULES)
def test_every_day_is_kept_in_windows_of_every_length(rule: LeapDayRule) -> None:
    keep_promises(rule, list(range(1, LONGEST_WINDOW)))


@pytest.mark.parametrize("step", [5, pytest.param(1, marks=pytest.mark.slow)])
def test_every_chinese_day_is_kept_when_the_promise_says_so(step: int) -> None:
    names = list(product(range(1, 13), [None, 1, 15, 29, 30], [False, True]))
    lunar_days = {day: from_solar(day) for day in days_from(date(2032, 12, 1), 1200)}
    for month, number, leap in names:
        when = chinese(month, number, leap=leap)
        kept = [day for day, lunar in lunar_days.items() if is_kept_on_lunar(when, lunar)]
        for start in list(days_from(date(2032, 12, 1), 1100))[::step]:
            for length in (1, 7, 30, LONGEST_WINDOW):
                end = start + timedelta(days=length - 1)
                expected = [day for day in kept if start <= day <= end]
                assert occurrences(when, start, end) == expected


def covers(ranges: list[tuple[int, int]], key: int) -> bool:
    return any(first <= key <= last for first, last in ranges)


def test_no_one_who_is_due_is_missed_by_the_candidate_keys() -> None:
    due_on = {
        day: {
            month_day_key(when)
            for when, rule in [*product(EVERY_DAY, RULES[:1]), *product([LEAP_DAY], RULES)]
            if is_kept_on(when, day, rule)
        }
        for day in days_from(STARTS[0], 900)
    }
    for start in STARTS:
        due: set[int] = set()
        for day in days_from(start, LONGEST_WINDOW):
            due |= due_on[day]
            ranges = candidate_keys(Calendar.GREGORIAN, start, day)
            assert all(covers(ranges, key) for key in due), (start, day)


def test_no_one_who_is_due_by_the_chinese_calendar_is_missed() -> None:
    everyone = [
        chinese(month, day, leap=leap)
        for month, day, leap in product(range(1, 13), [None, *range(1, 31)], [False, True])
    ]
    for start in days_from(date(2033, 6, 1), 300):
        end = start + timedelta(days=start.toordinal() % LONGEST_WINDOW)
        due = {month_day_key(when) for when in everyone if occurrences(when, start, end)}
        ranges = candidate_keys(Calendar.CHINESE, start, end)
        assert all(covers(ranges, key) for key in due), (start, end)


@given(
    start=st.dates(date(1899, 1, 1), date(2102, 1, 1)),
    length=st.integers(1, 800),
    calendar=st.sampled_from(Calendar),
)
def test_candidate_keys_are_few_apart_and_hold_little_more(
    start: date, length: int, calendar: Calendar
) -> None:
    ranges = candidate_keys(calendar, start, start + timedelta(days=length - 1))

    assert len(ranges) <= 3
    assert all(first <= last for first, last in ranges)
    assert all(last < first for (_, last), (first, _) in pairwise(ranges))
    keys = [when.month * 100 + (when.day or 1) for when in EVERY_DAY if when.day]
    assert sum(covers(ranges, key) for key in keys) <= length + 35
