"""Whether this computer's clock may be wrong: it says less than when the newest step was made."""

from datetime import datetime, timedelta

from storebook.book.book import Book

# Zones and daylight saving can't make more of a difference than that.
ALLOWED = timedelta(days=1)


def newest_step(book: Book) -> datetime | None:
    """When the newest step of the log was made, in UTC; None before there is one.

    Whoever signs in makes one: to be asked before, else the wrong clock is compared with itself.
    """
    told: str | None = book.value(
        """
        SELECT at FROM (
            SELECT * FROM (SELECT link, at FROM change ORDER BY id DESC LIMIT 1)
            UNION ALL
            SELECT * FROM (SELECT link, at FROM event ORDER BY id DESC LIMIT 1)
        )
        ORDER BY link DESC
        LIMIT 1
        """
    )
    return None if told is None else datetime.fromisoformat(told)


def clock_doubt(newest: datetime | None, now: datetime) -> str:
    """A sentence when the clock was set back by more than a day, or stood too far ahead at the
    newest step; else nothing. `now` is aware.

    Nothing in the book is ordered by the clock, but the days that it shows and prints go by it.
    """
    if newest is None or now >= newest - ALLOWED:
        return ""
    there = newest.astimezone(now.tzinfo)
    return (
        f"This computer’s clock says {now:%Y-%m-%d}, and the newest step in the book is of "
        f"{there:%Y-%m-%d}. Everything saved is safe. Set the clock right before you go on: days, "
        "cards and ages go by it."
    )
