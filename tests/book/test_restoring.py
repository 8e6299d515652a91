"""A backup becomes the book again, and what was there is kept."""

import shutil
from datetime import datetime
from pathlib import Path
from typing import Literal

import pytest

from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.book.check import check_file
from storebook.book.engine import connect
from storebook.book.events import EventKind, events
from storebook.book.kept_backups import backups_folder, keep_backup, kept_backups
from storebook.book.lock import BookHeld
from storebook.book.old_log import OldLog, set_old_log_aside
from storebook.book.protection.key_file import (
    KeyFile,
    key_file_path,
    load_key_file,
    save_key_file,
)
from storebook.book.protection.paper import new_paper
from storebook.book.protection.refusals import WrongKey
from storebook.book.restorable import ANOTHER_BOOK, Where, log_of, restorables
from storebook.book.restoring import is_good, newest_good, restore, restore_open
from storebook.book.rights import NotAllowed
from storebook.book.shop_saving import begin_book
from storebook.staff.associates import Role, add_associate
from tests.make import SHOP, make_shopper

KEY = new_paper().data_key


def names(path: Path) -> list[str]:
    with Book.open(path, mode="read") as book:
        return book.values("SELECT name FROM shopper ORDER BY id")


def kept(book: Book) -> Path:
    """The backup that the program makes now."""
    made = keep_backup(book, backups_folder(book.path))
    assert made is not None
    return made.path


@pytest.fixture
def with_ann(book: Book) -> Path:
    """A backup of the book when Ann was in it; since then Bea came, and it was closed."""
    make_shopper(book, "Ann Lee")
    backup = kept(book)
    make_shopper(book, "Bea Moss")
    book.close()
    return backup


def test_each_backup_says_what_would_be_lost(book: Book) -> None:
    make_shopper(book, "Ann Lee")
    first = kept(book)
    make_shopper(book, "Bea Moss")
    make_shopper(book, "Cy Dunn")
    second = kept(book)

    newest, oldest = restorables(book.path, book=book)

    assert (newest.path, newest.lost, newest.newest_lost) == (second, 0, ())
    assert (oldest.path, oldest.lost, oldest.gained) == (first, 2, 0)
    assert [step.what for step in oldest.newest_lost] == [
        "Cy Dunn written down",
        "Bea Moss written down",
    ]
    assert oldest.where is Where.HERE
    assert oldest.size_bytes == first.stat().st_size
    assert oldest.problem == ""


def test_the_backup_is_the_book_again_and_the_replaced_one_is_kept(
    book: Book, with_ann: Path
) -> None:
    done = restore(book.path, with_ann)

    assert names(book.path) == ["Ann Lee"]
    assert done.replaced is not None
    assert "replaced" in done.replaced.name
    assert names(done.replaced) == ["Ann Lee", "Bea Moss"]
    assert with_ann.exists()
    assert [one for one in check_file(book.path) if not one.good] == []
    with Book.open(book.path) as restored:
        (event,) = [one for one in events(restored) if one.kind is EventKind.RESTORED]
    assert event.what == f"Backup restored: {with_ann.stem}"


def test_what_was_replaced_can_be_restored_again(book: Book, with_ann: Path) -> None:
    done = restore(book.path, with_ann)
    (replaced,) = [one for one in restorables(book.path) if one.where is Where.BESIDE]
    assert (replaced.path, replaced.lost, replaced.gained) == (done.replaced, 0, 1)

    restore(book.path, replaced.path)

    assert names(book.path) == ["Ann Lee", "Bea Moss"]


def test_an_open_book_is_backed_up_first_and_closed(book: Book) -> None:
    make_shopper(book, "Ann Lee")
    backup = kept(book)
    make_shopper(book, "Bea Moss")

    restore_open(book, backup)

    assert names(book.path) == ["Ann Lee"]
    newest = kept_backups(backups_folder(book.path))[0].path
    assert "before-restore" in newest.name
    assert names(newest) == ["Ann Lee", "Bea Moss"]


def test_a_clerk_may_not_restore(book: Book) -> None:
    make_shopper(book, "Ann Lee")
    backup = kept(book)
    book.associate_id = add_associate(book, "Noor Aziz", Role.CLERK)

    with pytest.raises(NotAllowed, match="may not choose where backups go or restore one"):
        restore_open(book, backup)

    make_shopper(book, "Bea Moss")  # still open


