"""The form that puts a backup in the place of the open book."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from storebook.book.book import Book
from storebook.book.own_backup import back_up_into
from storebook.gui.dialogs.restore_backup import RestoreBackup
from storebook.gui.main_window import MainWindow
from tests.gui.hands import press
from tests.gui.protected_books import Hand


def test_without_a_backup_one_that_is_kept_elsewhere_is_asked_for(
    window: MainWindow, book: Book, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = RestoreBackup(window.context)
    window.opener.open(dialog)
    qtbot.waitUntil(dialog.choose_button.hasFocus)
    assert not dialog.restore_button.isVisible()

    elsewhere = back_up_into(book, tmp_path)
    Hand().will_choose(monkeypatch.setattr, elsewhere)
    press(dialog.choose_button, Qt.Key.Key_Return)

    qtbot.waitUntil(dialog.restore_button.hasFocus)
