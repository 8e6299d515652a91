"""Enter presses the button that has the focus, and in a form never by accident."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from storebook.gui.buttons import Button, Chip, CrossButton, LinkButton, Segments
from storebook.gui.fields import ChoiceField, TextField
from storebook.gui.form import Form
from storebook.gui.pressed import Pressed
from storebook.gui.top_bar import PersonButton
from tests.gui.hands import press

ENTER = Qt.Key.Key_Return
CONTROL = Qt.KeyboardModifier.ControlModifier


def presses(made: QPushButton) -> list[str]:
    """Writes down each press."""
    heard: list[str] = []
    made.clicked.connect(lambda: heard.append("pressed"))
    return heard


@pytest.mark.parametrize(
    "make",
    [
        lambda: Button("Export"),
        lambda: Button("Save", "primary"),
        lambda: LinkButton("All 12"),
        lambda: CrossButton("Close"),
        lambda: Chip("Ann Lee", "AL"),
        PersonButton,
    ],
)
@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_enter_presses_as_space_does(
    sheet: Callable[..., QWidget], make: Callable[[], Pressed], key: Qt.Key
) -> None:
    made = make()
    heard = presses(made)
    sheet(made)
    made.setFocus()

    press(made, key)

    assert heard == ["pressed"]


def test_with_control_or_held_down_it_presses_nothing(sheet: Callable[..., QWidget]) -> None:
    made = Button("Save", "primary")
    heard = presses(made)
    sheet(made)
    made.setFocus()

    press(made, ENTER, CONTROL)
    held = QKeyEvent(QEvent.Type.KeyPress, ENTER, Qt.KeyboardModifier.NoModifier, "\r", True)
    QApplication.sendEvent(made, held)

    assert heard == []


def test_a_button_that_may_not_be_pressed_is_not(sheet: Callable[..., QWidget]) -> None:
    made = Button("Save", "primary")
    heard = presses(made)
    sheet(made)
    made.setEnabled(False)

    press(made, ENTER)

    assert heard == []


def test_in_a_form_enter_moves_on_to_the_primary_button_and_then_saves(
    sheet: Callable[..., QWidget],
) -> None:
    name, kind = TextField("Name"), ChoiceField("Kind", [("a", "A"), ("b", "B")])
    save = Button("Save", "primary")
    heard = presses(save)
    whole = sheet(name, kind, save)
    form = Form({"name": name, "kind": kind}, whole)
    assert form.check()
    name.control.setFocus()

    press(name.control, ENTER)
    assert kind.control.hasFocus()
    press(kind.control, ENTER)
    assert save.hasFocus()
    assert heard == []
    press(save, ENTER)

    assert heard == ["pressed"]


def test_a_choice_among_several_is_not_made_anew_by_enter(sheet: Callable[..., QWidget]) -> None:
    days = Segments("Time ahead", [(7, "7 days"), (14, "14 days")], 14)
    heard: list[object] = []
    days.chosen.connect(heard.append)
    sheet(days)
    on = next(each for each in days.findChildren(Button) if each.isChecked())
    on.setFocus()

    press(on, ENTER)

    assert heard == []
