"""What the window says once a backup is the book."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.book.files import beside
from storebook.book.kept_backups import backups_folder, keep_backup
from storebook.book.own_backup import back_up_into
from storebook.book.protection.paper import new_paper
from storebook.book.protection.protecting import protect
from storebook.book.restorable import restorables
from storebook.gui.backup_list import BackupList
from storebook.gui.closed_deeds import ClosedDeed, Outcome
from storebook.gui.main_window import MainWindow
from storebook.gui.program import Program
from storebook.gui.rescuing import copy_here, put_back_open, restored_words
from storebook.staff.associates import associate
from storebook.staff.pins import set_pin
from tests.cli.running import files_of
from tests.gui.conftest import TODAY
from tests.make import make_shopper
from tests.staff.people import make_clerk

OWNER, CLERK = 1, 2


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


def test_what_only_a_backup_has_is_told(book: Book) -> None:
    """As where an older copy was put in the place of the book."""
    make_shopper(book, "Ann Lee")
    older = keep_backup(book, backups_folder(book.path))
    make_shopper(book, "Bea Moss")
    keep_backup(book, backups_folder(book.path))
    path = book.path
    book.close()
    assert older is not None
    shutil.copyfile(older.path, path)
    shown = BackupList(lambda: TODAY, "en_US")

    shown.show_backups(restorables(path), None)

    assert "It brings back what the book has no more: 1 step." in shown.fact.text()


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


@pytest.fixture
def locked(empty_book: Path, tmp_path: Path) -> Path:
    """A book with PINs opens locked, and the pages of who signs in are new ones."""
    path = tmp_path / "shop.book"
    shutil.copyfile(empty_book, path)
    with Book.open(path) as book:
        make_clerk(book)
        set_pin(book, book.associate_id, "482915", now=datetime(2026, 11, 20, tzinfo=UTC))
    return path


def opened(program: Program) -> MainWindow:
    assert program.window is not None
    return program.window


def sign_in(window: MainWindow, associate_id: int) -> None:
    """As after the PIN was proved."""
    window.lock._let_in(associate(window.book, associate_id))


def test_what_was_restored_is_told_to_who_signs_in(program: Program, locked: Path) -> None:
    program.open_or_ask(locked)
    window = opened(program)
    program.tell("The backup is the book now.", locked)
    told = window.undo_bar.isVisible()

    sign_in(window, OWNER)

    assert not told
    assert "The backup is the book now." in window.undo_bar.text()


@pytest.mark.parametrize("who", [OWNER, CLERK])
def test_what_follows_a_deed_waits_for_who_asked_for_it(
    program: Program, locked: Path, who: int, qtbot: QtBot
) -> None:
    """Such as the question about what anybody can read."""
    program.open_or_ask(locked)
    before = opened(program)
    sign_in(before, OWNER)
    asked: list[MainWindow] = []
    outcome = Outcome(path=locked, key=None, then=asked.append)

    program.do_while_closed(ClosedDeed(title="", fact="", work=lambda *_: outcome))
    qtbot.waitUntil(lambda: program.window not in (None, before))
    at_once = list(asked)
    sign_in(opened(program), who)

    assert at_once == []
    assert asked == ([opened(program)] if who == OWNER else [])


def test_why_a_deed_failed_is_told_when_the_book_is_open(
    program: Program, locked: Path, qtbot: QtBot
) -> None:
    program.open_or_ask(locked)
    before = opened(program)
    sign_in(before, OWNER)

    def work(*_: object) -> Outcome:
        raise Refused("The disk is full.")

    program.do_while_closed(ClosedDeed(title="", fact="", work=work))
    qtbot.waitUntil(lambda: program.window not in (None, before))
    sign_in(opened(program), OWNER)

    assert "The disk is full." in opened(program).trouble_bar.text()


def test_what_is_noticed_behind_the_lock_is_told_to_who_signs_in(
    program: Program, locked: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program.open_or_ask(locked)
    window = opened(program)
    full = shutil.disk_usage(locked.parent)._replace(free=100_000_000)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: full)
    window.keeping.look()

    sign_in(window, CLERK)

    assert "Less than 200 MB" in window.trouble_bar.text()


def test_a_book_as_a_crash_left_it_is_copied_with_its_last_work_and_stays_as_it_is(
    tmp_path: Path,
) -> None:
    """On a disk that fails nothing may be written any more."""
    paper = new_paper()
    path, target = tmp_path / "shop.book", tmp_path / "here.book"
    crashed = tmp_path / "crashed" / "shop.book"
    crashed.parent.mkdir()
    with Book.create(path, owner_name="Ruth Hallam", key=paper.data_key) as book:
        make_shopper(book, "Ann Lee")
        for ending in ("", "-wal"):
            shutil.copyfile(beside(path, ending), beside(crashed, ending))
    before = files_of(crashed.parent)

    copy_here(crashed, target, paper.data_key, TODAY)

    with Book.open(target, mode="read", key=paper.data_key) as copy:
        assert copy.values("SELECT name FROM shopper") == ["Ann Lee"]
    assert files_of(crashed.parent) == before
