"""A dialog does one thing, keeps what was typed and gives the focus back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.book.drafts import draft
from storebook.gui.context import Context
from storebook.gui.dialog import Dialog
from storebook.gui.fields import ParagraphField, TextField
from storebook.gui.key_sheet import KeySheet
from storebook.gui.opener import Opener
from storebook.gui.scrim import Scrim
from storebook.gui.words import button, label
from storebook.staff.associates import add_associate
from tests.gui.conftest import Heard
from tests.gui.hands import click, press, shown, type_text, unnamed_controls

CONTROL = Qt.KeyboardModifier.ControlModifier


class TakeOn(Dialog):
    """Somebody begins to work here."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, "Take somebody on", width=600, draft="new")
        self.name = TextField("Name", missing="A name is needed.")
        self.note = ParagraphField("Note")
        self.content.addWidget(label("Who begins?", "heading"))
        self.content.addWidget(self.name)
        self.content.addWidget(self.note)
        self.ask_for({"name": self.name, "note": self.note})
        self.set_actions(button("Take on", kind="primary", key="save"))

    def save(self) -> None:
        if self.note.value() == "busy":
            raise Refused("The book is busy. Wait a moment and save again.")
        add_associate(self.context.book, self.name.value())
        self.context.say(f"{self.name.value()} works here now.")


class Room(QWidget):
    """A window with one line, over which dialogs open."""

    def __init__(self) -> None:
        super().__init__()
        self.line = QLineEdit()
        self.line.setAccessibleName("Search")
        layout = QVBoxLayout(self)
        layout.addWidget(self.line)
        self.scrim = Scrim(self)
        self.opener = Opener(self.scrim)


@pytest.fixture
def room(qtbot: QtBot) -> Room:
    made = Room()
    qtbot.addWidget(made)
    shown(made, 1200, 800)
    made.line.setFocus()
    return made


def open_dialog(room: Room, context: Context) -> TakeOn:
    dialog = TakeOn(context)
    room.opener.open(dialog)
    QApplication.processEvents()
    return dialog


def test_it_saves_with_ctrl_enter_and_the_focus_goes_back(
    room: Room, context: Context, heard: Heard
) -> None:
    dialog = open_dialog(room, context)
    type_text(dialog.name.line, "Zoë Løvland")

    press(dialog.name.line, Qt.Key.Key_Return, CONTROL)

    assert context.book.values("SELECT name FROM associate ORDER BY id")[1] == "Zoë Løvland"
    assert heard.said == ["Zoë Løvland works here now."]
    assert room.line.hasFocus()
    assert not room.scrim.isVisible()


def test_the_caret_is_in_the_first_empty_field(room: Room, context: Context) -> None:
    dialog = open_dialog(room, context)

    assert dialog.name.line.hasFocus()


def test_enter_saves_nothing_and_moves_on(room: Room, context: Context) -> None:
    dialog = open_dialog(room, context)
    type_text(dialog.name.line, "Jun")

    press(dialog.name.line, Qt.Key.Key_Return)

    assert dialog.note.box.hasFocus()
    assert context.book.value("SELECT count(*) FROM associate") == 1


def test_ctrl_enter_saves_from_a_note_too(room: Room, context: Context) -> None:
    dialog = open_dialog(room, context)
    type_text(dialog.name.line, "Jun Halloran")
    dialog.note.setFocus()

    press(dialog.note.box, Qt.Key.Key_Return, CONTROL)

    assert context.book.value("SELECT count(*) FROM associate") == 2


def test_escape_leaves_from_a_note_too(room: Room, context: Context) -> None:
    dialog = open_dialog(room, context)
    dialog.note.setFocus()

    press(dialog.note.box, Qt.Key.Key_Escape)

    assert not room.scrim.isVisible()


def test_pressing_save_goes_to_the_answer_that_is_missing(room: Room, context: Context) -> None:
    dialog = open_dialog(room, context)
    dialog.note.setFocus()
    assert dialog.primary is not None

    click(dialog.primary)

    assert dialog.name.line.hasFocus()
    assert dialog.name.message.text() == "A name is needed."
    assert room.scrim.isVisible()


