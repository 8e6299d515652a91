"""The Chinese calendar: the table is frozen, and each day of ours is the one of theirs."""

import hashlib
from datetime import date, timedelta

import pytest

from storebook.base.errors import Refused
from storebook.base.lunar import (
    FIRST_DAY,
    FIRST_YEAR,
    LAST_DAY,
    LAST_YEAR,
    LunarDate,
    days_in_month,
    from_solar,
    leap_month_of,
    month_name,
    months_of,
)

# Of 73,412 lines like "2033-12-22 2033-L11-1", written by lunar_python 1.4.8 for every day of the
# table. It fits the computed new moons of 1933, 1954, 1978, 2089 and 2097, where others do not.
EVERY_DAY_SHA256 = "5d741fbeedb78d8f886910f3bfa19f9848a6226aaf0a80aa2e06e7a8496c7262"

KNOWN_DAYS = [
    # New Year's Days and festivals of the published calendars.
    (date(1900, 1, 31), (1900, 1, 1, False)),
    (date(1966, 1, 21), (1966, 1, 1, False)),
    (date(2026, 2, 17), (2026, 1, 1, False)),
    (date(2027, 2, 6), (2027, 1, 1, False)),
    (date(2028, 1, 26), (2028, 1, 1, False)),
    (date(2026, 8, 19), (2026, 7, 7, False)),
    (date(2026, 9, 25), (2026, 8, 15, False)),
    (date(2101, 1, 28), (2100, 12, 29, False)),
    # The leap 11th month of 2033 and the months around it.
    (date(2033, 12, 21), (2033, 11, 30, False)),
    (date(2033, 12, 22), (2033, 11, 1, True)),
    (date(2034, 1, 19), (2033, 11, 29, True)),
    (date(2034, 1, 20), (2033, 12, 1, False)),
    # Born in the leap 6th month of 2025.
    (date(2025, 7, 25), (2025, 6, 1, True)),
    (date(2025, 8, 22), (2025, 6, 29, True)),
    # New moons that fell close to midnight, where published tables differ by a day.
    (date(1933, 7, 22), (1933, 5, 30, True)),
    (date(1933, 7, 23), (1933, 6, 1, False)),
    (date(1933, 8, 20), (1933, 6, 29, False)),
    (date(1933, 8, 21), (1933, 7, 1, False)),
    (date(1954, 11, 24), (1954, 10, 29, False)),
    (date(1954, 11, 25), (1954, 11, 1, False)),
    (date(1954, 12, 24), (1954, 11, 30, False)),
    (date(1954, 12, 25), (1954, 12, 1, False)),
    (date(1978, 9, 2), (1978, 7, 30, False)),
    (date(1978, 9, 3), (1978, 8, 1, False)),
    (date(1978, 10, 1), (1978, 8, 29, False)),
    (date(1978, 10, 2), (1978, 9, 1, False)),
    (date(2057, 9, 28), (2057, 8, 30, False)),
    (date(2057, 9, 29), (2057, 9, 1, False)),
    (date(2089, 9, 4), (2089, 8, 1, False)),
    (date(2097, 8, 7), (2097, 7, 1, False)),
]


@pytest.mark.parametrize(("ours", "theirs"), KNOWN_DAYS)
def test_a_known_day_is_the_same_in_both_calendars(
    ours: date, theirs: tuple[int, int, int, bool]
) -> None:
    year, month, day, leap_month = theirs

    assert from_solar(ours) == LunarDate(year=year, month=month, day=day, leap_month=leap_month)


def test_no_day_of_two_hundred_years_has_moved() -> None:
    written = hashlib.sha256()
    day = FIRST_DAY
    while day <= LAST_DAY:
        lunar = from_solar(day)
        leap = "L" if lunar.leap_month else ""
        written.update(f"{day} {lunar.year}-{leap}{lunar.month}-{lunar.day}\n".encode())
        day += timedelta(days=1)

    assert written.hexdigest() == EVERY_DAY_SHA256


def test_each_year_begins_the_day_after_the_one_before() -> None:
    for year in range(FIRST_YEAR, LAST_YEAR):
        last = months_of(year)[-1]
        assert last.first + last.days == months_of(year + 1)[0].first


def test_a_year_has_twelve_months_and_at_most_one_leap_month() -> None:
    for year in range(FIRST_YEAR, LAST_YEAR + 1):
        ordinary = [month.month for month in months_of(year) if not month.leap_month]
        leap = [month.month for month in months_of(year) if month.leap_month]
        assert ordinary == list(range(1, 13))
        assert leap == ([leap_month_of(year)] if leap_month_of(year) else [])


def test_there_are_36_leap_months_from_1950_to_2049() -> None:
    assert sum(leap_month_of(year) is not None for year in range(1950, 2050)) == 36


@pytest.mark.parametrize(
    ("year", "leap_month"),
    [(1933, 5), (1966, 3), (2023, 2), (2025, 6), (2026, None), (2028, 5), (2033, 11), (2034, None)],
)
def test_the_leap_month_of_a_year_is_known(year: int, leap_month: int | None) -> None:
    assert leap_month_of(year) == leap_month


def test_a_month_has_29_or_30_days() -> None:
    assert days_in_month(1966, 8) == 29
    assert days_in_month(2033, 11) == 30
    assert days_in_month(2033, 11, leap_month=True) == 29


@pytest.mark.parametrize(
    ("year", "month", "leap_month", "sentence"),
    [
        (1899, 12, False, "The Chinese calendar is known here from 1900 to 2100 only."),
        (2101, 1, False, "The Chinese calendar is known here from 1900 to 2100 only."),
        (2026, 13, False, "There is no month 13. Months go from 1 to 12."),
        (2026, 0, True, "There is no month 0. Months go from 1 to 12."),
        (2026, 6, True, "The Chinese year 2026 has no leap month. Which month is it?"),
        (
            2025, 4, True,
            "The Chinese year 2025 has a leap 6th month, not a leap 4th one. Which month is it?",
        ),
    ],
)  # fmt: skip
def test_a_month_that_never_was_is_refused_with_a_sentence(
    year: int, month: int, leap_month: bool, sentence: str
) -> None:
    with pytest.raises(Refused) as refusal:
        days_in_month(year, month, leap_month=leap_month)

    assert str(refusal.value) == sentence


@pytest.mark.parametrize(
    "day", [date(1900, 1, 30), date(1899, 12, 31), date(2101, 1, 29), date.max]
)
def test_a_day_outside_the_table_is_refused(day: date) -> None:
    with pytest.raises(Refused, match="from 1900 to 2100 only"):
        from_solar(day)


def test_a_month_is_named_as_in_a_sentence() -> None:
    assert month_name(8) == "8th month"
    assert month_name(6, True) == "leap 6th month"
    assert [month_name(month) for month in (1, 2, 3)] == ["1st month", "2nd month", "3rd month"]
