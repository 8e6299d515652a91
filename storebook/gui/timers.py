"""What is done again and again, or once after a while."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer


def every(parent: QObject, milliseconds: int, do: Callable[[], object]) -> QTimer:
    """A timer of `parent` that calls `do` again and again; it is not started yet."""
    timer = QTimer(parent)
    timer.setInterval(milliseconds)
    timer.timeout.connect(do)
    return timer


def after(parent: QObject, milliseconds: int, do: Callable[[], object]) -> QTimer:
    """A timer of `parent` that calls `do` once, so long after its last start; not started yet."""
    timer = every(parent, milliseconds, do)
    timer.setSingleShot(True)
    return timer
