"""What a user does with a window: typing in any script, pressing keys, reading names aloud."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QAccessible, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QWidget,
)

from storebook.gui.dialog import Dialog

# How a test gets at the parts of a form of its own: it is put on the screen and given back.
Shown = Callable[[Dialog], Any]
CONTROLS = (QAbstractButton, QLineEdit, QComboBox, QPlainTextEdit, QAbstractItemView, QTabBar)


def type_text(widget: QWidget, text: str) -> None:
    """Commit the text as an input method does: letters of every script are welcome."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(widget, event)


def press(
    widget: QWidget,
    key: Qt.Key,
    modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    """Press and let go of a key."""
    QTest.keyClick(widget, key, modifier)


def click(widget: QWidget, place: QPoint | None = None) -> None:
    """One click with the left button, in the middle when no place is given."""
    at = widget.rect().center() if place is None else place
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)


def shown(widget: QWidget, width: int = 1200, height: int = 800) -> QWidget:
    """The widget on the screen, with everything laid out."""
    widget.resize(QSize(width, height))
    widget.show()
    QTest.qWaitForWindowExposed(widget)
    widget.activateWindow()
    QApplication.processEvents()
    return widget


def spoken_name(widget: QWidget) -> str:
    """What a screen reader calls the control."""
    if isinstance(widget, QComboBox):  # Qt on Linux says its choice; its label is tied to it
        return widget.accessibleName()
    found = QAccessible.queryAccessibleInterface(widget)
    return str(found.text(QAccessible.Text.Name)) if found is not None else ""


def spoken_description(widget: QWidget) -> str:
    """What a screen reader says of the control beyond its name."""
    found = QAccessible.queryAccessibleInterface(widget)
    return str(found.text(QAccessible.Text.Description)) if found is not None else ""


def unnamed_controls(whole: QWidget, *, shown_only: bool = False) -> list[str]:
    """Every control in it that a screen reader could not name."""
    return [
        f"{type(control).__name__} {control.geometry().getRect()}"
        for control in whole.findChildren(QWidget)
        if isinstance(control, CONTROLS)
        and not isinstance(control, QHeaderView)
        and not _belongs_to_qt(control)
        and not spoken_name(control).strip()
        and (control.isVisible() or not shown_only)
    ]


def _belongs_to_qt(control: QWidget) -> bool:
    """Parts that Qt makes inside a control, such as the list of a combo box."""
    names = ("qt_", "ScrollLeftButton", "ScrollRightButton")
    if control.objectName().startswith(names):
        return True
    parent = control.parentWidget()
    while parent is not None:
        if parent.metaObject().className() in ("QComboBoxPrivateContainer", "QTableCornerButton"):
            return True
        parent = parent.parentWidget()
    return control.metaObject().className() == "QTableCornerButton"
