"""Everything that happened with a shopper, newest first, along one thin line."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelectionModel,
    QModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from storebook.gui import privacy, theme
from storebook.gui.delegates import Index
from storebook.gui.drawing import broken, elided, hairline, text_width
from storebook.gui.icons import paint_icon
from storebook.gui.marks import paint_purchase_mark

EntryRole = Qt.ItemDataRole.UserRole + 1

ROW = 51
FIRST_LINE, SECOND_LINE = 21, 18
MOST_FIRST, MOST_SECOND = 2, 4
YEAR_ROW = 40
DATE_WIDTH = 52
LINE_AT = 70
TEXT_AT = 88
AT_RIGHT = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing that happened. `mark` is "purchase", "contact" or the name of an icon.

    `fresh` lights the entry up that was just saved. `amount` is empty where none is to be seen.
    """

    id: Any
    year: str
    day: str
    mark: str
    first: str
    second: str = ""
    amount: str = ""
    second_color: str = "ink2"
    fresh: bool = False

    def spoken(self) -> str:
        """The entry as a sentence."""
        parts = (f"{self.day}, {self.year}", self.first, self.second, self.amount)
        return privacy.spoken(", ".join(part for part in parts if part))


class TimelineModel(QAbstractListModel):
    """Entries with a row before the first of each year, which is only its number."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[Entry | str] = []

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Put these in place of what was there."""
        self.beginResetModel()
        self.rows = []
        year = ""
        for entry in entries:
            if entry.year != year:
                year = entry.year
                self.rows.append(year)
            self.rows.append(entry)
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == EntryRole:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row.spoken() if isinstance(row, Entry) else row
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if isinstance(self.rows[index.row()], Entry):
            return super().flags(index)
        return Qt.ItemFlag.NoItemFlags


def row_height(row: Entry | str, width: int) -> int:
    """How tall a row is in a list of that width: words without room on one line take several."""
    if isinstance(row, str):
        return theme.px(YEAR_ROW)
    first, second = lines_of(row, width)
    more = theme.px(FIRST_LINE) * (len(first) - 1) + theme.px(SECOND_LINE) * (len(second) - 1)
    return theme.px(ROW) + more


def lines_of(entry: Entry, width: int) -> tuple[list[str], list[str]]:
    """The lines of what happened and of what is known of it; at least one of each."""
    room = width - theme.px(TEXT_AT) - AT_RIGHT
    beside = text_width(entry.amount, theme.font("body")) + 16 if entry.amount else 0
    first = _in_lines(entry.first, theme.font("strong"), room - beside, MOST_FIRST)
    return first, _in_lines(entry.second, theme.font("small"), room, MOST_SECOND)


def _in_lines(words: str, font: QFont, room: int, most: int) -> list[str]:
    """As many lines as the words take, at most so many; what is beyond stands in the last."""
    if room <= 0 or text_width(words, font) <= room:
        return [words]
    lines = broken(words, font, room)
    if len(lines) > most:
        lines = [*lines[: most - 1], "".join(lines[most - 1 :])]
    return [line.strip() for line in lines]


