"""Partial dates as programs write them to each other: 1966-11-26, --02-29, chinese:--L04-03."""

import re

from storebook.base.dates.partial import Calendar, PartialDate
from storebook.base.errors import Refused

SHAPE = re.compile(r"(chinese:)?([0-9]{4}|-)-(L?)([0-9]{2})(?:-([0-9]{2}))?")


def iso_partial(when: PartialDate) -> str:
    """One text for one day; the wish for 29 February is not part of it."""
    calendar = "chinese:" if when.calendar is Calendar.CHINESE else ""
    year = "-" if when.year is None else f"{when.year:04d}"
    day = "" if when.day is None else f"-{when.day:02d}"
    return f"{calendar}{year}-{'L' if when.leap_month else ''}{when.month:02d}{day}"


def read_iso_partial(text: str) -> PartialDate:
    """What `iso_partial` wrote; anything else is refused."""
    match = SHAPE.fullmatch(text)
    if match is None:
        raise Refused("This is not a date. Write it like 1966-11-26, --02-29 or --05.")
    calendar, year, leap, month, day = match.groups()
    return PartialDate(
        calendar=Calendar.CHINESE if calendar else Calendar.GREGORIAN,
        year=None if year == "-" else int(year),
        month=int(month),
        day=None if day is None else int(day),
        leap_month=bool(leap),
    )
