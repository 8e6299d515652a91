"""An opening that rests lets its pages go, and answers as before."""

from pathlib import Path

from storebook.book.book import Book
from storebook.book.resting import rest


def test_a_book_that_rested_answers_as_before(book: Book) -> None:
    before = book.rows("SELECT id, name FROM associate ORDER BY id")

    rest(book)

    assert book.rows("SELECT id, name FROM associate ORDER BY id") == before


def test_a_rest_takes_nothing_back_that_is_being_changed(book: Book) -> None:
    with book.change("Somebody new") as change:
        change.insert("associate", name="Noor", initials="N", role="clerk", active=True)
        rest(book)

    assert "Noor" in book.values("SELECT name FROM associate")


def test_a_rest_never_fails_even_where_the_file_is_gone(tmp_path: Path) -> None:
    book = Book.create(tmp_path / "x.book", owner_name="Ann")
    other = book.another("read")
    other.value("SELECT 1")
    (tmp_path / "x.book").rename(tmp_path / "y.book")

    rest(other)

    other.close()
    (tmp_path / "y.book").rename(tmp_path / "x.book")
    book.close()
