"""The fields that a text may use: a click, or Enter, puts one where the caret is."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from storebook.gui.layout import row
from storebook.gui.words import button, small_capitals, tip
from storebook.outreach.wording import Field

IN_A_ROW = 3


class FieldChips(QWidget):
    """`wanted` hands over what is to be written, such as “{first_name}”."""

    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.came_from: QObject | None = None
        """The line that had the caret before a chip was reached."""
        self._fields: list[str] = []
        self._rows = QVBoxLayout()
        self._rows.setSpacing(6)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(6)
        whole.addWidget(small_capitals("Fields to put in"))
        whole.addLayout(self._rows)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_focus)

    def _on_focus(self, old: QWidget | None, _new: QWidget | None) -> None:
        if isinstance(old, QLineEdit | QPlainTextEdit):
            self.came_from = old

    def show_fields(self, fields: Sequence[Field]) -> None:
        """Those of this kind of card and language."""
        names = [one.name for one in fields]
        if names == self._fields:
            return
        self._fields = names
        while (item := self._rows.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for first in range(0, len(fields), IN_A_ROW):
            chips = [self._chip(one) for one in fields[first : first + IN_A_ROW]]
            holder = QWidget()
            line = row(*chips, "stretch", spacing=6)
            holder.setLayout(line)
            self._rows.addWidget(holder)

    def _chip(self, one: Field) -> QWidget:
        written = f"{{{one.name}}}"
        made = button(one.name.replace("_", " "), density="desk")
        made.setAccessibleName(f"Put in {one.what}")
        tip(made, f"{written}: {one.what}")
        made.clicked.connect(lambda: self.wanted.emit(written))
        return made


__all__ = ["FieldChips"]
