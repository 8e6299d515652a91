"""After a jam: from which card on the run is printed again."""

from collections.abc import Callable

from storebook.base.errors import Refused
from storebook.base.text import one_line
from storebook.gui import theme
from storebook.gui.context import Context
from storebook.gui.dialog import Dialog
from storebook.gui.fields import CountField
from storebook.gui.words import button, label
from storebook.outreach.runs import PieceState, RunPiece, pieces_of_run


class PrintAgain(Dialog):
    """Asks for a number and says whose card it is; `go_on` prints from there."""

    def __init__(self, context: Context, run_id: int, go_on: Callable[[int], None]) -> None:
        super().__init__(context, "Print again", width=520)
        self._go_on = go_on
        self._pieces = {
            piece.position: piece
            for piece in pieces_of_run(context.book, run_id)
            if piece.state in (PieceState.DUE, PieceState.SENT)
        }
        last = max((place for place in self._pieces if place is not None), default=1)
        self.first = CountField("From card", 1, last, 1, note=f"of {last}")
        self.first.setMaximumWidth(theme.px(160))
        self.first.changed.connect(self._say_whose)
        self._whose = label("", "rowname", wrap=True)
        self.content.addWidget(label("From which card on?", "heading"))
        self.content.addWidget(
            label("Count the cards that came out well; the next one is the first.", wrap=True)
        )
        self.content.addWidget(self.first)
        self.content.addWidget(self._whose)
        self.ask_for({"from": self.first})
        self.set_actions(button("Print", kind="primary", icon="printer", key="save"))
        self._say_whose()

    def is_for_the_shop(self) -> bool:
        """It says whose day it is."""
        return True

    def _say_whose(self) -> None:
        piece = self._piece()
        if piece is not None:
            self._whose.setText(f"{one_line(piece.name_line)}, {piece.occasion_text}")

    def _piece(self) -> RunPiece | None:
        try:
            return self._pieces.get(self.first.value())
        except Refused:
            return None

    def save(self) -> None:
        first = self.first.value()
        if first is None:
            raise Refused("From which card on?", "from")
        self.finished.connect(lambda: self._go_on(first))