class _Painter(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        view = self.parent()
        wide = view.viewport().width() if isinstance(view, QListView) else 0
        return QSize(100, row_height(index.data(EntryRole), wide))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry = index.data(EntryRole)
        rect = QRect(option.rect)
        painter.save()
        if isinstance(entry, Entry):
            view = option.widget
            focused = view is not None and view.hasFocus()
            chosen = focused and bool(option.state & QStyle.StateFlag.State_Selected)
            self._paint_entry(painter, rect, entry, chosen=chosen)
        else:
            self._paint_year(painter, rect, entry)
        painter.restore()

    def _paint_year(self, painter: QPainter, rect: QRect, year: str) -> None:
        font = theme.font("year")
        place = QRect(rect.left(), rect.top(), theme.px(DATE_WIDTH + 4), rect.height())
        painter.setFont(font)
        painter.setPen(theme.color("brass"))
        painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, year)
        left = rect.left() + theme.px(TEXT_AT)
        hairline(painter, left, rect.right() + 1, rect.center().y() + 3)

    def _paint_entry(self, painter: QPainter, rect: QRect, entry: Entry, *, chosen: bool) -> None:
        if chosen or entry.fresh:
            painter.fillRect(rect, theme.color("select"))
        if chosen:
            bar = QRect(rect.left(), rect.top(), 3, rect.height())
            painter.fillRect(bar, theme.color("accent"))
        first = QRect(rect.left(), rect.top() + theme.px(5), rect.width(), theme.px(21))
        day = QRect(first.left(), first.top(), theme.px(DATE_WIDTH + 4), first.height())
        side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.setFont(theme.font("small"))
        painter.setPen(theme.color("ink2"))
        painter.drawText(day, side, entry.day)
        self._paint_mark(painter, rect, first.center().y() + 1, entry)
        self._paint_words(painter, rect, first, entry)

    def _paint_mark(self, painter: QPainter, rect: QRect, middle: int, entry: Entry) -> None:
        x, half = rect.left() + theme.px(LINE_AT), theme.px(9)
        painter.fillRect(QRect(x, rect.top(), 1, middle - half - rect.top()), theme.color("hair"))
        below = QRect(x, middle + half, 1, rect.bottom() + 1 - middle - half)
        painter.fillRect(below, theme.color("hair"))
        if entry.mark == "purchase":
            size = theme.px(13)
            paint_purchase_mark(painter, QRectF(x - size / 2 + 0.5, middle - size / 2, size, size))
        elif entry.mark == "contact":
            size = theme.px(8)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.color("brass"), 1.2))
            painter.drawEllipse(QRectF(x - size / 2 + 0.5, middle - size / 2, size, size))
        else:
            size = theme.px(16)
            box = QRect(x - size // 2, middle - size // 2, size, size)
            paint_icon(painter, box, entry.mark, "brass")

    def _paint_words(self, painter: QPainter, rect: QRect, first: QRect, entry: Entry) -> None:
        left, right = rect.left() + theme.px(TEXT_AT), rect.right() - AT_RIGHT
        whole = right - left
        said, known = lines_of(entry, rect.width())
        if entry.amount:
            font = theme.font("body")
            wide = text_width(entry.amount, font)
            painter.setFont(font)
            painter.setPen(theme.color("ink3" if entry.amount == privacy.HIDDEN else "ink"))
            painter.drawText(right - wide, _baseline(first, font), entry.amount)
            right -= wide + 16
        font = theme.font("strong")
        painter.setFont(font)
        painter.setPen(theme.color("ink"))
        line = QRect(first)
        for words in said:
            painter.drawText(left, _baseline(line, font), elided(words, font, right - left + 1))
            line.translate(0, theme.px(FIRST_LINE))
        font = theme.font("small")
        painter.setFont(font)
        painter.setPen(theme.color(entry.second_color))
        line = QRect(left, line.top(), whole, theme.px(SECOND_LINE))
        for words in known:
            painter.drawText(left, _baseline(line, font), elided(words, font, whole + 1))
            line.translate(0, theme.px(SECOND_LINE))


def _baseline(line: QRect, font: Any) -> int:
    measures = QFontMetrics(font)
    return line.top() + (line.height() + measures.ascent() - measures.descent()) // 2


class Timeline(QListView):
    """The list itself; one click or Enter opens an entry. `fit` makes it as tall as its rows."""

    opened = Signal(object)

    def __init__(self, name: str, *, fit: bool = False) -> None:
        super().__init__()
        self._model = TimelineModel()
        self._fit = fit
        self.setAccessibleName(name)
        self.setProperty("area", "bare")
        self.setModel(self._model)
        self.setItemDelegate(_Painter(self))
        self.viewport().setAutoFillBackground(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        if fit:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._open)
        theme.notifier().changed.connect(self._measure)

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show these, newest first; the place in the list stays."""
        top = self.verticalScrollBar().value()
        self._model.show_entries(entries)
        self.verticalScrollBar().setValue(top)
        self._measure()

    def entries(self) -> list[Entry]:
        """What is shown, in its order."""
        return [row for row in self._model.rows if isinstance(row, Entry)]

    def _measure(self) -> None:
        self.scheduleDelayedItemsLayout()
        if self._fit:
            self.updateGeometry()

    def _open(self, index: QModelIndex) -> None:
        entry = index.data(EntryRole)
        if isinstance(entry, Entry):
            self.opened.emit(entry)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keys come to the newest entry, and to where they were."""
        super().focusInEvent(event)
        if not self.selectedIndexes():
            entries = (at for at, row in enumerate(self._model.rows) if isinstance(row, Entry))
            newest = self._model.index(next(entries, -1), 0)
            choose = QItemSelectionModel.SelectionFlag.ClearAndSelect
            # Qt makes one the current one by itself, and leaves it unmarked.
            current = self.currentIndex()
            self.selectionModel().setCurrentIndex(current if current.isValid() else newest, choose)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        if not self._fit:
            return super().sizeHint()
        wide = self.viewport().width()
        tall = sum(row_height(row, wide) for row in self._model.rows)
        return QSize(theme.px(320), tall)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():  # other words have no room now
            self._measure()
