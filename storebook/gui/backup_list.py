"""The list of backups: each with its moment, where it lies, and what would be lost since."""

from collections.abc import Callable, Sequence
from datetime import date, datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from storebook.book.restorable import Restorable, Step, Where
from storebook.gui import theme
from storebook.gui.cells import Cell, Column
from storebook.gui.headings import TALL
from storebook.gui.shown import days_as_written, plural, short_day, time_of_day
from storebook.gui.table import RecordTable
from storebook.gui.words import label, set_role

STEPS_TOLD = 5
ROW, NONE_ROWS, MOST_ROWS = 46, 3, 4
WHERE = {
    Where.HERE: "on this computer",
    Where.BESIDE: "beside the book",
    Where.ELSEWHERE: "in the second place",
    Where.OWN: "in a folder of your own",
    Where.CHOSEN: "where you chose it",
}
BEFORE = {"before-upgrade": "before an upgrade", "replaced": "replaced by a restore"}
NOT_TOLD = "What came after it can’t be told, because the book does not open."
NOT_IN_IT = "What was written after it is not in it."
NOTHING_LOST = "Nothing would be lost: nothing was changed since."
COMES_BACK = "It brings back what the book has no more: {}."
PLAIN = "It is from before the book was protected: restored, it is protected again."
NONE = ("No backup was found", "Choose one that is kept elsewhere.")


def moment_words(at: datetime, today: date, locale: str) -> str:
    """“today at 9:14 AM”, “Nov 25 at 6:01 PM”."""
    day = "today" if at.date() == today else short_day(at.date(), today, locale)
    return f"{day} at {time_of_day(at, locale)}"


class BackupList(QWidget):
    """`chosen_changed` comes with the one that is chosen, or None."""

    chosen_changed = Signal(object)

    def __init__(self, today: Callable[[], date], locale: str, *, private: bool = False) -> None:
        super().__init__()
        self._today = today
        self._locale = locale
        self._private = private
        self.table = RecordTable(
            self._columns(),
            "Backups",
            row_height=ROW,
            identity=lambda one: str(one.path),
            sentence=self._sentence,
            empty=NONE,
        )
        self.fact = label("", "small", role="second", wrap=True)
        self.table.picked.connect(self._on_picked)
        theme.notifier().changed.connect(self._measure)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(8)
        whole.addWidget(self.table)
        whole.addWidget(self.fact)

    def _columns(self) -> list[Column[Restorable]]:
        return [
            Column("Backup of", self._when),
            Column("Would be lost since", self._lost, 190),
        ]

    def show_backups(self, found: Sequence[Restorable], newest: Restorable | None) -> None:
        """All of them, with the newest good one chosen."""
        self.table.show_records(list(found))
        self._measure()
        if newest is not None:
            self.table.choose(str(newest.path))
        else:
            self.table.choose_first()
        self._on_picked(self.table.chosen())

    def _measure(self) -> None:
        """As tall as its rows, a few of them at most."""
        rows = min(len(self.table.records()) or NONE_ROWS, MOST_ROWS)
        self.table.setFixedHeight(theme.px(TALL) + rows * theme.px(ROW) + 2)

    def chosen(self) -> Restorable | None:
        """The one to be restored."""
        found = self.table.chosen()
        return found if isinstance(found, Restorable) else None

    def _on_picked(self, one: Restorable | None) -> None:
        self.fact.setText("" if one is None else self.told(one))
        set_role(self.fact, _role(one))
        self.chosen_changed.emit(one)

    # -- cells

    def _when(self, one: Restorable) -> Cell:
        words = moment_words(one.at, self._today(), self._locale)
        size = f"{one.size_bytes / 1_000_000:.1f} MB"
        kind = next((said for part, said in BEFORE.items() if f" {part} " in one.path.name), "")
        facts = [WHERE[one.where], kind, size]
        return Cell(text=words[:1].upper() + words[1:], second=" · ".join(filter(None, facts)))

    def _lost(self, one: Restorable) -> Cell:
        if one.problem:
            words = "needs its key" if one.needs_key else "can’t be used"
            return Cell(text=words, color="citrine" if one.needs_key else "garnet")
        if one.lost is None:
            return Cell(text="not known", color="ink2")
        if one.lost == 0:
            return Cell(text="nothing", color="leaf")
        return Cell(text=plural(one.lost, "step", "steps", self._locale))

    def _sentence(self, one: Restorable) -> str:
        when = moment_words(one.at, self._today(), self._locale)
        return f"Backup of {when}, {WHERE[one.where]}. {one.problem or self._lost(one).text}"

    # -- the sentence beneath

    def told(self, one: Restorable) -> str:
        """What would be lost with this one, in words; with privacy on without names."""
        if one.problem:
            return one.problem
        back = COMES_BACK.format(plural(one.gained, "step", "steps", self._locale))
        parts = [
            self._lost_in_words(one),
            back if one.gained else "",
            PLAIN if one.is_plain else "",
        ]
        return "\n".join(filter(None, parts))

    def _lost_in_words(self, one: Restorable) -> str:
        if one.lost is None:
            return NOT_IN_IT if one.where is Where.CHOSEN else NOT_TOLD
        if one.lost == 0:
            return NOTHING_LOST
        many = plural(one.lost, "step", "steps", self._locale)
        if self._private:
            return f"{many} would be lost."
        lines = [self._step(step) for step in one.newest_lost[:STEPS_TOLD]]
        if more := one.lost - len(lines):
            lines.append(f"and {plural(more, 'earlier one', 'earlier ones', self._locale)}")
        return "\n".join([f"{many} would be lost, the newest first:", *lines])

    def _step(self, step: Step) -> str:
        when = moment_words(step.at.astimezone(), self._today(), self._locale)
        who = f" · {step.associate}" if step.associate else ""
        return f"{when[:1].upper()}{when[1:]}{who} · {days_as_written(step.what, self._locale)}"


def _role(one: Restorable | None) -> str:
    """A missing key is no damage."""
    if one is None or not one.problem:
        return "second"
    return "warning" if one.needs_key else "error"
