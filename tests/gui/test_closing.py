"""Closing the window in the middle of a form: nothing is asked, nothing typed is lost."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from storebook.book.book import Book
from storebook.gui.main_window import MainWindow
from storebook.gui.pages.club.page import ClubPage
from tests.gui.hands import shown, type_text

TODAY = date(2026, 11, 20)


@pytest.fixture
def path(empty_book: Path, tmp_path: Path) -> Path:
    made = tmp_path / "shop.book"
    made.write_bytes(empty_book.read_bytes())
    return made


def club_in_a_window(path: Path, qtbot: QtBot) -> tuple[MainWindow, ClubPage]:
    """The questions of the club, in a window over the book."""
    window = MainWindow(Book.open(path), today=lambda: TODAY)
    qtbot.addWidget(window)
    shown(window, 1440, 900)
    window.go("club")
    page = window.stack.current()
    assert isinstance(page, ClubPage)
    return window, page


def test_a_half_typed_form_is_there_again_after_the_window_was_closed(
    path: Path, qtbot: QtBot
) -> None:
    window, page = club_in_a_window(path, qtbot)
    page.enrolling.questions.given.setFocus()
    type_text(page.enrolling.questions.given.line, "Noor")

    window.close()
    QApplication.processEvents()
    again, page = club_in_a_window(path, qtbot)

    assert page.enrolling.questions.given.value() == "Noor"
    again.close()


def test_nothing_asks_the_book_that_was_given_back(path: Path, qtbot: QtBot) -> None:
    window, page = club_in_a_window(path, qtbot)
    page.enrolling.questions.reach.setFocus()
    type_text(page.enrolling.questions.reach.line, "6035550142")

    window.close()

    assert [timer for timer in window.findChildren(QTimer) if timer.isActive()] == []
