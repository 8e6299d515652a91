"""An opening that rests lets its pages go, and answers as before."""

import ctypes
import sys

import pytest

from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.book.engine import DatabaseError
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


def test_a_rest_never_fails_even_where_the_book_is_closed(book: Book) -> None:
    book.close()
    with pytest.raises((DatabaseError, Refused)):
        book.rows("PRAGMA shrink_memory")

    rest(book)


class Used(ctypes.Structure):
    """As <malloc.h> of glibc has it."""

    _fields_ = tuple(
        (name, ctypes.c_size_t)
        for name in (
            "arena", "ordblks", "smblks", "hblks", "hblkhd", "usmblks", "fsmblks", "uordblks",
            "fordblks", "keepcost",
        )
    )  # fmt: skip


@pytest.mark.skipif(
    sys.platform != "linux" or not hasattr(ctypes.CDLL(None), "mallinfo2"),
    reason="only glibc tells how much is in use",
)
def test_the_pages_that_were_read_are_let_go(book: Book) -> None:
    count = ctypes.CDLL(None).mallinfo2
    count.restype = Used
    with book.change("A long note") as change:
        change.insert("associate", name="x" * 3_000_000, initials="X", role="clerk", active=True)
    assert "x" in book.values("SELECT name FROM associate ORDER BY id")[-1]
    before = count().uordblks

    rest(book)

    assert before - count().uordblks > 1_000_000
