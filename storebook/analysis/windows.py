"""Windows of time as the owner means them: so many months, ending today."""

from dataclasses import dataclass
from datetime import date

from storebook.sales.spend import window_start


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """From `start` to `end`, both included."""

    start: date
    end: date


def months_ending(today: date, months: int) -> Window:
    """The last `months` months, ending today: 12 months on November 20 begin on last year's
    November 21.
    """
    return Window(start=window_start(today, months), end=today)