def test_a_refusal_stands_beside_its_field_and_nothing_typed_is_lost(
    room: Room, context: Context, heard: Heard
) -> None:
    dialog = open_dialog(room, context)
    type_text(dialog.name.line, "Ruth Hallam")

    dialog.accept()

    assert "works here already" in dialog.name.message.text()
    assert dialog.name.value() == "Ruth Hallam"
    assert heard.said == []


def test_a_refusal_about_the_whole_stands_above_the_buttons(room: Room, context: Context) -> None:
    dialog = open_dialog(room, context)
    type_text(dialog.name.line, "Jun")
    type_text(dialog.note.box, "busy")

    dialog.accept()
    QApplication.processEvents()

    said = [part.text() for part in dialog.findChildren(QLabel) if part.isVisible()]
    assert "The book is busy. Wait a moment and save again." in said


def test_escape_keeps_what_was_typed_and_it_comes_back(room: Room, context: Context) -> None:
    dialog = open_dialog(room, context)
    type_text(dialog.name.line, "Jun Hal")
    press(dialog.name.line, Qt.Key.Key_Escape)

    again = open_dialog(room, context)

    assert again.name.value() == "Jun Hal"
    said = [part.text() for part in again.findChildren(QLabel) if part.isVisible()]
    assert any(words.startswith("Continued from ") for words in said)


def test_starting_over_forgets_the_draft(room: Room, context: Context, book: Book) -> None:
    dialog = open_dialog(room, context)
    type_text(dialog.name.line, "Jun Hal")
    dialog.leave()
    again = open_dialog(room, context)
    assert again.keeper is not None

    again.keeper.start_over()

    assert again.name.value() == ""
    assert draft(book, "TakeOn", "new") is None


def test_a_saved_form_leaves_no_draft(room: Room, context: Context, book: Book) -> None:
    dialog = open_dialog(room, context)
    type_text(dialog.name.line, "Jun Halloran")
    assert dialog.keeper is not None
    dialog.keeper.keep()

    dialog.accept()

    assert draft(book, "TakeOn", "new") is None


def test_what_is_typed_is_kept_by_itself_after_two_seconds(
    room: Room, context: Context, book: Book, qtbot: QtBot
) -> None:
    dialog = open_dialog(room, context)
    assert dialog.keeper is not None
    dialog.keeper._timer.setInterval(1)

    type_text(dialog.name.line, "Jun")

    qtbot.waitUntil(lambda: draft(book, "TakeOn", "new") is not None)


def test_tab_goes_round_inside_and_never_to_the_page_behind(room: Room, context: Context) -> None:
    dialog = open_dialog(room, context)
    reached: list[QWidget | None] = []

    for _ in range(8):
        press(QApplication.focusWidget() or dialog, Qt.Key.Key_Tab)
        reached.append(QApplication.focusWidget())

    assert room.line not in reached
    assert dialog.name.line in reached
    assert dialog.primary in reached
    assert reached[0] is dialog.note.box


def test_tab_stays_where_there_is_one_button_alone(room: Room, context: Context) -> None:
    sheet = KeySheet(context)
    room.opener.open(sheet)
    QApplication.processEvents()

    close = sheet.primary
    assert close is not None
    press(close, Qt.Key.Key_Tab)

    assert close.hasFocus()


def test_only_one_dialog_is_open_at_a_time(room: Room, context: Context) -> None:
    first = open_dialog(room, context)
    type_text(first.name.line, "Half a na")

    second = open_dialog(room, context)
    only = room.scrim.dialog
    second.leave()
    third = open_dialog(room, context)

    assert only is second
    assert third.name.value() == "Half a na"
    third.leave()
    assert room.line.hasFocus()


def test_the_dialog_is_as_tall_as_what_it_says(room: Room, context: Context) -> None:
    dialog = open_dialog(room, context)
    before = dialog.height()

    dialog.accept()
    QApplication.processEvents()
    QApplication.processEvents()

    assert dialog.height() > before
    assert not dialog._scroll.verticalScrollBar().isVisible()


def test_every_control_has_a_name(room: Room, context: Context) -> None:
    dialog = open_dialog(room, context)

    assert unnamed_controls(dialog) == []
