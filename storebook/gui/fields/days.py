"""Fields for days: one whole day of ours, or a yearly day as far as it is known."""

import re
from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout

from storebook.base.dates import Calendar, PartialDate, parse_partial_date, show_partial_date
from storebook.base.errors import Refused
from storebook.book.shop import day_first
from storebook.gui import theme
from storebook.gui.buttons import CrossButton
from storebook.gui.calendar_popup import CalendarPopup
from storebook.gui.fields.text import LineEdit
from storebook.gui.fields.typed import TypedField
from storebook.gui.shown import whole_day

YEARS_AHEAD = 20
FOUR_FIGURES = re.compile(r"(?<!\d)\d{4}(?!\d)")

Today = Callable[[], date]


class _DayLine(LineEdit):
    """A line for a day with a small calendar at its end; Alt Down opens it."""

    def __init__(self, placeholder: str, open_calendar: Callable[[], None]) -> None:
        super().__init__(placeholder)
        self._open = open_calendar
        self.opener = CrossButton("Open the calendar", "calendar-blank")
        self.opener.setParent(self)
        self.opener.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.opener.clicked.connect(open_calendar)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 5, 0)
        layout.addStretch()
        layout.addWidget(self.opener)

    def _make_room(self) -> None:
        self.setTextMargins(0, 0, theme.px(32), 0)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(150), super().sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        if event.key() == Qt.Key.Key_Down and alt:
            self._open()
            return
        super().keyPressEvent(event)


class DayField(TypedField[date]):
    """A whole day: typed in any of the ways of `parse_partial_date`, or taken from the calendar.

    A year that is left out is this one. `value()` raises Refused while the text is no day.
    """

    def __init__(  # noqa: PLR0913 - a question has a name, a day, a place, a hint and a rule
        self,
        name: str,
        today: Today,
        *,
        value: date | None = None,
        locale: str = "en_US",
        first_weekday: int = 6,
        note: str = "",
        missing: str = "",
    ) -> None:
        self._today = today
        self._locale = locale
        self._first_weekday = first_weekday
        self._popup: CalendarPopup | None = None
        super().__init__(name, _DayLine("", self.open_calendar), note=note, missing=missing)
        self.left.connect(self._tidy)
        if value is not None:
            self.set_value(value)

    def _read(self) -> date:
        today = self._today()
        # Unlike a birthday, the day a secret ends or a piece is promised may be still to come.
        latest = date(min(today.year + YEARS_AHEAD, 9999), 12, 31)
        when = parse_partial_date(self.line.text(), day_first=day_first(self._locale), today=latest)
        if when.calendar is not Calendar.GREGORIAN or when.day is None:
            raise Refused("A whole day is needed here, such as Nov 26, 2026.")
        if when.year is None and FOUR_FIGURES.search(self.line.text()):
            # A year such as 1900 stands for one that nobody knew: it is not this year.
            raise Refused("That year looks wrong. Write the year it was, or leave it out.")
        try:
            return date(when.year or today.year, when.month, when.day)
        except ValueError:
            raise Refused("There is no such day. Which day is it?") from None

    def set_value(self, when: date | None) -> None:
        """Show the day; nobody is told."""
        self.line.setText("" if when is None else whole_day(when, self._locale))

    def open_calendar(self) -> None:
        """Show the calendar under the line."""
        try:
            shown = self.value() or self._today()
        except Refused:
            shown = self._today()
        self._popup = CalendarPopup(shown, self._today(), self._locale, self._first_weekday)
        self._popup.chosen.connect(self._on_chosen)
        self._popup.show_at(self.line.mapToGlobal(QPoint(0, self.line.height() + 2)))

    def _on_chosen(self, when: date) -> None:
        self.set_value(when)
        self.check()
        self._on_change()
        self.line.setFocus()


class YearlyDayField(TypedField[PartialDate]):
    """A birthday or anniversary as people say it: “29 Feb”, “in May”, “lunar 8/15”, with or
    without its year. What was understood is said back beneath, once the field is left."""

    def __init__(
        self,
        name: str,
        today: Today,
        *,
        day_first: bool = False,
        note: str = "month and day; the year only if offered",
        missing: str = "",
    ) -> None:
        self._today = today
        self._day_first = day_first
        line = LineEdit("Nov 26, 26 Nov 1966, in May, lunar 8/15")
        super().__init__(name, line, note=note, missing=missing)
        self.left.connect(self._say_back)

    def _read(self) -> PartialDate:
        return parse_partial_date(self.line.text(), day_first=self._day_first, today=self._today())

    def _say_back(self) -> None:
        if self.is_empty() or self.message.state == "error":
            return
        when = self._read()
        if show_partial_date(when) != self.line.text().strip():
            year = "" if when.year else ", year not known"
            self.hint(f"{_upper_first(show_partial_date(when))}{year}.")

    def set_value(self, when: PartialDate | None) -> None:
        """Show the day; nobody is told."""
        self.line.setText("" if when is None else show_partial_date(when))


def _upper_first(words: str) -> str:
    return words[:1].upper() + words[1:]


__all__ = ["DayField", "YearlyDayField"]
