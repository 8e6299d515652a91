"""A month to point at, under a field for a day."""

from calendar import Calendar
from datetime import date, timedelta

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from storebook.gui import theme
from storebook.gui.buttons import CrossButton
from storebook.gui.drawing import CENTER, write
from storebook.gui.shown import month_and_year, weekday_word, whole_day
from storebook.gui.words import label

CELL = 36
STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -7,
    Qt.Key.Key_Down: 7,
}
FIRST_DAY = date(1, 1, 1)
LAST_DAY = date(9999, 12, 31)


class CalendarPopup(QFrame):
    """Arrows move by days and weeks, Page Up and Down by months; Enter takes the day."""

    chosen = Signal(object)

    def __init__(self, shown: date, today: date, locale: str, first_weekday: int) -> None:
        super().__init__(None, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("area", "popup")
        self._locale = locale
        self._title = label("", "rowname")
        self._month = _Month(shown, today, locale, first_weekday)
        earlier = CrossButton("Earlier month", "caret-left")
        later = CrossButton("Later month", "caret-right")
        earlier.clicked.connect(lambda: self._month.turn(-1))
        later.clicked.connect(lambda: self._month.turn(1))
        self._month.moved.connect(self._on_moved)
        self._month.chosen.connect(self._on_chosen)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(earlier)
        head.addWidget(later)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 6, 12, 12)
        layout.addLayout(head)
        layout.addWidget(self._month)
        self._on_moved(shown)

    def show_at(self, corner: QPoint) -> None:
        """Open with its left upper corner there."""
        self.move(corner)
        self.show()
        self._month.setFocus()

    def _on_moved(self, when: date) -> None:
        self._title.setText(month_and_year(when, self._locale))
        self._month.setAccessibleName(f"Calendar, {whole_day(when, self._locale)}")

    def _on_chosen(self, when: date) -> None:
        self.chosen.emit(when)
        self.close()


class _Month(QWidget):
    """Six weeks of days around the chosen one."""

    moved = Signal(object)
    chosen = Signal(object)

    def __init__(self, shown: date, today: date, locale: str, first_weekday: int) -> None:
        super().__init__()
        self._at = shown
        self._today = today
        self._locale = locale
        self._first_weekday = first_weekday
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(CELL) * 7, theme.px(24) + theme.px(CELL) * 6)

    def turn(self, months: int) -> None:
        """Show an earlier or later month, on the same day of it where it has one."""
        number = self._at.year * 12 + self._at.month - 1 + months
        year, month = number // 12, number % 12 + 1
        if not FIRST_DAY.year < year < LAST_DAY.year:
            return
        last = (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).day
        self._move_to(date(year, month, min(self._at.day, last)))

    def _move_to(self, when: date) -> None:
        self._at = when
        self.moved.emit(when)
        self.update()

    def _days(self) -> list[date]:
        weeks = Calendar(self._first_weekday)
        first = self._at.replace(day=1)
        offset = (first.weekday() - weeks.firstweekday) % 7
        return [first + timedelta(days=step - offset) for step in range(42)]

    def _cell(self, index: int) -> QRect:
        size = theme.px(CELL)
        return QRect(index % 7 * size, theme.px(24) + index // 7 * size, size, size)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        days = self._days()
        for column, day in enumerate(days[:7]):
            box = QRect(column * theme.px(CELL), 0, theme.px(CELL), theme.px(24))
            weekday = weekday_word(day, self._locale)
            write(painter, box, weekday, theme.font("month"), "ink3", CENTER)
        for index, day in enumerate(days):
            self._paint_day(painter, self._cell(index), day)

    def _paint_day(self, painter: QPainter, box: QRect, day: date) -> None:
        inner = box.adjusted(2, 2, -2, -2)
        ink = "ink" if day.month == self._at.month else "ink3"
        if day == self._at:
            painter.fillRect(inner, theme.color("accent"))
            ink = "onaccent"
        elif day == self._today:
            painter.setPen(theme.color("accent"))
            painter.drawRect(inner.adjusted(0, 0, -1, -1))
        write(painter, box, str(day.day), theme.font("body"), ink, CENTER)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in STEPS:
            self._move_to(self._at + timedelta(days=STEPS[key]))
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.turn(-1 if key == Qt.Key.Key_PageUp else 1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit(self._at)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        for index, day in enumerate(self._days()):
            if self._cell(index).contains(event.position().toPoint()):
                self.chosen.emit(day)
                return
