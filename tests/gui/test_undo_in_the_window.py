"""Undo instead of questions: what was saved is said, and Ctrl Z takes it back."""

import pytest
from PySide6.QtCore import Qt

from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.gui.main_window import MainWindow
from storebook.staff.associates import add_associate
from tests.gui.hands import press, type_text
from tests.gui.sheets import sheet

CONTROL = Qt.KeyboardModifier.ControlModifier


def test_a_saved_change_is_said_and_taken_back_by_ctrl_z(window: MainWindow, book: Book) -> None:
    add_associate(book, "Jun Halloran")
    window.say("Jun Halloran works here now.")
    said = window.undo_bar.text()

    press(window, Qt.Key.Key_Z, CONTROL)

    assert said == "Jun Halloran works here now."
    assert book.values("SELECT name FROM associate") == ["Ruth Hallam"]
    assert window.undo_bar.text().startswith("Taken back: Jun Halloran works here now.")


def test_ctrl_z_means_the_saved_change_and_not_letters_typed_before_it(
    window: MainWindow, book: Book
) -> None:
    line = sheet(window, "counter").search_line
    line.setFocus()
    type_text(line, "ash")
    add_associate(book, "Jun Halloran")
    window.say("Jun Halloran works here now.")

    press(line, Qt.Key.Key_Z, CONTROL)

    assert line.text() == "ash"
    assert book.value("SELECT count(*) FROM associate") == 1


def test_ctrl_z_takes_back_letters_while_there_are_any(window: MainWindow, book: Book) -> None:
    add_associate(book, "Jun Halloran")
    line = sheet(window, "counter").search_line
    line.setFocus()
    type_text(line, "ash")

    press(line, Qt.Key.Key_Z, CONTROL)

    assert line.text() == ""
    assert book.value("SELECT count(*) FROM associate") == 2


def test_what_was_taken_back_can_be_done_again(window: MainWindow, book: Book) -> None:
    add_associate(book, "Jun Halloran")
    window.undo()

    press(window, Qt.Key.Key_Z, CONTROL | Qt.KeyboardModifier.ShiftModifier)

    assert book.value("SELECT count(*) FROM associate") == 2


def test_nothing_to_undo_is_a_refusal_for_the_bar(window: MainWindow, book: Book) -> None:
    window.undo()

    with pytest.raises(Refused):
        window.undo()
