"""What is shown while no book is open: a column that is scrolled, with its deeds in sight."""

from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from storebook.gui.front import Front, front_sheet
from storebook.gui.words import button, label
from tests.gui.hands import shown


def screen_with(qtbot: QtBot, lines: int) -> tuple[Front, QLabel, QPushButton]:
    """A screen with so many lines to read, and one deed."""
    screen = Front()
    qtbot.addWidget(screen)
    read, deed = label("\n".join(["One thing is missing."] * lines)), button("Open the book")
    screen.put(front_sheet(read, deeds=deed))
    shown(screen, 1100, 700)
    QApplication.processEvents()
    return screen, read, deed


def foot(screen: Front, widget: QWidget) -> int:
    return widget.mapTo(screen, widget.rect().bottomLeft()).y()


def test_what_can_be_done_is_in_sight_however_much_there_is_to_read(qtbot: QtBot) -> None:
    screen, read, deed = screen_with(qtbot, 60)

    assert foot(screen, deed) < screen.height()
    assert foot(screen, read) > screen.height()


def test_what_can_be_done_stands_right_beneath_a_few_words(qtbot: QtBot) -> None:
    screen, read, deed = screen_with(qtbot, 2)

    assert 0 < deed.mapTo(screen, deed.rect().topLeft()).y() - foot(screen, read) < 30


def test_more_to_read_makes_the_column_longer_until_the_window_is_full(qtbot: QtBot) -> None:
    screen, read, deed = screen_with(qtbot, 2)
    before = foot(screen, deed)

    read.setText("\n".join(["One thing is missing."] * 10))
    QApplication.processEvents()
    QApplication.processEvents()

    assert foot(screen, deed) > before
    assert 0 < deed.mapTo(screen, deed.rect().topLeft()).y() - foot(screen, read) < 30
