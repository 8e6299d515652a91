"""Starts the window: letters and theme first, then the book that was open last."""

import sys
from pathlib import Path

from PySide6.QtGui import QPixmapCache
from PySide6.QtWidgets import QApplication

from storebook.gui import local_settings, memory, private_temp, theme
from storebook.gui.collecting import Collector
from storebook.gui.errors import ErrorDesk
from storebook.gui.program import Program

# How long the window waits at most for a worker to leave Python to it. A save asks thirty times:
# with the usual 5 ms one during the daily check took up to 140 ms.
SWITCH_S = 0.0005
# Circles with initials and small photos: some hundreds, where Qt would keep 10 MB of them.
PICTURES_KB = 3_072


def application(arguments: list[str] | None = None) -> QApplication:
    """The one Qt application, dressed as this computer remembers."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        memory.give_back()
        sys.setswitchinterval(SWITCH_S)
        app = QApplication(sys.argv if arguments is None else arguments)
        Collector(app)
        QPixmapCache.setCacheLimit(PICTURES_KB)
    app.setApplicationName("Storebook")
    app.setOrganizationName("Storebook")
    app.setApplicationDisplayName("")
    theme.dress(app, local_settings.look(), local_settings.text_size() / 100)
    theme.follow_the_system(app)
    return app


def run(book_path: Path | None = None) -> int:
    """Show the window until it is closed; the number is the exit code."""
    private_temp.begin()
    app = application()
    desk = ErrorDesk()
    desk.install()
    program = Program(desk)
    program.start(book_path)
    return app.exec()
