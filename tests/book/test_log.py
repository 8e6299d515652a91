"""The log beside the book begins while nobody waits, so that a save waits for the disk just once.

How often it is waited for is counted by `benchmarks/bench_purchase.py`, by strace.
"""

from pathlib import Path

from storebook.book.book import Book
from storebook.book.files import beside
from tests.make import make_shopper

SALT = slice(16, 24)  # of the log's head: another one each time that the log begins anew


def salt_of(path: Path) -> bytes:
    return beside(path, "-wal").read_bytes()[SALT]


def test_the_first_save_after_opening_finds_the_log_begun(book: Book) -> None:
    book.close()

    with Book.open(book.path) as opened:
        opened.checkpoint()
        begun = salt_of(book.path)
        make_shopper(opened)

        assert begun != b""
        assert salt_of(book.path) == begun


def test_the_first_save_after_an_idle_moment_finds_the_log_begun(book: Book) -> None:
    make_shopper(book)
    before = salt_of(book.path)

    book.checkpoint()
    begun = salt_of(book.path)
    make_shopper(book, "Helen Moss")

    assert begun != before
    assert salt_of(book.path) == begun


def test_an_idle_moment_is_no_change(book: Book) -> None:
    make_shopper(book)
    told: list[frozenset[str]] = []
    book.listeners.append(told.append)
    before = book.changed_count, book.value("PRAGMA user_version")

    book.checkpoint()

    assert (book.changed_count, book.value("PRAGMA user_version")) == before
    assert told == []
