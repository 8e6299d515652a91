"""Backups in a second place, which is not always there."""

import os
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from storebook.base.errors import Refused
from storebook.book import second_place as second
from storebook.book.book import Book
from storebook.book.events import EventKind, events
from storebook.book.kept_backups import backups_folder, keep_backup, kept_backups
from storebook.book.protection.key_file import KeyFile, key_file_path, save_key_file
from storebook.book.protection.paper import new_paper
from storebook.book.remembered import folder_to_look_in
from storebook.book.restorable import Where, restorables
from storebook.book.restoring import restore
from storebook.book.rights import NotAllowed
from storebook.book.second_place import (
    NotElsewhere,
    backups_elsewhere,
    choose_second_place,
    copy_to_second_place,
    keep_everywhere,
    reminder,
    second_place,
    should_ask,
)
from storebook.staff.associates import Role, add_associate
from tests.make import make_shopper

NOW = datetime(2026, 11, 20, 18, 0, tzinfo=UTC)
HOUR, WEEK = timedelta(hours=1), timedelta(days=7)


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """A folder on a stick."""
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def test_it_is_remembered_on_this_computer_and_not_in_the_book(book: Book, stick: Path) -> None:
    before = book.changed_count

    choose_second_place(book, stick, NOW)

    place = second_place(book.path)
    assert place is not None
    assert (place.folder, place.chosen_at, place.seen_at) == (stick, NOW, None)
    assert book.changed_count == before
    choose_second_place(book, None, NOW)
    assert second_place(book.path) is None


def test_who_chose_it_stands_in_the_log(book: Book, stick: Path) -> None:
    """From then on all of the book goes there, and nobody is asked again."""
    marta = add_associate(book, "Marta Oyelaran", Role.MANAGER)
    book.associate_id = marta

    choose_second_place(book, stick, NOW)
    choose_second_place(book, None, NOW)

    gone, chosen = events(book)[:2]
    assert (chosen.associate, chosen.kind) == ("Marta Oyelaran", EventKind.BACKED_UP)
    assert str(stick) in chosen.detail
    assert gone.what == "Second place for backups given up"


def test_each_new_backup_goes_there_and_is_the_same(book: Book, stick: Path) -> None:
    choose_second_place(book, stick, NOW)
    make_shopper(book, "Ann Lee")

    made = keep_everywhere(book, NOW)

    assert made is not None
    (there,) = backups_elsewhere(book.path)
    assert there.path.read_bytes() == made.path.read_bytes()
    assert there.path.parent.parent == stick


def test_it_is_written_at_most_hourly_and_at_the_end(book: Book, stick: Path) -> None:
    choose_second_place(book, stick, NOW)
    for name, later, at_the_end, count in (
        ("Ann Lee", timedelta(), False, 1),
        ("Bea Moss", HOUR / 2, False, 1),
        ("Cy Dunn", HOUR, False, 2),
        ("Di Fox", HOUR * 1.1, True, 3),
    ):
        make_shopper(book, name)
        keep_everywhere(book, NOW + later, at_the_end=at_the_end)
        assert len(backups_elsewhere(book.path)) == count


def test_a_stick_that_is_not_there_is_no_error(book: Book, stick: Path) -> None:
    choose_second_place(book, stick, NOW)
    make_shopper(book, "Ann Lee")
    shutil.rmtree(stick)

    assert keep_everywhere(book, NOW) is not None
    assert backups_elsewhere(book.path) == []

    stick.mkdir()
    assert copy_to_second_place(book.path, NOW + HOUR) is not None
    assert copy_to_second_place(book.path, NOW + HOUR * 3) is None  # nothing new


def test_one_that_was_not_seen_for_a_week_is_reminded_of(book: Book, stick: Path) -> None:
    assert reminder(book.path, NOW) == ""  # none was asked for
    choose_second_place(book, stick, NOW)
    assert reminder(book.path, NOW + WEEK) == ""
    assert "yet" in reminder(book.path, NOW + WEEK + HOUR)

    make_shopper(book, "Ann Lee")
    keep_everywhere(book, NOW + WEEK)

    assert reminder(book.path, NOW + WEEK * 2) == ""
    assert "for 8 days" in reminder(book.path, NOW + WEEK * 2 + timedelta(days=1))
    assert reminder(book.path, NOW - timedelta(days=365)) != ""  # the clock went back


