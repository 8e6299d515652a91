"""After the fronts: how the stack goes back into the printer, and the button for the insides."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout

from storebook.gui import theme
from storebook.gui.printer_habits import PrinterHabits
from storebook.gui.stack_picture import WORDS, StackPicture
from storebook.gui.words import button, label

NARROW_BELOW = 900


class TurnBar(QFrame):
    """It stays until the insides are printed or left."""

    go_on = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("area", "confirm")
        self._sentence = label("The fronts are printed. Now the insides.", "strong", wrap=True)
        self._fact = label("", wrap=True)
        self.picture = StackPicture()
        self.go_button = button("Print the insides", kind="primary", icon="printer", key="save")
        self.leave_button = button("Stop here", kind="quiet")
        self.go_button.clicked.connect(self.go_on)
        self.leave_button.clicked.connect(self.left)
        self._lay_out()
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

    def ask(self, habits: PrinterHabits) -> None:
        """Show how this printer wants it."""
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
        level, upright = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._lines.setDirection(upright if narrow else level)
