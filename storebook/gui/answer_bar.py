"""After the printing: whether what went to paper came out well, asked until it is answered."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout

from storebook.gui import theme
from storebook.gui.layout import stack
from storebook.gui.words import Sign, button, label

NARROW_BELOW = 900
LOOK_THROUGH = "Look through them before you confirm."
PRINT_THE_FILE = "Print the file, and look through the cards before you confirm."


class AnswerBar(QFrame):
    """ "19 cards went to the printer." It stays until it is answered, also after a restart."""

    fine = Signal()
    again = Signal()
    not_printed = Signal()

    def __init__(self, *, piece_by_piece: bool = True) -> None:
        super().__init__()
        self.setProperty("area", "confirm")
        self._sentence = label("", "strong", wrap=True)
        self._fact = label("", wrap=True)
        self.fine_button = button("Printed fine", kind="primary", icon="check", key="save")
        self.again_button = button("Print again from…")
        self.not_button = button("Not printed", kind="quiet")
        self.fine_button.clicked.connect(self.fine)
        self.again_button.clicked.connect(self.again)
        self.not_button.clicked.connect(self.not_printed)
        if not piece_by_piece:
            self.again_button.hide()
        self._lay_out()
        theme.notifier().changed.connect(self._arrange)

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._sentence)
        words.addWidget(self._fact)
        line = QHBoxLayout()
        line.setSpacing(14)
        line.addWidget(Sign("printer", "brass"))
        line.addLayout(words, 1)
        deeds = QHBoxLayout()
        deeds.setSpacing(10)
        deeds.addStretch()
        for each in (self.not_button, self.again_button, self.fine_button):
            deeds.addWidget(each)
        self._lines = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._lines.setContentsMargins(32, 10, 24, 10)
        self._lines.setSpacing(10)
        self._lines.addLayout(line, 1)
        self._lines.addLayout(deeds)

    def ask(self, sentence: str, *, saved: bool = False) -> None:
        """Ask about these, which were `saved` as a file or went to paper."""
        self._sentence.setText(sentence)
        self._fact.setText(PRINT_THE_FILE if saved else LOOK_THROUGH)
        self.setAccessibleName(sentence)

    @property
    def sentence(self) -> str:
        """What it says."""
        return self._sentence.text()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        narrow = self.width() < theme.px(NARROW_BELOW)
        stack(self._lines, upright=narrow)
