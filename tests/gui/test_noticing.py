"""What is noticed while the book is open: damage, a file that went, little room, a bad folder."""

import shutil
from datetime import datetime, timedelta, tzinfo
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from storebook.book import events
from storebook.book.book import Book
from storebook.book.events import EventKind, note_event
from storebook.book.kept_backups import backups_folder, keep_backup, kept_backups
from storebook.book.protection.paper import new_paper
from storebook.book.protection.plain_copies import plain_copies_of, remove_plain_copies
from storebook.book.protection.protecting import protect
from storebook.book.remembered import remembered
from storebook.book.second_place import (
    backups_elsewhere,
    choose_second_place,
    keep_everywhere,
)
from storebook.book.taken_out import newly_taken_out
from storebook.book.ways_out import note_printed
from storebook.gui import ask, keeping
from storebook.gui.keeping import DAMAGED
from storebook.gui.pages.rescue import RescueWindow
from storebook.gui.pages.shop import ShopPage
from storebook.gui.program import Program
from storebook.staff.associates import add_associate
from tests.gui.conftest import TODAY
from tests.gui.hands import click, shown
from tests.gui.protected_books import protected_book
from tests.make import make_shopper


def test_damage_found_by_the_daily_check_leads_to_the_rescue(
    program: Program, closed: Path, qtbot: QtBot
) -> None:
    program.start(closed)
    window = program.window
    assert window is not None
    shown(window, 1440, 900)

    window.keeping.in_trouble.emit(DAMAGED)
    assert "daily check" in window.trouble_bar.text()
    QApplication.processEvents()
    click(window.trouble_bar.deed)

    screen = program.first
    assert isinstance(screen, RescueWindow)
    qtbot.waitUntil(lambda: screen.is_looked_at, timeout=20_000)
    assert "is damaged" in screen.heading.text()
    assert screen.restore_button.isVisibleTo(screen)


def test_the_daily_check_reads_a_damaged_book_and_says_so(
    program: Program, tmp_path: Path, qtbot: QtBot
) -> None:
    kept = protected_book(tmp_path)
    with Book.open(kept.path, key=kept.key) as book:
        for number in range(300):
            make_shopper(book, f"Shopper {number}")
    program.open_or_ask(kept.path, key=kept.key)
    window = program.window
    assert window is not None
    with kept.path.open("r+b") as file:  # the disk turns bits, long after it was opened
        for page in range(20, 60):
            file.seek(page * 4096 + 100)
            file.write(b"\xff\x00\xff\x00")

    with qtbot.waitSignal(window.keeping.in_trouble, timeout=20_000):
        window.keeping.check_if_due()

    assert remembered(kept.path).faults


def test_a_good_book_is_checked_once_a_day(program: Program, closed: Path, qtbot: QtBot) -> None:
    program.start(closed)
    assert program.window is not None
    keeping = program.window.keeping

    keeping.check_if_due()

    qtbot.waitUntil(lambda: remembered(closed).checked_at is not None, timeout=20_000)
    first = remembered(closed).checked_at
    keeping.check_if_due()
    assert remembered(closed).checked_at == first


def test_a_file_that_vanished_while_it_was_open_is_noticed_before_the_next_save(
    program: Program, closed: Path
) -> None:
    program.start(closed)
    assert program.window is not None
    closed.rename(closed.with_suffix(".away"))

    program.window.keeping.look()

    assert "moved, deleted or replaced" in program.window.trouble_bar.text()
    assert not program.window.trouble_bar.deed.isHidden()


def test_a_backup_that_fails_because_the_file_is_gone_leaves_the_way_out_in_sight(
    program: Program, closed: Path, qtbot: QtBot
) -> None:
    program.start(closed)
    window = program.window
    assert window is not None
    make_shopper(window.book, "Cleo Marsh")
    closed.rename(closed.with_suffix(".away"))
    window.keeping.look()

    window.keeping.keep()
    qtbot.waitUntil(lambda: not window.keeping.is_keeping)

    assert "moved, deleted or replaced" in window.trouble_bar.text()
    assert not window.trouble_bar.deed.isHidden()