def test_what_a_crash_left_in_the_log_is_in_the_replaced_book(book: Book, tmp_path: Path) -> None:
    make_shopper(book, "Ann Lee")
    backup = kept(book)
    make_shopper(book, "Bea Moss")
    crashed = tmp_path / "crashed" / "shop.book"
    crashed.parent.mkdir()
    for ending in ("", "-wal"):
        shutil.copy(f"{book.path}{ending}", f"{crashed}{ending}")

    done = restore(crashed, backup)

    assert names(crashed) == ["Ann Lee"]
    assert done.replaced is not None
    assert names(done.replaced) == ["Ann Lee", "Bea Moss"]


@pytest.mark.parametrize("state", ["missing", "empty", "damaged"])
def test_a_book_that_does_not_open_is_restored_too(book: Book, with_ann: Path, state: str) -> None:
    if state == "missing":
        book.path.unlink()
    else:
        book.path.write_bytes(b"" if state == "empty" else b"\x00" * 8192)
    (one,) = [one for one in restorables(book.path) if one.where is Where.HERE]
    assert (one.path, one.lost, one.problem) == (with_ann, None, "")

    done = restore(book.path, with_ann)

    assert names(book.path) == ["Ann Lee"]
    assert (done.replaced is None) == (state == "missing")


def test_a_damaged_newest_backup_is_skipped_and_its_date_told(book: Book) -> None:
    make_shopper(book, "Ann Lee")
    good = kept(book)
    make_shopper(book, "Bea Moss")
    bad = kept(book)
    content = bytearray(bad.read_bytes())
    content[4096 * 3 : 4096 * 9] = bytes(4096 * 6)
    bad.write_bytes(content)

    found, skipped = newest_good(restorables(book.path, book=book), None)

    assert found.path == good
    ((one, why),) = skipped
    assert one.path == bad
    assert isinstance(one.at, datetime)
    assert "damaged" in why


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("2099-01-02 090000", "2026-01-02 090000"),  # a clock that was wrong, and was set right
        ("2024-01-02 090000", "2099-01-02 090000"),  # one that was set back
    ],
)
def test_a_clock_that_is_or_was_wrong_brings_back_no_older_backup(
    book: Book, first: str, second: str
) -> None:
    made = []
    for name, stamp in (("Ann Lee", first), ("Bea Moss", second)):
        make_shopper(book, name)
        backup = kept(book)
        made.append(backup.rename(backup.with_name(f"shop kept {stamp}.book")))
    book.close()
    book.path.unlink()

    found, _ = newest_good(restorables(book.path), None)

    assert found.path == made[1]


def test_without_a_good_backup_that_is_said(book: Book) -> None:
    with pytest.raises(Refused, match="no good backup"):
        newest_good(restorables(book.path, book=book), None)


