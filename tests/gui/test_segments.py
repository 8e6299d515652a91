"""A few choices side by side: one stop for Tab, and the arrows move between them."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from storebook.gui.buttons import Segments
from storebook.gui.fields import TextField
from tests.gui.hands import press, spoken_name

DAYS = [(7, "7 days"), (14, "14 days"), (30, "30 days")]


def test_tab_comes_to_the_choice_that_is_on_and_then_leaves(
    sheet: Callable[..., QWidget],
) -> None:
    before, days, after = TextField("Before"), Segments("Time ahead", DAYS, 14), TextField("After")
    sheet(before, days, after)
    before.control.setFocus()

    reached = []
    for _ in range(2):
        at = QApplication.focusWidget()
        assert at is not None
        press(at, Qt.Key.Key_Tab)
        now = QApplication.focusWidget()
        assert now is not None
        reached.append(spoken_name(now))

    assert reached == ["Time ahead: 14 days", "After"]


def test_an_arrow_chooses_the_next_one(sheet: Callable[..., QWidget]) -> None:
    days = Segments("Time ahead", DAYS, 14)
    sheet(days)
    heard: list[object] = []
    days.chosen.connect(heard.append)
    chosen = next(each for each in days.findChildren(QWidget) if each.focusPolicy() & 1)
    chosen.setFocus()

    press(chosen, Qt.Key.Key_Right)

    assert days.value() == 30
    assert heard == [30]
