"""A list does not bring back who asked to be erased, and says so."""

from pathlib import Path

import pytest

from storebook.book.book import Book
from storebook.exchange.fields import Kind
from storebook.exchange.importing.erased import WAS_ERASED
from storebook.exchange.shopper_rows import CUSTOMER_NUMBER
from storebook.people.erasing import erase, erase_again_after
from storebook.people.erasing.suppression import NUMBER_FIELD
from tests.exchange.make import accounted, bring_in, make_list
from tests.make import TODAY

SHOPPERS = """name,phone,email,Customer number
Ann Lee,(603) 555-0142,ann@example.com,17850
Bob Brown,603 555 0199,,17851
"""
PURCHASES = """date,customer,customer number,item,amount
2026-01-05,Ann Lee,17850,Ring,100.00
2026-01-06,Bob Brown,17851,Watch,250.00
"""


@pytest.fixture
def erased(book: Book, tmp_path: Path) -> Path:
    """A list of two, one of whom was erased since."""
    path = make_list(tmp_path, SHOPPERS)
    bring_in(book, path)
    erase(book, book.value("SELECT id FROM shopper WHERE name = 'Ann Lee'"), today=TODAY)
    return path


def test_the_same_list_leaves_her_out_and_says_so(book: Book, erased: Path) -> None:
    result = bring_in(book, erased)

    assert [(row.line, row.problem) for row in result.problems] == [(2, WAS_ERASED)]
    assert (result.refused, result.already_here) == (1, 1)
    assert accounted(result)
    assert book.values("SELECT name FROM shopper") == ["Bob Brown"]


def test_a_list_written_by_others_is_seen_through(book: Book, erased: Path, tmp_path: Path) -> None:
    other = make_list(tmp_path, 'name,mobile\n"LEE, Ann",+1 603 555 0142\n', "other.csv")

    result = bring_in(book, other)

    assert result.imported == 0
    assert erase_again_after(book, today=TODAY) == []


def test_a_list_of_purchases_does_not_bring_her_back(
    book: Book, erased: Path, tmp_path: Path
) -> None:
    result = bring_in(book, make_list(tmp_path, PURCHASES, "sold.csv"), Kind.PURCHASES)

    assert [row.problem for row in result.problems] == [WAS_ERASED]
    assert result.purchases == 1
    assert book.values("SELECT name FROM shopper") == ["Bob Brown"]


def test_the_number_of_another_program_is_kept_where_erasing_looks_for_it() -> None:
    assert NUMBER_FIELD == CUSTOMER_NUMBER
