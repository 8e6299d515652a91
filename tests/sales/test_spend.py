"""The last months end today, not at the last purchase."""

from datetime import date, timedelta

import pytest

from storebook.base.money import Cents
from storebook.book.book import Book
from storebook.sales.spend import Spend, bought_openly, spend_of, window_start
from tests.make import TODAY, make_couple, make_line, make_purchase, make_shopper


@pytest.mark.parametrize(
    ("today", "months", "first"),
    [
        (date(2026, 11, 20), 12, date(2025, 11, 21)),
        (date(2026, 11, 20), 36, date(2023, 11, 21)),
        (date(2026, 1, 1), 1, date(2025, 12, 2)),
        (date(2024, 2, 29), 12, date(2023, 3, 1)),
        (date(2025, 2, 28), 12, date(2024, 2, 29)),
        (date(2026, 3, 31), 1, date(2026, 3, 1)),
        (date(2026, 1, 15), 1, date(2025, 12, 16)),
        (date(2026, 12, 31), 12, date(2026, 1, 1)),
        (date(1, 6, 1), 36, date.min),
    ],
)
def test_the_last_months_begin_the_day_after(today: date, months: int, first: date) -> None:
    assert window_start(today, months) == first


def test_only_what_lies_in_the_window_counts(book: Book) -> None:
    ann = make_shopper(book)
    first = window_start(TODAY, 12)
    make_purchase(book, ann, make_line(price=1_00), day=first - timedelta(days=1))
    make_purchase(book, ann, make_line(price=10_00), day=first)
    make_purchase(book, ann, make_line(price=100_00))

    spend = spend_of(book, ann, today=TODAY, months=12)

    assert spend == Spend(
        from_day=first,
        to_day=TODAY,
        purchases=2,
        net_cents=Cents(110_00),
        total_cents=Cents(110_00),
    )


def test_a_year_after_the_last_purchase_the_last_year_is_empty(book: Book) -> None:
    ann = make_shopper(book)
    make_purchase(book, ann)

    spend = spend_of(book, ann, today=TODAY + timedelta(days=366), months=12)

    assert (spend.purchases, spend.net_cents) == (0, 0)


def test_a_secret_is_no_sign_that_somebody_bought(book: Book) -> None:
    margaret, daniel = make_couple(book)
    until = TODAY + timedelta(days=9)
    make_purchase(book, daniel, make_line(wearer_id=margaret, secret_until=until))

    assert not bought_openly(book, daniel, today=TODAY)
    assert bought_openly(book, daniel, today=until)


def test_what_the_husband_spends_is_not_the_wifes(book: Book) -> None:
    margaret, daniel = make_couple(book)
    make_purchase(book, daniel, make_line(wearer_id=margaret))

    assert spend_of(book, margaret, today=TODAY).net_cents == 0
    assert book.values("SELECT shopper_id FROM shopper_summary") == [daniel]
