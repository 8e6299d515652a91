"""How labels lie on their sheets: copies, the order, edges for a proof, and a new sheet."""

from collections.abc import Callable

from PySide6.QtCore import Qt

from storebook.gui.context import Context
from storebook.gui.dialog import Dialog
from storebook.gui.fields import CheckLine, ChoiceField, CountField
from storebook.gui.layout import row
from storebook.gui.words import button, label

MOST_COPIES = 20
ORDERS = [(False, "Along the rows"), (True, "Down the columns")]

Lay = Callable[[int, bool, bool, bool], None]


class LabelOptions(Dialog):
    """`lay` gets copies, down the columns or not, edges or not, and whether the sheet is new."""

    def __init__(
        self, context: Context, now: tuple[int, bool, bool], stock_title: str, lay: Lay
    ) -> None:
        super().__init__(context, "Copies and order", width=560)
        self._lay = lay
        copies, by_column, outlines = now
        self.copies = CountField("Copies of each", 1, MOST_COPIES, copies)
        self.order = ChoiceField("Order", ORDERS, by_column)
        self.outlines = CheckLine(
            "Draw the edges", fact="a proof on plain paper, to hold against a sheet", on=outlines
        )
        self.new_sheet = CheckLine("A new sheet is in the tray", fact="nothing of it is used")
        self.content.addWidget(label(f"Labels on {stock_title}", "heading", wrap=True))
        line = row(self.copies, self.order, spacing=14)
        line.setStretch(1, 1)
        self.content.addLayout(line)
        self.content.addWidget(self.outlines)
        self.content.addWidget(self.new_sheet)
        self.ask_for(
            {
                "copies": self.copies,
                "order": self.order,
                "outlines": self.outlines,
                "new": self.new_sheet,
            }
        )
        self.set_actions(button("Lay them so", kind="primary", icon="check", key="save"))

    def focus_first(self) -> None:
        """How many is what is changed most."""
        self.copies.setFocus(Qt.FocusReason.TabFocusReason)

    def save(self) -> None:
        answers = (
            self.copies.value() or 1,
            bool(self.order.value()),
            self.outlines.is_on(),
            self.new_sheet.is_on(),
        )
        self.finished.connect(lambda: self._lay(*answers))
