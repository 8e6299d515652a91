"""Days are never mistaken: the month is in letters, near days have their weekday."""

from datetime import date

import pytest

from storebook.book.shop import Shop
from storebook.gui.shown import (
    day,
    day_of_week,
    days_as_written,
    distance,
    month_and_year,
    month_first,
    month_word,
    percent,
    plural,
    short_day,
    whole_day,
)

TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("when", "locale", "shown"),
    [
        (date(2026, 11, 26), "en_US", "Thu, Nov 26"),
        (date(2026, 10, 31), "en_US", "Oct 31"),
        (date(2025, 2, 9), "en_US", "Feb 9, 2025"),
        (date(2027, 1, 2), "en_US", "Jan 2, 2027"),
        (date(2026, 10, 31), "en_GB", "31 Oct"),
        (date(2025, 2, 9), "de_DE", "9 Feb. 2025"),
        (date(2026, 12, 4), "en_US", "Dec 4"),
        (date(2026, 12, 3), "en_US", "Thu, Dec 3"),
    ],
)
def test_a_day_in_a_list(when: date, locale: str, shown: str) -> None:
    assert day(when, TODAY, locale) == shown


@pytest.mark.parametrize(
    ("when", "words"),
    [
        (date(2026, 11, 20), "today"),
        (date(2026, 11, 21), "tomorrow"),
        (date(2026, 11, 19), "yesterday"),
        (date(2026, 11, 26), "in 6 days"),
        (date(2026, 12, 12), "in 3 weeks"),
        (date(2026, 10, 31), "3 weeks ago"),
        (date(2026, 8, 9), "3 months ago"),
        (date(2025, 2, 20), "21 months ago"),
        (date(2020, 11, 20), "6 years ago"),
    ],
)
def test_how_far_away_a_day_is(when: date, words: str) -> None:
    assert distance(when, TODAY) == words


def test_days_as_headings_fields_and_tickets() -> None:
    assert day_of_week(TODAY) == "Friday, November 20"
    assert whole_day(TODAY) == "Nov 20, 2026"
    assert short_day(TODAY, TODAY) == "Nov 20"
    assert month_word(TODAY) == "nov"
    assert month_and_year(TODAY) == "November 2026"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (
            "Birthday cards, 2026-11-20 to 2026-12-04 printed: 3 pieces",
            "Birthday cards, Nov 20, 2026 to Dec 4, 2026 printed: 3 pieces",
        ),
        (
            "Note “since 2026-11-20” added on 2026-11-21",
            "Note “since 2026-11-20” added on Nov 21, 2026",
        ),
        ("Repair 2026-99-01, piece A-2026-11-20", "Repair 2026-99-01, piece A-2026-11-20"),
    ],
)
def test_the_days_in_a_sentence_of_the_book_are_written_as_in_the_shop(
    text: str, shown: str
) -> None:
    assert days_as_written(text) == shown


def test_the_days_of_a_sentence_follow_the_locale() -> None:
    assert days_as_written("Cards, 2026-11-20", "en_GB") == f"Cards, {whole_day(TODAY, 'en_GB')}"


def test_counts_and_shares_read_as_in_a_sentence() -> None:
    assert plural(1, "card", "cards") == "1 card"
    assert plural(6214, "shopper", "shoppers") == "6,214 shoppers"
    assert plural(6214, "Kundin", "Kundinnen", "de_DE") == "6.214 Kundinnen"
    assert percent(0.684) == "68%"


@pytest.mark.parametrize(
    ("locale", "first"),
    [
        ("en_US", True),
        ("en", True),
        ("es_US", True),
        ("en_GB", False),
        ("de_DE", False),
        ("de", False),
        ("ja_JP", True),
        ("zh_TW", True),
        ("hu_HU", True),
    ],
)
def test_days_are_shown_in_the_order_in_which_they_are_read(locale: str, first: bool) -> None:
    assert month_first(locale) is first
    assert Shop(locale=locale).day_first is not first
