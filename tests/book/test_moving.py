"""A book leaves a synced folder whole, and is warned of once."""

from pathlib import Path

import pytest

from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.book.kept_backups import backups_folder, keep_backup, kept_backups
from storebook.book.moving import move_book, note_told_of_sync, sync_to_tell_of
from storebook.book.protection.key_file import (
    KeyFile,
    key_file_path,
    save_key_file,
    spare_path,
)
from storebook.book.protection.paper import new_paper
from storebook.book.remembered import moved_to, remember, remembered
from storebook.book.rights import NotAllowed
from storebook.staff.associates import Role, add_associate
from tests.make import make_shopper

KEY = new_paper().data_key


@pytest.fixture
def synced(tmp_path: Path) -> Path:
    """A book of Ann's in a folder that goes to other computers."""
    folder = tmp_path / "OneDrive" / "Shop"
    folder.mkdir(parents=True)
    with Book.create(folder / "shop.book", owner_name="Ruth Hallam", key=KEY) as book:
        save_key_file(book.path, KeyFile(mark=KEY.mark))
        make_shopper(book, "Ann Lee")
        keep_backup(book, backups_folder(book.path))
    return folder / "shop.book"


def test_it_is_whole_in_the_new_place_and_the_old_one_is_set_aside(
    synced: Path, tmp_path: Path
) -> None:
    target = tmp_path / "shop.book"

    old = move_book(Book.open(synced, key=KEY), target)

    with Book.open(target, key=KEY) as book:
        assert book.values("SELECT name FROM shopper") == ["Ann Lee"]
    assert not synced.exists()
    assert old.name == "shop.book.moved"
    assert key_file_path(target).exists()
    assert spare_path(target).exists()
    assert key_file_path(old).exists()
    assert len(kept_backups(backups_folder(target))) == 1
    assert kept_backups(backups_folder(synced)) == []


def test_a_move_that_is_cut_short_keeps_its_backups_in_sight(
    synced: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "shop.book"
    remember(synced, second_place=str(tmp_path / "stick"))

    with monkeypatch.context() as cut:
        cut.setattr(Path, "rename", cut_off)
        with pytest.raises(KeyboardInterrupt):
            move_book(Book.open(synced, key=KEY), target)

    assert moved_to(synced) == target
    assert len(kept_backups(backups_folder(target))) == 1
    assert remembered(target).second_place == str(tmp_path / "stick")
    assert kept_backups(backups_folder(synced)) == []
    assert moved_to(synced) is None


def cut_off(*_: object) -> None:
    raise KeyboardInterrupt


def test_a_book_that_could_not_be_moved_keeps_its_backups(
    synced: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "shop.book"

    with monkeypatch.context() as cut:
        cut.setattr("storebook.book.moving.put_in_place", cut_off)
        with pytest.raises(KeyboardInterrupt):
            move_book(Book.open(synced, key=KEY), target)

    Book.open(synced, key=KEY).close()
    assert len(kept_backups(backups_folder(synced))) == 1
    assert kept_backups(backups_folder(target)) == []


def test_nothing_moves_where_something_is_already(synced: Path, tmp_path: Path) -> None:
    (tmp_path / "shop.book").write_text("mine", encoding="utf-8")
    book = Book.open(synced, key=KEY)

    with pytest.raises(Refused, match="already a file"):
        move_book(book, tmp_path / "shop.book")

    make_shopper(book, "Bea Moss")  # it is still open
    book.close()
    assert (tmp_path / "shop.book").read_text(encoding="utf-8") == "mine"


def test_a_clerk_may_not_move_it(synced: Path, tmp_path: Path) -> None:
    with Book.open(synced, key=KEY) as book:
        book.associate_id = add_associate(book, "Noor Aziz", Role.CLERK)

        with pytest.raises(NotAllowed):
            move_book(book, tmp_path / "shop.book")


def test_a_synced_folder_is_warned_of_once(synced: Path, tmp_path: Path) -> None:
    assert sync_to_tell_of(synced) == "OneDrive"

    note_told_of_sync(synced, "OneDrive")

    assert sync_to_tell_of(synced) is None
    assert sync_to_tell_of(tmp_path / "shop.book") is None