def test_another_book_s_backup_is_told_as_such(book: Book, with_ann: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.book"
    with Book.create(other, owner_name="Sol Rye") as stranger:
        with stranger.change("Long ago") as change:
            change.insert("setting", name="A", value="1")
        with stranger.unlogged() as connection:
            connection.execute("DROP TRIGGER change_stays")
            connection.execute("UPDATE change SET at = '2001-01-01T00:00:00+00:00'")
        theirs = stranger.back_up(tmp_path)
    before = book.path.read_bytes()

    with pytest.raises(Refused, match="backup of another book"):
        restore(book.path, theirs)

    assert book.path.read_bytes() == before
    assert restorables(book.path, chosen=theirs)[0].problem == ANOTHER_BOOK
    book.path.unlink()  # then the other backups speak for it
    with pytest.raises(Refused, match="backup of another book"):
        restore(book.path, theirs)


def test_a_shop_s_first_backup_is_already_of_its_book(tmp_path: Path) -> None:
    path = tmp_path / "shop.book"
    with begin_book(path, SHOP, owner_name="Ruth Hallam") as book:
        assert log_of(book).marks  # by which its backups are told from those of other books
        first = kept(book)
        make_shopper(book, "Ann Lee")
        second = kept(book)

    restore(path, first)
    with Book.open(path) as book:
        make_shopper(book, "Bea Moss")
    restore(path, second)

    assert names(path) == ["Ann Lee"]


def cut(content: bytes) -> bytes:
    return content[: len(content) // 2]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [(cut, "damaged"), (lambda _: b"<html>", "no Storebook backup"), (lambda _: b"", "empty")],
)
def test_a_file_that_is_no_whole_backup_is_refused(
    book: Book, with_ann: Path, content: object, sentence: str
) -> None:
    assert callable(content)
    with_ann.write_bytes(content(with_ann.read_bytes()))
    before = book.path.read_bytes()

    with pytest.raises(Refused, match=sentence):
        restore(book.path, with_ann)

    assert book.path.read_bytes() == before
    assert is_good(with_ann, None) != ""


def test_a_newer_program_s_backup_is_refused(book: Book, with_ann: Path) -> None:
    connection = connect(with_ann, "write")
    connection.execute(
        "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) "
        "VALUES ('storebook', 'm999_later', '')"
    )
    connection.close()

    with pytest.raises(Refused, match="newer Storebook"):
        restore(book.path, with_ann)


def test_a_book_at_work_is_no_backup(book: Book, tmp_path: Path) -> None:
    make_shopper(book, "Ann Lee")

    with pytest.raises(Refused, match="is a book that is open"):
        restore(tmp_path / "other.book", book.path)


def test_a_book_that_is_open_elsewhere_is_not_replaced(book: Book) -> None:
    make_shopper(book, "Ann Lee")
    backup = kept(book)

    with pytest.raises(BookHeld):
        restore(book.path, backup)


def test_a_protected_book_is_restored_with_its_key_file(tmp_path: Path) -> None:
    path = tmp_path / "safe.book"
    with Book.create(path, owner_name="Ruth Hallam", key=KEY) as book:
        save_key_file(path, KeyFile(mark=KEY.mark))
        make_shopper(book, "Ann Lee")
        backup = kept(book)
        make_shopper(book, "Bea Moss")
        assert restorables(path, key=KEY, book=book)[0].lost == 1
    key_file_path(path).unlink()

    with pytest.raises(WrongKey):
        restore(path, backup, key=new_paper().data_key)
    restore(path, backup, key=KEY)

    with Book.open(path, mode="read", key=KEY) as book:
        assert book.values("SELECT name FROM shopper") == ["Ann Lee"]
    found = load_key_file(path)
    assert found is not None
    assert found.mark == KEY.mark


def test_a_backup_copied_over_the_book_by_hand_is_not_mixed_with_the_old_work(
    book: Book, tmp_path: Path
) -> None:
    make_shopper(book, "Ann Lee")
    backup = kept(book)
    make_shopper(book, "Bea Moss")
    by_hand = tmp_path / "by hand.book"
    shutil.copy(backup, by_hand)
    shutil.copy(f"{book.path}-wal", f"{by_hand}-wal")
    before = by_hand.read_bytes()

    modes: tuple[Literal["read", "write"], ...] = ("read", "write")
    for mode in modes:
        with pytest.raises(OldLog, match="Nothing was changed"):
            Book.open(by_hand, mode=mode)
    assert by_hand.read_bytes() == before

    aside = set_old_log_aside(by_hand)
    assert aside.exists()
    assert names(by_hand) == ["Ann Lee"]


def test_restoring_ends_such_an_old_log_without_reading_it(book: Book, tmp_path: Path) -> None:
    make_shopper(book, "Ann Lee")
    backup = kept(book)
    make_shopper(book, "Bea Moss")
    by_hand = tmp_path / "by hand.book"
    shutil.copy(backup, by_hand)
    shutil.copy(f"{book.path}-wal", f"{by_hand}-wal")

    done = restore(by_hand, backup)

    assert names(by_hand) == ["Ann Lee"]
    assert done.replaced is not None
    assert done.replaced.read_bytes() == backup.read_bytes()
    assert Path(f"{done.replaced}-wal").exists()


def test_a_log_that_can_t_be_moved_into_a_damaged_book_is_kept_with_it(
    book: Book, tmp_path: Path
) -> None:
    make_shopper(book, "Ann Lee")
    backup = kept(book)
    make_shopper(book, "Bea Moss")
    half = tmp_path / "half.book"
    half.write_bytes(book.path.read_bytes()[: book.path.stat().st_size // 2])
    shutil.copy(f"{book.path}-wal", f"{half}-wal")
    log = Path(f"{half}-wal").read_bytes()

    done = restore(half, backup)

    assert names(half) == ["Ann Lee"]
    assert done.replaced is not None
    assert Path(f"{done.replaced}-wal").read_bytes() == log
