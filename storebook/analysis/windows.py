"""Windows of time as the owner means them: so many months, ending today."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """From `start` to `end`, both included."""

    start: date
    end: date


def months_ending(today: date, months: int) -> Window:
    """The last `months` months, ending today: 12 months on November 20 begin on last year's
    November 21.
    """
    return Window(start=months_before(today, months) + timedelta(days=1), end=today)


def months_before(day: date, months: int) -> date:
    """The same day `months` earlier, or the last day of that month where it has no such day."""
    count = day.year * 12 + day.month - 1 - months
    year, month = count // 12, count % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
