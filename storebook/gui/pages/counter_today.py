"""The right side of the counter: whose day it is, and what is to be done."""

from datetime import date, timedelta
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from storebook.base.text import one_line
from storebook.gui.cells import Cell, Column
from storebook.gui.context import Context
from storebook.gui.dialogs.task import TaskDialog, done_words
from storebook.gui.layout import held, row, scrolling
from storebook.gui.pages.counter_words import ordinal_word
from storebook.gui.pages.shopper_wrapping import WrappingTable
from storebook.gui.pages.shoppers_rows import occasion_words, ticket
from storebook.gui.shown import day, day_of_week, distance, plural
from storebook.gui.table import RecordTable
from storebook.gui.words import label, link, section_head
from storebook.outreach.tasks import Task, finish_task, tasks_due
from storebook.outreach.today import coming_days
from storebook.people.called import couple_line_of
from storebook.people.occasions import DueOccasion, OccasionKind

COMING_DAYS = 6
FIRST_OCCASIONS = 5
FIRST_TASKS = 5
MOST_SHOWN = 200
ROW = 56
WIDEST = 16_777_215
COUNTS_ONLY = "Privacy is on: only how many there are is shown."


class Today(QWidget):
    """Occasions and follow-ups of the coming week; the first few, or all of them."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._whole = False
        self._under = False
        self._title = label("", "heading")
        self.occasions_head = section_head("Occasions")
        self._tasks_head = section_head("Follow-ups due")
        self.occasions = WrappingTable(
            occasion_columns(context),
            "Occasions of the coming days",
            ROW,
            identity=lambda one: (one.occasion_id, one.day),
        )
        self.tasks = WrappingTable(task_columns(context), "Follow-ups due", ROW)
        self._no_occasions = label("", role="second", wrap=True)
        self._no_tasks = label("Nothing is left to do.", role="second")
        self.all_link = link("All of today")
        self.add_link = link("+ Add", kind="small")
        self.add_link.setAccessibleName("Add a follow-up")
        self._rest = label("", "small", role="second")
        self._counts_only = label(COUNTS_ONLY, "small", role="second", wrap=True)
        self._counts_only.hide()
        self._connect()
        self._lay_out()

    def _connect(self) -> None:
        self.occasions.opened.connect(lambda one: self._context.open_shopper(one.shopper_id))
        self.tasks.opened.connect(self._open_task)
        self.tasks.toggled.connect(self._finish)
        self.all_link.clicked.connect(self._turn)
        self.add_link.clicked.connect(lambda: self._context.dialogs.open(TaskDialog(self._context)))

    def _lay_out(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        self._body = QWidget()
        whole.addWidget(scrolling(self._body))
        self._lines = lines = QVBoxLayout(self._body)
        lines.setContentsMargins(26, 0, 24, 16)
        lines.setSpacing(0)
        parts: tuple[QWidget | int, ...] = (
            self._title, 20, self.occasions_head, self.occasions, self._no_occasions, 30,
            self._tasks_head, self.tasks, self._no_tasks, 12, self._counts_only,
            held(row(self.all_link, self._rest, "stretch", self.add_link)),
        )  # fmt: skip
        for part in parts:
            if isinstance(part, int):
                lines.addSpacing(part)
            else:
                lines.addWidget(part)
        lines.addStretch()
        self._no_occasions.setContentsMargins(0, 10, 0, 0)
        self._no_tasks.setContentsMargins(0, 10, 0, 0)

    def stand(self, under: bool, width: int) -> None:
        """Beside the search, `width` wide; or under it, as tall as what is to be said."""
        self._under = under
        self.setMinimumWidth(0 if under else width)
        self.setMaximumWidth(WIDEST if under else width)
        self._lines.setContentsMargins(32 if under else 26, 0, 32 if under else 24, 16)
        self._measure()

    def _measure(self) -> None:
        tall = self._lines.totalMinimumSize().height() if self._under else 0
        self.setMinimumHeight(tall)

    def refresh(self) -> None:
        """Read the coming days again."""
        today = self._context.today()
        self._title.setText(day_of_week(today, self._context.shop().locale))
        hidden_days, hidden_tasks = self._show_occasions(today), self._show_tasks(today)
        private = self._context.is_private()
        more = self._whole or hidden_days + hidden_tasks > 0
        self.all_link.setVisible(more and not private)
        self._counts_only.setVisible(private)
        self.all_link.set_words("Only the first" if self._whole else "All of today")
        rest = plural(hidden_tasks, "more follow-up", "more follow-ups")
        self._rest.setText(rest if hidden_tasks and not private else "")
        self._measure()

    def _show_occasions(self, today: date) -> int:
        book, shop = self._context.book, self._context.shop()
        coming = coming_days(book, today, COMING_DAYS + 1, shop=shop, limit=MOST_SHOWN + 1)
        shown = coming[: MOST_SHOWN if self._whole else FIRST_OCCASIONS]
        self.occasions_head.set_fact(occasions_fact(coming, today, shop.locale))
        self._show_list(self.occasions, shown)
        self._no_occasions.setVisible(not shown)
        self._no_occasions.setText("Nobody has a birthday or anniversary in the coming week.")
        return len(coming) - len(shown)

    def _show_tasks(self, today: date) -> int:
        by = today + timedelta(days=COMING_DAYS)
        due_soon = tasks_due(self._context.book, by=by, today=today, limit=MOST_SHOWN)
        shown = due_soon[: MOST_SHOWN if self._whole else FIRST_TASKS]
        self._tasks_head.set_fact(str(len(due_soon)) if due_soon else "")
        self._show_list(self.tasks, shown)
        self._no_tasks.setVisible(not shown)
        return len(due_soon) - len(shown)

    def _show_list(self, table: RecordTable, rows: list[Any]) -> None:
        """Who they are is not for a shopper to read; how many there are stands in the head."""
        private = self._context.is_private()
        table.show_records([] if private else rows)
        table.setVisible(bool(rows) and not private)

    def _turn(self) -> None:
        self._whole = not self._whole
        self.refresh()

    def _open_task(self, task: Task) -> None:
        if task.shopper_id is not None:
            self._context.open_shopper(task.shopper_id)
        else:
            self._context.dialogs.open(TaskDialog(self._context, task=task))

    def _finish(self, task: Task, _: bool) -> None:
        finish_task(self._context.book, task.id, today=self._context.today())
        self._context.say(done_words(self._context, task))


def occasions_fact(coming: list[DueOccasion], today: date, locale: str) -> str:
    """ "2 today, 2 more by Thursday"; of more than are read, that they are more."""
    now = sum(one.day == today for one in coming)
    later = len(coming) - now
    if not coming:
        return ""
    last = day_of_week(today + timedelta(days=COMING_DAYS), locale).split(",")[0]
    if len(coming) > MOST_SHOWN:
        return f"more than {MOST_SHOWN} by {last}"
    if not now:
        return f"{later} by {last}"
    return f"{now} today, {later} more by {last}" if later else f"{now} today"


def occasion_columns(context: Context) -> list[Column[DueOccasion]]:
    """A ticket with the name and what it is; at the right how far off."""

    def name(one: DueOccasion) -> Cell:
        today, locale = context.today(), context.shop().locale
        return Cell(
            text=both_names(context, one),
            kind="listname",
            second=occasion_said(one, today),
            ticket=ticket(one.day, locale, day_known=one.day_of_month is not None),
            **aside(one, today, locale),
        )

    def aside(one: DueOccasion, today: date, locale: str) -> dict[str, Any]:
        """What gives way to a long name: the ticket and the second line say it too."""
        if one.quiet_until is not None and one.quiet_until > one.day:
            return {"aside": "quiet", "aside_color": "citrine", "stays": True}
        words = day(one.day, today, locale).split(",")[0] if one.day != today else "today"
        return {"aside": words}

    return [Column("", name)]


def both_names(context: Context, one: DueOccasion) -> str:
    """The couple as mail names them, else both names."""
    if one.partner_name is None:
        return one.name
    line = couple_line_of(context.book, one.shopper_id)
    return one_line(line) if line else f"{one.name} & {one.partner_name}"


def occasion_said(one: DueOccasion, today: date) -> str:
    """ "Sixtieth birthday", "Tenth anniversary today", "Lunar birthday"."""
    words = occasion_words(one.kind, one.title, one.calendar)
    years = ordinal_word(one.years or 0) if one.kind is not OccasionKind.OTHER else ""
    said = f"{years} {words.lower()}".strip() if years else words
    said = said[:1].upper() + said[1:]
    return f"{said} today" if one.day == today else said


def task_columns(context: Context) -> list[Column[Task]]:
    """A box to check, what is to be done, for whom, and by when."""

    def what(task: Task) -> Cell:
        second, color = task_fact(context, task)
        today, locale = context.today(), context.shop().locale
        when = due_word(task.due_on, today, locale) if task.due_on is not None else ""
        return Cell(text=task.what, second=second, second_color=color, checked=False, aside=when)

    return [Column("", what)]


def due_word(due_on: date, today: date, locale: str) -> str:
    """ "today", "Thu", "Dec 1"."""
    if due_on == today:
        return "today"
    parts = day(due_on, today, locale).split(", ")
    return parts[0] if 0 < (due_on - today).days < 7 else parts[-1]


def task_fact(context: Context, task: Task) -> tuple[str, str]:
    """For whom and by whom; since when it is overdue, in citrine."""
    today = context.today()
    parts: list[str | None] = [task.shopper, task.associate]
    if task.is_overdue(today) and task.due_on is not None:
        parts.append(f"due {distance(task.due_on, today)}")
        return ", ".join(part for part in parts if part), "citrine"
    return " · ".join(part for part in parts if part), "ink2"
