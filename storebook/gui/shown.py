"""Days, times, shares and counts as the shop reads them, by its locale."""

import re
from datetime import date, datetime
from functools import lru_cache

from PySide6.QtCore import QDate, QDateTime, QLocale, QTime

from storebook.base.dates.partial import show_partial_date
from storebook.book.shop import day_first

__all__ = [
    "count",
    "day",
    "day_of_week",
    "days_as_written",
    "distance",
    "good_day",
    "month_and_year",
    "month_first",
    "month_word",
    "percent",
    "plural",
    "short_day",
    "show_partial_date",
    "time_of_day",
    "weekday_word",
    "whole_day",
]

TWO_WEEKS = 14
IN_NUMBERS = re.compile(r"“[^”]*”|(?<![\w-])[0-9]{4}-[0-9]{2}-[0-9]{2}(?![\w-])")


@lru_cache(maxsize=8)
def _locale(locale: str) -> QLocale:
    return QLocale(locale)


def month_first(locale: str) -> bool:
    """Whether 12/5 is the fifth of December here."""
    return not day_first(locale)


def day(when: date, today: date, locale: str = "en_US") -> str:
    """A day in a list: “Oct 31”, “Thu, Nov 26” within two weeks, “Feb 9, 2025” in other years."""
    written = _in_letters(when, "MMM", locale, with_year=when.year != today.year)
    if abs((when - today).days) < TWO_WEEKS:
        return f"{_weekday(when, locale)}, {written}"
    return written


@lru_cache(maxsize=100)
def _weekday(when: date, locale: str) -> str:
    return _locale(locale).toString(_qdate(when), "ddd")


def short_day(when: date, today: date, locale: str = "en_US") -> str:
    """As `day`, never with the weekday: “Oct 31”, “Feb 9, 2025”."""
    return _in_letters(when, "MMM", locale, with_year=when.year != today.year)


def whole_day(when: date, locale: str = "en_US") -> str:
    """A day in a field or on paper: “Nov 20, 2026”."""
    return _in_letters(when, "MMM", locale, with_year=True)


def days_as_written(text: str, locale: str = "en_US") -> str:
    """The book's 2026-11-20 in a sentence as the shop writes it; what is in “quotes” stays."""
    return IN_NUMBERS.sub(lambda found: _as_written(found, locale), text)


def _as_written(found: re.Match[str], locale: str) -> str:
    try:
        return whole_day(date.fromisoformat(found[0]), locale)
    except ValueError:  # a quotation, or the number of something
        return found[0]


def day_of_week(when: date, locale: str = "en_US") -> str:
    """The day as a heading: “Friday, November 20”."""
    weekday = _locale(locale).toString(_qdate(when), "dddd")
    return f"{weekday}, {_in_letters(when, 'MMMM', locale, with_year=False)}"


@lru_cache(maxsize=4_000)
def _in_letters(when: date, month: str, locale: str, *, with_year: bool) -> str:
    known = _locale(locale)
    if month_first(locale):
        pattern = f"{month} d, yyyy" if with_year else f"{month} d"
    else:
        pattern = f"d {month} yyyy" if with_year else f"d {month}"
    return known.toString(_qdate(when), pattern)


def _qdate(when: date) -> QDate:
    return QDate(when.year, when.month, when.day)


def month_word(when: date, locale: str = "en_US") -> str:
    """The month under a date: “nov”, for small capitals."""
    return _locale(locale).toString(_qdate(when), "MMM").strip(".").lower()


def weekday_word(when: date, locale: str = "en_US") -> str:
    """“thu”, for the head of a calendar in small capitals."""
    return _locale(locale).toString(_qdate(when), "ddd").strip(".").lower()


def month_and_year(when: date, locale: str = "en_US") -> str:
    """“November 2026”."""
    return _locale(locale).toString(_qdate(when), "MMMM yyyy")


def time_of_day(when: datetime, locale: str = "en_US") -> str:
    """“2:14 PM”, in the computer's own time zone."""
    here = when.astimezone()
    clock = QDateTime(_qdate(here.date()), QTime(here.hour, here.minute))
    return _locale(locale).toString(clock.time(), QLocale.FormatType.ShortFormat)


def count(number: int, locale: str = "en_US") -> str:
    """A number with its thousands apart."""
    return _locale(locale).toString(number)


def percent(share: float) -> str:
    """0.68 as “68%”."""
    return f"{round(share * 100)}%"


def plural(number: int, one: str, many: str, locale: str = "en_US") -> str:
    """“1 card”, “1,204 cards”."""
    return f"{count(number, locale)} {one if number == 1 else many}"


def distance(when: date, today: date) -> str:
    """How far away a day is: “today”, “in 6 days”, “3 weeks ago”, “21 months ago”."""
    days = (when - today).days
    if days == 0:
        return "today"
    if days in (1, -1):
        return "tomorrow" if days == 1 else "yesterday"
    span = _span(abs(days))
    return f"in {span}" if days > 0 else f"{span} ago"


def _span(days: int) -> str:
    if days < TWO_WEEKS:
        return f"{days} days"
    if days < 8 * 7 + 4:
        return f"{round(days / 7)} weeks"
    months = round(days / 30.44)
    if months < 24:
        return f"{months} months"
    return f"{months // 12} years"


def good_day(name: str, hour: int) -> str:
    """“Good morning, Marta”: the first name, by the hour of the day."""
    part = "morning" if hour < 12 else "afternoon" if hour < 18 else "evening"
    return f"Good {part}, {name.split()[0]}"
