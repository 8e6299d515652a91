"""The top fifth: who the best customers are and what share they really bring."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import ceil
from typing import Any, NamedTuple

from storebook.analysis.windows import Window, months_ending
from storebook.base.errors import Refused
from storebook.base.money import Cents
from storebook.book.book import Book
from storebook.book.kept import kept
from storebook.book.rights import Right, require

FIFTH = 5  # the top 20 % are one in five
EIGHTY_PERCENT = (4, 5)
LONGEST_MONTHS = 1200


class Basis(StrEnum):
    """What is summed: what a ticket left after its cost, or what was paid for it before tax."""

    PROFIT = "profit"
    REVENUE = "revenue"


class Unit(StrEnum):
    """Who counts as one customer."""

    PERSON = "person"
    HOUSEHOLD = "household"


@dataclass(frozen=True, slots=True, kw_only=True)
class TopRules:
    """The owner's rule for the top fifth; kept in the book as a setting."""

    months: int = 36
    basis: Basis = Basis.PROFIT
    unit: Unit = Unit.PERSON


@dataclass(frozen=True, slots=True, kw_only=True)
class TopRow:
    """One of the top fifth. `share` is of the whole, `running_share` of the whole up to here, both
    0 to 1.
    """

    rank: int
    shopper_id: int
    name: str
    amount_cents: Cents
    share: float
    running_share: float
    last_day: date
    purchases: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TopFifth:
    """The answer with everything it rests on, so that the screen and the page can show it.

    `amounts` are those of all active customers, best first, for the curve. `total_cents` sums the
    positive amounts only; `losing` counts those at zero or below. `tickets_estimated` had no cost:
    their profit is counted at the average margin of the others (`basis` is then still profit),
    unless no cost is known at all.
    """

    rows: list[TopRow]
    amounts: tuple[int, ...]
    active: int
    losing: int
    top_cents: Cents
    total_cents: Cents
    threshold_cents: Cents
    eighty_count: int
    window: Window
    rules: TopRules
    basis: Basis
    tickets_estimated: int

    @property
    def share(self) -> float:
        """What part of the whole the top fifth brings, 0 to 1."""
        return self.top_cents / self.total_cents if self.total_cents else 0.0


class Buyer(NamedTuple):
    """One customer's sums in the window; costs are known for part of them.

    As lean as can be, `last_day` as the book has it: a large book has 50,000 of them at a time.
    """

    shopper_id: int
    net_cents: int
    costed_net_cents: int
    costed_profit_cents: int
    purchases: int
    uncosted: int
    last_day: str


def top_fifth(book: Book, *, on: date, rules: TopRules) -> TopFifth:
    """The top fifth on a day, by the owner's rule.

    One in five of the customers with a ticket in the window, rounded up; whoever ties with the
    last of them is in as well; whoever brought nothing is out (domain D2). The list is an order by
    what shoppers spent: refused to who may not see that.
    """
    require(book, Right.SEE_SPEND)
    if not 1 <= rules.months <= LONGEST_MONTHS:
        raise Refused(f"The window must be 1 to {LONGEST_MONTHS} months.", field="months")
    return kept(book, ("top fifth", on, rules), lambda: find_top_fifth(book, on, rules))


def find_top_fifth(book: Book, on: date, rules: TopRules) -> TopFifth:
    window = months_ending(on, rules.months)
    buyers = buyers_in(book, window, rules.unit)
    basis, margin = basis_and_margin(buyers, rules.basis)
    buyers.sort(key=lambda buyer: buyer.shopper_id)
    buyers.sort(key=lambda buyer: -amount_of(buyer, basis, margin))
    amounts = tuple(amount_of(buyer, basis, margin) for buyer in buyers)
    total = sum(amount for amount in amounts if amount > 0)
    count = top_count(amounts)
    top = list(zip(amounts[:count], buyers, strict=False))
    return TopFifth(
        rows=rows_of(book, top, total, rules.unit),
        amounts=amounts,
        active=len(buyers),
        losing=sum(1 for amount in amounts if amount <= 0),
        top_cents=Cents(sum(amounts[:count])),
        total_cents=Cents(total),
        threshold_cents=Cents(amounts[count - 1] if count else 0),
        eighty_count=eighty_count(amounts),
        window=window,
        rules=rules,
        basis=basis,
        tickets_estimated=sum(buyer.uncosted for buyer in buyers) if basis is Basis.PROFIT else 0,
    )


def top_count(amounts: Sequence[int]) -> int:
    """How many of these, best first, are the top fifth: one in five rounded up, with ties, without
    losers.
    """
    count = ceil(len(amounts) / FIFTH)
    while 0 < count < len(amounts) and amounts[count] == amounts[count - 1]:
        count += 1
    while count and amounts[count - 1] <= 0:
        count -= 1
    return count


