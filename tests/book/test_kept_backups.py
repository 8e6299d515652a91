"""Backups that the program keeps by itself, and what goes as they age."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.book.kept_backups import backups_folder, keep_backup, kept_backups, to_thin_out
from tests.make import make_shopper


def at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[arg-type, misc]


def thinned(moments: Sequence[datetime]) -> list[datetime]:
    gone = set(to_thin_out(moments))
    return [moment for place, moment in enumerate(moments) if place not in gone]


def lived(days: int, start: datetime, hours: Sequence[int] = (10, 14, 18)) -> list[datetime]:
    """What is left after a shop was open for so many days, thinned out at every backup."""
    left: list[datetime] = []
    for day in range(days):
        for hour in hours:
            left = thinned([start + timedelta(days=day, hours=hour), *left])
    return left


def test_a_changed_book_is_backed_up_and_an_unchanged_one_is_not(book: Book) -> None:
    folder = backups_folder(book.path)
    make_shopper(book, "Ann Lee")

    made = keep_backup(book, folder)

    assert made is not None
    assert keep_backup(book, folder) is None
    with Book.open(made.path, mode="read") as backup:
        assert backup.values("SELECT name FROM shopper") == ["Ann Lee"]

    make_shopper(book, "Bea Moss")
    assert keep_backup(book, folder) is not None
    assert len(kept_backups(folder)) == 2


def test_a_damaged_backup_does_not_pass_for_the_newest_good_one(book: Book) -> None:
    folder = backups_folder(book.path)
    make_shopper(book, "Ann Lee")
    made = keep_backup(book, folder)
    assert made is not None
    made.path.write_bytes(b"not a book")

    assert keep_backup(book, folder) is not None


def test_other_files_in_the_folder_are_left_alone(book: Book) -> None:
    folder = backups_folder(book.path)
    mine = folder / "my own copy.book"
    mine.write_text("mine", encoding="utf-8")
    make_shopper(book)

    keep_backup(book, folder)

    assert mine.exists()
    assert mine not in {one.path for one in kept_backups(folder)}


def test_two_books_of_one_name_are_kept_apart(tmp_path: Path) -> None:
    folders = {backups_folder(tmp_path / place / "shop.book") for place in ("a", "b")}

    assert len(folders) == 2


def test_all_of_the_last_day_are_kept() -> None:
    day = at(2026, 11, 20)

    assert len(lived(1, day, hours=range(9, 19))) == 10


def test_after_five_years_days_weeks_and_months_are_left() -> None:
    left = lived(5 * 365 + 1, at(2021, 11, 20))
    newest = left[0]
    days = {one.date() for one in left}

    assert all((newest - timedelta(days=back)).date() in days for back in range(15))
    assert len({one.isocalendar()[:2] for one in left if newest - one < timedelta(weeks=10)}) == 11
    assert len({(one.year, one.month) for one in left}) == 25
    assert 40 <= len(left) <= 60


def test_a_clock_that_was_set_back_takes_nothing_away() -> None:
    left = lived(30, at(2026, 10, 20))

    after = thinned(sorted([at(2025, 1, 1, 10), *left], reverse=True))

    assert set(left) <= set(after)


def test_a_clock_that_was_set_forward_takes_nothing_away() -> None:
    left = lived(30, at(2026, 10, 20))

    assert thinned([at(2030, 1, 1, 10), *left]) == [at(2030, 1, 1, 10), *left]


def test_the_newest_is_never_thinned_out() -> None:
    assert to_thin_out([at(2026, 11, 20, 10)]) == []
    assert to_thin_out([]) == []
    assert 0 not in to_thin_out([at(2026, 11, 20), *[at(1999, 1, 1)] * 50])


def test_a_folder_that_is_gone_is_told(book: Book, tmp_path: Path) -> None:
    make_shopper(book)

    with pytest.raises(Refused, match="not there"):
        keep_backup(book, tmp_path / "gone")
