"""The top fifth says what share it really brings, and by which rule."""

from datetime import date

import pytest

from storebook.analysis.pareto import Basis, TopRules, Unit, eighty_count, top_count, top_fifth
from storebook.analysis.windows import months_ending
from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.cli.owner import summary
from storebook.staff.associates import Role
from tests.staff.people import make_clerk

TODAY = date(2026, 11, 20)
SEED = (5000, 1800, 900, 700, 500, 400, 300, 200, 150, 50)


def add_buyers(
    book: Book, profits: tuple[int, ...], day: date = TODAY, *, cost: bool = True
) -> list[int]:
    with book.change("Buyers written down") as change:
        people = change.insert_many(
            "shopper",
            ["name", "greeting_line", "envelope_line", "sort_key", "folded"],
            [[f"Buyer {n}"] * 5 for n in range(len(profits))],
        )
        for shopper_id, profit in zip(people, profits, strict=True):
            change.insert(
                "purchase",
                shopper_id=shopper_id,
                day=day,
                associate_id=book.associate_id,
                prices_include_tax=False,
                net_cents=profit + 1000 if cost else profit,
                tax_cents=0,
                total_cents=profit + 1000 if cost else profit,
                cost_cents=1000 if cost else None,
            )
    return list(people)


def test_two_of_ten_bring_68_percent_not_80(book: Book) -> None:
    add_buyers(book, SEED)

    answer = top_fifth(book, on=TODAY, rules=TopRules())

    assert [row.amount_cents for row in answer.rows] == [5000, 1800]
    assert round(answer.share, 4) == 0.68
    assert answer.eighty_count == 4
    assert (answer.active, answer.total_cents) == (10, 10_000)


def test_whoever_ties_with_the_last_is_in_as_well() -> None:
    assert top_count([9, 5, 5, 5, 1, 1, 1, 1, 1, 1]) == 4


def test_whoever_brought_nothing_is_out_of_the_top() -> None:
    assert top_count([5, 0, 0, 0, 0, -3]) == 1
    assert top_count([-1, -2]) == 0
    assert top_count([]) == 0


def test_a_customer_who_cost_money_does_not_make_the_whole_smaller() -> None:
    assert eighty_count([80, 20, -50]) == 1


def test_tied_customers_share_a_rank(book: Book) -> None:
    add_buyers(book, (900, 900, 900, 100, 100))

    answer = top_fifth(book, on=TODAY, rules=TopRules())

    assert [row.rank for row in answer.rows] == [1, 1, 1]


def test_a_purchase_before_the_window_does_not_count(book: Book) -> None:
    add_buyers(book, (500,), day=date(2023, 11, 20))
    add_buyers(book, (300,), day=date(2023, 11, 21))

    answer = top_fifth(book, on=TODAY, rules=TopRules(months=36))

    assert [row.amount_cents for row in answer.rows] == [300]


def test_without_any_known_cost_the_list_goes_by_revenue(book: Book) -> None:
    add_buyers(book, (500, 300), cost=False)

    assert top_fifth(book, on=TODAY, rules=TopRules()).basis is Basis.REVENUE


def test_to_who_may_not_see_costs_the_list_goes_by_revenue(book: Book) -> None:
    """What one ticket left, beside what was paid for it, would say what the piece cost."""
    add_buyers(book, (4321,))
    book.associate_id = make_clerk(book, role=Role.MANAGER)

    answer = top_fifth(book, on=TODAY, rules=TopRules(basis=Basis.PROFIT))

    assert (answer.basis, answer.rules.basis) == (Basis.REVENUE, Basis.REVENUE)
    assert [row.amount_cents for row in answer.rows] == [5321]


def test_an_unknown_cost_counts_at_the_margin_of_the_others(book: Book) -> None:
    add_buyers(book, (1000,))
    add_buyers(book, (4000,), cost=False)

    answer = top_fifth(book, on=TODAY, rules=TopRules())

    assert answer.rows[0].amount_cents == 2000
    assert answer.tickets_estimated == 1
    assert summary(answer).endswith("The cost of 1 ticket is not known and was estimated.")


def test_a_household_counts_as_one(book: Book) -> None:
    first, second, _ = add_buyers(book, (400, 400, 500))
    with book.change("Household made") as change:
        household_id = change.insert(
            "household", name="The Ashworths", couple_line="Ann & Bob Ashworth"
        )
        change.update("shopper", first, household_id=household_id)
        change.update("shopper", second, household_id=household_id)

    answer = top_fifth(book, on=TODAY, rules=TopRules(unit=Unit.HOUSEHOLD))

    assert [(row.name, row.amount_cents) for row in answer.rows] == [("Ann & Bob Ashworth", 800)]
    assert answer.rows[0].shopper_id == first, "who was first in the book, of two who bought alike"
    assert answer.active == 2


def test_more_buyers_than_are_read_at_a_time_make_the_same_answer(book: Book) -> None:
    people = add_buyers(book, (*range(100, 2_600), 9_000))
    with book.change("Household made") as change:
        household_id = change.insert("household", name="The Ashworths", couple_line="The Ashworths")
        for shopper_id in (people[0], people[-1]):
            change.update("shopper", shopper_id, household_id=household_id)

    one_by_one = top_fifth(book, on=TODAY, rules=TopRules())
    together = top_fifth(book, on=TODAY, rules=TopRules(unit=Unit.HOUSEHOLD))

    assert (one_by_one.active, together.active) == (2_501, 2_500)
    assert one_by_one.total_cents == together.total_cents == sum(range(100, 2_600)) + 9_000
    assert [one.amount_cents for one in one_by_one.rows[:2]] == [9_000, 2_599]
    assert (together.rows[0].name, together.rows[0].amount_cents) == ("The Ashworths", 9_100)


def test_a_new_purchase_changes_the_answer(book: Book) -> None:
    add_buyers(book, (100,))
    assert top_fifth(book, on=TODAY, rules=TopRules()).top_cents == 100

    add_buyers(book, (500,))

    assert top_fifth(book, on=TODAY, rules=TopRules()).top_cents == 500


def test_an_empty_book_has_an_empty_top(book: Book) -> None:
    answer = top_fifth(book, on=TODAY, rules=TopRules())

    assert (answer.rows, answer.share, answer.eighty_count) == ([], 0.0, 0)


@pytest.mark.parametrize("months", [0, -3, 5000])
def test_a_window_that_makes_no_sense_is_refused(book: Book, months: int) -> None:
    with pytest.raises(Refused, match="months"):
        top_fifth(book, on=TODAY, rules=TopRules(months=months))


def test_twelve_months_end_today_and_begin_the_day_after_a_year_ago() -> None:
    window = months_ending(TODAY, 12)

    assert (window.start, window.end) == (date(2025, 11, 21), TODAY)
