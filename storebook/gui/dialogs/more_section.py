"""A part of a form that stays closed until somebody wants it, or it holds something."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from storebook.gui.fields import Field
from storebook.gui.layout import held, row
from storebook.gui.words import label, link, rule


class MoreSection(QWidget):
    """`title` is the link that opens it; `fact` says what is inside."""

    opened = Signal()

    def __init__(self, title: str, fact: str, *rows: QWidget | Sequence[Field]) -> None:
        super().__init__()
        self.answers: list[Any] = []
        self.turner = link(title)
        self.turner.setAccessibleName(f"{title}: {fact}")
        self.turner.clicked.connect(self.turn)
        self._fact = label(fact, "small", role="hint")
        self.body = QWidget()
        lines = QVBoxLayout(self.body)
        lines.setContentsMargins(0, 2, 0, 6)
        lines.setSpacing(12)
        for part in rows:
            if isinstance(part, QWidget):
                self.answers.append(part)
                lines.addWidget(part)
            else:
                self.answers += part
                lines.addWidget(held(row(*part, spacing=16)))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(10)
        whole.addWidget(rule())
        whole.addWidget(held(row(self.turner, self._fact, "stretch", spacing=10)))
        whole.addWidget(self.body)
        self.body.hide()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def turn(self) -> None:
        """Open it, or close it again."""
        self.set_open(self.body.isHidden())
        if not self.body.isHidden():
            self.focus_first()

    def set_open(self, is_open: bool) -> None:
        """Show what is inside."""
        self.body.setVisible(is_open)
        self._fact.setVisible(not is_open)
        if is_open:
            self.opened.emit()

    def focus_first(self) -> None:
        """The caret goes to its first question."""
        if self.answers:
            self.answers[0].setFocus()

    def open_if_needed(self) -> None:
        """Open when there is an answer in it, or something to be put right."""
        fields = [each for each in self.answers if isinstance(each, Field)]
        if any(not each.is_empty() or each.message.state == "error" for each in fields):
            self.set_open(True)
