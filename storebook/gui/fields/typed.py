"""One line of text that stands for something else: an amount, a number, a day."""

from typing import Generic, TypeVar

from storebook.gui.fields.base import Field
from storebook.gui.fields.text import LineEdit

Value = TypeVar("Value")


class TypedField(Field, Generic[Value]):
    """What is typed is read by `_read`; `value()` raises Refused while that can't be."""

    def __init__(self, name: str, line: LineEdit, *, note: str = "", missing: str = "") -> None:
        self.line = line
        super().__init__(name, line, note=note, missing=missing)
        self.line.textEdited.connect(lambda _: self._on_change())

    def _read(self) -> Value:
        """What the text stands for; raises Refused when it is none."""
        raise NotImplementedError

    def value(self) -> Value | None:
        """What was typed, None when nothing was; raises Refused when it can't be read."""
        return None if self.is_empty() else self._read()

    def set_value(self, value: Value | None) -> None:
        """Show it as the shop writes it; nobody is told."""
        raise NotImplementedError

    def is_empty(self) -> bool:
        return not self.line.text().strip()

    def draft(self) -> object:
        return self.line.text()

    def set_draft(self, kept: object) -> None:
        self.line.setText(str(kept))

    def _understand(self) -> None:
        self._read()

    def _tidy(self) -> None:
        """Write what was understood as the shop writes it."""
        if not self.is_empty() and self.message.state != "error":
            self.set_value(self._read())
