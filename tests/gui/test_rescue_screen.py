"""A book that does not open: three sentences, the ways out, and never a new, empty book."""

import errno
import gc
import hashlib
import shutil
import sqlite3
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from storebook.book import backup, disks, rescue
from storebook.book.book import Book
from storebook.book.kept_backups import backups_folder, keep_backup
from storebook.book.rescue import Trouble, WayOut
from storebook.gui import ask, local_settings, theme
from storebook.gui.keeping import Keeping
from storebook.gui.pages.rescue import RescueWindow
from storebook.gui.pages.welcome import Welcome
from storebook.gui.program import Program
from storebook.gui.theme import Look
from tests.book.damaging import without_pages
from tests.book.holders import leave_note_of
from tests.gui.hands import click, press, shown, unnamed_controls
from tests.make import make_shopper

BOOKS = Path(__file__).parents[1] / "books"


def damage(path: Path) -> None:
    without_pages(path, path.with_suffix(".copy"), [1, 2])
    path.with_suffix(".copy").replace(path)


def looked_at(program: Program, path: Path, qtbot: QtBot) -> RescueWindow:
    program.start(path)
    screen = program.first
    assert isinstance(screen, RescueWindow)
    shown(screen, 1440, 900)
    qtbot.waitUntil(lambda: screen.is_looked_at, timeout=20_000)
    return screen


def digests(folder: Path) -> dict[str, str]:
    return {
        one.name: hashlib.sha256(one.read_bytes()).hexdigest()
        for one in folder.iterdir()
        if one.is_file() and not one.name.endswith((".lock", "-shm"))
    }


def offered(screen: RescueWindow) -> list[str]:
    return [each.words for each in screen.findChildren(QAbstractButton)
            if each.isVisible() and hasattr(each, "words")]  # fmt: skip


# -- each trouble


def test_a_damaged_book_offers_its_newest_backup_and_what_can_be_read(
    program: Program, closed: Path, qtbot: QtBot
) -> None:
    damage(closed)
    before = digests(closed.parent)

    screen = looked_at(program, closed, qtbot)

    assert "is damaged" in screen.heading.text()
    assert "Nothing was changed. There is a good backup of " in screen.safe.text()
    assert screen.restore_button.hasFocus()
    assert screen.salvage_button.isVisible()
    assert digests(closed.parent) == before


def test_damage_that_the_first_page_meets_with_leads_here_too(
    program: Program, closed: Path, qtbot: QtBot
) -> None:
    """The book opens, since it begins well."""
    with sqlite3.connect(closed) as connection:
        (page,) = connection.execute(
            "SELECT rootpage FROM sqlite_schema WHERE name = 'shopper'"
        ).fetchone()
    connection.close()
    without_pages(closed, closed.with_suffix(".copy"), [page])
    closed.with_suffix(".copy").replace(closed)

    screen = looked_at(program, closed, qtbot)

    assert "is damaged" in screen.heading.text()
    assert screen.restore_button.isVisible()
    assert [timer for timer in looking_after(closed) if timer.isActive()] == []


def looking_after(path: Path) -> list[QTimer]:
    """What would look after that book in a while, of every window that is left."""
    kept = [one for one in gc.get_objects() if isinstance(one, Keeping)]
    here = [one for one in kept if one._book.path == path]
    return [timer for one in here for timer in one.findChildren(QTimer)]


def test_what_can_be_read_is_brought_back_and_reported(
    program: Program, closed: Path, qtbot: QtBot
) -> None:
    damage(closed)
    before = closed.read_bytes()
    screen = looked_at(program, closed, qtbot)

    click(screen.salvage_button)
    qtbot.waitUntil(lambda: screen.report.open_button.isVisible(), timeout=20_000)

    assert "2 shoppers" in screen.report.brought.text()
    assert closed.read_bytes() == before
    press(screen.report.open_button, Qt.Key.Key_Escape)
    assert screen.is_looked_at  # the ways out are shown again
    assert screen.restore_button.hasFocus()
    screen.report.open_button.click()
    qtbot.waitUntil(lambda: program.window is not None)
    assert program.window is not None
    assert program.window.book.path.name == "Hallam & Rye brought back.book"
    assert set(program.window.book.values("SELECT name FROM shopper")) == {"Ann Lee", "Ben Fox"}


