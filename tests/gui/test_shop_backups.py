"""Backups in the shop's page: now, into a second place, and everything as an open file."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.book.kept_backups import backups_folder, kept_backups
from storebook.book.second_place import backups_elsewhere, second_place
from storebook.gui import ask
from storebook.gui.context import Context
from storebook.gui.pages.shop_book import ShopBook
from storebook.staff.associates import Role, add_associate
from tests.gui.hands import click, shown
from tests.make import make_shopper


@pytest.fixture
def page(context: Context, qtbot: QtBot) -> ShopBook:
    make_shopper(context.book, "Ann Lee")
    made = ShopBook(context)
    qtbot.addWidget(made)
    made.refresh()
    shown(made, 1240, 800)
    return made


def refused(deed: Callable[[], None]) -> str:
    with pytest.raises(Refused) as caught:
        deed()
    return str(caught.value)


def test_a_backup_is_made_at_once_and_told(page: ShopBook, book: Book, qtbot: QtBot) -> None:
    click(page.backups.now_button)

    qtbot.waitUntil(lambda: page.backups.note.isVisible())
    (made,) = kept_backups(backups_folder(book.path))
    assert made.path.name in page.backups.note.text()
    assert "1 backup on this computer" in page.backups.newest.text()


def test_a_second_backup_of_the_same_is_not_made(page: ShopBook, book: Book, qtbot: QtBot) -> None:
    click(page.backups.now_button)
    qtbot.waitUntil(lambda: page.backups.note.isVisible())

    click(page.backups.now_button)

    qtbot.waitUntil(lambda: "already says all" in page.backups.note.text())
    assert len(kept_backups(backups_folder(book.path))) == 1


def test_a_second_place_is_chosen_and_reached_at_once(
    page: ShopBook, book: Book, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    monkeypatch.setattr(ask, "choose_folder", lambda *_: stick)
    assert "No second place yet" in page.backups.second.text()

    click(page.backups.choose_link)

    qtbot.waitUntil(lambda: page.backups.note.isVisible())
    assert len(backups_elsewhere(book.path)) == 1
    assert str(stick) in page.backups.second.text()
    assert "same disk" in page.backups.second.text()
    click(page.backups.none_link)
    assert second_place(book.path) is None
    assert len(list(stick.rglob("*.book"))) == 1  # what lies there stays there


def test_the_folder_of_the_book_is_no_second_place(
    page: ShopBook, book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ask, "choose_folder", lambda *_: book.path.parent)

    assert "in that folder already" in refused(page.backups.choose)


def test_who_may_not_restore_is_refused_before_any_list(page: ShopBook, book: Book) -> None:
    book.associate_id = add_associate(book, "Tom Fox", Role.CLERK)

    assert "may not choose where backups go or restore one" in refused(page.backups.restore)


def test_everything_is_exported_as_an_open_file(
    page: ShopBook, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "everything.sqlite"
    monkeypatch.setattr(ask, "save_file", lambda *_: out)

    click(page.plain_button)

    qtbot.waitUntil(lambda: "not encrypted" in page.note.text())
    connection = sqlite3.connect(out)
    assert connection.execute("SELECT name FROM shopper").fetchall() == [("Ann Lee",)]
    connection.close()
