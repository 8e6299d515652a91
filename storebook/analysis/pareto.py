"""The top fifth: who the best customers are and what share they really bring."""

import json
from array import array
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from math import ceil
from typing import NamedTuple

from storebook.analysis.buyers import Buyers, households_in, people_in
from storebook.analysis.windows import Window, months_ending
from storebook.base.errors import Refused
from storebook.base.money import Cents
from storebook.book.book import Book
from storebook.book.kept import kept
from storebook.book.rights import Right, require
from storebook.sales.purchases import sees_cost
from storebook.staff.viewer import viewer_of

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
    amounts: Sequence[int]
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


class Ranked(NamedTuple):
    """The customers of a window, best first: their places in `buyers`, and what each brought."""

    buyers: Buyers
    places: list[int]
    amounts: "array[int]"
    basis: Basis


def top_fifth(book: Book, *, on: date, rules: TopRules) -> TopFifth:
    """The top fifth on a day, by the owner's rule.

    One in five of the customers with a ticket in the window, rounded up; whoever ties with the
    last of them is in as well; whoever brought nothing is out. The list is an order by what
    shoppers spent: refused to who may not see that. To who may not see what pieces cost it goes by
    revenue: profit would say it.
    """
    require(book, Right.SEE_SPEND)
    if not sees_cost(viewer_of(book, on)):
        rules = replace(rules, basis=Basis.REVENUE)
    if not 1 <= rules.months <= LONGEST_MONTHS:
        raise Refused(f"The window must be 1 to {LONGEST_MONTHS} months.", field="months")
    return kept(book, ("top fifth", on, rules), lambda: _find_top_fifth(book, on, rules))


def _find_top_fifth(book: Book, on: date, rules: TopRules) -> TopFifth:
    window = months_ending(on, rules.months)
    buyers, places, amounts, basis = ranked(book, window, rules)
    total = sum(amount for amount in amounts if amount > 0)
    count = top_count(amounts)
    return TopFifth(
        rows=rows_of(book, buyers, places[:count], amounts, total, rules.unit),
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
        tickets_estimated=sum(buyers.uncosted) if basis is Basis.PROFIT else 0,
    )


def find_top_ids(book: Book, on: date, rules: TopRules) -> list[int]:
    """Only who they are, best first.

    Asks no right: whose page is noted when it is looked at rests on it, whoever is at work, and
    neither an amount nor the order is shown.
    """
    buyers, places, amounts, _ = ranked(book, months_ending(on, rules.months), rules)
    return [buyers.shopper_ids[place] for place in places[: top_count(amounts)]]


def ranked(book: Book, window: Window, rules: TopRules) -> Ranked:
    """Everyone with a ticket in the window; of those who brought the same, whoever was first in
    the book.
    """
    in_window = people_in if rules.unit is Unit.PERSON else households_in
    buyers = in_window(book, window)
    basis, margin = basis_and_margin(buyers, rules.basis)
    amounts = amounts_of(buyers, basis, margin)
    places = sorted(range(len(buyers)), key=buyers.shopper_ids.__getitem__)
    places.sort(key=amounts.__getitem__, reverse=True)
    return Ranked(buyers, places, array("q", [amounts[place] for place in places]), basis)


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


def basis_and_margin(buyers: Buyers, wanted: Basis) -> tuple[Basis, float]:
    """What can be summed: profit needs some known costs; the average margin stands in for the
    rest.
    """
    costed_net = sum(buyers.costed_net_cents)
    if wanted is Basis.REVENUE or costed_net <= 0:
        return Basis.REVENUE, 0.0
    return Basis.PROFIT, sum(buyers.costed_profit_cents) / costed_net


def amounts_of(buyers: Buyers, basis: Basis, margin: float) -> "array[int]":
    """What each brought; what no cost is known of counts at the margin."""
    if basis is Basis.REVENUE:
        return buyers.net_cents
    return array(
        "q",
        (
            profit + round((net - costed_net) * margin)
            for net, costed_net, profit in zip(
                buyers.net_cents, buyers.costed_net_cents, buyers.costed_profit_cents, strict=True
            )
        ),
    )


def rows_of(  # noqa: PLR0913 - what is known of them, and of whom
    book: Book,
    buyers: Buyers,
    places: Sequence[int],
    amounts: Sequence[int],
    total: int,
    unit: Unit,
) -> list[TopRow]:
    """The rows of these, best first, as `amounts` are."""
    names = names_of(book, unit, [buyers.shopper_ids[place] for place in places])
    rows: list[TopRow] = []
    running = 0
    for rank, (amount, place) in enumerate(zip(amounts, places, strict=False), start=1):
        running += amount
        tied = rank > 1 and amount == amounts[rank - 2]
        shopper_id = buyers.shopper_ids[place]
        rows.append(
            TopRow(
                rank=rows[-1].rank if tied else rank,
                shopper_id=shopper_id,
                name=names[shopper_id],
                amount_cents=Cents(amount),
                share=amount / total,
                running_share=running / total,
                last_day=date.fromordinal(buyers.last_days[place]),
                purchases=buyers.purchases[place],
            )
        )
    return rows


def names_of(book: Book, unit: Unit, shopper_ids: Sequence[int]) -> dict[int, str]:
    """What these shoppers are called in a list by persons or by households."""
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
