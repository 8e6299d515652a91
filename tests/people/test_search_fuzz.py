"""Twenty thousand things that nobody would type into the search: it answers each."""

from collections.abc import Iterator
from random import Random

import pytest

from storebook.base.text import words
from storebook.book.book import Book
from storebook.people.search import find_shoppers
from tests.hostile import HostileShop
from tests.make import TODAY
from tests.nasty import NASTY

SIGNS = "\"'*^()-+:{}[]<>&%_\\/;,.?!@#$~`|= \t\n\x00\u200b\u0301\u202e\ud800漢字かなنوABC123"
OPERATORS = ("AND", "OR", "NOT", "NEAR(", "NEAR/2", "name:", "rowid", "*", '"', "^a", "{x}:")
SHORT, LONG = 2_000, 20_000


@pytest.fixture(scope="module")
def book(hostile: HostileShop) -> Iterator[Book]:
    with Book.open(hostile.path, mode="read") as opened:
        yield opened


def queries(count: int, names: list[str]) -> Iterator[str]:
    """Pieces of names and of nasty values, operators of the index and signs, in any order."""
    random = Random(20)
    parts = [*NASTY, *names, *OPERATORS]
    for _ in range(count):
        chosen = [random.choice(parts) for _ in range(random.randrange(1, 4))]
        cut = [
            part[: random.randrange(1, 12)] if random.random() < 0.7 else part for part in chosen
        ]
        noise = "".join(random.choices(SIGNS, k=random.randrange(0, 6)))
        yield random.choice((" ", "", noise)).join([*cut, noise])


def ask_all(book: Book, hostile: HostileShop, count: int) -> None:
    names = [one.name for one in hostile.people]
    for query in queries(count, names):
        find_shoppers(book, query, today=TODAY)


def test_two_thousand_queries_are_answered(book: Book, hostile: HostileShop) -> None:
    ask_all(book, hostile, SHORT)


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_twenty_thousand_queries_are_answered(book: Book, hostile: HostileShop) -> None:
    ask_all(book, hostile, LONG)


def test_a_name_that_is_stored_finds_its_owner(book: Book, hostile: HostileShop) -> None:
    lost = []
    for one in hostile.people:
        found = find_shoppers(book, one.name, today=TODAY, limit=100)
        if words(one.name) and one.shopper_id not in [hit.shopper_id for hit in found]:
            lost.append(one.name)

    assert lost == []
