"""What can be seen in a window: its picture from the screen, and every word that stands in it."""

from collections.abc import Iterator

from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, Qt
from PySide6.QtGui import QAccessible, QGuiApplication, QImage
from PySide6.QtWidgets import QAbstractItemView, QApplication, QScrollBar, QWidget

WORDS = (
    QAccessible.Text.Name,
    QAccessible.Text.Value,
    QAccessible.Text.Description,
)
ROLES = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)


def seen(window: QWidget) -> QImage:
    """The window as it stands on the screen, with every list that is open over it."""
    screen = window.screen()
    if QGuiApplication.platformName() == "offscreen":
        return window.grab().toImage()
    place = window.geometry()
    found = screen.grabWindow(0, place.x(), place.y(), place.width(), place.height())
    return found.toImage()


def words_of(window: QWidget) -> Iterator[str]:
    """Every word that a clerk could read or a screen reader say, open lists included."""
    for whole in QApplication.topLevelWidgets():
        if whole is window or (whole.isVisible() and not window.isAncestorOf(whole)):
            yield from words_in(whole)


def words_in(whole: QWidget) -> Iterator[str]:
    """The words of one part of it."""
    for widget in (whole, *whole.findChildren(QWidget)):
        if not widget.isVisible() or isinstance(widget, QScrollBar):
            continue
        found = QAccessible.queryAccessibleInterface(widget)
        if found is not None:
            yield from (str(found.text(kind)) for kind in WORDS)
        yield widget.toolTip()
        if isinstance(widget, QAbstractItemView) and widget.model() is not None:
            yield from _words_of_rows(widget.model())


def _words_of_rows(model: QAbstractItemModel) -> Iterator[str]:
    # Of a list Qt keeps to itself how many columns it has.
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(QModelIndex())
    for row in range(model.rowCount(QModelIndex())):
        for column in range(columns):
            index = model.index(row, column)
            yield from (str(model.data(index, role) or "") for role in ROLES)
