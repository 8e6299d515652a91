"""Row 22: a book of each release, with everything in it that people ever typed, is brought up to
date: nothing of it is lost, and it has the shape of a new one.
"""

import shutil
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from storebook.base.errors import Refused
from storebook.book import migrations
from storebook.book.book import Book
from storebook.book.check import check_book
from storebook.book.engine import connect, whole
from storebook.people.search import find_shoppers
from tests.book.test_migrations import RELEASED, schema
from tests.durability.deeds import TODAY
from tests.durability.length import many, reached
from tests.nasty import NASTY

pytestmark = pytest.mark.timeout(1200)

# Half a character can't be written into any file; what is longer than this was cut by the program.
TEXTS = [text[:300] for text in NASTY if "\ud800" not in text]
COLUMNS = ("name", "greeting_line", "envelope_line", "sort_key", "folded")


def fill(path: Path, shoppers: int) -> list[tuple[Any, ...]]:
    """Shoppers with these names, written as the old program wrote them."""
    names = [f"{TEXTS[number % len(TEXTS)]} {number}" for number in range(shoppers)]
    names.append("Zebulon Quill")
    with closing(connect(path, "write")) as connection, whole(connection):
        connection.executemany(
            "INSERT INTO shopper (name, greeting_line, envelope_line, sort_key, folded)"
            " VALUES (?, ?, ?, ?, ?)",
            [[name] * 4 + [name.casefold()] for name in names],
        )
        connection.executemany(
            "INSERT INTO note (shopper_id, associate_id, day, class, text)"
            " SELECT id, 1, '2026-11-20', 'counter', name FROM shopper WHERE id = ?",
            [[number + 1] for number in range(shoppers)],
        )
    return written(path)


def written(path: Path) -> list[tuple[Any, ...]]:
    with closing(connect(path, "read")) as connection:
        return connection.execute(
            f"SELECT id, {', '.join(COLUMNS)} FROM shopper ORDER BY id"  # noqa: S608
        ).fetchall()


@pytest.mark.parametrize("released", RELEASED, ids=lambda path: path.stem)
def test_a_released_book_full_of_odd_texts_is_brought_up_to_date(
    released: Path, tmp_path: Path, empty_book: Path
) -> None:
    path = Path(shutil.copy(released, tmp_path / "shop.book"))
    before = fill(path, many(1000, 5000))
    old_schema = schema(path)

    with Book.open(path) as book:
        assert [result for result in check_book(book) if not result.good] == []
        assert book.value("SELECT count(*) FROM shopper_word") == len(before)
        (found,) = find_shoppers(book, "quill zeb", today=TODAY)
        assert found.shopper_id == before[-1][0]

    assert written(path) == before
    assert schema(path) == schema(empty_book)
    (backup,) = tmp_path.glob("shop before-upgrade *.book")
    assert written(backup) == before
    assert schema(backup) == old_schema
    reached(22, f"{released.stem}: {len(before):,} shoppers of {len(TEXTS)} odd texts as they were")


def test_a_newer_book_is_refused_and_left_as_it_is(empty_book: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(empty_book, tmp_path / "shop.book"))
    with closing(connect(path, "write")) as connection:
        connection.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at)"
            " VALUES ('storebook', 'm999_of_tomorrow', '2030-01-01')"
        )
    before = path.read_bytes()

    with pytest.raises(Refused, match=r"newer Storebook\. Nothing was changed"):
        Book.open(path)

    assert path.read_bytes() == before
    assert "m999_of_tomorrow" not in migrations.KNOWN
