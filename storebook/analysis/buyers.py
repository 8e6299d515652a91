"""Who bought in a window, and what their tickets come to: sums for the owner's questions."""

from array import array
from collections.abc import Iterator, Sequence
from typing import Any

from storebook.analysis.windows import Window
from storebook.book.book import Book

AT_A_TIME = 2_000

Sums = tuple[int, ...]


class Buyers:
    """The customers' sums, a column of numbers each; costs are known for part of them.

    Columns, because a large book has 50,000 customers: with a record for each they are 400,000
    things at a time, and Python keeps the room they took. `last_days` are ordinals.
    """

    def __init__(self) -> None:
        self.shopper_ids = array("q")
        self.net_cents = array("q")
        self.costed_net_cents = array("q")
        self.costed_profit_cents = array("q")
        self.purchases = array("q")
        self.uncosted = array("q")
        self.last_days = array("q")

    def __len__(self) -> int:
        return len(self.shopper_ids)

    def add(self, rows: Sequence[Sums]) -> None:
        """More of them, as the columns stand."""
        for column, numbers in zip(self._columns(), zip(*rows, strict=True), strict=False):
            column.extend(numbers)

    def join(self, place: int, sums: Sums) -> None:
        """What another of the same household bought, is theirs as well."""
        *summed, last_day = self._columns()[1:]
        for column, number in zip(summed, sums[1:], strict=False):
            column[place] += number
        last_day[place] = max(last_day[place], sums[-1])

    def _columns(self) -> "tuple[array[int], ...]":
        return (
            self.shopper_ids,
            self.net_cents,
            self.costed_net_cents,
            self.costed_profit_cents,
            self.purchases,
            self.uncosted,
            self.last_days,
        )


def people_in(book: Book, window: Window) -> Buyers:
    """Everyone with a ticket in the window, by their number."""
    buyers = Buyers()
    for rows in sums_in(book, window):
        buyers.add([row[:-1] for row in rows])
    return buyers


def households_in(book: Book, window: Window) -> Buyers:
    """The same, but a household counts under its member who bought most often; of equals, the one
    who was first in the book.
    """
    buyers = Buyers()
    places: dict[int, int] = {}
    most: dict[int, int] = {}
    for rows in sums_in(book, window):
        for *sums, household_id in rows:
            place = places.get(household_id)
            if place is None:
                if household_id is not None:
                    places[household_id], most[household_id] = len(buyers), sums[4]
                buyers.add([tuple(sums)])
                continue
            if sums[4] > most[household_id]:
                buyers.shopper_ids[place], most[household_id] = sums[0], sums[4]
            buyers.join(place, tuple(sums))
    return buyers


def sums_in(book: Book, window: Window) -> Iterator[list[tuple[Any, ...]]]:
    """What each shopper's tickets in the window come to, as the columns of `Buyers` stand, and
    their household; some at a time, so that never all of them are in memory.
    """
    after = 0
    while rows := book.rows(
        """
        SELECT shopper_id,
               sum(net_cents),
               sum(CASE WHEN cost_cents IS NULL THEN 0 ELSE net_cents END),
               sum(CASE WHEN cost_cents IS NULL THEN 0 ELSE net_cents - cost_cents END),
               count(*),
               sum(cost_cents IS NULL),
               CAST(julianday(max(day)) - 1721424.5 AS INTEGER),
               (SELECT household_id FROM shopper WHERE shopper.id = shopper_id)
        FROM purchase
        -- The + keeps SQLite from the index of days: that of shoppers has all of this in order.
        WHERE shopper_id > :after AND +day BETWEEN :start AND :end
        GROUP BY shopper_id
        ORDER BY shopper_id
        LIMIT :limit
        """,
        after=after,
        start=window.start,
        end=window.end,
        limit=AT_A_TIME,
    ):
        yield rows
        after = rows[-1][0]
