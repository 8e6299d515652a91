"""The line at the foot: everything is saved, how many shoppers there are, where the keys are."""

from PySide6.QtCore import QKeyCombination, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout

from storebook.gui import keys, theme
from storebook.gui.buttons import LinkButton
from storebook.gui.fields import announce
from storebook.gui.timers import after
from storebook.gui.words import label

FIRST_STROKE = QKeyCombination(Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_J)
WAITS_MS = 4_000


class StatusLine(QFrame):
    """30 px of quiet facts."""

    keys_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("area", "status")
        self.saved = label("Everything is saved", "small")
        self.facts = label("", "small", role="second")
        self.waiting = label("", "small", role="accent")
        self._waits = after(self, WAITS_MS, self.waiting.clear)
        self._keys = LinkButton("F1 Keys", letters="small", quiet=True)
        self._keys.clicked.connect(self.keys_wanted)
        line = QHBoxLayout(self)
        line.setContentsMargins(32, 0, 20, 0)
        line.setSpacing(20)
        line.addWidget(self.saved)
        line.addWidget(self.facts)
        line.addWidget(self.waiting)
        line.addStretch()
        line.addWidget(self._keys)
        self._measure()
        theme.notifier().changed.connect(self._measure)

    def let_go(self, event: QKeyEvent) -> None:
        """A key was let go of: after the first of two strokes, say that a letter is waited for."""
        if event.keyCombination() == FIRST_STROKE:
            self.waiting.setText(f"{keys.shown('note').partition(',')[0]}: and now a letter.")
            self._waits.start()
            announce(self.waiting, self.waiting.text())
        elif event.key() not in (Qt.Key.Key_Control, Qt.Key.Key_J):
            self.waiting.clear()

    def _measure(self) -> None:
        self.setFixedHeight(theme.px(30))

    def show_facts(self, *facts: str) -> None:
        """A few facts side by side."""
        self.facts.setText("     ".join(fact for fact in facts if fact))
