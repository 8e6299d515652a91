"""A day as people write it in a sentence."""

from datetime import date

from storebook.base.dates.partial import MONTHS


def in_letters(day: date, *, day_first: bool = False) -> str:
    """ "Nov 20, 2026", or "20 Nov 2026" where the day stands first."""
    month = MONTHS[day.month - 1][:3]
    return f"{day.day} {month} {day.year}" if day_first else f"{month} {day.day}, {day.year}"
