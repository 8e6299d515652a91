"""What a shopper has spent in a window that ends today."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from storebook.base.money import Cents
from storebook.book.book import Book

MONTHS_IN_A_YEAR = 12
LATELY_MONTHS = 36


@dataclass(frozen=True, slots=True, kw_only=True)
class Spend:
    """Tickets from `from_day` to `to_day`, both included; what came back is taken off."""

    from_day: date
    to_day: date
    purchases: int
    net_cents: Cents
    total_cents: Cents


def window_start(today: date, months: int) -> date:
    """The first day of "the last 12 months" that end today: tomorrow's date a year ago."""
    years, month = divmod(
        today.year * MONTHS_IN_A_YEAR + today.month - 1 - months, MONTHS_IN_A_YEAR
    )
    if years < 1:
        return date.min
    last = monthrange(years, month + 1)[1]
    return date(years, month + 1, min(today.day, last)) + timedelta(days=1)


def spend_of(book: Book, shopper_id: int, *, today: date, months: int = LATELY_MONTHS) -> Spend:
    """What the shopper themselves bought in the last months; never summed with the household's."""
    from_day = window_start(today, months)
    return book.one(
        Spend,
        """
        SELECT :from_day AS from_day, :today AS to_day, count(*) AS purchases,
               coalesce(sum(net_cents), 0) AS net_cents,
               coalesce(sum(total_cents), 0) AS total_cents
        FROM purchase
        WHERE shopper_id = :shopper_id AND day BETWEEN :from_day AND :today
        """,
        shopper_id=shopper_id,
        from_day=from_day,
        today=today,
    )


def bought_openly(book: Book, shopper_id: int, *, today: date) -> bool:
    """Whether they bought in the last months; a ticket that is a secret still does not count.

    It may be asked for another's page, which must not show by any sign that something was bought.
    """
    return bool(
        book.value(
            """
            SELECT EXISTS (
                SELECT 1 FROM purchase
                WHERE shopper_id = :shopper_id AND day BETWEEN :from_day AND :today
                  AND coalesce(secret_until, '') <= :today
            )
            """,
            shopper_id=shopper_id,
            from_day=window_start(today, LATELY_MONTHS),
            today=today,
        )
    )
