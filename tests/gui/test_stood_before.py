"""Another book was copied over this one while the program was closed."""

import shutil
from pathlib import Path

from pytestqt.qtbot import QtBot

from storebook.book.book import Book
from storebook.book.kept_backups import backups_folder, is_before_a_deed, kept_backups
from storebook.book.stood_before import stood_before
from storebook.gui.program import Program
from tests.book.another_shop import another_shop
from tests.gui.hands import click, shown


def test_another_book_in_the_place_of_this_one_is_told_and_the_one_before_comes_back(
    program: Program, closed: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    shutil.copyfile(another_shop(tmp_path / "rye.book"), closed)
    program.start(closed)
    window = program.window
    assert window is not None
    shown(window, 1440, 900)

    with qtbot.waitSignal(window.keeping.another_here):
        window.keeping.look_at_backups()
    said = window.trouble_bar.text()
    click(window.trouble_bar.deed)
    qtbot.waitUntil(lambda: program.window not in (None, window), timeout=20_000)

    assert said.startswith("Another book stands here now, of “Rye & Co”. The one before, of “")
    back = program.window
    assert back is not None
    assert back.book.values("SELECT name FROM shopper") == ["Ann Lee"]
    (kept,) = closed.parent.glob("* replaced *.book")
    with Book.open(kept, mode="read") as replaced:
        assert replaced.values("SELECT name FROM shopper") == ["Bea Rye"]
    assert stood_before(back.book) is None


def test_the_backup_of_the_book_before_stays_though_another_is_backed_up_in_its_place(
    program: Program, closed: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    """For two weeks: so long there is time to find out."""
    shutil.copyfile(another_shop(tmp_path / "rye.book"), closed)
    program.start(closed)
    window = program.window
    assert window is not None
    with qtbot.waitSignal(window.keeping.another_here):
        window.keeping.look_at_backups()

    window.close()

    newest, before = kept_backups(backups_folder(closed))
    assert is_before_a_deed(before)
    assert not is_before_a_deed(newest)
    with Book.open(before.path, mode="read") as book:
        assert book.values("SELECT name FROM shopper") == ["Ann Lee"]
