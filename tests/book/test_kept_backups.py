"""Backups that the program keeps by itself, and what goes as they age."""

import os
import shutil
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from storebook.base.errors import Refused
from storebook.book.backup_places import BACKUPS, IsBackup
from storebook.book.book import Book
from storebook.book.events import EventKind, note_event
from storebook.book.kept_backups import (
    ONE_SITTING,
    backups_folder,
    keep_backup,
    keep_before,
    kept_backups,
    remove_backup,
    scarce_space,
    thin_out,
    to_thin_out,
)
from storebook.book.places import own_folder
from storebook.book.protection.key_file import (
    KeyFile,
    key_file_path,
    save_key_file,
    spare_path,
)
from storebook.book.protection.paper import new_paper
from storebook.book.protection.rewriting import rewrite
from storebook.book.remembered import remember
from storebook.book.restorable import newest_that_are_bad
from storebook.book.restoring import restore_open
from storebook.book.ways_out import note_whole
from tests.book.damaging import without_table
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


def test_work_after_a_restore_is_backed_up_though_another_history_is_as_long(book: Book) -> None:
    folder = backups_folder(book.path)
    make_shopper(book, "Ann Lee")
    before = keep_backup(book, folder)
    make_shopper(book, "Bea Moss")
    assert before is not None
    restore_open(book, before.path)

    with Book.open(book.path) as restored:
        make_shopper(restored, "Cy Diaz")
        made = keep_backup(restored, folder)

    assert made is not None
    with Book.open(made.path, mode="read") as backup:
        assert backup.values("SELECT name FROM shopper ORDER BY id") == ["Ann Lee", "Cy Diaz"]


def test_nobody_works_in_a_backup_that_will_be_thinned_out(book: Book, tmp_path: Path) -> None:
    made = keep_backup(book, backups_folder(book.path))
    assert made is not None
    on_a_stick = tmp_path / "shop backups" / made.path.name
    carried_off = tmp_path / made.path.name
    on_a_stick.parent.mkdir()
    for copy in (on_a_stick, carried_off):
        shutil.copy(made.path, copy)

    for backup in (made.path, on_a_stick):
        with pytest.raises(IsBackup, match="work in it would be lost"):
            Book.open(backup)
        Book.open(backup, mode="read").close()
    Book.open(carried_off).close()


def test_nobody_works_in_a_backup_where_the_folder_of_all_is_a_link_to_a_larger_disk(
    book: Book, tmp_path: Path
) -> None:
    if os.name != "posix":
        pytest.skip("making links needs a right on Windows")
    (larger := tmp_path / "larger disk").mkdir()
    own_folder().mkdir(parents=True, exist_ok=True)
    (own_folder() / BACKUPS).symlink_to(larger, target_is_directory=True)
    made = keep_backup(book, backups_folder(book.path))
    assert made is not None

    with pytest.raises(IsBackup):
        Book.open(made.path)


def test_after_one_that_is_damaged_further_in_the_next_backup_is_made(book: Book) -> None:
    """It opens, and only its log can't be read: else none would ever be made again."""
    folder = backups_folder(book.path)
    make_shopper(book, "Ann Lee")
    damaged = keep_backup(book, folder)
    assert damaged is not None
    without_table(damaged.path, "change")

    made = keep_backup(book, folder)

    assert made is not None
    with Book.open(made.path, mode="read") as backup:
        assert backup.values("SELECT name FROM shopper") == ["Ann Lee"]


def test_a_pin_and_what_was_taken_away_are_worth_a_backup(book: Book) -> None:
    folder = backups_folder(book.path)
    keep_backup(book, folder)
    for happens in (
        partial(note_event, book, EventKind.PIN_CHANGED, "PIN set"),
        partial(note_event, book, EventKind.EXPORTED, "Shoppers exported"),
        partial(note_whole, book, "Backup made"),
    ):
        happens()

        assert keep_backup(book, folder) is not None
        assert keep_backup(book, folder) is None


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


def test_five_years_with_wrong_clocks_and_summer_time_lose_no_backup_that_counts(
    tmp_path: Path,
) -> None:
    """Rows of files only: what goes is told by their names. The clock is wrong now and then."""
    start = at(2023, 11, 20)  # February 29 of 2024 and 2028 are in it
    wrong = {200: timedelta(days=-400), 700: timedelta(days=4 * 365), 1200: timedelta(hours=-1)}
    real: dict[str, datetime] = {}
    for day in range(5 * 365 + 2):
        shift = wrong.get(day, timedelta())
        for hour in (9, 12, 17) if shift or day % 40 == 0 else (17,):
            moment = start + timedelta(days=day, hours=hour)
            made = file_of(tmp_path, moment + shift)
            real.setdefault(made.name, moment)
            before = {path.name for path in tmp_path.iterdir()}
            thin_out(tmp_path, made)
            left = {path.name for path in tmp_path.iterdir()}
            assert made.name in left
            if abs(shift) > timedelta(days=1):
                assert all(real[name].date() == moment.date() for name in before - left)

    newest = start + timedelta(days=5 * 365 + 1, hours=17)
    moments = sorted(real[one.path.name] for one in kept_backups(tmp_path))
    days = {(newest - moment).days for moment in moments}
    assert days >= set(range(15))
    assert len({m.isocalendar()[:2] for m in moments if newest - m < timedelta(weeks=10)}) >= 10
    assert len({(m.year, m.month) for m in moments}) >= 24
    assert len(moments) <= 80


