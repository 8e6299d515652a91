"""Partial dates as programs write them to each other: 1966-11-26, --02-29, chinese:--L04-03."""

from storebook.base.dates.partial import Calendar, PartialDate


def iso_partial(when: PartialDate) -> str:
    """One text for one day; the wish for 29 February is not part of it."""
    calendar = "chinese:" if when.calendar is Calendar.CHINESE else ""
    year = "-" if when.year is None else f"{when.year:04d}"
    day = "" if when.day is None else f"-{when.day:02d}"
    return f"{calendar}{year}-{'L' if when.leap_month else ''}{when.month:02d}{day}"
