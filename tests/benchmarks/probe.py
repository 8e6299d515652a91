"""Watches a window come up from inside its process: painted once, then given a letter.

It says when the letter was in the search, what work the process had done, and its memory.
"""

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

LETTER = "a"


class Probe(QObject):
    """Presses a key in the search as soon as it was painted, says so, and ends the process."""

    def __init__(self, search: QLineEdit) -> None:
        super().__init__()
        self._search = search
        search.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self._press)
        return False

    def _press(self) -> None:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            plain = Qt.KeyboardModifier.NoModifier
            QApplication.sendEvent(self._search, QKeyEvent(kind, Qt.Key.Key_A, plain, LETTER))
        if self._search.text() != LETTER:
            sys.exit("the search took no key")
        print(time.monotonic(), time.process_time(), memory())
        sys.stdout.flush()
        os._exit(0)


def watch() -> None:
    """From here on, whoever runs the application is watched."""
    run: Callable[[], int] = QApplication.exec

    def watched_run(*_: object) -> int:
        probe = Probe(search_of(QApplication.topLevelWidgets()))
        try:
            return run()
        finally:
            del probe

    QApplication.exec = watched_run  # type: ignore[method-assign]


def search_of(windows: list[QWidget]) -> QLineEdit:
    """Where the caret of the window is, or will be when it is active."""
    for window in windows:
        if window.isVisible() and isinstance(caret := window.focusWidget(), QLineEdit):
            return caret
    sys.exit("no window has its caret in a search")


def memory() -> int:
    """The most kilobytes that the process came to; known on Linux only."""
    status = Path("/proc/self/status")
    if not status.exists():
        return 0
    return int(status.read_text().partition("VmHWM:")[2].split()[0])
