"""The days that are coming: whose birthday or anniversary a clerk should know of."""

from datetime import date, timedelta

from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.book.shop import Shop
from storebook.people.occasions import DueOccasion, due
from storebook.people.reachable import why_no_card

LONGEST_DAYS = 366


def coming_days(
    book: Book, start: date, days: int, *, shop: Shop, limit: int | None = None
) -> list[DueOccasion]:
    """Occasions from `start` for that many days, the first day included, soonest first.

    Whoever has died is not on it, nor the wedding day of a couple that is none any more, nor
    people who were archived. Quiet shoppers are: a clerk may still wish them well when they stand
    at the counter. With a `limit` no more is read than it takes to find so many.
    """
    if not 1 <= days <= LONGEST_DAYS:
        raise Refused(f"The number of days must be 1 to {LONGEST_DAYS}.", field="days")
    end = start + timedelta(days=days - 1)
    # A few more than are wanted, since some of them are left out.
    at_once = None if limit is None else limit + limit // 10 + 1
    found: list[DueOccasion] = []
    page = due(book, start, end, leap_day=shop.leap_day_rule, limit=at_once)
    while page:
        found += [one for one in page if one.archived_on is None and why_no_card(one) is None]
        if limit is None or at_once is None or len(found) >= limit or len(page) < at_once:
            break
        page = due(book, start, end, leap_day=shop.leap_day_rule, limit=at_once, after=page[-1])
    return found[:limit]
