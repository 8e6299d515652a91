"""After the fronts: how the stack goes back into the printer, and the button for the other side."""

from typing import Protocol

from PySide6.QtCore import SignalInstance
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout

from storebook.gui import theme
from storebook.gui.layout import stack
from storebook.gui.printer_habits import PrinterHabits
from storebook.gui.stack_picture import WORDS, StackPicture
from storebook.gui.words import button, label

NARROW_BELOW = 900


class Printing(Protocol):
    """What prints the two sides."""

    began: SignalInstance
    turning: SignalInstance
    ended: SignalInstance

    def go_on(self) -> None:
        """The backs."""

    def leave(self) -> None:
        """No backs."""


class TurnBar(QFrame):
    """It is there from the fronts until the other side, `behind`, is printed or left."""

    def __init__(self, behind: str = "insides") -> None:
        super().__init__()
        self._behind = behind
        self.setProperty("area", "confirm")
        self._sentence = label("", "strong", wrap=True)
        self._fact = label("", wrap=True)
        self.picture = StackPicture()
        self.go_button = button(f"Print the {behind}", kind="primary", icon="printer", key="save")
        self.leave_button = button("Stop here", kind="quiet")
        self._printing: Printing | None = None
        self.go_button.clicked.connect(self.press_on)
        self.leave_button.clicked.connect(self._leave)
        self._lay_out()
        self.hide()
        theme.notifier().changed.connect(self._arrange)

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addStretch()
        words.addWidget(self._sentence)
        words.addWidget(self._fact)
        words.addStretch()
        line = QHBoxLayout()
        line.setSpacing(20)
        line.addWidget(self.picture)
        line.addLayout(words, 1)
        deeds = QHBoxLayout()
        deeds.setSpacing(10)
        deeds.addStretch()
        deeds.addWidget(self.leave_button)
        deeds.addWidget(self.go_button)
        self._lines = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._lines.setContentsMargins(32, 10, 24, 10)
        self._lines.setSpacing(10)
        self._lines.addLayout(line, 1)
        self._lines.addLayout(deeds)

    def serve(self, printing: Printing) -> None:
        """Come when its fronts are out, and tell it to go on."""
        self._printing = printing
        printing.turning.connect(self._on_turning)
        printing.began.connect(lambda _: self.hide())
        printing.ended.connect(self.hide)

    def press_on(self) -> bool:
        """Print the other side; False when nothing waits for it."""
        if self.isHidden() or self._printing is None:
            return False
        self.hide()
        self._printing.go_on()
        return True

    def _leave(self) -> None:
        if self._printing is not None:
            self._printing.leave()

    def _on_turning(self, habits: PrinterHabits, what: str) -> None:
        self.ask(habits, what)
        self.show()

    def ask(self, habits: PrinterHabits, what: str = "") -> None:
        """Show how this printer wants it; `what` are fronts that lie there from before."""
        fronts = f"The fronts of {what}" if what else "The fronts"
        self._sentence.setText(f"{fronts} are printed. Now the {self._behind}.")
        self.picture.show_turn(habits.turn_over)
        self._fact.setText(WORDS[habits.turn_over])
        self.setAccessibleName(f"{self._sentence.text()} {self._fact.text()}")

    @property
    def sentence(self) -> str:
        """What it says."""
        return f"{self._sentence.text()} {self._fact.text()}"

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        narrow = self.width() < theme.px(NARROW_BELOW)
        stack(self._lines, upright=narrow)
