"""One run, piece by piece: what came of each, which came out well, and from where to go on."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QWidget

from storebook.base.errors import Refused
from storebook.base.text import fold, one_line
from storebook.gui.cells import Cell, Column
from storebook.gui.context import Context
from storebook.gui.dialog import Dialog
from storebook.gui.dropped_words import dropped_words
from storebook.gui.fields import SearchLine
from storebook.gui.layout import row
from storebook.gui.shown import days_as_written, plural, short_day
from storebook.gui.table import RecordTable
from storebook.gui.words import button, label, link
from storebook.outreach.returned import REASONS, ReturnReason
from storebook.outreach.runs import (
    PieceState,
    Run,
    RunPiece,
    dropped_since,
    mark_sent,
    pieces_of_run,
    run,
)

COLORS = {PieceState.SENT: "leaf", PieceState.DUE: "ink", PieceState.DROPPED: "citrine"}


class PieceTable(RecordTable):
    """A click chooses a piece; only Enter opens whose it is."""

    def _on_click(self, index: QModelIndex) -> None:
        self._press_cell(index.row(), index.column())


class RunPieces(Dialog):
    """Checked pieces are confirmed; `again` prints the run from the chosen piece on."""

    def __init__(self, context: Context, run_id: int, again: Callable[[int], None]) -> None:
        super().__init__(context, "One run, piece by piece", width=860)
        self._again = again
        self._run: Run = run(context.book, run_id)
        self._pieces = pieces_of_run(context.book, run_id)
        self._checked: set[int] = {one.id for one in self._pieces if one.state is PieceState.DUE}
        self.search = SearchLine("Name or number")
        self.table = PieceTable(
            self._columns(), "Pieces", row_height=44, sentence=self._sentence,
            empty=("No such piece", "Another part of the name, or its number, may find it."),
        )  # fmt: skip
        self.table.setMinimumHeight(380)
        self.all_link = link("Clear all")
        self._fact = label("", role="second")
        self.again_button = button("Print again from this one", icon="printer")
        self._lay_out_run()
        self.set_actions(
            button("Printed fine", kind="primary", icon="check", key="save"),
            self.again_button,
            leave="Close",
        )
        self._show()

    def _lay_out_run(self) -> None:
        called = days_as_written(self._run.name, self.context.shop().locale)
        self.content.addWidget(label(called, "heading", wrap=True))
        tools: QWidget = self.search
        self.content.addLayout(row(tools, self._fact, "stretch", self.all_link))
        self.content.addWidget(self.table)
        self.search.typed.connect(lambda _: self._show())
        self.table.toggled.connect(self._tick)
        self.table.picked.connect(lambda _: self._allow())
        self.table.opened.connect(self._open)
        self.all_link.clicked.connect(self._tick_all)
        self.again_button.clicked.connect(self._print_again)

    def is_for_the_shop(self) -> bool:
        """It says whose day it is."""
        return True

    # -- what is shown

    def _columns(self) -> list[Column[RunPiece]]:
        return [
            Column("", self._box, 40),
            Column("", lambda one: str(one.position or ""), 52, right=True, color="ink2"),
            Column(
                "For",
                lambda one: Cell(
                    text=one_line(one.name_line), kind="listname", second=one.occasion_text
                ),
            ),
            Column("What came of it", self._state, 260),
        ]

    def _box(self, one: RunPiece) -> Cell:
        due = one.state is PieceState.DUE
        return Cell(checked=one.id in self._checked) if due else Cell(text="")

    def _state(self, one: RunPiece) -> Cell:
        if one.returned_on is not None:
            reason = REASONS[ReturnReason(one.returned_reason or "moved")]
            return Cell(text=f"came back {self._day(one)}", second=reason, color="citrine")
        if one.state is PieceState.SENT:
            return Cell(text="sent")
        if one.state is PieceState.DUE:
            return Cell(text="not confirmed yet", color="ink2")
        return Cell(text=one.why or "dropped", second=one.why_detail or "", color="ink2")

    def _day(self, one: RunPiece) -> str:
        assert one.returned_on is not None
        return short_day(one.returned_on, self.context.today(), self.context.shop().locale)

    def _sentence(self, one: RunPiece) -> str:
        number = f"piece {one.position}" if one.position else "left out"
        parts = (number, one_line(one.name_line), one.occasion_text, self._state(one).text)
        checked = "checked" if one.id in self._checked else ""
        return ", ".join(part for part in (*parts, checked) if part)

    def _show(self) -> None:
        text = self.search.text().strip()
        self.table.show_records([one for one in self._pieces if self._is_meant(one, text)])
        due = [one for one in self._pieces if one.state is PieceState.DUE]
        self._fact.setText(
            f"{plural(len(self._checked), 'piece', 'pieces')} checked of {len(due)} not confirmed"
            if due
            else plural(len(self._pieces), "piece", "pieces")
        )
        self.all_link.setVisible(bool(due))
        self.all_link.set_words("Clear all" if self._checked else "Check all")
        self._allow()

    def _is_meant(self, one: RunPiece, text: str) -> bool:
        if text.isdecimal():
            return str(one.position or "") == text
        return all(word in fold(one.name_line) for word in fold(text).split())

    def _allow(self) -> None:
        chosen: RunPiece | None = self.table.chosen()
        self.again_button.setEnabled(chosen is not None and chosen.position is not None)
        if self.primary is not None:
            self.primary.setEnabled(bool(self._checked))

    # -- deeds

    def _tick(self, one: RunPiece, on: bool) -> None:
        self._checked = self._checked | {one.id} if on else self._checked - {one.id}
        self._show()

    def _tick_all(self) -> None:
        due = {one.id for one in self._pieces if one.state is PieceState.DUE}
        self._checked = set() if self._checked else due
        self._show()

    def _open(self, one: RunPiece) -> None:
        self.finished.connect(lambda: self.context.open_shopper(one.shopper_id))
        self.leave()

    def _print_again(self) -> None:
        chosen: RunPiece | None = self.table.chosen()
        if chosen is not None and chosen.position is not None:
            first = chosen.position
            self.finished.connect(lambda: self._again(first))
            self.leave()

    def save(self) -> None:
        only = [one.position for one in self._pieces if one.id in self._checked and one.position]
        if not only:
            raise Refused("Check the pieces that came out well.")
        today = self.context.today()
        before = pieces_of_run(self.context.book, self._run.id)
        sent = mark_sent(self.context.book, self._run.id, today=today, only=only)
        many = plural(sent, "piece counts", "pieces count", self.context.shop().locale)
        self.context.say(f"{many} as sent.")
        if dropped := dropped_since(self.context.book, self._run.id, before):
            self.context.trouble(dropped_words(dropped))

    def focus_first(self) -> None:
        self.search.setFocus()
