"""Everything that can be seen or heard of a window, as one text to look for words in."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QTabBar,
    QWidget,
)

from storebook.gui.cells import Cell
from storebook.gui.delegates import CellRole

ROLES = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.AccessibleDescriptionRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.StatusTipRole,
    Qt.ItemDataRole.EditRole,
)


def seen_of(window: QWidget) -> str:
    """What stands on it, and what is said of it: titles, tips, names, rows and values."""
    QApplication.processEvents()  # what was put in a moment ago is laid out, and so visible
    parts = [window.windowTitle()]
    for each in [window, *window.findChildren(QWidget)]:
        if each.isVisible():
            parts += _said_of(each)
    return "\n".join(part for part in parts if part)


def _said_of(widget: QWidget) -> Iterator[str]:
    yield widget.toolTip()
    yield widget.statusTip()
    yield widget.whatsThis()
    yield widget.accessibleName()
    yield widget.accessibleDescription()
    yield from _words_on(widget)


def _words_on(widget: QWidget) -> Iterator[str]:
    if isinstance(widget, QLabel | QAbstractButton):
        yield widget.text()
    elif isinstance(widget, QLineEdit):
        yield from (widget.displayText(), widget.placeholderText())
    elif isinstance(widget, QPlainTextEdit):
        yield widget.toPlainText()
    elif isinstance(widget, QComboBox):
        yield from (widget.itemText(place) for place in range(widget.count()))
    elif isinstance(widget, QTabBar):
        yield from (widget.tabText(place) for place in range(widget.count()))
    elif isinstance(widget, QAbstractItemView):
        yield from rows_of(widget)


def rows_of(view: QAbstractItemView) -> Iterator[str]:
    model = view.model()
    columns = 1 if isinstance(view, QListView) else model.columnCount()
    for row in range(model.rowCount()):
        for column in range(columns):
            index = model.index(row, column)
            yield from (str(model.data(index, role) or "") for role in ROLES)
            cell = model.data(index, CellRole)
            if isinstance(cell, Cell):
                yield from (cell.text, cell.second, cell.script, cell.spoken())
