"""Every list of the program: described by its columns and fed whole with records."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QSizePolicy,
    QTableView,
    QWidget,
)

from storebook.gui import theme
from storebook.gui.buttons import key_words
from storebook.gui.cells import AnyColumn
from storebook.gui.delegates import BAR, PAD, RowDelegate
from storebook.gui.headings import TALL, Headings
from storebook.gui.record_model import RecordModel, Sentence
from storebook.gui.words import empty_state

LEAST_GROWN = 150
ROW_HEIGHTS = {"counter": 66, "normal": 50, "desk": 36}

Identity = Callable[[Any], Any]


def by_id(record: Any) -> Any:
    """How most records are told apart."""
    return record.id


class RecordTable(QTableView):
    """A list. One click opens a row; Enter opens the chosen one; Space checks or acts.

    `name` is what a screen reader calls it. `density` is counter (66), normal (50) or desk (36).
    `bare` leaves frame and headings away, for a short list that stands on the page itself, and
    shows the chosen row only while the list has the focus. `fit` makes it as tall as its rows.
    `indent` moves the first heading to where its words begin (73 after initials at the counter, 61
    in the others). `sentence` says a whole row aloud. `identity` tells records apart, so that the
    chosen one stays chosen when the list is shown anew.
    """

    opened = Signal(object)
    picked = Signal(object)
    toggled = Signal(object, bool)
    acted = Signal(object, str)
    heading_clicked = Signal(str)

    def __init__(  # noqa: PLR0913 - each says one thing about the list
        self,
        columns: Sequence[AnyColumn],
        name: str,
        *,
        density: str = "normal",
        row_height: int | None = None,
        bare: bool = False,
        fit: bool = False,
        open_key: bool = False,
        headings: bool | None = None,
        letters: str = "body",
        indent: int | None = None,
        identity: Identity = by_id,
        sentence: Sentence | None = None,
        empty: tuple[str, str] = ("", ""),
    ) -> None:
        super().__init__()
        self._columns = list(columns)
        self._identity = identity
        self._tall = row_height or ROW_HEIGHTS[density]
        self._bare = bare
        self._indent = (0 if bare else PAD + BAR) if indent is None else indent
        self._fit = fit
        self._headings = (not bare) if headings is None else headings
        self._model = RecordModel(columns, sentence)
        self._rows = RowDelegate(
            row_letters=letters, bare=bare, open_key=key_words("open") if open_key else ""
        )
        self._rows.tall = self._tall
        self._rows.cells = self._model
        self._empty: QWidget | None = None
        self._room = 0
        self.setAccessibleName(name)
        self._set_up()
        if empty[0]:
            self.set_empty(*empty)

    def _set_up(self) -> None:
        self.setModel(self._model)
        self.setItemDelegate(self._rows)
        if self._bare:
            self.setProperty("area", "bare")
            self.setViewport(QWidget())  # which fills nothing
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._set_up_headings()
        if self._fit:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.selectionModel().currentRowChanged.connect(self._on_current)
        self.entered.connect(lambda index: self._hover(index.row()))
        self.clicked.connect(self._on_click)
        theme.notifier().changed.connect(self._measure)
        self._measure()

    def _set_up_headings(self) -> None:
        header = Headings(indent=self._indent, bare=self._bare)
        self.setHorizontalHeader(header)
        header.setVisible(self._headings)
        header.sectionClicked.connect(self._on_heading)

    # -- what is shown

    def show_records(self, records: Sequence[Any]) -> None:
        """Show these. The chosen record stays chosen; when it is gone, its place is.

        Of a short list that has the keys the one that is new is chosen: it was just written, or an
        undo brought it back.
        """
        chosen = self._just_come(records) or self.chosen()
        row = self.currentIndex().row()
        top = self.verticalScrollBar().value()
        blocked = self.selectionModel().blockSignals(True)
        self._model.show(records)
        self.selectionModel().blockSignals(blocked)
        if chosen is None or not self.choose(self._identity(chosen)):
            self._choose_row(max(0, min(row, len(self._model.records) - 1)))
        self.verticalScrollBar().setValue(top)
        self._show_empty()
        if self._fit:
            self.updateGeometry()

    def _just_come(self, records: Sequence[Any]) -> Any:
        if not self._fit or not self.hasFocus() or not self._model.records:
            return None
        there = [self._identity(one) for one in self._model.records]
        new = [one for one in records if self._identity(one) not in there]
        return new[0] if len(new) == 1 else None

    def records(self) -> list[Any]:
        """What is shown, in its order."""
        return self._model.records

    def chosen(self) -> Any:
        """The record of the chosen row, or None."""
        row = self.currentIndex().row()
        return self._model.records[row] if 0 <= row < len(self._model.records) else None

    def choose(self, identity: Any) -> bool:
        """Choose the record of this id; False when it is not in the list."""
        for row, record in enumerate(self._model.records):
            if self._identity(record) == identity:
                self._choose_row(row)
                return True
        return False

    def choose_first(self) -> None:
        """Choose the first row, as after typing into a search."""
        self._choose_row(0)
        self.scrollToTop()

    def _choose_row(self, row: int) -> None:
        if not 0 <= row < len(self._model.records):
            self.picked.emit(None)
            return
        flags = QItemSelectionModel.SelectionFlag
        index = self._model.index(row, 0)
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)

    def refresh_row(self, identity: Any) -> None:
        """Paint one row anew, when what it shows hangs on more than its record."""
        for row, record in enumerate(self._model.records):
            if self._identity(record) == identity:
                self._model.forget_row(row)

    def set_sorted(self, key: str, *, descending: bool = False) -> None:
        """Show in the heading by which column the records came sorted."""
        self._model.set_sorted(key, descending)

    def set_empty(self, heading: str, fact: str = "", action: QWidget | None = None) -> None:
        """What is said in place of rows when there are none."""
        if self._empty is not None:
            self._empty.hide()  # it goes only when the window is idle
            self._empty.deleteLater()
        self._empty = empty_state(heading, fact, action)
        self._empty.setParent(self.viewport())
        self._place_empty()
        self._show_empty()

    def _show_empty(self) -> None:
        if self._empty is not None:
            self._empty.setVisible(not self._model.records)

    def _place_empty(self) -> None:
        if self._empty is not None:
            self._empty.setGeometry(self.viewport().rect())

    # -- keys and clicks

    def move_by(self, key: int) -> None:
        """Move the chosen row as that key would, while the caret stays in a search."""
        page = max(1, self.viewport().height() // theme.px(self._tall) - 1)
        steps = {
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_PageUp: -page,
            Qt.Key.Key_PageDown: page,
            Qt.Key.Key_Home: -len(self._model.records),
            Qt.Key.Key_End: len(self._model.records),
        }
        row = self.currentIndex().row() + steps.get(Qt.Key(key), 0)
        self._choose_row(max(0, min(row, len(self._model.records) - 1)))

    def open_chosen(self) -> None:
        """Open the chosen row, as Enter does."""
        if (record := self.chosen()) is not None:
            self.opened.emit(record)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            self.open_chosen()
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.move_by(event.key())
        elif event.key() == Qt.Key.Key_Space:
            self._mark_chosen()
        else:
            super().keyPressEvent(event)

    def _mark_chosen(self) -> None:
        """Space checks the row's box, or does the first thing the row offers."""
        row = self.currentIndex().row()
        if not 0 <= row < len(self._model.records):
            return
        for column in range(len(self._columns)):
            if self._press_cell(row, column):
                return
        self.open_chosen()

    def _press_cell(self, row: int, column: int) -> bool:
        cell, record = self._model.cell(row, column), self._model.records[row]
        if cell.checked is not None:
            self.toggled.emit(record, not cell.checked)
            return True
        if (cell.link or cell.button) and cell.text:
            self.acted.emit(record, self._columns[column].key)
            return True
        return False

    def _on_click(self, index: QModelIndex) -> None:
        if not self._press_cell(index.row(), index.column()):
            self.open_chosen()

    def _on_heading(self, section: int) -> None:
        if key := self._columns[section].key:
            self.heading_clicked.emit(key)

    def _on_current(self, current: QModelIndex) -> None:
        self.picked.emit(self.chosen())

    # -- hover, focus and measures

    def _hover(self, row: int) -> None:
        if row != self._rows.hovered:
            self._rows.hovered = row
            self.viewport().update()

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(-1)
        super().leaveEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            self._choose_row(0)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._bare and not self._model.records and self.hasFocus():
            # There is no row to show that the keys are here.
            painter = QPainter(self.viewport())
            painter.setPen(theme.color("accent"))
            painter.drawRect(self.viewport().rect().adjusted(0, 0, -1, -1))
            painter.end()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not self.indexAt(event.position().toPoint()).isValid():
            self._hover(-1)
        super().mouseMoveEvent(event)

    def _measure(self) -> None:
        self.verticalHeader().setDefaultSectionSize(theme.px(self._tall))
        self.horizontalHeader().setFixedHeight(theme.px(TALL))
        if self._room:
            self._share_widths()
        if self._fit:
            self.updateGeometry()

    def _share_widths(self) -> None:
        room = self._room
        fixed = sum(theme.px(column.width) for column in self._columns if column.width is not None)
        shares = sum(column.grow for column in self._columns if column.width is None)
        rest = max(theme.px(LEAST_GROWN) * shares, room - fixed)
        # With large text in a narrow window every column gives way, and its words are elided.
        squeeze = min(1.0, (room - rest) / fixed) if fixed and room > rest else 1.0
        for section, column in enumerate(self._columns):
            wide = int(theme.px(column.width) * squeeze) if column.width is not None else 0
            if column.width is None:
                wide = rest * column.grow // max(1, shares)
            self.setColumnWidth(section, wide)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # To ask what was not made here how wide it is, costs the first time 12 ms at the start.
        self._room = event.size().width()
        self._share_widths()
        self._place_empty()

    def sizeHint(self) -> QSize:
        if not self._fit:
            return super().sizeHint()
        rows = max(1 if self._empty is None else 2, len(self._model.records))
        head = theme.px(TALL) if self._headings else 0
        return QSize(theme.px(240), rows * theme.px(self._tall) + head + (0 if self._bare else 2))

    def minimumSizeHint(self) -> QSize:
        if self._fit:
            return QSize(theme.px(160), self.sizeHint().height())
        return QSize(theme.px(160), theme.px(self._tall) * 2)
