"""The birthday at the counter: month and day, the year only if offered, ours or the lunar one."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from storebook.base.dates import Calendar, PartialDate, show_partial_date
from storebook.base.dates.partial import MONTHS
from storebook.base.errors import Refused
from storebook.base.lunar import month_name
from storebook.gui import theme
from storebook.gui.fields import CheckLine, ChoiceField, Field, LineEdit
from storebook.gui.form import enter_goes_on, focus_next

TOGETHER_MS = 1_000  # within which 1 and 2 mean December
NO_MONTH = "Which month is it?"
NO_DAY_SO = "A day is a number from 1 to 31. Which day is it?"
NO_YEAR_SO = "A year has four digits, such as 1966. It may be left out."
STILL_TO_COME = "That year is still to come. Which year is it? It may be left out."
BIRTHDAY_NOTE = "month and day; the year only if offered"
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class BirthdayField(Field):
    """Each part is a field of its own under one label; what is wrong is said beneath them all.

    In the month a letter or a number chooses: “f” or “2” is February.
    """

    checked = Signal()

    def __init__(self, today: Callable[[], date], *, note: str = BIRTHDAY_NOTE) -> None:
        self._today = today
        self._typed_month = ""
        self._since = QElapsedTimer()
        self._wrong: QWidget | None = None
        self.month = ChoiceField("Birthday, month", [], density="counter")
        self.month.hide_name()
        self.day = LineEdit("Day")
        self.year = LineEdit("Year")
        self.lunar = CheckLine("Lunar calendar", density="counter")
        self.leap = CheckLine("Leap month", density="counter")
        super().__init__("Birthday", self.month.box, note=note, density="counter")
        for line, name in ((self.day, "Birthday, day"), (self.year, "Birthday, year")):
            line.setAccessibleName(name)
            line.setProperty("density", "counter")
            line.installEventFilter(self)
            line.textEdited.connect(lambda _: self._on_change())
            theme.set_letters(line, "big")
        self.month.box.setAccessibleName("Birthday, month")
        self._offer_months(None)
        self.month.changed.connect(self._on_change)
        self.lunar.changed.connect(self._on_calendar)
        self.leap.changed.connect(lambda _: self._on_change())
        enter_goes_on(self.lunar, self.leap)
        theme.notifier().changed.connect(self._measure)
        self._measure()

    def _dressed_control(self) -> QWidget:
        whole = QWidget()
        ticks = QVBoxLayout()
        ticks.setSpacing(0)
        ticks.addWidget(self.lunar)
        ticks.addWidget(self.leap)
        line = QHBoxLayout(whole)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(12)
        line.addWidget(self.month, 100, Qt.AlignmentFlag.AlignTop)
        for part in (self.day, self.year):
            line.addWidget(part, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(ticks)
        line.addStretch(1)
        for tick in (self.lunar, self.leap):
            tick.fact.hide()
        self.leap.hide()
        return whole

    def _measure(self) -> None:
        self.month.setMinimumWidth(theme.px(140))
        self.month.setMaximumWidth(theme.px(190))
        self.day.setFixedWidth(theme.px(78))
        self.year.setFixedWidth(theme.px(94))

    # -- months

    def _is_lunar(self) -> bool:
        return self.lunar.is_on()

    def _offer_months(self, value: int | None) -> None:
        numbers = range(1, len(MONTHS) + 1)
        name = (lambda at: month_name(at).capitalize()) if self._is_lunar() else _ours
        choices: list[tuple[int | None, str]] = [(None, "Month")]
        self.month.set_choices([*choices, *((at, name(at)) for at in numbers)], value)

    def _on_calendar(self) -> None:
        self._offer_months(self.month.value())
        self.leap.setVisible(self._is_lunar())
        if not self._is_lunar():
            self.leap.set_on(False)
        self._on_change()

    def _type_month(self, figure: str) -> None:
        """1 is January; 1 and 2 soon after is December."""
        soon = self._since.isValid() and self._since.elapsed() < TOGETHER_MS
        self._typed_month = f"{self._typed_month}{figure}" if soon else figure
        self._since.start()
        if not 1 <= int(self._typed_month) <= len(MONTHS):
            self._typed_month = figure
        if 1 <= int(self._typed_month) <= len(MONTHS):
            self.month.set_value(int(self._typed_month))
            self._on_change()

    # -- what it says

    def value(self) -> PartialDate | None:
        """The day as far as it is known; None when nothing is given; Refused when it is no day."""
        return None if self.is_empty() else self._read()

    def _read(self) -> PartialDate:
        month, day, year = self.month.value(), self.day.text().strip(), self.year.text().strip()
        self._wrong = self.control
        if month is None:
            raise Refused(NO_MONTH)
        self._wrong = self.day
        if day and not (day.isascii() and day.isdigit() and len(day) <= 2):
            raise Refused(NO_DAY_SO)
        self._wrong = self.year
        known_year = self._year(year)
        self._wrong = self.day
        return PartialDate(
            calendar=Calendar.CHINESE if self._is_lunar() else Calendar.GREGORIAN,
            year=known_year,
            month=month,
            day=int(day) if day else None,
            leap_month=self.leap.is_on(),
        )

    def _year(self, text: str) -> int | None:
        """Two digits are the latest such year that has been."""
        if not text:
            return None
        if not (text.isascii() and text.isdigit() and len(text) in (2, 4)):
            raise Refused(NO_YEAR_SO)
        this_year, year = self._today().year, int(text)
        if len(text) == 2:
            year += this_year // 100 * 100
            year -= 100 if year > this_year else 0
        if year > this_year:
            raise Refused(STILL_TO_COME)
        return year

    def set_value(self, when: PartialDate | None) -> None:
        """Show the day; nobody is told."""
        self.lunar.set_on(when is not None and when.calendar is Calendar.CHINESE)
        self.leap.set_on(when is not None and when.leap_month)
        self.leap.setVisible(self._is_lunar())
        self._offer_months(when.month if when else None)
        self.day.setText(str(when.day) if when and when.day else "")
        self.year.setText(str(when.year) if when and when.year else "")

    def set_known(self, when: PartialDate | None) -> None:
        """The book has it already: it is shown and cannot be changed here."""
        for part in (self.month, self.day, self.year, self.lunar, self.leap):
            part.setEnabled(when is None)
        self.set_value(when)
        self.clear_message()
        if when is not None:
            said = show_partial_date(when)
            self.hint(f"{said[:1].upper()}{said[1:]}, as it stands in the book.")

    def is_empty(self) -> bool:
        typed = self.day.text().strip() or self.year.text().strip()
        return self.month.value() is None and not typed

    def _understand(self) -> None:
        self._read()

    def check(self) -> bool:
        """Whether it will do; `checked` says that this may have been said beneath."""
        will_do = super().check()
        self.checked.emit()
        return will_do

    def draft(self) -> object:
        ticks = [self.lunar.is_on(), self.leap.is_on()]
        return [self.month.value(), self.day.text(), self.year.text(), *ticks]

    def set_draft(self, kept: object) -> None:
        if not isinstance(kept, list) or len(kept) != 5:
            return
        self.lunar.set_on(bool(kept[3]))
        self.leap.set_on(bool(kept[4]))
        self.leap.setVisible(self._is_lunar())
        self._offer_months(kept[0] if isinstance(kept[0], int) else None)
        self.day.setText(str(kept[1]))
        self.year.setText(str(kept[2]))

    # -- keys and messages

    def _show_state(self, state: str) -> None:
        """Outlined is the part that is wrong, and who listens hears there what is wrong with it."""
        for part in (self.month.box, self.day, self.year):
            wrong = "error" if state == "error" and part is self._wrong else ""
            part.setAccessibleDescription(self.message.text() if wrong else "")
            if (part.property("state") or "") != wrong:
                part.setProperty("state", wrong)
                theme.restyle(part)

    def focus_wrong(self) -> None:
        """Put the caret into the part that is wrong."""
        if self._wrong is not None:
            self._wrong.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            if watched is self.month.box and plain and event.text().isdecimal():
                self._type_month(event.text())
                return True
            if isinstance(watched, QWidget) and plain and event.key() in ENTER:
                if self.is_empty() or self.check():
                    focus_next(watched)
                return True
        if event.type() == QEvent.Type.FocusOut and watched in (self.day, self.year):
            self.check()
        return super().eventFilter(watched, event)


def _ours(at: int) -> str:
    return MONTHS[at - 1]