def test_little_room_on_the_disk_is_said_once(
    program: Program, closed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program.start(closed)
    assert program.window is not None
    full = shutil.disk_usage(closed.parent)._replace(free=100_000_000)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: full)

    program.window.keeping.look()
    said = program.window.trouble_bar.text()
    program.window.trouble_bar.close_bar()
    program.window.keeping.look()

    assert "Less than 200 MB" in said
    assert program.window.trouble_bar.text() == ""


def test_a_synced_folder_is_warned_about_once_and_the_book_can_be_moved(
    program: Program,
    empty_book: Path,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    synced, own = tmp_path / "OneDrive - Hallam", tmp_path / "Books"
    synced.mkdir()
    own.mkdir()
    path = synced / "hallam.book"
    shutil.copyfile(empty_book, path)
    program.start(path)
    before = program.window
    assert before is not None
    shown(before, 1440, 900)
    monkeypatch.setattr(ask, "choose_folder", lambda *_: own)
    before.keeping.look()
    assert "OneDrive syncs" in before.trouble_bar.text()
    QApplication.processEvents()

    click(before.trouble_bar.deed)

    qtbot.waitUntil(lambda: program.window not in (None, before), timeout=20_000)
    assert program.window is not None
    assert program.window.book.path == own / "hallam.book"
    assert not path.exists()


def test_the_warning_of_a_synced_folder_does_not_come_twice(
    program: Program, empty_book: Path, tmp_path: Path
) -> None:
    synced = tmp_path / "Dropbox"
    synced.mkdir()
    path = synced / "hallam.book"
    shutil.copyfile(empty_book, path)
    program.start(path)
    assert program.window is not None
    program.window.keeping.look()
    program.window.trouble_bar.close_bar()

    program.window.keeping.look()

    assert program.window.trouble_bar.text() == ""


def set_back(monkeypatch: pytest.MonkeyPatch, moment: datetime) -> None:
    """What is done now is dated so, and must not hide that the clock is wrong."""

    class Clock(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Any:
            return moment.astimezone(tz)

    monkeypatch.setattr(events, "datetime", Clock)


def test_a_clock_set_back_a_year_is_told_of_once(
    program: Program, closed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program.start(closed)
    assert program.window is not None
    program.window.keeping.look()
    assert program.window.trouble_bar.text() == ""
    a_year_ago = keeping.now_here() - timedelta(days=365)
    monkeypatch.setattr(keeping, "now_here", lambda: a_year_ago)
    set_back(monkeypatch, a_year_ago)
    note_event(program.window.book, EventKind.SIGNED_IN, "Ruth Hallam signed in")

    program.window.keeping.look()
    said = program.window.trouble_bar.text()
    program.window.trouble_bar.close_bar()
    program.window.keeping.look()

    assert said.startswith(f"This computer’s clock says {a_year_ago:%Y-%m-%d}")
    assert "Everything saved is safe." in said
    assert program.window.trouble_bar.text() == ""


def test_a_second_place_is_asked_for_once_on_the_second_day(
    program: Program, closed: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    program.start(closed)
    window = program.window
    assert window is not None
    shown(window, 1440, 900)
    window.keeping.look()
    assert window.trouble_bar.text() == ""
    the_day_after = keeping.now_here() + timedelta(days=2)
    monkeypatch.setattr(keeping, "now_here", lambda: the_day_after)
    monkeypatch.setattr(ask, "choose_folder", lambda *_: stick)

    window.keeping.look()
    asked = window.trouble_bar.text()
    QApplication.processEvents()
    click(window.trouble_bar.deed)

    assert "a thief or a fire" in asked
    qtbot.waitUntil(lambda: len(backups_elsewhere(closed)) == 1)
    choose_second_place(window.book, None, the_day_after)
    window.keeping.look()
    assert window.trouble_bar.text() == ""


def test_plain_backups_that_turn_up_after_the_book_was_protected_can_be_removed(
    program: Program, closed: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on a stick that was not connected on that day."""
    stick, away = tmp_path / "stick", tmp_path / "away"
    stick.mkdir()
    with Book.open(closed) as book:
        choose_second_place(book, stick, keeping.now_here())
        keep_everywhere(book, keeping.now_here(), at_the_end=True)
    stick.rename(away)
    paper = new_paper()
    key = protect(closed, paper)
    remove_plain_copies(plain_copies_of(closed))
    program.open_or_ask(closed, key=key)
    window = program.window
    assert window is not None
    shown(window, 1440, 900)
    an_hour_later = keeping.now_here() + timedelta(hours=2)
    monkeypatch.setattr(keeping, "now_here", lambda: an_hour_later)
    away.rename(stick)

    with qtbot.waitSignal(window.keeping.plain_left):
        window.keeping.look_at_backups()
    said = window.trouble_bar.text()
    QApplication.processEvents()
    click(window.trouble_bar.deed)

    assert said.startswith("1 backup from before the book was protected can be read")
    qtbot.waitUntil(lambda: plain_copies_of(closed) == [])


def test_a_backup_that_does_not_open_any_more_is_no_last_good_one(
    program: Program, closed: Path, qtbot: QtBot
) -> None:
    program.start(closed)
    window = program.window
    assert window is not None
    (backup,) = kept_backups(backups_folder(closed))
    backup.path.write_bytes(b"scrambled" * 1000)

    with qtbot.waitSignal(window.keeping.kept):
        window.keeping.look_at_backups()
    words = window.keeping.in_words(TODAY, "en_US")

    assert f"“{backup.path.name}”, can’t be opened any more" in window.trouble_bar.text()
    assert words == ""
    qtbot.waitUntil(lambda: "Backed up" in window.keeping.in_words(TODAY, "en_US"))


def test_an_older_copy_in_the_place_of_the_book_is_noticed(
    program: Program, closed: Path, qtbot: QtBot
) -> None:
    """Put there while the program was closed."""
    (older,) = kept_backups(backups_folder(closed))
    with Book.open(closed) as book:
        make_shopper(book, "Cora Day")
        newer = keep_backup(book, backups_folder(closed))
        assert newer is not None
    shutil.copyfile(older.path, closed)
    program.start(closed)
    window = program.window
    assert window is not None

    window.keeping.look_at_backups()

    qtbot.waitUntil(lambda: "an older copy was put in its place" in window.trouble_bar.text())
    assert f"“{newer.path.name}”" in window.trouble_bar.text()


def test_an_owner_is_told_once_what_others_took_out_of_the_book(
    program: Program, closed: Path
) -> None:
    with Book.open(closed) as book:
        assert newly_taken_out(book) == []
        note_event(book, EventKind.EXPORTED, "Shoppers exported: 2 rows into “mine.csv”")
        book.associate_id = add_associate(book, "Jun Halloran")
        note_event(book, EventKind.EXPORTED, "Shoppers exported: 2 rows into “all.csv”")
        note_event(book, EventKind.EXPORTED, "Everything about Ann Lee exported", 1)
        note_printed(book, "Call sheet", pieces=2, is_list=True)
        note_printed(book, "Birthday cards", pieces=2)
        assert newly_taken_out(book) == []  # not for a clerk
    program.start(closed)
    window = program.window
    assert window is not None
    shown(window, 1440, 900)

    said = window.trouble_bar.text()
    click(window.trouble_bar.deed)

    assert said.startswith("Others took 3 lists or files out of the book since you last looked.")
    assert "The newest: Call sheet" in said
    assert "by Jun Halloran" in said
    page = window.stack.current()
    assert isinstance(page, ShopPage)
    assert page.history.isVisible()
    assert newly_taken_out(window.book) == []