def eighty_count(amounts: Sequence[int]) -> int:
    """The smallest number of the best who together bring 80 % of the positive whole."""
    total = sum(amount for amount in amounts if amount > 0)
    running = 0
    for place, amount in enumerate(amounts):
        if running * EIGHTY_PERCENT[1] >= total * EIGHTY_PERCENT[0]:
            return place
        running += amount
    return len(amounts)


def basis_and_margin(buyers: Sequence[Buyer], wanted: Basis) -> tuple[Basis, float]:
    """What can be summed: profit needs some known costs; the average margin stands in for the
    rest.
    """
    costed_net = sum(buyer.costed_net_cents for buyer in buyers)
    if wanted is Basis.REVENUE or costed_net <= 0:
        return Basis.REVENUE, 0.0
    return Basis.PROFIT, sum(buyer.costed_profit_cents for buyer in buyers) / costed_net


def amount_of(buyer: Buyer, basis: Basis, margin: float) -> int:
    if basis is Basis.REVENUE:
        return buyer.net_cents
    return buyer.costed_profit_cents + round((buyer.net_cents - buyer.costed_net_cents) * margin)


def buyers_in(book: Book, window: Window, unit: Unit) -> list[Buyer]:
    """Everyone with a ticket in the window; a household counts under its member who bought most
    often.
    """
    rows: list[Any] = book.rows(
        """
        SELECT shopper_id,
               sum(net_cents) AS net_cents,
               sum(CASE WHEN cost_cents IS NULL THEN 0 ELSE net_cents END) AS costed_net_cents,
               sum(CASE WHEN cost_cents IS NULL THEN 0 ELSE net_cents - cost_cents END)
                   AS costed_profit_cents,
               count(*) AS purchases,
               sum(cost_cents IS NULL) AS uncosted,
               max(day) AS last_day
        FROM purchase
        -- The + keeps SQLite from the index of days: that of shoppers holds all of this in order.
        WHERE shopper_id IS NOT NULL AND +day BETWEEN :start AND :end
        GROUP BY shopper_id
        ORDER BY shopper_id
        """,
        start=window.start,
        end=window.end,
    )
    for place, row in enumerate(rows):  # each in place of its row, not all of them twice
        rows[place] = Buyer._make(row)
    return rows if unit is Unit.PERSON else by_household(book, rows)


def by_household(book: Book, people: Sequence[Buyer]) -> list[Buyer]:
    households = dict(
        book.rows("SELECT id, household_id FROM shopper WHERE household_id IS NOT NULL ORDER BY id")
    )
    groups: dict[tuple[str, int], list[Buyer]] = {}
    for buyer in people:
        household = households.get(buyer.shopper_id)
        key = ("household", household) if household is not None else ("person", buyer.shopper_id)
        groups.setdefault(key, []).append(buyer)
    return [together(group) for group in groups.values()]


def together(group: Sequence[Buyer]) -> Buyer:
    if len(group) == 1:
        return group[0]
    first = max(group, key=lambda buyer: (buyer.purchases, -buyer.shopper_id))
    return Buyer(
        shopper_id=first.shopper_id,
        net_cents=sum(buyer.net_cents for buyer in group),
        costed_net_cents=sum(buyer.costed_net_cents for buyer in group),
        costed_profit_cents=sum(buyer.costed_profit_cents for buyer in group),
        purchases=sum(buyer.purchases for buyer in group),
        uncosted=sum(buyer.uncosted for buyer in group),
        last_day=max(buyer.last_day for buyer in group),
    )


def rows_of(book: Book, top: Sequence[tuple[int, Buyer]], total: int, unit: Unit) -> list[TopRow]:
    names = names_of(book, unit, [buyer.shopper_id for _, buyer in top])
    rows: list[TopRow] = []
    running = 0
    for place, (amount, buyer) in enumerate(top):
        running += amount
        tied = place > 0 and amount == top[place - 1][0]
        rows.append(
            TopRow(
                rank=rows[-1].rank if tied else place + 1,
                shopper_id=buyer.shopper_id,
                name=names[buyer.shopper_id],
                amount_cents=Cents(amount),
                share=amount / total,
                running_share=running / total,
                last_day=date.fromisoformat(buyer.last_day),
                purchases=buyer.purchases,
            )
        )
    return rows


def names_of(book: Book, unit: Unit, shopper_ids: Sequence[int]) -> dict[int, str]:
    return dict(
        book.rows(
            """
            SELECT shopper.id,
                   iif(:households, coalesce(couple_line, household.name, shopper.name),
                       shopper.name)
            FROM json_each(:ids) AS one
            JOIN shopper ON shopper.id = one.value
            LEFT JOIN household ON household.id = shopper.household_id
            ORDER BY shopper.id
            """,
            households=unit is Unit.HOUSEHOLD,
            ids=json.dumps(list(shopper_ids)),
        )
    )
