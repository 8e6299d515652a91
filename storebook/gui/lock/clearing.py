"""What stands over the window or hangs on it, taken away before the window is covered."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QDrag, QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QToolTip, QWidget

MOST_LISTS = 9
OVER = frozenset({
    Qt.WindowType.Dialog,
    Qt.WindowType.Sheet,
    Qt.WindowType.Drawer,
    Qt.WindowType.Popup,
    Qt.WindowType.Tool,
    Qt.WindowType.ToolTip,
})  # fmt: skip


def clear_away(window: QWidget) -> None:
    """Close every menu, list, tip, box and question over `window`; a drag ends where it began.

    A question is answered as by its Cancel, a file is chosen by nobody: nothing is done by it.
    """
    if QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton:
        QDrag.cancel()
    QGuiApplication.inputMethod().commit()  # letters half put together are typed now
    close_lists()
    for other in QApplication.topLevelWidgets():
        if other is window or not other.isVisible() or other.windowType() not in OVER:
            continue
        if isinstance(other, QDialog):
            other.reject()
        else:
            other.close()


def close_lists() -> None:
    """Close every menu and list that is open, and the tip; what is typed stays."""
    QToolTip.hideText()
    for _ in range(MOST_LISTS):  # a menu may have opened another
        if (found := QApplication.activePopupWidget()) is None:
            break
        found.close()


def forget_copied() -> None:
    """What was copied out of this program is not for the next person to paste."""
    clipboard = QGuiApplication.clipboard()
    if clipboard.ownsClipboard():
        clipboard.clear()
    if clipboard.ownsSelection():  # what is marked on Linux is copied by that alone
        clipboard.clear(clipboard.Mode.Selection)
