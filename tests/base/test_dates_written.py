"""Dates as they are typed at the counter, written for programs and shown to people."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storebook.base.dates import (
    Calendar,
    PartialDate,
    iso_partial,
    parse_partial_date,
    show_partial_date,
)
from storebook.base.dates.partial import PLACEHOLDER_YEARS
from storebook.base.errors import Refused
from storebook.base.lunar import from_solar

TODAY = date(2026, 11, 20)
EXAMPLES = "Type it like 26 Nov 1966, Nov 26, or just May."


def chinese(
    month: int, day: int | None = None, *, year: int | None = None, leap: bool = False
) -> PartialDate:
    """A day of the Chinese calendar."""
    return PartialDate(calendar=Calendar.CHINESE, year=year, month=month, day=day, leap_month=leap)


def partial_dates() -> st.SearchStrategy[PartialDate]:
    """Every kind of day, known to any degree."""
    return st.one_of(_our_dates(), _chinese_dates())


@st.composite
def _our_dates(draw: st.DrawFn) -> PartialDate:
    day = draw(st.dates(date(1850, 1, 1), date(2026, 11, 20)))
    return PartialDate(
        year=draw(st.sampled_from([None, day.year])),
        month=day.month,
        day=draw(st.sampled_from([None, day.day])),
    )


@st.composite
def _chinese_dates(draw: st.DrawFn) -> PartialDate:
    lunar = from_solar(draw(st.dates(date(1900, 1, 31), date(2026, 11, 20))))
    return chinese(
        lunar.month,
        draw(st.sampled_from([None, lunar.day])),
        year=draw(st.sampled_from([None, lunar.year])),
        leap=lunar.leap_month,
    )


@pytest.mark.parametrize(
    ("when", "iso", "shown"),
    [
        (PartialDate(year=1966, month=11, day=26), "1966-11-26", "November 26, 1966"),
        (PartialDate(month=11, day=26), "--11-26", "November 26"),
        (PartialDate(month=2, day=29), "--02-29", "February 29"),
        (PartialDate(month=5), "--05", "in May"),
        (PartialDate(year=1984, month=5), "1984-05", "in May 1984"),
        (chinese(8, 15), "chinese:--08-15", "lunar 8th month, day 15"),
        (chinese(8, 15, year=1966), "chinese:1966-08-15", "lunar 8th month, day 15, 1966"),
        (chinese(4, 3, leap=True), "chinese:--L04-03", "lunar leap 4th month, day 3"),
        (chinese(6, leap=True), "chinese:--L06", "in the lunar leap 6th month"),
        (chinese(6, year=2025, leap=True), "chinese:2025-L06", "in the lunar leap 6th month, 2025"),
    ],
)
def test_a_day_has_one_text_for_programs_and_one_for_people(
    when: PartialDate, iso: str, shown: str
) -> None:
    assert iso_partial(when) == iso
    assert show_partial_date(when) == shown


@pytest.mark.parametrize(
    ("year", "month", "day", "sentence"),
    [
        (None, 13, None, "There is no month 13. Months go from 1 to 12."),
        (None, 2, 30, "February has 28 days, or 29 in a leap year. Which day is it?"),
        (None, 4, 31, "April has 30 days. Which day is it?"),
        (None, 5, 0, "May has 31 days. Which day is it?"),
        (1967, 2, 29, "There was no February 29 in 1967. Which day or year is it?"),
        (0, 5, None, "There is no year 0 here. Which year is it?"),
    ],
)
def test_there_is_no_such_day(year: int | None, month: int, day: int | None, sentence: str) -> None:
    with pytest.raises(Refused) as refusal:
        PartialDate(year=year, month=month, day=day)

    assert str(refusal.value) == sentence


def test_only_the_chinese_calendar_has_leap_months() -> None:
    with pytest.raises(Refused, match="Only the Chinese calendar has leap months"):
        PartialDate(month=6, leap_month=True)


@pytest.mark.parametrize(
    ("year", "month", "day", "leap", "sentence"),
    [
        (None, 8, 31, False, "A month of the Chinese calendar has 29 or 30 days."),
        (1966, 8, 30, False, "The 8th month of the Chinese year 1966 has 29 days."),
        (1966, 6, 3, True, "The Chinese year 1966 has a leap 3rd month, not a leap 6th one."),
        (1967, 6, None, True, "The Chinese year 1967 has no leap month."),
        (1899, 6, 3, False, "The Chinese calendar is known here from 1900 to 2100 only."),
    ],
)
def test_there_is_no_such_chinese_day(
    year: int | None, month: int, day: int | None, leap: bool, sentence: str
) -> None:
    with pytest.raises(Refused) as refusal:
        chinese(month, day, year=year, leap=leap)

    assert str(refusal.value).startswith(sentence)


# --- typed


@pytest.mark.parametrize(
    ("typed", "iso"),
    [
        # A month in words.
        ("29 Feb", "--02-29"), ("Feb 29", "--02-29"), ("November 26", "--11-26"),
        ("26 Nov 1966", "1966-11-26"), ("Nov. 26, 1966", "1966-11-26"),
        ("26th of November, 1966", "1966-11-26"), ("1966 Nov 26", "1966-11-26"),
        ("26-Nov-66", "1966-11-26"), ("26 Nov \u201966", "1966-11-26"),
        ("Saturday, November 26, 1966", "1966-11-26"), ("NOV 26", "--11-26"),
        ("  nov\u00a0 26 ", "--11-26"), ("Febuary 12", "--02-12"), ("Sept 3", "--09-03"),
        # The day is not known.
        ("May", "--05"), ("in May", "--05"), ("Nov 1966", "1966-11"), ("in May 1984", "1984-05"),
        ("1966-11", "1966-11"), ("11/1966", "1966-11"), ("Nov '66", "1966-11"),
        # Figures.
        ("1966-11-26", "1966-11-26"), ("26.11.1966", "1966-11-26"), ("26.11.", "--11-26"),
        ("1966/11/26", "1966-11-26"), ("1966.11.26", "1966-11-26"), ("11/26", "--11-26"),
        ("12/5", "--12-05"), ("5/14/1984", "1984-05-14"), ("5 14 1984", "1984-05-14"),
        ("\uff11\uff11\uff0f\uff12\uff16", "--11-26"), ("11\u201326", "--11-26"),
        ("19661126", "1966-11-26"), ("11261966", "1966-11-26"), ("2/29/1984", "1984-02-29"),
        # As programs export them.
        ("--02-29", "--02-29"), ("--0229", "--02-29"), ("--05", "--05"),
        ("1966-11-26 00:00:00", "1966-11-26"), ("1966-11-26T00:00:00.000Z", "1966-11-26"),
        ("5/14/1984 12:00 AM", "1984-05-14"), ("0001-05-14", "--05-14"),
        ("0000-05-14", "--05-14"), ("1900-02-29", "--02-29"), ("1604-02-29", "--02-29"),
        # The Chinese calendar.
        ("lunar 8/15", "chinese:--08-15"), ("8/15 lunar", "chinese:--08-15"),
        ("Chinese calendar: 1966-8-15", "chinese:1966-08-15"),
        ("lunar Aug 15", "chinese:--08-15"), ("lunar leap 4/3", "chinese:--L04-03"),
        ("lunar leap 3/3/1966", "chinese:1966-L03-03"), ("lunar 8th month", "chinese:--08"),
        ("lunar 8/15/66", "chinese:1966-08-15"), ("chinese:--L04-03", "chinese:--L04-03"),
        ("农历八月十五", "chinese:--08-15"), ("農曆八月十五", "chinese:--08-15"),
        ("農歷8月15日", "chinese:--08-15"), ("八月十五", "chinese:--08-15"),
        ("闰四月初三", "chinese:--L04-03"), ("閏六月初三", "chinese:--L06-03"),
        ("闰4/3", "chinese:--L04-03"), ("农历1966年八月十五", "chinese:1966-08-15"),
        ("1966年 农历 八月十五", "chinese:1966-08-15"), ("正月初一", "chinese:--01-01"),
        ("正月初十", "chinese:--01-10"), ("八月廿三日", "chinese:--08-23"),
        ("腊月廿三", "chinese:--12-23"), ("冬月三十", "chinese:--11-30"),
        ("农历八月", "chinese:--08"), ("阴历8/15", "chinese:--08-15"),
        # Ours, in Chinese.
        ("1966年11月26日", "1966-11-26"), ("一九六六年十一月二十六日", "1966-11-26"),
        ("11月26日", "--11-26"), ("八月", "--08"), ("公历八月十五", "--08-15"),
    ],
)  # fmt: skip
def test_a_date_is_taken_as_clerks_type_it(typed: str, iso: str) -> None:
    assert iso_partial(parse_partial_date(typed, today=TODAY)) == iso


@pytest.mark.parametrize(
    ("typed", "iso"),
    [
        ("12/5", "--05-12"),
        ("26/11/1966", "1966-11-26"),
        ("26-11-66", "1966-11-26"),
        ("26111966", "1966-11-26"),
        ("1966-11-26", "1966-11-26"),
        ("Nov 26", "--11-26"),
        ("lunar 8/12", "chinese:--08-12"),
    ],
)
def test_a_store_that_writes_the_day_first_is_read_so(typed: str, iso: str) -> None:
    assert iso_partial(parse_partial_date(typed, day_first=True, today=TODAY)) == iso


@pytest.mark.parametrize(
    ("typed", "year"),
    [
        ("5/14/84", 1984), ("5/14/00", 2000), ("5/14/26", 2026), ("5/14/27", 1927),
        ("11/20/26", 2026), ("11/21/26", 1926), ("Dec '26", 1926), ("lunar 10/12/26", 2026),
        ("lunar 10/13/26", 1926),
    ],
)  # fmt: skip
def test_a_year_of_two_digits_is_the_last_one_that_is_not_in_the_future(
    typed: str, year: int
) -> None:
    assert parse_partial_date(typed, today=TODAY).year == year


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", f"Which day? {EXAMPLES}"),
        (" \t ", f"Which day? {EXAMPLES}"),
        ("30 Feb", "February has 28 days, or 29 in a leap year. Which day is it?"),
        ("2/30/1984", "February has 28 days, or 29 in a leap year. Which day is it?"),
        ("31 April", "April has 30 days. Which day is it?"),
        ("45 Nov 1966", "November has 30 days. Which day is it?"),
        ("29 Feb 1967", "There was no February 29 in 1967. Which day or year is it?"),
        ("2026-13-05", "There is no month 13. Months go from 1 to 12."),
        ("13/13", "There is no month 13. Months go from 1 to 12."),
        ("31/4", "There is no month 31. Months go from 1 to 12."),
        ("26/11/1966", "There is no month 26. For November 26 type 11/26."),
        ("11.26.1966", "There is no month 26. For November 26 type 11/26."),
        ("lunar 15/8", "There is no month 15. For the 8th month, day 15, type lunar 8/15."),
        ("13th month", "There is no month 13. Months go from 1 to 12."),
        ("Nov 66", "There is no day 66. If that is the year, write all four digits."),
        ("2031-05-05", "2031 is still to come. Leave the year out if it is not known."),
        ("lunar 2027/1/1", "2027 is still to come. Leave the year out if it is not known."),
        ("14 May 190", "The year 190 looks wrong. Write all four digits, or leave it out."),
        ("May 5 6", "The year 6 looks wrong. Write all four digits, or leave it out."),
        ("5/6/19666", "The year 19666 looks wrong. Write all four digits, or leave it out."),
        ("1966", "Which month of 1966? A year alone is not enough."),
        ("lunar 1/31", "A month of the Chinese calendar has 29 or 30 days. Which day is it?"),
        ("lunar 1880/8/3", "The Chinese calendar is known here from 1900 to 2100 only."),
        ("26", f"“26” is not a date. {EXAMPLES}"),
        ("sometime", f"“sometime” is not a date. {EXAMPLES}"),
        ("mid May", f"“mid May” is not a date. {EXAMPLES}"),
        ("May June", f"“May June” is not a date. {EXAMPLES}"),
        ("May 5 6 7", f"“May 5 6 7” is not a date. {EXAMPLES}"),
        ("5/6/7/8", f"“5/6/7/8” is not a date. {EXAMPLES}"),
        ("5/1966/7", f"“5/1966/7” is not a date. {EXAMPLES}"),
        ("1966 '11", f"“1966 '11” is not a date. {EXAMPLES}"),
        ("Saturday", f"“Saturday” is not a date. {EXAMPLES}"),
        ("leap 4/3", f"“leap 4/3” is not a date. {EXAMPLES}"),
        ("<b>May</b>", f"“<b>May</b>” is not a date. {EXAMPLES}"),
        ("王", f"“王” is not a date. {EXAMPLES}"),
        ("二二月初三", f"“二二月初三” is not a date. {EXAMPLES}"),
        ("\x00\x07", f"This is not a date. {EXAMPLES}"),
        ("a" * 10_000, f"“{'a' * 30}…” is not a date. {EXAMPLES}"),
    ],
)
def test_what_is_wrong_and_what_is_wanted_is_said(typed: str, sentence: str) -> None:
    with pytest.raises(Refused) as refusal:
        parse_partial_date(typed, today=TODAY)

    assert str(refusal.value) == sentence


def test_the_hint_for_a_turned_round_date_is_in_the_stores_order() -> None:
    with pytest.raises(Refused, match=r"For November 26 type 26/11\."):
        parse_partial_date("11/26/1966", day_first=True, today=TODAY)


@pytest.mark.parametrize("year", ["0001", "1604", "1900", "1904"])
@pytest.mark.parametrize("written", ["5/14/{}", "May 14, {}", "{}-05-14", "lunar {}/5/14"])
def test_a_year_that_only_holds_a_place_is_not_known(written: str, year: str) -> None:
    assert parse_partial_date(written.format(year), today=TODAY).year is None


def test_a_year_next_to_such_a_one_is_kept() -> None:
    assert parse_partial_date("5/14/1905", today=TODAY).year == 1905


def as_kept(when: PartialDate) -> PartialDate:
    return replace(when, year=None) if when.year in PLACEHOLDER_YEARS else when


@given(partial_dates(), st.booleans())
def test_what_is_shown_can_be_typed(when: PartialDate, day_first: bool) -> None:
    shown = show_partial_date(when)

    assert parse_partial_date(shown, day_first=day_first, today=TODAY) == as_kept(when)


@given(partial_dates(), st.booleans())
def test_what_is_written_for_programs_can_be_typed(when: PartialDate, day_first: bool) -> None:
    written = iso_partial(when)

    assert parse_partial_date(written, day_first=day_first, today=TODAY) == as_kept(when)


PIECES = [
    "may", "30", "2", "1966", "66", "lunar", "leap", "闰", "月", "年", "十", "初", "日",
    "-", "/", ".", ",", " ", "'", "th", "month", "0", "--", "chinese:", "T00:00", "\u0661", "½",
]  # fmt: skip


@given(
    st.one_of(st.text(max_size=40), st.lists(st.sampled_from(PIECES), max_size=8).map("".join)),
    st.booleans(),
)
def test_nothing_that_can_be_typed_breaks_anything(typed: str, day_first: bool) -> None:
    try:
        when = parse_partial_date(typed, day_first=day_first, today=TODAY)
    except Refused:
        return

    assert parse_partial_date(iso_partial(when), today=TODAY) == when
