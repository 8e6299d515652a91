"""Records as the rows of a list, for Qt to look up."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from storebook.gui import privacy
from storebook.gui.cells import AnyColumn, Cell
from storebook.gui.delegates import CellRole, RightRole

Index = QModelIndex | QPersistentModelIndex
Sentence = Callable[[Any], str]


class RecordModel(QAbstractTableModel):
    """Records as a table; `data` only looks up, and cells are made when a row is first seen."""

    def __init__(self, columns: Sequence[AnyColumn], sentence: Sentence | None = None) -> None:
        super().__init__()
        self.columns = list(columns)
        self.records: list[Any] = []
        self._sentence = sentence
        self._cells: dict[int, list[Cell]] = {}
        self._sorted: tuple[str, bool] | None = None

    def show(self, records: Sequence[Any]) -> None:
        """Put these in place of what was there."""
        self.beginResetModel()
        self.records = list(records)
        self._cells = {}
        self.endResetModel()

    def forget_row(self, row: int) -> None:
        """Make the cells of that row anew, after something outside the record has changed."""
        self._cells.pop(row, None)
        self.dataChanged.emit(self.index(row, 0), self.index(row, len(self.columns) - 1))

    def set_sorted(self, key: str, descending: bool) -> None:
        """Show in the heading by which column the records came sorted."""
        self._sorted = (key, descending)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.records)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.columns)

    def cell(self, row: int, column: int) -> Cell:
        """What is shown there."""
        cells = self._cells.get(row)
        if cells is None:
            record = self.records[row]
            cells = self._cells[row] = [each.cell(record) for each in self.columns]
        return cells[column]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == CellRole:
            return self.cell(index.row(), index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return self.cell(index.row(), index.column()).text
        if role == RightRole:
            return self.columns[index.column()].right
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(index.row(), index.column())
        return None

    def _spoken(self, row: int, column: int) -> str:
        """The first cell of a row speaks for the whole of it."""
        return privacy.spoken(self._words(row, column))

    def _words(self, row: int, column: int) -> str:
        if column == 0 and self._sentence is not None:
            return self._sentence(self.records[row])
        if column == 0:
            words = (self.cell(row, each).spoken() for each in range(len(self.columns)))
            return ", ".join(word for word in words if word)
        return self.cell(row, column).spoken()

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._heading(column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return column.title
        if role == RightRole:
            return column.right
        return None

    def _heading(self, column: AnyColumn) -> str:
        title = column.title.lower()
        if self._sorted and column.key and self._sorted[0] == column.key:
            return f"{title} {'↓' if self._sorted[1] else '↑'}"
        return title
