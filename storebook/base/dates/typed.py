"""Dates as clerks type them: 26 Nov 1966, Nov 26, in May, 11/26, lunar 8/15, 八月十五."""

import re
import unicodedata
from datetime import date

from storebook.base import lunar
from storebook.base.dates.hanzi import WrittenDate, read_hanzi
from storebook.base.dates.partial import (
    PLACEHOLDER_YEARS,
    Calendar,
    PartialDate,
)
from storebook.base.dates.western import read_western
from storebook.base.errors import Refused

EXAMPLES = "Type it like 26 Nov 1966, Nov 26, or just May."
EARLIEST_YEAR = 1850
LONGEST_TEXT = 100
LONGEST_ECHO = 30

PLAIN_SIGNS = str.maketrans("’‘‐‑‒–—−。、", "''------.,")  # noqa: RUF001
TIME_OF_DAY = re.compile(
    r"(?:(?<=\d)t|,? )\d{1,2}:\d\d(?::\d\d(?:[.,]\d+)?)?"
    r"(?: ?[ap]\.?m\.?)?(?: ?(?:z|utc|gmt|[+-]\d\d:?\d\d))?$"
)
# What `iso_partial` writes, in small letters.
ISO = re.compile(r"(chinese:)?([0-9]{4}|-)-(l?)([0-9]{2})(?:-([0-9]{2}))?")
NO_YEAR = re.compile(r"--([0-9]{2})([0-9]{2})")


def parse_partial_date(text: str, *, day_first: bool = False, today: date) -> PartialDate:
    """The day that was typed; refused with what is wrong and what is wanted.

    `day_first` reads 12/5 as 12 May; dots always do (26.11.1966), a Chinese date never does. A year
    of two digits is the latest that is not in the future. A time of day is left aside.
    """
    plain = _plain(text)
    if not plain:
        raise Refused(f"Which day? {EXAMPLES}")
    written = _read(plain, day_first)
    if written is None:
        raise Refused(f"{_echo(text)} is not a date. {EXAMPLES}")
    return PartialDate(
        calendar=written.calendar,
        year=_year(written, today),
        month=written.month,
        day=written.day,
        leap_month=written.leap_month,
    )


def _plain(text: str) -> str:
    if len(text) > LONGEST_TEXT:
        raise Refused(f"{_echo(text)} is not a date. {EXAMPLES}")
    plain = unicodedata.normalize("NFKC", text).lower().translate(PLAIN_SIGNS)
    return TIME_OF_DAY.sub("", " ".join(plain.split()))


def _echo(text: str) -> str:
    shown = "".join(letter for letter in text if letter.isprintable()).strip()
    if not shown:
        return "This"
    return f"“{shown if len(shown) <= LONGEST_ECHO else shown[:LONGEST_ECHO] + '…'}”"


def _read(plain: str, day_first: bool) -> WrittenDate | None:
    if match := ISO.fullmatch(plain):
        return _read_iso(match)
    if match := NO_YEAR.fullmatch(plain):
        return WrittenDate(month=int(match[1]), day=int(match[2]))
    return read_hanzi(plain) if "月" in plain else read_western(plain, day_first=day_first)


def _read_iso(match: re.Match[str]) -> WrittenDate:
    calendar, year, leap, month, day = match.groups()
    return WrittenDate(
        calendar=Calendar.CHINESE if calendar else Calendar.GREGORIAN,
        year=None if year == "-" else year,
        month=int(month),
        day=None if day is None else int(day),
        leap_month=bool(leap),
    )


def _year(written: WrittenDate, today: date) -> int | None:
    """The year in full; None also for 0000, 1900 and the like: they mean "not known"."""
    if written.year is None:
        return None
    digits = written.year.removeprefix("'")
    year = int(digits)
    this_year = lunar.from_solar(today).year if _is_chinese(written) else today.year
    if len(digits) == 2:
        return _latest(year, written, today)
    if year in PLACEHOLDER_YEARS and len(digits) == 4:
        return None
    if year < EARLIEST_YEAR or len(digits) != 4:
        raise Refused(f"The year {digits} looks wrong. Write all four digits, or leave it out.")
    if year > this_year:
        raise Refused(f"{year} is still to come. Leave the year out if it is not known.")
    return year


def _latest(short_year: int, written: WrittenDate, today: date) -> int:
    """The last year with these two digits in which the day is not in the future."""
    now = lunar.from_solar(today) if _is_chinese(written) else today
    year = now.year - now.year % 100 + short_year
    if (year, written.month, written.day or 1) > (now.year, now.month, now.day):
        year -= 100
    return year


def _is_chinese(written: WrittenDate) -> bool:
    return written.calendar is Calendar.CHINESE
