"""What a ticket comes to, to the cent."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storebook.base.money import Cents
from storebook.book.shop import Shop
from storebook.sales.drafts import LineDraft, LineKind
from storebook.sales.sums import half_up, line_sums, share, ticket_sums
from tests.make import make_line

UNTAXED = Shop()
ON_TOP = Shop(tax_rate_bp=850)
INSIDE = Shop(tax_rate_bp=1900, prices_include_tax=True, currency="EUR")
YEN = Shop(tax_rate_bp=1000, prices_include_tax=True, currency="JPY")

prices = st.integers(min_value=0, max_value=10**9)
shops = st.builds(
    Shop,
    tax_rate_bp=st.integers(min_value=0, max_value=3000),
    prices_include_tax=st.booleans(),
)


@st.composite
def sold(draw: st.DrawFn) -> LineDraft:
    """A line that is bought, of any price, discount and cost."""
    price, quantity = draw(prices), draw(st.integers(min_value=1, max_value=50))
    return LineDraft(
        description="Ring",
        price_cents=Cents(price),
        quantity=quantity,
        discount_cents=Cents(draw(st.integers(min_value=0, max_value=price * quantity))),
        cost_cents=draw(st.none() | prices.map(Cents)),
    )


@pytest.mark.parametrize(
    ("shop", "line", "net", "tax"),
    [
        (UNTAXED, make_line(price=9_400_00), 9_400_00, 0),
        (ON_TOP, make_line(price=100_00), 100_00, 8_50),
        (ON_TOP, make_line(price=100_00, discount_cents=Cents(10_00)), 90_00, 7_65),
        (ON_TOP, make_line(price=1_00, quantity=3), 3_00, 26),
        (ON_TOP, make_line(price=10), 10, 1),
        (INSIDE, make_line(price=119_00), 100_00, 19_00),
        (INSIDE, make_line(price=1_00), 84, 16),
        (INSIDE, make_line(price=119_00, quantity=2, discount_cents=Cents(19_00)), 184_03, 34_97),
        (YEN, make_line(price=980_000), 890_909, 89_091),
        (YEN, make_line(price=1), 1, 0),
        (ON_TOP, make_line(price=100_00, tax_cents=Cents(5_00)), 100_00, 5_00),
        (INSIDE, make_line(price=100_00, tax_cents=Cents(0)), 100_00, 0),
        (ON_TOP, make_line(price=-50_00, kind=LineKind.SERVICE), -50_00, -4_25),
    ],
)
def test_a_line_has_its_tax_on_top_or_inside(
    shop: Shop, line: LineDraft, net: int, tax: int
) -> None:
    sums = line_sums(line, shop)

    assert (sums.net_cents, sums.tax_cents) == (net, tax)


@pytest.mark.parametrize(
    ("numerator", "denominator", "rounded"),
    [(5, 10, 1), (4, 10, 0), (15, 10, 2), (-5, 10, -1), (-4, 10, 0), (-15, 10, -2), (0, 7, 0)],
)
def test_half_a_cent_is_rounded_away_from_zero(
    numerator: int, denominator: int, rounded: int
) -> None:
    assert half_up(numerator, denominator) == rounded


def test_the_tax_is_rounded_on_each_line_and_not_on_the_ticket() -> None:
    lines = [make_line(price=6), make_line(price=6)]

    sums = ticket_sums(lines, Shop(tax_rate_bp=1000))

    assert sums.tax_cents == 2, "0.6 of a cent twice, not 1.2 once"


def test_a_ticket_without_one_of_its_costs_has_no_cost() -> None:
    known = make_line(price=100_00, cost_cents=Cents(40_00), quantity=2)
    unknown = make_line(price=10_00)

    assert ticket_sums([known], ON_TOP).cost_cents == 80_00
    assert ticket_sums([known, unknown], ON_TOP).cost_cents is None


@given(line=sold(), shop=shops)
def test_where_prices_include_the_tax_nobody_pays_more_than_the_price(
    line: LineDraft, shop: Shop
) -> None:
    sums = line_sums(line, shop)
    amount = line.price_cents * line.quantity - line.discount_cents

    assert (sums.total_cents if shop.prices_include_tax else sums.net_cents) == amount
    assert 0 <= sums.tax_cents <= amount


@given(lines=st.lists(sold(), min_size=1, max_size=8), shop=shops)
def test_a_ticket_is_the_sum_of_its_lines(lines: list[LineDraft], shop: Shop) -> None:
    ticket = ticket_sums(lines, shop)
    each = [line_sums(line, shop) for line in lines]

    assert ticket.net_cents == sum(one.net_cents for one in each)
    assert ticket.tax_cents == sum(one.tax_cents for one in each)
    assert ticket.total_cents == ticket.net_cents + ticket.tax_cents


@given(line=sold(), shop=shops)
def test_what_comes_back_whole_is_exactly_what_was_sold(line: LineDraft, shop: Shop) -> None:
    back = LineDraft(
        description=line.description,
        price_cents=line.price_cents,
        discount_cents=line.discount_cents,
        quantity=-line.quantity,
    )

    assert line_sums(back, shop).total_cents == -line_sums(line, shop).total_cents
    assert line_sums(back, shop).tax_cents == -line_sums(line, shop).tax_cents


@given(
    amount=st.integers(min_value=-(10**12), max_value=10**12),
    steps=st.lists(st.integers(min_value=1, max_value=9), min_size=1, max_size=6),
)
def test_shares_in_any_steps_are_the_whole_amount(amount: int, steps: list[int]) -> None:
    whole, done, given_back = sum(steps), 0, 0

    for step in steps:
        given_back += share(amount, done, step, whole)
        done += step

    assert given_back == amount
