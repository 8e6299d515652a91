"""The window backs the book up by itself, and closing it never waits for a disk that fails."""

import shutil
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from threading import Event

import pytest
from pytestqt.qtbot import QtBot

from storebook.book import whole_check
from storebook.book.book import Book
from storebook.book.kept_backups import backups_folder, kept_backups
from storebook.book.places import default_folder
from storebook.book.remembered import remembered
from storebook.book.second_place import backups_elsewhere, choose_second_place
from storebook.gui.jobs import Jobs
from storebook.gui.keeping import Keeping
from storebook.gui.program import Program
from tests.make import TODAY, make_shopper


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def keeping(book: Book, qtbot: QtBot, said: list[str]) -> Iterator[Callable[[], Keeping]]:
    jobs = Jobs(book, None)
    made = Keeping(book, jobs, said.append)
    made.begin()
    yield lambda: made
    jobs.close()


def test_what_changed_is_backed_up_at_the_end(
    book: Book, keeping: Callable[[], Keeping], said: list[str]
) -> None:
    make_shopper(book, "Ann Lee")

    keeping().keep_at_the_end()

    assert len(kept_backups(backups_folder(book.path))) == 1
    assert keeping().in_words(TODAY, "en_US").startswith("Backed up ")
    assert said == []


def test_the_hourly_backup_is_made_in_the_worker(
    book: Book, keeping: Callable[[], Keeping], qtbot: QtBot
) -> None:
    make_shopper(book, "Ann Lee")

    with qtbot.waitSignal(keeping().kept, timeout=20_000):
        keeping().keep()

    assert len(kept_backups(backups_folder(book.path))) == 1


def test_closing_does_not_wait_for_the_daily_check_which_is_made_another_time(
    book: Book,
    keeping: Callable[[], Keeping],
    said: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    begun = Event()

    def for_ever(reader: Book, _now: datetime) -> None:
        begun.set()
        reader.rows("WITH n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n")

    monkeypatch.setattr(whole_check, "check_whole", for_ever)
    keeping().check_if_due()
    assert begun.wait(20)

    keeping().keep_at_the_end()

    assert remembered(book.path).checked_at is None
    assert said == []


def test_a_backup_that_fails_is_told_and_closing_goes_on(
    book: Book, keeping: Callable[[], Keeping], said: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    make_shopper(book, "Ann Lee")
    folder = backups_folder(book.path)
    folder.rmdir()
    folder.write_text("a file where the folder was", encoding="utf-8")
    monkeypatch.setattr(Path, "mkdir", lambda *given, **more: None)

    keeping().keep_at_the_end()

    (sentence,) = said
    assert sentence.startswith("The book could not be backed up.")


def test_without_a_backup_nothing_is_said(keeping: Callable[[], Keeping]) -> None:
    assert keeping().in_words(TODAY, "en_US") == ""


def test_a_second_place_that_was_not_reached_for_a_week_stands_at_the_foot(
    book: Book, keeping: Callable[[], Keeping], tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    now = datetime.now().astimezone()
    choose_second_place(book, stick, now - timedelta(days=9))

    assert "Second place not reached for 9 days" in keeping().in_words(TODAY, "en_US")


def test_what_is_kept_at_the_end_is_kept_in_the_second_place_too(
    book: Book, keeping: Callable[[], Keeping], tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    choose_second_place(book, stick, datetime.now().astimezone() - timedelta(days=9))
    make_shopper(book, "Ann Lee")

    keeping().keep_at_the_end()

    assert len(backups_elsewhere(book.path)) == 1
    assert "Second place" not in keeping().in_words(TODAY, "en_US")


def test_what_is_saved_during_a_backup_is_in_the_one_after_it(
    book: Book, keeping: Callable[[], Keeping], qtbot: QtBot
) -> None:
    make_shopper(book, "Ann Lee")
    keeping().keep()
    assert keeping().is_keeping
    make_shopper(book, "Bea Moss")
    keeping().keep()

    qtbot.waitUntil(lambda: not keeping().is_keeping, timeout=20_000)

    newest = kept_backups(backups_folder(book.path))[0]
    with Book.open(newest.path, mode="read") as copy:
        assert copy.values("SELECT name FROM shopper") == ["Ann Lee", "Bea Moss"]


def test_a_book_opens_though_nothing_can_be_kept_of_it_on_this_computer(
    program: Program, closed: Path, qtbot: QtBot
) -> None:
    """As where the system's own disk is full, and the book is on another one."""
    shutil.rmtree(backups_folder(closed).parent)
    (default_folder() / "Backups").write_text("no folder", encoding="utf-8")

    program.start(closed)

    window = program.window
    assert window is not None
    window.keeping.keep()
    qtbot.waitUntil(lambda: "could not be backed up" in window.trouble_bar.text())
