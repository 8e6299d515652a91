"""What the window says once a backup is the book."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

from storebook.book.book import Book
from storebook.book.kept_backups import backups_folder, keep_backup
from storebook.book.own_backup import back_up_into
from storebook.book.protection.paper import new_paper
from storebook.book.protection.protecting import protect
from storebook.book.restorable import restorables
from storebook.gui.backup_list import BackupList
from storebook.gui.program import Program
from storebook.gui.rescuing import put_back_open, restored_words
from storebook.staff.associates import associate
from storebook.staff.pins import set_pin
from tests.gui.conftest import TODAY
from tests.make import make_shopper


def test_a_backup_from_before_the_book_was_protected_is_told_to_be_so(book: Book) -> None:
    paper = new_paper()
    make_shopper(book, "Ann Lee")
    made = keep_backup(book, backups_folder(book.path))
    assert made is not None
    path, by = book.path, book.associate_id
    book.close()
    key = protect(path, paper)
    shown = BackupList(lambda: TODAY, "en_US")

    shown.show_backups(restorables(path, key=key), None)
    done = put_back_open(path, made.path, key, by, TODAY)

    assert "It is from before the book was protected" in shown.fact.text()
    assert done.key == key
    assert "it was protected again, with the same key." in restored_words(done, "Done.")


def test_the_folder_of_a_backup_is_named(book: Book, tmp_path: Path) -> None:
    """Made on request, into a folder of one's own."""
    own = tmp_path / "own"
    own.mkdir()
    make_shopper(book, "Ann Lee")
    back_up_into(book, own)
    shown = BackupList(lambda: TODAY, "en_US")

    shown.show_backups(restorables(book.path, book=book), None)

    (one,) = shown.table.records()
    assert "in a folder of your own" in shown._sentence(one)


def test_what_was_done_is_told_when_the_book_opens_at_last(
    program: Program, empty_book: Path, tmp_path: Path
) -> None:
    """As where the disk is full just after a restore; another book is not what it is about."""
    path, other = tmp_path / "shop.book", tmp_path / "other.book"
    for each in (path, other):
        shutil.copyfile(empty_book, each)
    program.tell("The backup is the book now.", path)

    program.open_or_ask(other)
    assert program.window is not None
    assert not program.window.undo_bar.isVisible()
    program.open_or_ask(path)

    assert "The backup is the book now." in program.window.undo_bar._words.text()


def test_what_was_restored_is_told_to_who_signs_in(
    program: Program, empty_book: Path, tmp_path: Path
) -> None:
    """A book with PINs opens locked, and the page of who signs in is a new one."""
    path = tmp_path / "shop.book"
    shutil.copyfile(empty_book, path)
    with Book.open(path) as book:
        owner = book.associate_id
        set_pin(book, owner, "482915", now=datetime(2026, 11, 20, tzinfo=UTC))
    program.open_or_ask(path)
    window = program.window
    assert window is not None
    assert window.lock.is_locked
    program.tell("The backup is the book now.", path)
    assert not window.undo_bar.isVisible()

    window.lock._let_in(associate(window.book, owner))

    assert "The backup is the book now." in window.undo_bar.text()
