"""What of the log is wanted: which kind of step, by whom, about whom, and from when to when."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from storebook.base.errors import Refused
from storebook.book.log import LogAsked, LogKind
from storebook.gui import theme
from storebook.gui.context import Context
from storebook.gui.dialogs.people_found import people_found
from storebook.gui.fields import ChoiceField, DayField, PickField
from storebook.gui.timers import after
from storebook.gui.words import link
from storebook.staff.associates import associates
from storebook.staff.rights import Right, may

EVERYTHING = "Everything"
KINDS = [
    (None, EVERYTHING),
    (LogKind.CHANGES, "Changes"),
    (LogKind.VIEWS, "Key customers viewed"),
    (LogKind.EXPORTS, "Exports"),
    (LogKind.PRINTS, "Prints"),
    (LogKind.REFUSALS, "Refusals"),
    (LogKind.SIGN_INS, "Sign-ins"),
    (LogKind.BOOK, "The book itself"),
]
EVERYBODY = "Everybody"
ASK_AFTER_MS = 150


class LogFilters(QWidget):
    """One line of fields; `chosen` comes a moment after the last of them was changed."""

    chosen = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        locale = context.shop().locale
        self.kind = ChoiceField("What", KINDS)
        self.who = ChoiceField("By whom", [(None, EVERYBODY)])
        self.about = PickField("About whom", people_found(context), placeholder="Name or phone")
        self.first = DayField("From", context.today, locale=locale)
        self.last = DayField("To", context.today, locale=locale)
        self.clear_link = link("Show everything", kind="small")
        self._soon = after(self, ASK_AFTER_MS, self._tell)
        for field in self.fields:
            field.changed.connect(self._soon.start)
        self.clear_link.clicked.connect(self.clear)
        self._lay_out()
        self.show_people()

    @property
    def fields(self) -> list[ChoiceField | PickField | DayField]:
        """In reading order."""
        return [self.kind, self.who, self.about, self.first, self.last]

    def _lay_out(self) -> None:
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(12)
        for field, width in zip(self.fields, (190, 180, 230, 140, 140), strict=True):
            field.control.setProperty("density", "desk")
            field.setMaximumWidth(theme.px(width))
            line.addWidget(field, width, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.clear_link, 0, Qt.AlignmentFlag.AlignBottom)
        line.addStretch(1)
        self.clear_link.hide()

    def show_people(self) -> None:
        """Everybody who works or worked here; who was chosen stays chosen.

        Which kind of step is asked only of who may read more than the changes.
        """
        self.kind.setVisible(may(self._context.book, Right.STAFF))
        if self.kind.isHidden():
            self.kind.set_value(None)
        everyone = associates(self._context.book, only_active=False)
        people = [(one.id, one.name if one.active else f"{one.name}, left") for one in everyone]
        self.who.set_choices([(None, EVERYBODY), *people], self.who.value())

    def asked(self, text: str) -> LogAsked:
        """What is asked for; a day that is half typed is left open."""
        return LogAsked(
            kind=self.kind.value(),
            associate_id=self.who.value(),
            shopper_id=self.about.value(),
            first=self._day(self.first),
            last=self._day(self.last),
            text=text,
        )

    def _say_disorder(self, asked: LogAsked) -> None:
        if asked.first is not None and asked.last is not None and asked.first > asked.last:
            self.last.error("That is before the first day.")
        elif self.last.message.text():
            self.last.check()

    def _day(self, field: DayField) -> date | None:
        try:
            found = field.value()
        except Refused:  # half typed: it is said beside the field when that is left
            return None
        assert found is None or isinstance(found, date)
        return found

    def _tell(self) -> None:
        if self.isVisible():  # or the window was closed meanwhile, and its book with it
            asked = self.asked("")
            self.clear_link.setVisible(asked != LogAsked())
            self._say_disorder(asked)
            self.chosen.emit()

    def show_kind(self, kind: LogKind | None) -> None:
        """Only what is of this kind."""
        self.kind.set_value(kind)
        self._tell()

    def clear(self) -> None:
        """Everything again."""
        self.kind.set_value(None)
        self.who.set_value(None)
        self.about.set_value(None, "")
        for day in (self.first, self.last):
            day.set_value(None)
            day.clear_message()
        self._tell()
