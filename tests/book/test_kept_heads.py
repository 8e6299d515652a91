"""The backups that were kept remember how far the log went, whatever was restored since."""

import shutil
from contextlib import closing
from pathlib import Path

from storebook.book.book import Book
from storebook.book.chain import Fault
from storebook.book.engine import connect
from storebook.book.events import EventKind, note_event
from storebook.book.kept_backups import backups_folder, keep_backup
from storebook.book.kept_heads import heads_kept, newest_if_ahead, verify_against_backups
from storebook.book.restoring import restore
from storebook.people.erasing import erase
from tests.book.damaging import without_table
from tests.make import TODAY, make_shopper


def kept(book: Book) -> int:
    """Keep a backup now, and say how many steps it knows of."""
    made = keep_backup(book, backups_folder(book.path))
    assert made is not None
    return heads_kept(book, backups_folder(book.path))[0].link


def test_the_newest_backups_say_how_far_the_log_went(book: Book) -> None:
    make_shopper(book, "Ann Lee")
    first = kept(book)
    make_shopper(book, "Bea Moss")
    second = kept(book)

    assert second > first
    assert [one.link for one in heads_kept(book, backups_folder(book.path))] == [second, first]
    assert verify_against_backups(book, backups_folder(book.path)) == []


def test_a_backup_that_is_damaged_further_in_says_nothing_against_the_book(
    book: Book,
) -> None:
    """It opens, and only its log can't be read: that is no damage of the book."""
    make_shopper(book, "Ann Lee")
    backup = keep_backup(book, backups_folder(book.path))
    assert backup is not None
    without_table(backup.path, "change")

    assert newest_if_ahead(book) is None
    assert verify_against_backups(book, backups_folder(book.path)) == []


def test_to_look_into_a_backup_changes_nothing_in_it(book: Book) -> None:
    """Else the log of the book would seem to be written anew, beside a backup that went on."""
    make_shopper(book, "Ann Lee")
    folder = backups_folder(book.path)
    keep_backup(book, folder)
    (backup,) = folder.glob("*.book")
    before = backup.read_bytes()

    with Book.open(backup, mode="read") as opened:
        note_event(opened, EventKind.VIEWED, "Page of Ann Lee opened")
    make_shopper(book, "Bea Moss")

    assert backup.read_bytes() == before
    assert verify_against_backups(book, folder) == []


def test_what_a_restored_backup_gave_up_is_no_cut_and_a_cut_after_it_is(book: Book) -> None:
    make_shopper(book, "Ann Lee")
    folder = backups_folder(book.path)
    keep_backup(book, folder)
    (backup,) = folder.glob("*.book")
    for name in ("Bea Moss", "Cy Young", "Dee Ray"):
        make_shopper(book, name)
    kept(book)
    path = book.path
    book.close()

    restore(path, backup)

    with Book.open(path) as again:
        assert again.values("SELECT name FROM shopper") == ["Ann Lee"]
        assert verify_against_backups(again, folder) == []
        for number in range(9):
            note_event(again, EventKind.PRINTED, f"Cards {number} printed")
        make_shopper(again, "Eve Fox")
        kept(again)
        assert verify_against_backups(again, folder) == []

        with closing(connect(path, "write")) as connection:
            connection.execute("DROP TRIGGER event_is_kept")
            connection.execute("DELETE FROM event WHERE id = (SELECT max(id) FROM event)")
            connection.execute("PRAGMA foreign_keys = OFF")
            for table in ("change_row", "change_shopper"):
                connection.execute(f"DROP TRIGGER {table}_is_kept")
                connection.execute(
                    f"DELETE FROM {table} WHERE change_id = (SELECT max(id) FROM change)"  # noqa: S608
                )
            connection.execute("DROP TRIGGER change_is_kept")
            connection.execute("DELETE FROM change WHERE id = (SELECT max(id) FROM change)")

        assert [one.fault for one in verify_against_backups(again, folder)] == [Fault.CUT_OFF]


def test_to_go_back_and_forth_between_backups_is_no_log_written_anew(book: Book) -> None:
    path, folder = book.path, backups_folder(book.path)
    make_shopper(book, "Ann Lee")
    first = keep_backup(book, folder)
    for name in ("Bea Moss", "Cy Young", "Dee Ray"):
        make_shopper(book, name)
    second = keep_backup(book, folder)
    assert first is not None
    assert second is not None
    book.close()

    for backup in (first, second, first, first, second):
        restore(path, backup.path)
        with Book.open(path) as again:
            make_shopper(again, "Eve Fox")
            make_shopper(again, "Flo Gray")
            assert verify_against_backups(again, folder) == []
            keep_backup(again, folder)


def test_a_log_that_goes_another_way_without_a_restore_was_written_anew(book: Book) -> None:
    path, folder = book.path, backups_folder(book.path)
    make_shopper(book, "Ann Lee")
    book.close()
    then = path.read_bytes()
    with Book.open(path) as again:
        make_shopper(again, "Bea Moss")
        keep_backup(again, folder)

    path.write_bytes(then)

    with Book.open(path) as other:
        make_shopper(other, "Cy Young")
        note_event(other, EventKind.PRINTED, "Cards printed")
        assert [one.fault for one in verify_against_backups(other, folder)] == [Fault.REWRITTEN]


def test_an_older_copy_in_the_place_of_the_book_is_noticed_by_its_newest_backup(
    book: Book,
) -> None:
    make_shopper(book, "Ann Lee")
    older = keep_backup(book, backups_folder(book.path))
    assert older is not None
    make_shopper(book, "Bea Moss")
    newer = keep_backup(book, backups_folder(book.path))
    assert newer is not None
    make_shopper(book, "Cy Young")
    assert newest_if_ahead(book) is None
    path = book.path
    book.close()

    shutil.copyfile(older.path, path)
    with Book.open(path) as copied:
        assert newest_if_ahead(copied) == newer.path
        make_shopper(copied, "Dee Ray")
        assert newest_if_ahead(copied) == newer.path


def test_neither_a_restore_nor_an_erasing_nor_a_new_book_looks_like_an_older_copy(
    book: Book, tmp_path: Path
) -> None:
    ann = make_shopper(book, "Ann Lee")
    older = keep_backup(book, backups_folder(book.path))
    assert older is not None
    make_shopper(book, "Bea Moss")
    keep_backup(book, backups_folder(book.path))
    erase(book, ann, today=TODAY)
    assert newest_if_ahead(book) is None
    path = book.path
    book.close()

    restore(path, older.path)
    with Book.open(path) as restored:
        assert newest_if_ahead(restored) is None

    path.unlink()
    with Book.create(path, owner_name="Ruth Hallam") as new:
        make_shopper(new, "Eve Day")
        assert newest_if_ahead(new) is None
