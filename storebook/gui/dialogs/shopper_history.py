"""Every change to one shopper: what, when and by whom, each to be taken back by itself."""

from storebook.base.errors import Refused
from storebook.book.history import ChangeRow, changes_of, of_many_shoppers, take_back
from storebook.gui.allowed import TakenBack
from storebook.gui.cells import Cell, Column
from storebook.gui.context import Context
from storebook.gui.dialog import Dialog
from storebook.gui.shown import days_as_written, short_day, time_of_day
from storebook.gui.table import RecordTable
from storebook.gui.words import button, label
from storebook.people.called import name_of

LONGEST = 200
OF_MANY = "with many others: take it back in Shop, History"


class ShopperHistory(Dialog):
    """The newest change first; taking one back is a change itself, and stands here too."""

    def __init__(self, context: Context, shopper_id: int) -> None:
        super().__init__(context, "History of changes", width=880)
        self._shopper_id = shopper_id
        self._name = name_of(context.book, shopper_id)
        self._of_many: set[int] = set()
        self._taken_back = TakenBack(context)
        self.table = RecordTable(
            self._columns(),
            "Changes",
            row_height=48,
            empty=("No change yet", "Whatever is written down from now on stands here."),
        )
        self.table.setMinimumHeight(430)
        self.table.acted.connect(lambda change, _: self._take_back(change))
        self.content.addWidget(label(f"What was changed about {self._name}", "heading", wrap=True))
        self.content.addWidget(self.table)
        close = button("Close", kind="primary", key="leave")
        self.set_actions(close)
        self.leave_button.hide()
        self._read()

    def _columns(self) -> list[Column[ChangeRow]]:
        return [
            Column("When", self._when, 118),
            Column("What and by whom", self._what),
            Column("", self._offer, 138, key="take back"),
        ]

    def _when(self, change: ChangeRow) -> Cell:
        locale, here = self.context.shop().locale, change.at.astimezone()
        return Cell(
            text=short_day(here.date(), self.context.today(), locale),
            second=time_of_day(change.at, locale),
        )

    def _what(self, change: ChangeRow) -> Cell:
        what = days_as_written(change.what, self.context.shop().locale)
        if not change.in_effect:
            second = f"{change.associate} · taken back"
            return Cell(text=what, color="ink3", second=second, second_color="ink3")
        many = OF_MANY if change.id in self._of_many else ""
        second = " · ".join(part for part in (change.associate, many) if part)
        return Cell(text=what, second=second)

    def _offer(self, change: ChangeRow) -> Cell:
        return Cell(text=self.offers(change), button=True)

    def offers(self, change: ChangeRow) -> str:
        """What can be done with a change; nothing when it would change many others as well."""
        if not change.in_effect or change.id in self._of_many:
            return ""
        if not self._taken_back.offers(change.id):
            return ""
        return "Do it again" if change.takes_back_id is not None else "Take back"

    def _read(self) -> None:
        self._taken_back.forget()
        found = changes_of(self.context.book, self._shopper_id, limit=LONGEST)
        self._of_many = of_many_shoppers(self.context.book, [change.id for change in found])
        self.table.show_records(found)

    def _take_back(self, change: ChangeRow) -> None:
        """Shown at once in the list, and said in the bar once the dialog is closed."""
        try:
            taken = take_back(self.context.book, change.id)
        except Refused as refusal:
            self.refuse(refusal)
            return
        self.context.say(f"{taken.what}.", taken_back=change.takes_back_id is None)
        self._read()

    def save(self) -> None:
        """Everything here is saved at once."""

    def focus_first(self) -> None:
        self.table.setFocus()