def test_the_empty_folder_that_a_stick_leaves_is_not_the_stick(
    book: Book, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On Linux the place where it was mounted may stay, on the disk of the book."""
    with monkeypatch.context() as connected:
        connected.setattr(second, "is_on_the_same_disk", lambda *_: False)
        choose_second_place(book, stick, NOW)
        assert second_place(book.path) is not None
    make_shopper(book, "Ann Lee")

    keep_everywhere(book, NOW)

    place = second_place(book.path)
    assert place is not None
    assert (place.is_there, place.seen_at) == (False, None)
    assert list(stick.iterdir()) == []


def test_trouble_with_the_stick_does_not_read_as_if_nothing_were_backed_up(
    book: Book, stick: Path
) -> None:
    choose_second_place(book, stick, NOW)
    make_shopper(book, "Ann Lee")
    (stick / f"{book.path.stem} backups").write_text("in the way", encoding="utf-8")

    with pytest.raises(NotElsewhere, match="is backed up here, but not in the second place"):
        keep_everywhere(book, NOW)

    assert len(kept_backups(backups_folder(book.path))) == 1


def test_the_folder_of_the_book_is_no_second_place(book: Book, tmp_path: Path) -> None:
    for folder in (book.path.parent, backups_folder(book.path)):
        with pytest.raises(Refused, match="in that folder already"):
            choose_second_place(book, folder, NOW)
    with pytest.raises(Refused, match="not there"):
        choose_second_place(book, tmp_path / "gone", NOW)


def test_a_clerk_may_not_choose_it_and_helps_to_fill_it(book: Book, stick: Path) -> None:
    choose_second_place(book, stick, NOW)
    book.associate_id = add_associate(book, "Noor Aziz", Role.CLERK)

    with pytest.raises(NotAllowed):
        choose_second_place(book, stick, NOW)

    assert keep_everywhere(book, NOW) is not None


def test_a_full_stick_harms_nothing(
    book: Book, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose_second_place(book, stick, NOW)
    make_shopper(book, "Ann Lee")
    keep_everywhere(book, NOW)
    make_shopper(book, "Bea Moss")

    def half(source: Path, target: Path) -> None:
        target.write_bytes(source.read_bytes()[:5000])

    monkeypatch.setattr(second, "copy_in_pieces", half)
    with pytest.raises(Refused, match="could not be read back"):
        keep_everywhere(book, NOW + HOUR * 2)

    assert len(backups_elsewhere(book.path)) == 1
    assert [path.suffix for path in backups_elsewhere(book.path)[0].path.parent.iterdir()] == [
        ".book"
    ]


def test_a_new_computer_restores_from_it(book: Book, stick: Path) -> None:
    choose_second_place(book, stick, NOW)
    make_shopper(book, "Ann Lee")
    keep_everywhere(book, NOW)
    for one in kept_backups(backups_folder(book.path)):
        one.path.unlink()

    (found,) = restorables(book.path, book=book)

    assert (found.where, found.lost, found.problem) == (Where.ELSEWHERE, 0, "")


def test_the_key_file_goes_there_too(tmp_path: Path, stick: Path) -> None:
    key = new_paper().data_key
    with Book.create(tmp_path / "safe.book", owner_name="Ruth Hallam", key=key) as book:
        save_key_file(book.path, KeyFile(mark=key.mark))
        choose_second_place(book, stick, NOW)
        make_shopper(book, "Ann Lee")
        keep_backup(book, backups_folder(book.path))

        made = copy_to_second_place(book.path, NOW)

    assert made is not None
    assert key_file_path(made).exists()


@pytest.mark.skipif(os.name != "posix", reason="Windows keeps who may read elsewhere")
def test_a_book_that_nobody_else_may_read_stays_so_in_backups_and_when_restored(
    book: Book, stick: Path
) -> None:
    path = book.path
    path.chmod(0o600)
    choose_second_place(book, stick, NOW)
    keep_everywhere(book, NOW)
    (kept,), (there,) = kept_backups(backups_folder(path)), backups_elsewhere(path)
    make_shopper(book)
    book.close()

    restore(path, kept.path)

    for each in (kept.path, there.path, path):
        assert each.stat().st_mode & 0o077 == 0, each


def test_to_ask_for_a_second_place_makes_no_folder(book: Book) -> None:
    """Where none can be made, as on a disk that is full, that would be an error of its own."""
    assert not should_ask(book, NOW)
    assert copy_to_second_place(book.path, NOW) is None

    assert not folder_to_look_in(book.path).exists()
