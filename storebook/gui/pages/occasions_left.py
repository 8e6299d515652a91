"""Who gets nothing, and why: grouped by reason, with what is known of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from storebook.gui import theme
from storebook.gui.delegates import BAR
from storebook.gui.drawing import RIGHT, elided, hairline, text_width, write, write_serif
from storebook.outreach.choosing import NO_COUPLE_LINE, LeftOut
from storebook.people.reachable import Reason

Index = QModelIndex | QPersistentModelIndex

LineRole = Qt.ItemDataRole.UserRole + 1
# What is put right on the shopper's own page.
CAN_BE_MENDED = frozenset(
    {Reason.CAME_BACK.value, Reason.NO_ADDRESS.value, Reason.MOVED_AWAY.value, NO_COUPLE_LINE}
)
HEAD_TALL = 38
LINE_TALL = 29
DETAIL_TALL = 19
BESIDE = 9
FIX_ROOM = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of the list: the heading of a reason with its `count`, or somebody under it."""

    words: str
    detail: str = ""
    count: int = 0
    first: bool = False
    one: LeftOut | None = None

    @property
    def can_be_mended(self) -> bool:
        """Whether “Fix” stands beside the name."""
        return self.one is not None and self.one.why in CAN_BE_MENDED

    @property
    def spoken(self) -> str:
        """The line as a screen reader says it."""
        if self.one is None:
            return f"{self.words}: {self.count}"
        return ", ".join(part for part in (self.words, self.one.why, self.detail) if part)


def lines_of(left_out: Sequence[LeftOut]) -> list[Line]:
    """Reason by reason, the gravest first; names by day beneath."""
    order: dict[str, int] = {reason.value: place for place, reason in enumerate(Reason)}
    for one in left_out:
        order.setdefault(one.why, len(order))
    by_reason = sorted(left_out, key=lambda one: order[one.why])
    found: list[Line] = []
    for reason, group in groupby(by_reason, key=lambda one: one.why):
        people = list(group)
        found.append(Line(words=reason, count=len(people), first=not found))
        found += [Line(words=one.name, detail=one.detail, one=one) for one in people]
    return found


