"""The words that people are found by are those of the people who are there."""

import pytest

from storebook.book.book import Book
from storebook.book.engine import DatabaseError
from storebook.book.history import undo_last
from storebook.book.words import words_in
from storebook.people.shoppers import edit_shopper
from tests.make import SHOP, TODAY, make_shopper


def words_of_names(book: Book) -> list[str]:
    """What the index should hold: the words of every name as it is kept for the search."""
    kept = book.values("SELECT folded FROM shopper ORDER BY id")
    return sorted({word for folded in kept for word in folded.split(" ")})


def test_each_word_is_there_once_in_order(book: Book) -> None:
    for name in ("Zoë O’Brien", "Ann Lee", "Ann Moss", "王小明"):
        make_shopper(book, name)

    assert words_in(book, "shopper_word") == words_of_names(book)
    assert words_in(book, "shopper_word")[:2] == ["ann", "brien"]


def test_a_word_that_nobody_bears_any_more_is_gone(book: Book) -> None:
    ann = make_shopper(book, "Ann Leigh")
    make_shopper(book, "Ann Moss")
    edit_shopper(book, ann, shop=SHOP, today=TODAY, name="Ann Lee")
    assert words_in(book, "shopper_word") == ["ann", "lee", "moss"]

    undo_last(book)
    undo_last(book)

    assert words_in(book, "shopper_word") == ["ann", "leigh"]


def test_a_reader_may_ask_too_and_still_writes_nothing(book: Book) -> None:
    make_shopper(book, "Ann Lee")

    with Book.open(book.path, mode="read") as reader:
        assert words_in(reader, "shopper_word") == ["ann", "lee"]
        with pytest.raises(DatabaseError, match="readonly"):
            reader._db.execute("DELETE FROM shopper")


def test_it_can_be_asked_in_the_middle_of_a_change(book: Book) -> None:
    with book.change("Half way") as change:
        change.insert("setting", name="x", value="1")
        assert words_in(book, "shopper_word") == []

    assert book.values("SELECT name FROM sqlite_temp_schema") == []
