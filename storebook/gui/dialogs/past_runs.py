"""Every run that was prepared: when, what, for how many, and what came of it."""

from collections.abc import Callable
from datetime import date

from storebook.gui.cells import Cell, Column
from storebook.gui.context import Context
from storebook.gui.dialog import Dialog
from storebook.gui.shown import count, short_day
from storebook.gui.table import RecordTable
from storebook.gui.words import button, label
from storebook.outreach.choosing import RunKind
from storebook.outreach.runs import Run, runs

LONGEST = 500
WHAT = {
    RunKind.CARDS: "Cards",
    RunKind.LABELS: "Labels",
    RunKind.LIST: "Mailing list",
    RunKind.ENVELOPES: "Envelopes",
}

Act = Callable[[RunKind, Run], None]


class PastRuns(Dialog):
    """A run can be printed again as it was frozen: its labels lie in the order of its cards.

    `act` is told what to print of which run, once the dialog is gone.
    """

    def __init__(self, context: Context, act: Act) -> None:
        super().__init__(context, "Past runs", width=920)
        self._act = act
        self.table = RecordTable(
            self._columns(),
            "Past runs",
            row_height=48,
            empty=("No run yet", "What is printed on this page stands here from then on."),
        )
        self.table.setMinimumHeight(380)
        self.table.picked.connect(self._on_picked)
        self.buttons = {
            RunKind.LABELS: button("Print its labels", kind="primary", icon="printer", key="save"),
            RunKind.LIST: button("Its mailing list"),
            RunKind.CARDS: button("Print its cards again"),
        }
        for kind in (RunKind.LIST, RunKind.CARDS):
            self.buttons[kind].clicked.connect(lambda _=False, what=kind: self._do(what))
        self.content.addWidget(label("What was printed, and what came of it", "heading"))
        self.content.addWidget(self.table)
        primary, *others = self.buttons.values()
        self.set_actions(primary, *others, leave="Close")
        self.table.show_records(runs(context.book, limit=LONGEST))
        self._on_picked(self.table.chosen())

    def _columns(self) -> list[Column[Run]]:
        return [
            Column("Made", self._made, 128),
            Column("Occasions", self._days),
            Column("What", lambda run: WHAT[run.kind], 110),
            Column("Pieces", lambda run: count(run.pieces), 76, right=True),
            Column("Left out", lambda run: count(run.left_out), 84, right=True),
            Column("What came of it", self._state, 210),
        ]

    def _made(self, run: Run) -> Cell:
        return Cell(text=self._day(run.made_on), second=run.associate)

    def _days(self, run: Run) -> Cell:
        return Cell(text=f"{self._day(run.from_day)} to {self._day(run.to_day)}")

    def _state(self, run: Run) -> Cell:
        if run.sent_on is not None:
            return Cell(text=f"sent {self._day(run.sent_on)}")
        if run.dropped_on is not None:
            return Cell(text="not printed", color="ink2")
        if run.printed_on is None:
            return Cell(text="prepared only", color="ink2")
        if run.kind is RunKind.CARDS:
            return Cell(text="waits for “Printed fine”", color="citrine")
        return Cell(text=f"printed {self._day(run.printed_on)}")

    def _day(self, when: date) -> str:
        return short_day(when, self.context.today(), self.context.shop().locale)

    def _on_picked(self, run: Run | None) -> None:
        self.buttons[RunKind.LABELS].setEnabled(run is not None)
        self.buttons[RunKind.LIST].setEnabled(run is not None)
        cards = run is not None and run.kind is RunKind.CARDS
        self.buttons[RunKind.CARDS].setEnabled(cards)

    def _do(self, kind: RunKind) -> None:
        run: Run | None = self.table.chosen()
        if run is not None:
            self.finished.connect(lambda: self._act(kind, run))
            self.leave()

    def save(self) -> None:
        run: Run | None = self.table.chosen()
        if run is not None:
            self.finished.connect(lambda: self._act(RunKind.LABELS, run))

    def focus_first(self) -> None:
        self.table.setFocus()
