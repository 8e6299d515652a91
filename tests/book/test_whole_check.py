"""The whole check runs once a day, and what it found is remembered on the computer."""

import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from storebook.book.book import Book
from storebook.book.check import check_file
from storebook.book.protection.paper import new_paper
from storebook.book.remembered import NAME, backups_folder, remembered
from storebook.book.whole_check import check_whole, is_check_due, last_whole_check
from tests.book.damaging import with_turned_bit
from tests.make import make_purchase, make_shopper

NOW = datetime(2026, 11, 20, 18, 0, tzinfo=UTC)
KEY = new_paper().data_key


def test_it_is_due_once_a_day(book: Book) -> None:
    assert is_check_due(book, NOW)

    with book.another() as reader:
        found = check_whole(reader, NOW)

    assert found.is_good
    assert last_whole_check(book) == found
    assert not is_check_due(book, NOW + timedelta(hours=23))
    assert is_check_due(book, NOW + timedelta(days=1))
    assert is_check_due(book, NOW - timedelta(hours=1))  # the clock went back


def test_what_it_found_is_remembered_and_not_written_into_the_book(book: Book) -> None:
    with book.unlogged() as connection:
        connection.execute(
            "INSERT INTO change (at, associate_id, what) VALUES ('2026-11-20', 1, 'Nothing')"
        )
    before = book.path.read_bytes()

    found = check_whole(book, NOW)

    assert "every change that is in the log did something: 1 does not agree" in found.faults
    assert is_check_due(book, NOW)
    assert book.path.read_bytes() == before


def test_a_note_that_can_t_be_read_is_none(book: Book) -> None:
    (backups_folder(book.path) / NAME).write_text("[1, 2", encoding="utf-8")

    assert remembered(book.path).checked_at is None


@pytest.fixture(scope="module")
def protected(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small protected book."""
    path = tmp_path_factory.mktemp("protected") / "safe.book"
    with Book.create(path, owner_name="Ruth Hallam", key=KEY) as book:
        make_purchase(book, make_shopper(book, "Ann Lee"))
    return path


def is_noticed(path: Path) -> bool:
    """Whether a turned bit shows when the book is opened or checked."""
    return not all(one.good for one in check_file(path, KEY))


def test_every_turned_bit_of_a_protected_book_is_noticed(protected: Path, tmp_path: Path) -> None:
    chance = random.Random(1)

    for number in range(100):
        damaged = with_turned_bit(protected, tmp_path / f"{number}.book", chance)
        assert is_noticed(damaged)


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_a_thousand_turned_bits_are_noticed(protected: Path, tmp_path: Path) -> None:
    chance = random.Random(2)

    for _ in range(1000):
        assert is_noticed(with_turned_bit(protected, tmp_path / "bit.book", chance))
