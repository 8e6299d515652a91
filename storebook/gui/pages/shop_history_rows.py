"""A step of the log as a row: when, what, who, what kind of step, and whether it goes back."""

from storebook.book.events import EventKind
from storebook.book.log import CHANGE, LogEntry
from storebook.gui.allowed import TakenBack
from storebook.gui.cells import Cell, Column
from storebook.gui.context import Context
from storebook.gui.shown import days_as_written, short_day, time_of_day

# What a step is called, and its icon; a change has none, so that the rest stands out.
KINDS = {
    EventKind.VIEWED: ("viewed", "eye", "ink3"),
    EventKind.EXPORTED: ("exported", "export", "citrine"),
    EventKind.PRINTED: ("printed", "printer", "ink3"),
    EventKind.REFUSED: ("refused", "prohibit", "garnet"),
    EventKind.SIGNED_IN: ("signed in", "user", "ink3"),
    EventKind.SIGN_IN_FAILED: ("not signed in", "warning-circle", "garnet"),
    EventKind.PIN_CHANGED: ("PIN", "lock-simple", "ink3"),
    EventKind.LOCKED: ("locked", "lock-simple", "ink3"),
    EventKind.BACKED_UP: ("backup", "floppy-disk", "ink3"),
    EventKind.RESTORED: ("restored", "arrow-counter-clockwise", "citrine"),
}
OF_THE_BOOK = ("the book", "book-open", "ink3")


class LogRows:
    """Makes the columns of the list; `taken_back` says what who looks may take back."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self.taken_back = TakenBack(context)

    def columns(self) -> list[Column[LogEntry]]:
        """When, what and who beneath it with the kind of step, and what can be done about it."""
        return [
            Column("When", self.when, 104),
            Column("What and by whom", self.what),
            Column("", self.offer, 128, key="take back"),
        ]

    def when(self, entry: LogEntry) -> Cell:
        """The day and the time here."""
        locale, here = self._context.shop().locale, entry.at.astimezone()
        day = short_day(here.date(), self._context.today(), locale)
        return Cell(text=day, second=time_of_day(entry.at, locale))

    def what(self, entry: LogEntry) -> Cell:
        """The sentence, paler once it was taken back; beneath it who did it."""
        kind = self.kind(entry)
        return Cell(
            text=self._said(entry),
            color="ink" if entry.in_effect else "ink3",
            second=entry.associate,
            aside=kind.text,
            aside_color="ink2" if kind.icon_color == "ink3" or not kind.icon else kind.icon_color,
        )

    def _said(self, entry: LogEntry) -> str:
        return days_as_written(entry.what, self._context.shop().locale)

    def kind(self, entry: LogEntry) -> Cell:
        """What kind of step it is; of a change only what became of it."""
        if entry.kind != CHANGE:
            words, icon, color = KINDS.get(EventKind(entry.kind), OF_THE_BOOK)
            return Cell(text=words, color="ink2", icon=icon, icon_color=color)
        if not entry.in_effect:
            return Cell(text="taken back", color="ink2")
        return Cell(text="undo" if entry.takes_back_id is not None else "", color="ink2")

    def offer(self, entry: LogEntry) -> Cell:
        """What is in effect can be taken back by who may, unless something was erased by it or
        from it, or the book began with it.
        """
        stays = entry.change_id is None or entry.final or not entry.in_effect
        if stays or not self.taken_back.offers(entry.change_id or 0):
            return Cell(text="", button=True)
        again = entry.takes_back_id is not None
        return Cell(text="Do it again" if again else "Take back", button=True)

    def sentence(self, entry: LogEntry) -> str:
        """The whole row for who can't see it."""
        parts = (
            self._said(entry),
            entry.associate,
            self.when(entry).spoken(),
            self.kind(entry).text,
        )
        return ", ".join(part for part in parts if part)