def test_a_missing_book_is_looked_for_again(program: Program, closed: Path, qtbot: QtBot) -> None:
    away = closed.rename(closed.with_suffix(".away"))
    screen = looked_at(program, closed, qtbot)
    assert "is not there" in screen.heading.text()
    away.rename(closed)

    click(screen.again_button)

    assert program.window is not None
    assert program.window.book.path == closed


def test_a_last_book_that_vanished_is_not_forgotten(program: Program, closed: Path) -> None:
    local_settings.remember_book(closed)
    closed.unlink()

    program.start(None)

    assert isinstance(program.first, RescueWindow)
    assert not closed.exists()


def test_an_empty_file_is_never_filled_with_a_new_book(
    program: Program, closed: Path, qtbot: QtBot
) -> None:
    closed.write_bytes(b"")

    screen = looked_at(program, closed, qtbot)

    assert "is empty" in screen.heading.text()
    assert screen.restore_button.isVisible()
    assert closed.stat().st_size == 0


def test_an_older_book_waits_for_room_to_be_brought_up_to_date(
    program: Program, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is copied whole before: until there is room it stays as it is, and is asked for again."""
    older = Path(shutil.copy(BOOKS / "0.1.0.book", tmp_path / "shop.book"))
    before = older.read_bytes()

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(backup, "copy_in_pieces", full)
        screen = looked_at(program, older, qtbot)
        assert screen.heading.text() == "The disk with “shop.book” is full."
        assert screen.now.text() == "Make room on it, and try again."
        assert older.read_bytes() == before

    click(screen.again_button)

    assert program.window is not None
    assert program.window.book.path == older


def test_a_newer_book_is_left_alone(program: Program, closed: Path, qtbot: QtBot) -> None:
    connection = sqlite3.connect(closed)
    with connection:
        connection.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) "
            "VALUES ('storebook', 'm999_later', '2030-01-01')"
        )
    connection.close()
    before = digests(closed.parent)

    screen = looked_at(program, closed, qtbot)

    assert "newer Storebook" in screen.heading.text()
    assert "Install the newer Storebook" in screen.now.text()
    assert not screen.restore_button.isVisible()
    assert not screen.backups.isVisible()  # the book is safe: nothing is to be lost
    assert digests(closed.parent) == before


@pytest.mark.parametrize(("kind", "words"), [("cifs", "network share"), ("vfat", "FAT")])
def test_a_book_in_a_bad_place_is_copied_to_this_computer(
    program: Program,
    closed: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    kind: str,
    words: str,
) -> None:
    share = closed.parent
    for module in (disks, rescue):
        monkeypatch.setattr(
            module, "kind_of_disk", lambda folder: kind if folder == share else "ext4"
        )
    before = closed.read_bytes()
    screen = looked_at(program, closed, qtbot)
    assert words in screen.heading.text()

    click(screen.copy_button)

    qtbot.waitUntil(lambda: program.window is not None, timeout=20_000)
    assert program.window is not None
    assert program.window.book.path.parent != share
    assert set(program.window.book.values("SELECT name FROM shopper")) == {"Ann Lee", "Ben Fox"}
    assert closed.read_bytes() == before
    assert "no longer in the other" in program.window.undo_bar._words.text()


def test_an_old_log_beside_a_copied_backup_is_set_aside(
    program: Program, closed: Path, qtbot: QtBot
) -> None:
    with Book.open(closed) as book:
        make_shopper(book, "Cora Day")
        log = closed.with_name(f"{closed.name}-wal").read_bytes()
    (backup,) = backups_folder(closed).glob("*.book")
    shutil.copyfile(backup, closed)
    closed.with_name(f"{closed.name}-wal").write_bytes(log)
    screen = looked_at(program, closed, qtbot)
    assert "replaced by a backup" in screen.heading.text()
    assert screen.log_button.hasFocus()

    click(screen.log_button)

    assert program.window is not None
    assert program.window.book.values("SELECT name FROM shopper") == ["Ann Lee"]
    assert closed.with_name(f"{closed.name}.old-log").read_bytes() == log


@pytest.mark.parametrize(
    "content", [b"Dear Sir or Madam, " * 400, b"PK\x03\x04" + bytes(5000)], ids=["letter", "zip"]
)
def test_what_never_was_a_book_is_said_in_the_first_window(
    program: Program, tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "letter.book"
    path.write_bytes(content)

    program.start(path)

    assert isinstance(program.first, Welcome)
    assert program.first.trouble.text() != ""
    assert path.read_bytes() == content


def test_no_way_out_makes_a_new_book_or_deletes_one(
    program: Program, closed: Path, qtbot: QtBot
) -> None:
    damage(closed)

    words = " ".join(offered(looked_at(program, closed, qtbot)))

    assert not [bad for bad in ("elete", "rase", "emove", "new book", "afresh") if bad in words]


def test_every_trouble_and_every_way_out_has_its_place_on_the_screen(
    program: Program, closed: Path, qtbot: QtBot
) -> None:
    damage(closed)
    screen = looked_at(program, closed, qtbot)
    buttons = {
        WayOut.RESTORE: screen.restore_button,
        WayOut.SALVAGE: screen.salvage_button,
        WayOut.SET_LOG_ASIDE: screen.log_button,
        WayOut.GIVE_KEY: screen.key_button,
        WayOut.TRY_AGAIN: screen.again_button,
        WayOut.OPEN_ANOTHER: screen.other_link,
    }

    assert set(buttons) == set(WayOut)
    assert all(one in rescue.HAPPENED and one in rescue.NOW for one in Trouble)
    assert unnamed_controls(screen) == []


def test_a_refused_restore_is_said_and_the_screen_stays(
    program: Program, closed: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    damage(closed)
    screen = looked_at(program, closed, qtbot)
    (backup,) = backups_folder(closed).glob("*.book")
    without_pages(backup, backup.with_suffix(".copy"), [3, 4, 5])
    backup.with_suffix(".copy").replace(backup)
    monkeypatch.setattr(ask, "confirm", lambda *_, **__: True)

    click(screen.restore_button)

    qtbot.waitUntil(lambda: screen.problem.text() != "", timeout=20_000)
    assert "Nothing was changed" in screen.problem.text()
    assert program.window is None


def test_long_names_in_large_letters_keep_the_first_button_in_sight(
    program: Program, empty_book: Path, tmp_path: Path, qtbot: QtBot, qapp: QApplication
) -> None:
    path = tmp_path / ("Löwensteinwertheimerjuweliere" * 3 + ".book")
    shutil.copyfile(empty_book, path)
    with Book.open(path) as book:
        make_shopper(book, "Ann Lee")
        keep_backup(book, backups_folder(path))
    damage(path)
    theme.wear(qapp, Look.DARK, 1.5)

    screen = looked_at(program, path, qtbot)
    screen.resize(1280, 800)
    QApplication.processEvents()

    place = screen.restore_button.mapTo(screen, screen.restore_button.rect().bottomRight())
    assert place.x() < screen.width()
    assert screen.heading.width() <= screen.width()


def test_a_book_that_was_brought_back_can_be_opened_however_much_is_missing(
    program: Program, closed: Path, qtbot: QtBot, qapp: QApplication
) -> None:
    damage(closed)
    theme.wear(qapp, Look.DARK, 1.5)
    screen = looked_at(program, closed, qtbot)
    screen.resize(1280, 800)
    click(screen.salvage_button)
    qtbot.waitUntil(lambda: screen.report.open_button.isVisible(), timeout=20_000)

    screen.report.missing.setText("\n".join(["3 of the 612 lines could not be read."] * 30))
    qtbot.waitUntil(lambda: screen.report.missing.height() > screen.height())

    place = screen.report.open_button.mapTo(screen, screen.report.open_button.rect().bottomLeft())
    assert place.y() < screen.height()


def test_a_damaged_book_that_a_dead_computer_had_open_is_restored_once_it_is_taken_over(
    program: Program, closed: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    damage(closed)
    leave_note_of(closed, "OLD-COUNTER")
    asked: list[str] = []

    def yes(_: object, question: str, *__: object, **___: object) -> bool:
        asked.append(question)
        return True

    monkeypatch.setattr(ask, "confirm", yes)
    screen = looked_at(program, closed, qtbot)

    click(screen.restore_button)

    qtbot.waitUntil(lambda: program.window is not None, timeout=20_000)
    assert "OLD-COUNTER, or was not closed there" in asked[-1]
