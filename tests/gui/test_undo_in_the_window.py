"""Undo instead of questions: what was saved is said, and Ctrl Z takes it back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.gui.dialogs.new_shopper import EditShopper
from storebook.gui.main_window import MainWindow
from storebook.staff.associates import Role, add_associate, give_role
from tests.gui.hands import click, press, type_text
from tests.gui.sheets import sheet
from tests.make import make_shopper

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
    """That the book was begun stays as it is."""
    make_shopper(book)
    window.undo()

    with pytest.raises(Refused):
        window.undo()


def test_a_form_that_changed_nothing_says_so_and_offers_no_undo(
    window: MainWindow, book: Book
) -> None:
    ann = make_shopper(book)
    add_associate(book, "Jun Halloran")
    form = EditShopper(window.context, ann)
    window.opener.open(form)

    form.accept()

    assert window.undo_bar.text() == "Nothing was changed."
    assert window.undo_bar.undo_button.isHidden()


def test_the_undo_of_the_bar_takes_back_what_it_speaks_of_and_nothing_newer(
    window: MainWindow, book: Book
) -> None:
    add_associate(book, "Jun Halloran")
    window.say("Jun Halloran works here now.")
    QApplication.processEvents()
    add_associate(book, "Clara Beck")

    click(window.undo_bar.undo_button)

    assert book.values("SELECT name FROM associate ORDER BY id") == ["Ruth Hallam", "Clara Beck"]
    assert window.undo_bar.text().startswith("Taken back: Jun Halloran works here now.")


def test_two_undos_of_the_bar_and_the_key_go_further_back(window: MainWindow, book: Book) -> None:
    add_associate(book, "Clara Beck")
    add_associate(book, "Jun Halloran")
    window.say("Jun Halloran works here now.")

    click(window.undo_bar.undo_button)
    press(window, Qt.Key.Key_Z, CONTROL)

    assert book.values("SELECT name FROM associate") == ["Ruth Hallam"]


def test_what_was_done_again_can_be_taken_back_from_the_bar(window: MainWindow, book: Book) -> None:
    add_associate(book, "Jun Halloran")
    window.undo()
    window.redo()

    click(window.undo_bar.undo_button)

    assert book.values("SELECT name FROM associate") == ["Ruth Hallam"]


def test_what_is_said_long_after_a_change_offers_no_undo_of_it(
    window: MainWindow, book: Book
) -> None:
    add_associate(book, "Jun Halloran")
    QApplication.processEvents()

    window.say("The shop’s details are saved.")

    assert window.undo_bar.undo_button.isHidden()


def test_what_somebody_may_not_take_back_any_more_is_not_offered(
    window: MainWindow, book: Book
) -> None:
    olga = add_associate(book, "Olga Petrov", Role.OWNER)
    window.work_as(olga)

    give_role(book, olga, Role.CLERK)
    window.say("Olga Petrov works as clerk now.")

    assert window.undo_bar.text() == "Olga Petrov works as clerk now."
    assert not window.undo_bar.undo_button.isVisible()
