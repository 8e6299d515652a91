"""The line at the foot: everything is saved, how many shoppers there are, where the keys are."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from storebook.gui import theme
from storebook.gui.buttons import LinkButton
from storebook.gui.words import label


class StatusLine(QFrame):
    """30 px of quiet facts."""

    keys_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("area", "status")
        self.saved = label("Everything is saved", "small")
        self.facts = label("", "small", role="second")
        self._keys = LinkButton("F1 Keys", letters="small", quiet=True)
        self._keys.clicked.connect(self.keys_wanted)
        line = QHBoxLayout(self)
        line.setContentsMargins(32, 0, 20, 0)
        line.setSpacing(20)
        line.addWidget(self.saved)
        line.addWidget(self.facts)
        line.addStretch()
        line.addWidget(self._keys)
        self._measure()
        theme.notifier().changed.connect(self._measure)

    def _measure(self) -> None:
        self.setFixedHeight(theme.px(30))

    def show_facts(self, *facts: str) -> None:
        """A few facts side by side."""
        self.facts.setText("     ".join(fact for fact in facts if fact))
