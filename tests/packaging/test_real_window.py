"""A real window: what the tests that ask for one are given."""

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.window


def test_a_window_comes_up_on_a_screen(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)

    with qtbot.waitExposed(window):
        window.show()

    assert QGuiApplication.platformName() != "offscreen"
    assert window.screen().size().width() >= 1280
