"""Going from part to part as Tab does leaves no trace."""

import shiboken6
from PySide6.QtWidgets import QLineEdit, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from storebook.gui.focus_chain import beside


def test_what_was_passed_outlives_the_dialog_that_it_was_passed_from(qtbot: QtBot) -> None:
    window, list_behind = QWidget(), QScrollArea()
    qtbot.addWidget(window)
    QVBoxLayout(window).addWidget(list_behind)
    inside = list_behind.viewport()
    dialog = QWidget(window)
    QVBoxLayout(dialog).addWidget(QLineEdit())

    once_round = [beside(dialog)]
    while once_round[-1] is not dialog:
        once_round.append(beside(once_round[-1]))
    shiboken6.delete(dialog)

    assert inside in once_round
    assert shiboken6.isValid(inside)
    assert inside is list_behind.viewport()
