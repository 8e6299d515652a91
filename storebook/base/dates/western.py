"""Dates in words and figures: Nov 26, 26th of November 1966, 11/26, 26.11.1966, lunar leap 4/3."""

import re
from dataclasses import dataclass, field
from difflib import get_close_matches

from storebook.base.dates.hanzi import LUNAR_MARK, SOLAR_MARK, WrittenDate
from storebook.base.dates.partial import LONGEST, MONTHS, Calendar
from storebook.base.errors import Refused
from storebook.base.lunar import month_name

MONTH_WORDS = tuple(month.lower() for month in MONTHS)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
SMALL_WORDS = frozenset({"in", "on", "of", "the", "day", "year", "month"})
SIGNS = frozenset("/-.,")
SHORTEST_WORD = 3
# Shorter words are too easily another month.
SHORTEST_MISSPELT = 5
LONGEST_MONTH = max(LONGEST)

CHINESE_WORDS = re.compile(r"\b(?:lunar|chinese)\b(?: calendar\b)?:?")
LEAP_SIGN = re.compile("[闰閏]")
LEAP_WORD = re.compile(r"\bleap\b|[闰閏]")
NUMBERED_MONTH = re.compile(r"\b([0-9]{1,2})(?:st|nd|rd|th)? month\b|\bmonth ([0-9]{1,2})\b")
RANK = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b")
TOKEN = re.compile(r"'?\d+|[^\W\d_]+|\S")
PACKED = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
PACKED_YEAR_LAST = re.compile(r"([0-9]{2})([0-9]{2})([0-9]{4})")
PACKED_YEARS = re.compile("0000|0001|1604|18[5-9].|19..|20..")
YEAR_ALONE = re.compile("1[89][0-9]{2}|20[0-9]{2}")


@dataclass(slots=True, kw_only=True)
class _Pieces:
    """What the text is made of: months by name, figures as typed, the signs between them."""

    months: list[int] = field(default_factory=list)
    figures: list[str] = field(default_factory=list)
    signs: set[str] = field(default_factory=set)


def read_western(plain: str, *, day_first: bool) -> WrittenDate | None:
    """The date in a text of small letters and single spaces, or None when this is not one."""
    chinese = any(mark.search(plain) for mark in (CHINESE_WORDS, LUNAR_MARK, LEAP_SIGN))
    leap_month = chinese and LEAP_WORD.search(plain) is not None
    for mark in (CHINESE_WORDS, LUNAR_MARK, SOLAR_MARK, *([LEAP_WORD] if chinese else [])):
        plain = mark.sub(" ", plain)
    pieces = _take_apart(plain)
    if pieces is None or len(pieces.months) > 1:
        return None
    if pieces.months:
        found = _with_named_month(pieces.months[0], pieces.figures)
    else:
        found = _in_figures(pieces, day_first=day_first, chinese=chinese)
    if found is None or not chinese:
        return found
    return WrittenDate(
        calendar=Calendar.CHINESE,
        year=found.year,
        month=found.month,
        day=found.day,
        leap_month=leap_month,
    )


def _take_apart(plain: str) -> _Pieces | None:
    pieces = _Pieces()
    if match := NUMBERED_MONTH.search(plain):
        pieces.months.append(int(match[1] or match[2]))
        plain = plain.replace(match[0], " ", 1)
    for token in TOKEN.findall(RANK.sub("", plain)):
        if token in SIGNS:
            pieces.signs.add(token)
        elif token[-1].isdecimal():
            pieces.figures.append(token)
        elif month := _month_called(token):
            pieces.months.append(month)
        elif token not in SMALL_WORDS and not _begins_one_of(WEEKDAYS, token):
            return None
    return pieces


def _begins_one_of(names: tuple[str, ...], word: str) -> str | None:
    """The name that the word is, or is short for."""
    if len(word) < SHORTEST_WORD:
        return None
    return next((name for name in names if name.startswith(word)), None)


def _month_called(word: str) -> int | None:
    name = _begins_one_of(MONTH_WORDS, word)
    if name is None and len(word) >= SHORTEST_MISSPELT and word not in WEEKDAYS:
        name = next(iter(get_close_matches(word, MONTH_WORDS, n=1, cutoff=0.85)), None)
    return MONTH_WORDS.index(name) + 1 if name else None


def _with_named_month(month: int, figures: list[str]) -> WrittenDate | None:
    years = [figure for figure in figures if _is_year(figure)]
    others = [figure for figure in figures if not _is_year(figure)]
    if not years and len(others) == 2:
        years = [others.pop()]
    if len(years) > 1 or len(others) > 1:
        return None
    day = int(others[0]) if others else None
    if day and day > LONGEST_MONTH and not years:
        raise Refused(f"There is no day {day}. If that is the year, write all four digits.")
    return WrittenDate(month=month, day=day, year=years[0] if years else None)


def _is_year(figure: str) -> bool:
    return figure.startswith("'") or len(figure) > 2


def _in_figures(pieces: _Pieces, *, day_first: bool, chinese: bool) -> WrittenDate | None:
    figures = _unpacked(pieces.figures)
    if sum(map(_is_year, figures)) > 1:
        return None
    dotted = pieces.signs == {"."}
    in_order = _day_first if (day_first or dotted) and not chinese else _month_first
    match figures:
        case [alone]:
            _check_not_year_alone(alone)
            return None
        case [year, month] if _is_year(year):
            return WrittenDate(year=year, month=int(month))
        case [month, year] if _is_year(year):
            return WrittenDate(month=int(month), year=year)
        case [year, month, day] if _is_year(year):
            return WrittenDate(year=year, month=int(month), day=int(day))
        case [first, second, *years] if len(years) <= 1 and not _is_year(second):
            written = in_order(int(first), int(second), years[0] if years else None)
            _check_not_turned_round(written, day_first=day_first, chinese=chinese)
            return written
    return None


def _day_first(day: int, month: int, year: str | None) -> WrittenDate:
    return WrittenDate(month=month, day=day, year=year)


def _month_first(month: int, day: int, year: str | None) -> WrittenDate:
    return WrittenDate(month=month, day=day, year=year)


def _unpacked(figures: list[str]) -> list[str]:
    """19661126 and 11261966 as three figures each."""
    if len(figures) != 1:
        return figures
    if (match := PACKED.fullmatch(figures[0])) and PACKED_YEARS.fullmatch(match[1]):
        return list(match.groups())
    match = PACKED_YEAR_LAST.fullmatch(figures[0])
    return list(match.groups()) if match else figures


def _check_not_year_alone(figure: str) -> None:
    if YEAR_ALONE.fullmatch(figure):
        raise Refused(f"Which month of {figure}? A year alone is not enough.")


def _check_not_turned_round(written: WrittenDate, *, day_first: bool, chinese: bool) -> None:
    month, day = written.month, written.day or 0
    if not 1 <= day <= len(MONTHS) < month <= LONGEST[day - 1]:
        return
    if chinese:
        meant = f"For the {month_name(day)}, day {month}, type lunar {day}/{month}."
    else:
        typed = f"{month}/{day}" if day_first else f"{day}/{month}"
        meant = f"For {MONTHS[day - 1]} {month} type {typed}."
    raise Refused(f"There is no month {month}. {meant}")
