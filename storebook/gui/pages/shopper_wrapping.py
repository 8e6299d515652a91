"""Short lists of the shopper's page whose rows grow with their words: an allergy is never cut."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPixmap, QResizeEvent

from storebook.gui import theme
from storebook.gui.cells import Cell, Column
from storebook.gui.delegates import CellRole, RowDelegate
from storebook.gui.drawing import LEFT, broken, text_width, write
from storebook.gui.table import RecordTable

LINE = 20
SECOND = 18
MOST_LINES = 5


class WrappingRows(RowDelegate):
    """Paints words that have no room on one line on several; all else as any list does."""

    def lines_in(self, cell: Cell | None, width: int) -> list[str]:
        """The lines that the words of this cell take in a column of that width."""
        if cell is None or cell.button or cell.script or (cell.aside and cell.stays):
            return []
        font = theme.font(cell.kind or self.row_letters)
        room = self._room(cell, width)
        if text_width(cell.text, font) <= room:
            return [cell.text]
        lines = broken(cell.text, font, room)
        if len(lines) <= MOST_LINES:
            return lines
        # What is beyond the last line stands in it, and is cut there.
        return [*lines[: MOST_LINES - 1], "".join(lines[MOST_LINES - 1 :])]

    def _room(self, cell: Cell, width: int) -> int:
        """What is left of it beside the marks, which know themselves how wide they are."""
        nowhere = QPixmap(1, 1)
        painter = QPainter(nowhere)
        room = self._paint_marks(painter, QRect(0, 0, width, theme.px(self.tall)), cell).width()
        painter.end()
        return room

    def _paint_cell(self, painter: QPainter, box: QRect, cell: Cell, *, to_right: bool) -> None:
        lines = self.lines_in(cell, box.width())
        if len(lines) < 2:
            super()._paint_cell(painter, box, cell, to_right=to_right)
            return
        room = self._paint_marks(painter, box, cell)
        font = theme.font(cell.kind or self.row_letters)
        below = theme.px(SECOND) if cell.second else 0
        top = box.center().y() - (len(lines) * theme.px(LINE) + below) // 2 + 1
        for line in lines:
            place = QRect(room.left(), top, room.width(), theme.px(LINE))
            words = line.strip()
            write(painter, place, words, font, "accent" if cell.link else cell.color, LEFT)
            if cell.link:
                wide = min(text_width(words, font), place.width())
                under = QRect(place.left(), place.bottom() - 1, wide, 1)
                painter.fillRect(under, theme.color("accent"))
            top += theme.px(LINE)
        if cell.second:
            place = QRect(room.left(), top, room.width(), below)
            write(painter, place, cell.second, theme.font("small"), cell.second_color, LEFT)


class WrappingTable(RecordTable):
    """A bare list that is as tall as its rows, each as tall as its words want."""

    def __init__(
        self, columns: Sequence[Column[Any]], name: str, row_height: int, **how: Any
    ) -> None:
        super().__init__(columns, name, bare=True, fit=True, row_height=row_height, **how)
        self._grown = 0
        self._wraps = WrappingRows(row_letters=self._rows.row_letters, bare=True)
        self._wraps.tall, self._wraps.cells = self._rows.tall, self._rows.cells
        self._rows = self._wraps
        self.setItemDelegate(self._wraps)

    def show_records(self, records: Sequence[Any]) -> None:
        super().show_records(records)
        self._grow()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._grow()

    def _measure(self) -> None:
        super()._measure()
        if hasattr(self, "_wraps"):
            self._grow()

    def _grow(self) -> None:
        """Give every row its height; whoever lays out the page is told when that changed."""
        tall, grown = theme.px(self._wraps.tall), 0
        for row in range(self.model().rowCount()):
            more = theme.px(LINE) * (self._lines(row) - 1)
            self.setRowHeight(row, tall + more)
            grown += more
        if grown != self._grown:
            self._grown = grown
            self.updateGeometry()

    def _lines(self, row: int) -> int:
        """How many lines the longest cell of the row takes."""
        model = self.model()
        counts = [1]
        for column in range(model.columnCount()):
            cell = model.index(row, column).data(CellRole)
            first = 0 if column == 0 else 12
            last = 0 if column == model.columnCount() - 1 else 12
            counts.append(len(self._wraps.lines_in(cell, self.columnWidth(column) - first - last)))
        return max(counts)

    def sizeHint(self) -> QSize:
        wanted = super().sizeHint()
        wanted.setHeight(wanted.height() + self._grown)
        return wanted
