"""Every run that was prepared: when, what, for how many, and what came of it."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QVBoxLayout, QWidget

from storebook.gui.cells import Cell, Column
from storebook.gui.context import Context
from storebook.gui.dialog import Dialog
from storebook.gui.layout import row
from storebook.gui.shown import count, days_as_written, plural, short_day
from storebook.gui.table import RecordTable
from storebook.gui.words import button, label, link
from storebook.outreach.choosing import RunKind
from storebook.outreach.runs import Run, RunState, RunSummary, run_summaries
from storebook.printing.envelopes import ENVELOPES

LONGEST = 500
MOST_REASONS = 4
WHAT = {
    RunKind.CARDS: "Cards",
    RunKind.LABELS: "Labels",
    RunKind.LIST: "Mailing list",
    RunKind.ENVELOPES: "Envelopes",
}

Act = Callable[[RunKind, Run], None]
Look = Callable[[Run], None]


class PastRuns(Dialog):
    """A run can be printed again as it was frozen: its labels lie in the order of its cards.

    `act` is told what to print of which run, once the dialog is gone; `pieces` looks at one run
    piece by piece, `returned` asks which of its mail came back.
    """

    def __init__(
        self,
        context: Context,
        act: Act,
        pieces: Look | None = None,
        returned: Look | None = None,
    ) -> None:
        super().__init__(context, "Past runs", width=980)
        self._act = act
        self.table = RecordTable(
            self._columns(),
            "Past runs",
            row_height=48,
            identity=lambda one: one.run.id,
            sentence=self._sentence,
            empty=("No run yet", "What is printed on this page stands here from then on."),
        )
        self.table.setMinimumHeight(330)
        self.table.picked.connect(self._on_picked)
        self.buttons = {
            RunKind.LABELS: button("Print its labels", kind="primary", icon="printer", key="save"),
            RunKind.ENVELOPES: button("Its envelopes"),
            RunKind.LIST: button("Its mailing list"),
            RunKind.CARDS: button("Its cards again"),
        }
        for kind in (RunKind.ENVELOPES, RunKind.LIST, RunKind.CARDS):
            self.buttons[kind].clicked.connect(lambda _=False, what=kind: self._do(what))
        self.pieces_link = link("Piece by piece")
        self.returned_link = link("Mail that came back")
        self.pieces_link.clicked.connect(lambda: self._look(pieces))
        self.returned_link.clicked.connect(lambda: self._look(returned))
        self.table.opened.connect(lambda _: self._look(pieces))
        self.content.addWidget(label("What was printed, and what came of it", "heading"))
        self.content.addWidget(self.table)
        self.content.addWidget(self._about())
        primary, *others = self.buttons.values()
        self.set_actions(primary, *others, leave="Close")
        self.table.show_records(run_summaries(context.book, limit=LONGEST))
        self._on_picked(self.table.chosen())

    def _about(self) -> QWidget:
        """What the book knows of the chosen run."""
        made = QWidget()
        self._came = label("", wrap=True)
        self._why = label("", "small", role="second", wrap=True)
        inside = QVBoxLayout(made)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(2)
        inside.addWidget(self._came)
        inside.addWidget(self._why)
        inside.addSpacing(4)
        inside.addLayout(row(self.pieces_link, self.returned_link, "stretch", spacing=18))
        return made

    def _columns(self) -> list[Column[RunSummary]]:
        return [
            Column("Made", self._made, 120),
            Column("Run", self._name),
            Column("What", lambda one: WHAT[one.run.kind], 104),
            Column("Pieces", lambda one: count(one.run.pieces), 76, right=True),
            Column("Left out", lambda one: count(one.run.left_out), 96, right=True),
            Column("What came of it", self._state, 200),
        ]

    def _made(self, one: RunSummary) -> Cell:
        return Cell(text=self._day(one.run.made_on), second=one.run.associate)

    def _name(self, one: RunSummary) -> Cell:
        days = f"{self._day(one.run.from_day)} to {self._day(one.run.to_day)}"
        same = one.run.from_day == one.run.to_day
        return Cell(text=self._called(one), second=self._day(one.run.to_day) if same else days)

    def _called(self, one: RunSummary) -> str:
        return days_as_written(one.run.name, self.context.shop().locale)

    def _state(self, one: RunSummary) -> Cell:
        run = one.run
        if run.sent_on is not None:
            back = f"{one.returned} came back" if one.returned else ""
            return Cell(text=f"sent {self._day(run.sent_on)}", second=back)
        if run.state is RunState.PUT_AWAY:
            return Cell(text="not printed", color="ink2")
        if run.fronts is not None:
            return Cell(text="the insides are to come", color="citrine")
        if run.printed_on is None:
            return Cell(text="prepared only", color="ink2")
        if one.sent:
            return Cell(text=f"{one.sent} sent, {one.due} not yet", color="citrine")
        if run.kind is RunKind.CARDS:
            return Cell(text="waits for “Printed fine”", color="citrine")
        return Cell(text=f"printed {self._day(run.printed_on)}")

    def _sentence(self, one: RunSummary) -> str:
        pieces = plural(one.run.pieces, "piece", "pieces")
        parts = (self._called(one), pieces, f"{one.run.left_out} left out", self._state(one).text)
        return ", ".join(parts)

    def _day(self, when: date) -> str:
        return short_day(when, self.context.today(), self.context.shop().locale)

    # -- the chosen run

    def _on_picked(self, one: RunSummary | None) -> None:
        for kind in (RunKind.LABELS, RunKind.ENVELOPES, RunKind.LIST):
            self.buttons[kind].setEnabled(one is not None)
        self.buttons[RunKind.CARDS].setEnabled(one is not None and one.run.kind is RunKind.CARDS)
        self.pieces_link.setVisible(one is not None)
        self.returned_link.setVisible(one is not None and one.sent > 0)
        self._came.setText(came_of(one) if one is not None else "")
        size = ENVELOPES.get(one.run.envelope or "") if one is not None else None
        words = "Its envelopes" if size is None else f"Its envelopes, {size.title}"
        self.buttons[RunKind.ENVELOPES].set_words(words)
        self._why.setText(why_not(one) if one is not None else "")

    def _chosen(self) -> Run | None:
        one: RunSummary | None = self.table.chosen()
        return one.run if one is not None else None

    def _do(self, kind: RunKind) -> None:
        run = self._chosen()
        if run is not None:
            self.finished.connect(lambda: self._act(kind, run))
            self.leave()

    def _look(self, look: Look | None) -> None:
        run = self._chosen()
        if run is not None and look is not None:
            self.finished.connect(lambda: look(run))
            self.leave()

    def save(self) -> None:
        run = self._chosen()
        if run is not None:
            self.finished.connect(lambda: self._act(RunKind.LABELS, run))

    def focus_first(self) -> None:
        self.table.setFocus()


def came_of(one: RunSummary) -> str:
    """ "38 sent, 2 dropped; 3 came back, 8 %." """
    said = [f"{count(one.sent)} sent"] if one.sent else []
    said += [f"{count(one.due)} not confirmed"] if one.due else []
    said += [f"{count(one.dropped)} dropped before printing"] if one.dropped else []
    rate = one.return_rate
    back = ""
    if rate is not None:
        share = f", {rate:.1%}".replace(".0%", "%").replace("%", " %") if one.returned else ""
        back = f"; {count(one.returned)} came back{share}" if one.returned else "; none came back"
    return f"{', '.join(said)}{back}." if said else "Nothing is in it."


def why_not(one: RunSummary) -> str:
    """ "Got nothing: No address 4, Died 1." """
    reasons = sorted(one.why.items(), key=lambda pair: (-pair[1], pair[0]))
    if not reasons:
        return "Nobody was left out."
    more = len(reasons) - MOST_REASONS
    told = ", ".join(f"{why} {count(number)}" for why, number in reasons[:MOST_REASONS])
    others = f", and {plural(more, 'other reason', 'other reasons')}" if more > 0 else ""
    return f"Got nothing: {told}{others}."