class _Lines(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.lines: list[Line] = []

    def show(self, lines: list[Line]) -> None:
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line = self.lines[index.row()]
        if role == LineRole:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return line.words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return line.spoken
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and self.lines[index.row()].one is None:
            return Qt.ItemFlag.ItemIsEnabled
        return super().flags(index)


def words_room(line: Line, wide: int) -> int:
    """How much of the width is left for the words: “Fix” stands at its right end."""
    if not line.can_be_mended:
        return wide
    return wide - text_width("Fix", theme.font("body")) - FIX_ROOM


def needs_two(line: Line, wide: int) -> bool:
    """Whether the detail goes under the name, because they have no room side by side."""
    if not line.detail:
        return False
    name = text_width(line.words, theme.font("listname"))
    return name + BESIDE + text_width(line.detail, theme.font("small")) > words_room(line, wide)


def line_height(line: Line, wide: int) -> int:
    """How tall the line is in a list of this width."""
    if line.one is None:
        return theme.px(HEAD_TALL)
    return theme.px(LINE_TALL) + (theme.px(DETAIL_TALL) if needs_two(line, wide) else 0)


class _Delegate(QStyledItemDelegate):
    hovered = -1

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        view = option.widget
        wide = view.viewport().width() if isinstance(view, QListView) else option.rect.width()
        return QSize(theme.px(120), line_height(index.data(LineRole), wide))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: Line = index.data(LineRole)
        rect = QRect(option.rect)
        painter.save()
        if line.one is None:
            self._paint_head(painter, rect, line)
        else:
            chosen = bool(option.state & QStyle.StateFlag.State_Selected)
            focused = option.widget is not None and option.widget.hasFocus()
            self._paint_ground(painter, rect, chosen=chosen and focused, row=index.row())
            self._paint_person(painter, rect, line)
        painter.restore()

    def _paint_head(self, painter: QPainter, rect: QRect, line: Line) -> None:
        if not line.first:
            hairline(painter, rect.left(), rect.right() + 1, rect.top() + theme.px(5))
        box = rect.adjusted(0, theme.px(8), 0, 0)
        font = theme.font("body")
        room = box.width() - text_width(str(line.count), font) - 8
        words = QRect(box.left(), box.top(), room, box.height())
        write(painter, words, line.words, theme.font("strong"), "ink")
        write(painter, box, str(line.count), font, "ink2", RIGHT)

    def _paint_ground(self, painter: QPainter, rect: QRect, *, chosen: bool, row: int) -> None:
        if chosen:
            painter.fillRect(rect, theme.color("select"))
            bar = QRect(rect.left(), rect.top(), BAR, rect.height())
            painter.fillRect(bar, theme.color("accent"))
        elif row == self.hovered:
            painter.fillRect(rect, theme.color("hover"))

    def _paint_person(self, painter: QPainter, rect: QRect, line: Line) -> None:
        name_font, small = theme.font("listname"), theme.font("small")
        two = needs_two(line, rect.width())
        box = QRect(rect.left(), rect.top(), rect.width(), theme.px(LINE_TALL))
        if line.can_be_mended:
            wide = text_width("Fix", theme.font("body"))
            place = QRect(box.right() - wide, box.top(), wide + 1, box.height())
            write(painter, place, "Fix", theme.font("body"), "accent", RIGHT)
            under = place.center().y() + theme.px(9)
            painter.fillRect(place.left(), under, wide + 1, 1, theme.color("accent"))
            box.setRight(place.left() - FIX_ROOM)
        baseline = box.center().y() + theme.px(6)
        shown = line.words
        if text_width(shown, name_font) > box.width():
            shown = elided(shown, name_font, box.width())
        write_serif(painter, box.left(), baseline, shown, name_font, "ink")
        if two:
            rest = elided(line.detail, small, rect.width())
            below = baseline + theme.px(DETAIL_TALL)
            write_serif(painter, rect.left(), below, rest, small, "ink2")
        elif line.detail:  # both on one baseline, as words of one line
            left = box.left() + text_width(shown, name_font) + BESIDE
            write_serif(painter, left, baseline, line.detail, small, "ink2")


class LeftOutList(QListView):
    """Arrows go from name to name; Enter or a click opens the shopper, where it is put right."""

    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._lines = _Lines()
        self._delegate = _Delegate()
        self.setModel(self._lines)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName("Left out, and why")
        self.setProperty("area", "bare")
        self.viewport().setAutoFillBackground(False)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.entered.connect(lambda index: self._hover(index.row()))
        self.clicked.connect(self._open)
        theme.notifier().changed.connect(self._measure)

    def show_people(self, left_out: Sequence[LeftOut]) -> None:
        """Show these."""
        top = self.verticalScrollBar().value()
        self._lines.show(lines_of(left_out))
        self.verticalScrollBar().setValue(top)

    def lines(self) -> list[Line]:
        """What is shown, line by line."""
        return self._lines.lines

    def whole_height(self) -> int:
        """As tall as everything in it."""
        wide = self.viewport().width()
        return sum(line_height(line, wide) for line in self._lines.lines) + 4

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(140), theme.px(80))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        opens = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() in opens and not control:
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _open(self, index: QModelIndex) -> None:
        line = index.data(LineRole) if index.isValid() else None
        if line is not None and line.one is not None:
            self.opened.emit(line.one)

    def _hover(self, row: int) -> None:
        self._delegate.hovered = row
        self.viewport().update()

    def leaveEvent(self, event: Any) -> None:
        self._hover(-1)
        super().leaveEvent(event)

    def _measure(self) -> None:
        self.scheduleDelayedItemsLayout()
        self.updateGeometry()
