"""A couple that gets no card: named once, and said what is known of who died."""

from datetime import date
from typing import Any

import pytest

from storebook.base.dates import PartialDate
from storebook.book.book import Book
from storebook.outreach.choosing import LeftOut, RunKind, RunRequest, look_at_run
from storebook.people.departures import mark_deceased
from storebook.people.occasions import set_wedding_day
from storebook.people.shoppers import edit_shopper
from tests.make import SHOP, TODAY, make_couple

DECEMBER = PartialDate(year=2001, month=12, day=1)


def left_out(book: Book) -> LeftOut:
    request = RunRequest(kind=RunKind.CARDS, start=TODAY, end=date(2026, 12, 4))
    (found,) = look_at_run(book, request, shop=SHOP, today=TODAY).left_out
    return found


def make_finches(book: Book, *, note: str = "", **walter: Any) -> None:
    """Harriet, whose husband died."""
    harriet, husband = make_couple(
        book, "Harriet Finch", "Walter Finch", given="Harriet", family="Finch"
    )
    edit_shopper(book, husband, shop=SHOP, today=TODAY, **walter)
    set_wedding_day(book, harriet, DECEMBER, partner_id=husband)
    mark_deceased(book, husband, on=date(2026, 8, 2), note=note)


def test_the_two_are_named_once_with_what_was_told(book: Book) -> None:
    make_finches(book, note="his son told us", given="Walter", family="Finch")

    found = left_out(book)

    assert (found.name, found.why) == ("Harriet & Walter Finch", "Partner died")
    assert found.detail == "his son told us"


@pytest.mark.parametrize(
    ("walter", "name", "detail"),
    [
        ({"given": "Walter", "family": "Finch"}, "Harriet & Walter Finch", "Walter"),
        ({"given": "", "family": ""}, "Harriet Finch & Walter Finch", ""),
    ],
)
def test_without_a_note_it_says_who_of_the_two_it_was(
    book: Book, walter: dict[str, str], name: str, detail: str
) -> None:
    make_finches(book, **walter)

    found = left_out(book)

    assert (found.name, found.detail) == (name, detail)