def file_of(folder: Path, moment: datetime) -> Path:
    path = folder / f"shop kept {moment.astimezone():%Y-%m-%d %H%M%S}.book"
    path.touch()
    return path


def test_a_backup_of_before_a_far_reaching_deed_stays_for_two_weeks(tmp_path: Path) -> None:
    noon = at(2026, 11, 20, 12)
    before = tmp_path / f"shop before-import {noon.astimezone():%Y-%m-%d %H%M%S}.book"
    before.touch()
    for hours in (1, 2, 5, 24 * 10):
        thin_out(tmp_path, file_of(tmp_path, noon + timedelta(hours=hours)))
    assert before.exists()

    for days in (16, 17):
        thin_out(tmp_path, file_of(tmp_path, noon + timedelta(days=days)))
    assert not before.exists()  # a later one stands for its week


def test_nothing_goes_while_the_book_fails_its_check(book: Book) -> None:
    folder = backups_folder(book.path)
    long_ago = [file_of(folder, at(2026, 1, day)) for day in range(1, 28)]
    remember(book.path, faults=("references: 1 row points nowhere",))
    make_shopper(book, "Ann Lee")

    keep_backup(book, folder)
    assert all(path.exists() for path in long_ago)

    remember(book.path, faults=())
    for name in ("Bea Moss", "Cy Dunn"):
        make_shopper(book, name)
        keep_backup(book, folder)
    assert not all(path.exists() for path in long_ago)


def test_a_protected_book_s_backup_goes_with_its_key_file(tmp_path: Path) -> None:
    key = new_paper().data_key
    path = tmp_path / "safe.book"
    with Book.create(path, owner_name="Ruth Hallam", key=key) as book:
        save_key_file(path, KeyFile(mark=key.mark))
        make_shopper(book, "Ann Lee")
        folder = backups_folder(path)
        made = keep_backup(book, folder)
        assert made is not None
        assert key_file_path(made.path).exists()
        assert keep_backup(book, folder) is None

        remove_backup(made.path)

        assert not key_file_path(made.path).exists()


def test_a_newest_backup_that_does_not_open_is_told(book: Book) -> None:
    folder = backups_folder(book.path)
    make_shopper(book, "Ann Lee")
    keep_backup(book, folder)
    make_shopper(book, "Bea Moss")
    bad = keep_backup(book, folder)
    assert bad is not None
    bad.path.write_bytes(b"half a copy")

    assert newest_that_are_bad(book) == [bad.path]
    bad.path.unlink()
    assert newest_that_are_bad(book) == []


def test_a_backup_of_before_an_upgrade_is_not_a_bad_one(book: Book) -> None:
    kept = backups_folder(book.path) / "shop kept 2026-11-19 180000.book"
    shutil.copy(Path(__file__).parents[1] / "books" / "0.1.0.book", kept)

    assert newest_that_are_bad(book) == []


def test_a_backup_under_another_key_is_not_a_bad_one(book: Book) -> None:
    keep_backup(book, backups_folder(book.path))
    book.close()
    key = new_paper().data_key
    rewrite(book.path, None, key)

    with Book.open(book.path, key=key) as protected:
        assert newest_that_are_bad(protected) == []


def test_before_a_deed_the_newest_backup_will_do_when_it_says_the_same(book: Book) -> None:
    make_shopper(book, "Ann Lee")
    made = keep_before(book, "import")

    assert made is not None
    assert "before-import" in made.path.name
    assert keep_before(book, "merge") is None


def test_a_nearly_full_disk_is_told(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    free = shutil.disk_usage(book.path.parent).free

    monkeypatch.setattr("storebook.book.kept_backups.SCARCE_BYTES", free * 2)
    assert "Everything saved so far is safe" in scarce_space(book.path)
    monkeypatch.setattr("storebook.book.kept_backups.SCARCE_BYTES", 1)
    assert scarce_space(book.path) == ""


def test_many_deeds_of_one_sitting_have_one_backup_before_them(book: Book) -> None:
    make_shopper(book, "Ann Lee")
    assert keep_before(book, "merge", at_most_every=ONE_SITTING) is not None
    make_shopper(book, "Bea Moss")
    assert keep_before(book, "merge", at_most_every=ONE_SITTING) is None
    assert keep_before(book, "import") is not None


def test_what_a_killed_program_left_goes_with_the_next_backup(book: Book) -> None:
    """A copy that was not finished, a key file that was not, and what was to become the book."""
    make_shopper(book)
    folder, keys = backups_folder(book.path), spare_path(book.path)
    keys.parent.mkdir(parents=True, exist_ok=True)
    half = [folder / "shop kept 2026-11-20 090000.book.part"]
    half += [
        one.with_name(f".{one.name}.0a1b2c3d.part") for one in (keys, key_file_path(book.path))
    ]
    half += [book.path.with_name(f"shop.book{end}") for end in (".restoring", ".rewriting-wal")]
    young = folder / "shop kept 2026-11-20 100000.book.part"
    for one in (*half, young):
        one.write_bytes(b"half")
    for one in half:
        os.utime(one, (1, 1))

    keep_backup(book, folder)

    assert [one for one in (*half, young) if one.exists()] == [young]
