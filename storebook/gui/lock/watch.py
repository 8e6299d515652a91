"""Watches hands and clocks: every key and touch in a window of ours begins the quiet anew."""

from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication

from storebook.gui.lock.quiet import Quiet, Why
from storebook.gui.timers import every

TICK_MS = 500
HANDS = frozenset({
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
    QEvent.Type.TouchUpdate,
    QEvent.Type.TabletPress,
    QEvent.Type.TabletMove,
})  # fmt: skip


class Watch(QObject):
    """`due` brings why; `ticked` comes every half a second.

    `over_list` is given the keys that are pressed while a menu or a list is open, which would
    swallow them; it says whether the key was for it.

    Boxes, menus and lists that open over the window are windows of their own: each is watched from
    the next tick on. The filter sits on windows and not on the application, where every single
    event of every part would pass through Python.
    """

    due = Signal(object)
    ticked = Signal()

    def __init__(self, parent: QObject, quiet: Quiet, limit_seconds: Callable[[], float]) -> None:
        super().__init__(parent)
        self.quiet = quiet
        self._limit_seconds = limit_seconds
        self.over_list: Callable[[QKeyEvent], bool] | None = None
        self._watched: list[QWindow] = []
        self._timer = every(self, TICK_MS, self.tick)

    def start(self) -> None:
        """From now on it is quiet until somebody does something."""
        self.quiet.touched()
        self._timer.start()

    def stop(self) -> None:
        """The window is closed."""
        self._timer.stop()
        for window in self._watched:
            if shiboken6.isValid(window):
                window.removeEventFilter(self)
        self._watched.clear()

    def tick(self) -> None:
        """Look at the clocks, and at which windows there are."""
        for window in QGuiApplication.topLevelWindows():
            if window not in self._watched:
                window.installEventFilter(self)
                self._watched.append(window)
        self._watched = [each for each in self._watched if shiboken6.isValid(each)]
        why: Why | None = self.quiet.look(self._limit_seconds())
        if why is not None:
            self.due.emit(why)
        self.ticked.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in HANDS:
            self.quiet.touched()
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if self.over_list is None or QApplication.activePopupWidget() is None:
            return False
        return self.over_list(event)
