"""The fronts are printed: how the stack goes back into the printer, before the backs."""

from PySide6.QtCore import Signal

from storebook.gui.context import Context
from storebook.gui.dialog import Dialog
from storebook.gui.layout import row
from storebook.gui.printer_habits import PrinterHabits
from storebook.gui.stack_picture import WORDS, StackPicture
from storebook.gui.words import button, label

TITLE = "Printing both sides"


class TurnStack(Dialog):
    """Accepted when the stack lies in the printer again; `stopped`: the backs are not wanted."""

    stopped = Signal()

    def __init__(self, context: Context, habits: PrinterHabits) -> None:
        super().__init__(context, TITLE, width=640)
        self.picture = StackPicture(habits.turn_over)
        words = label(WORDS[habits.turn_over], wrap=True)
        self.content.addWidget(label("The fronts are printed. Now the backs.", "heading"))
        both = row(self.picture, words, spacing=24)
        both.setStretch(1, 1)
        self.content.addLayout(both)
        self.set_actions(
            button("Print the backs", kind="primary", icon="printer", key="save"),
            leave="Stop here",
        )
        self.leave_button.clicked.connect(self.stopped)

    def save(self) -> None:
        """Nothing is kept: whoever opened it prints the backs."""
