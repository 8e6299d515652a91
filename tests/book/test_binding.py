"""The beginning of a book, and the currency something was sold in, can't be taken back."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.book.history import changes, is_for_good, redo_last, take_back, undo_last
from storebook.book.settings import load
from storebook.book.shop import Shop
from storebook.book.shop_saving import begin_book, save_shop
from tests.make import make_purchase, make_shopper

GEM = Shop(name="Gem", country="DE", currency="EUR", locale="de_DE")
DOLLARS = replace(GEM, currency="USD")


@pytest.fixture
def gem(tmp_path: Path) -> Iterator[Book]:
    """A new book of a shop that counts in euros."""
    book = begin_book(tmp_path / "gem.book", GEM, owner_name="Ruth Hallam")
    yield book
    book.close()


def newest(book: Book) -> int:
    return changes(book, limit=1)[0].id


def test_a_new_book_has_nothing_to_undo(gem: Book) -> None:
    with pytest.raises(Refused, match="nothing to undo"):
        undo_last(gem)

    assert load(gem, Shop) == GEM
    assert is_for_good(gem, newest(gem))


def test_undoing_stops_where_the_book_begins(gem: Book) -> None:
    make_shopper(gem)

    undo_last(gem)
    with pytest.raises(Refused, match="nothing to undo"):
        undo_last(gem)
    redo_last(gem)

    assert gem.values("SELECT name FROM shopper") == ["Ann Lee"]


def test_the_beginning_is_not_taken_back_by_its_number_either(gem: Book) -> None:
    with pytest.raises(Refused, match="The book of Gem begun” is where this book begins"):
        take_back(gem, newest(gem))

    assert load(gem, Shop) == GEM


def test_a_currency_in_which_something_was_sold_is_not_taken_back(gem: Book) -> None:
    save_shop(gem, DOLLARS)
    dollars = newest(gem)
    make_purchase(gem, None)

    with pytest.raises(Refused, match=r"^The purchases in this book are in USD, so it can’t"):
        take_back(gem, dollars)

    assert load(gem, Shop) == DOLLARS


def test_before_anything_is_sold_it_is_taken_back_like_the_rest(gem: Book) -> None:
    save_shop(gem, DOLLARS)
    take_back(gem, newest(gem))

    assert load(gem, Shop) == GEM


def test_other_details_are_taken_back_after_sales_too(gem: Book) -> None:
    save_shop(gem, replace(GEM, phone="030 123456"))
    phone = newest(gem)
    make_purchase(gem, None)
    take_back(gem, phone)

    assert load(gem, Shop) == GEM


def test_a_sale_that_was_taken_back_does_not_return_in_another_currency(gem: Book) -> None:
    make_purchase(gem, None)
    take_back(gem, newest(gem))
    without = newest(gem)
    save_shop(gem, DOLLARS)
    dollars = newest(gem)

    with pytest.raises(Refused, match="was in EUR, and the shop counts in USD now"):
        take_back(gem, without)
    assert gem.value("SELECT count(*) FROM purchase") == 0

    take_back(gem, dollars)
    take_back(gem, without)
    assert gem.value("SELECT count(*) FROM purchase") == 1
