"""The list of everyone: each once, in the order asked for, however many pages it takes."""

from datetime import date

import pytest

from storebook.book.book import Book
from storebook.people.departures import archive, mark_deceased
from storebook.people.listing import (
    Group,
    Listed,
    Order,
    count_shoppers,
    list_shoppers,
    listed_facts,
)
from storebook.people.shoppers import Standing, edit_shopper
from tests.make import SHOP, TODAY, make_purchase, make_shopper


def names(book: Book, listed: list[Listed]) -> list[str]:
    """The names on the list, in its order."""
    return [str(book.value("SELECT name FROM shopper WHERE id = :id", id=one.id)) for one in listed]


def page_by_page(book: Book, order: Order, *, descending: bool, limit: int) -> list[Listed]:
    """The whole list, read so many at a time."""
    found: list[Listed] = []
    while more := list_shoppers(
        book, order=order, descending=descending, after=found[-1] if found else None, limit=limit
    ):
        found += more
    return found


@pytest.fixture
def five(book: Book) -> Book:
    """Five shoppers, of whom two came and three have a day since when."""
    make_shopper(book, "Cora Dunn", family="Dunn", since=date(2015, 1, 1))
    make_shopper(book, "Abe Cole", family="Cole", since=date(2020, 1, 1))
    make_shopper(book, "Éva Bátor", family="Bátor")
    ann = make_shopper(book, "Ann Lee", family="Lee", since=date(2020, 1, 1))
    bo = make_shopper(book, "Bo Abbott", family="Abbott")
    make_purchase(book, ann, day=date(2026, 3, 1))
    make_purchase(book, bo, day=date(2026, 9, 1))
    return book


def test_the_list_goes_by_family_name_blind_to_accents(five: Book) -> None:
    assert names(five, list_shoppers(five)) == [
        "Bo Abbott",
        "Éva Bátor",
        "Abe Cole",
        "Cora Dunn",
        "Ann Lee",
    ]


def test_who_came_last_stands_first_and_who_never_came_last_in_both_directions(five: Book) -> None:
    newest = list_shoppers(five, order=Order.LAST_VISIT, descending=True)
    oldest = list_shoppers(five, order=Order.LAST_VISIT)

    never = ["Éva Bátor", "Abe Cole", "Cora Dunn"]
    assert names(five, newest) == ["Bo Abbott", "Ann Lee", *never]
    assert names(five, oldest) == ["Ann Lee", "Bo Abbott", *never]


def test_since_when_is_an_order_too(five: Book) -> None:
    oldest = list_shoppers(five, order=Order.SINCE)

    assert names(five, oldest) == ["Cora Dunn", "Abe Cole", "Ann Lee", "Bo Abbott", "Éva Bátor"]


@pytest.mark.parametrize("order", Order)
@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("limit", [1, 2, 3, 4, 5, 6])
def test_pages_of_any_length_show_everybody_once(
    five: Book, order: Order, descending: bool, limit: int
) -> None:
    whole = list_shoppers(five, order=order, descending=descending)

    assert page_by_page(five, order, descending=descending, limit=limit) == whole
    assert len({one.id for one in whole}) == 5


def test_who_died_or_was_archived_is_found_under_no_longer_here(five: Book) -> None:
    ids = {one: number for number, one in five.rows("SELECT id, name FROM shopper")}
    archive(five, ids["Abe Cole"], on=TODAY)
    mark_deceased(five, ids["Ann Lee"], on=date(2026, 11, 1))
    standing = Standing.PROSPECTIVE
    edit_shopper(five, ids["Cora Dunn"], shop=SHOP, today=TODAY, standing=standing)

    assert names(five, list_shoppers(five, Group.GONE)) == ["Abe Cole", "Ann Lee"]
    assert names(five, list_shoppers(five, Group.PROSPECTS)) == ["Cora Dunn"]
    assert names(five, list_shoppers(five, Group.CUSTOMERS)) == ["Bo Abbott", "Éva Bátor"]
    assert [count_shoppers(five, group) for group in Group] == [5, 2, 1, 2]


def test_the_list_knows_the_city_and_since_when(book: Book) -> None:
    ann = make_shopper(book, "Ann Lee", street="12 Ocean Road", since=date(2014, 3, 2))
    bo = make_shopper(book, "Bo Abbott")

    facts = listed_facts(book, [bo, ann])

    assert (facts[ann].city, facts[ann].since) == ("Rye", date(2014, 3, 2))
    assert (facts[bo].city, facts[bo].since) == (None, None)
