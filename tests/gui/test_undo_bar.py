"""The undo bar stays long enough, says one sentence and never vanishes under the hand."""

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from storebook.gui.context import FollowUp
from storebook.gui.undo_bar import UndoBar
from tests.gui.hands import click, shown, unnamed_controls


@pytest.fixture
def bar(qtbot: QtBot) -> UndoBar:
    made = UndoBar()
    qtbot.addWidget(made)
    made.show_change("Merged Ann Lee into Anne Lee.")
    shown(made, 1000, 70)
    # Where an earlier test left the pointer says nothing here.
    made.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, False)
    QApplication.sendEvent(made, QEvent(QEvent.Type.Leave))
    return made


def test_it_stays_half_a_minute(bar: UndoBar) -> None:
    assert bar._timer.isActive()
    assert bar._timer.interval() == 30_000


def test_it_goes_by_itself(bar: UndoBar, qtbot: QtBot) -> None:
    if (focus := QApplication.focusWidget()) is not None:
        focus.clearFocus()

    bar._timer.start(1)

    qtbot.waitUntil(lambda: bar.text() == "")


def test_it_stays_while_the_focus_is_in_it(bar: UndoBar) -> None:
    bar.undo_button.setFocus()

    bar._leave_if_alone()

    assert bar.text() == "Merged Ann Lee into Anne Lee."
    assert bar._timer.isActive()


def test_it_stays_while_the_pointer_is_in_it(bar: UndoBar) -> None:
    place = QPointF(20, 20)
    QApplication.sendEvent(bar, QEnterEvent(place, place, place))
    waiting = bar._timer.isActive()

    QApplication.sendEvent(bar, QEvent(QEvent.Type.Leave))

    assert not waiting
    assert bar._timer.isActive()


def test_its_days_are_written_as_in_the_shop(bar: UndoBar) -> None:
    bar.shop_locale = "en_GB"

    bar.show_fact("Birthday cards, 2026-11-20 to 2026-12-04 taken back.")

    assert bar.text() == "Birthday cards, 20 Nov 2026 to 4 Dec 2026 taken back."


def test_the_next_change_takes_its_place(bar: UndoBar) -> None:
    bar.show_change("Purchase saved.", FollowUp(words="Gift receipt", do=lambda: None))
    offered = bar._offer.isVisible()
    bar.show_change("Tag removed.")

    assert offered
    assert bar.text() == "Tag removed."
    assert not bar._offer.isVisible()


def test_undo_is_asked_for_once(bar: UndoBar, qtbot: QtBot) -> None:
    with qtbot.waitSignal(bar.undo):
        click(bar.undo_button)


def test_names_in_it_are_shown_as_typed(bar: UndoBar) -> None:
    bar.show_change("Tom & <b>Jo</b> were joined.")

    assert bar.text() == "Tom & <b>Jo</b> were joined."


def test_every_control_has_a_name(bar: UndoBar) -> None:
    bar.show_change("Purchase saved.", FollowUp(words="Gift receipt", do=lambda: None))

    assert unnamed_controls(bar) == []
