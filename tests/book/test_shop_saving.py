"""What the shop says of itself is looked at before it is kept, wherever it is said."""

import base64
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.book.history import undo_last
from storebook.book.settings import load
from storebook.book.shop import Shop
from storebook.book.shop_saving import begin_book, read_percent, save_shop, show_percent
from tests.make import make_purchase

HALLAM = Shop(name="Hallam & Rye")


def test_the_shop_is_kept_tidied_and_can_be_taken_back(book: Book) -> None:
    save_shop(book, HALLAM)
    save_shop(book, replace(HALLAM, name="  Hallam  & Rye ", country="de", currency="eur"))
    kept = load(book, Shop)
    undo_last(book)

    assert (kept.name, kept.country, kept.currency) == ("Hallam & Rye", "DE", "EUR")
    assert load(book, Shop) == HALLAM


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"name": " \u200d "}, "name"),
        ({"name": "x" * 5_000}, "name"),
        ({"strapline": "x" * 81}, "strapline"),
        ({"address": "\n".join("abcdefghi")}, "address"),
        ({"phone": "5" * 61}, "phone"),
        ({"logo": "no picture"}, "logo"),
        ({"logo": base64.b64encode(bytes(200_001)).decode()}, "logo"),
        ({"country": "Atlantis"}, "country"),
        ({"currency": "XYZ"}, "currency"),
        ({"locale": "english"}, "locale"),
        ({"first_weekday": 7}, "first_weekday"),
        ({"tax_rate_bp": 5_001}, "tax_rate"),
    ],
)
def test_what_will_not_do_names_its_field(book: Book, wrong: dict[str, Any], field: str) -> None:
    with pytest.raises(Refused) as refused:
        save_shop(book, replace(HALLAM, **wrong))

    assert refused.value.field == field
    assert load(book, Shop) == Shop()


def test_the_currency_stays_once_something_was_sold(book: Book) -> None:
    make_purchase(book, None)

    with pytest.raises(Refused, match="are in USD"):
        save_shop(book, replace(HALLAM, currency="EUR"))

    save_shop(book, HALLAM)
    assert load(book, Shop) == HALLAM


@pytest.mark.parametrize(
    ("typed", "rate"),
    [("", 0), ("0", 0), ("8.5", 850), ("8,25 %", 825), ("19%", 1900), ("0.05", 5), ("101", 10100)],
)
def test_a_tax_rate_is_read_as_it_is_written(typed: str, rate: int) -> None:
    assert read_percent(typed) == rate
    assert read_percent(show_percent(rate)) == rate


@pytest.mark.parametrize("typed", ["eight", "8.555", "-1", "8.5.", "1e3"])
def test_what_is_no_tax_rate_is_refused(typed: str) -> None:
    with pytest.raises(Refused) as refused:
        read_percent(typed)

    assert refused.value.field == "tax_rate"


def test_a_book_is_begun_with_its_shop(tmp_path: Path) -> None:
    with begin_book(tmp_path / "hallam.book", HALLAM, owner_name="Ruth Hallam") as book:
        assert load(book, Shop) == HALLAM
        assert book.value("SELECT what FROM change") == "The book of Hallam & Rye begun"


def test_a_shop_that_will_not_do_makes_no_file(tmp_path: Path) -> None:
    with pytest.raises(Refused):
        begin_book(tmp_path / "hallam.book", replace(HALLAM, name=""), owner_name="Ruth Hallam")

    assert list(tmp_path.iterdir()) == []
