"""Fields for amounts and numbers, which are typed and never spun."""

from PySide6.QtCore import Qt

from storebook.base.errors import Refused
from storebook.base.money import Cents, Currency, decimal_mark, format_money, parse_money
from storebook.gui.fields.base import Field
from storebook.gui.fields.text import LineEdit


class MoneyField(Field):
    """An amount of the shop's money, read as people type it and shown as the shop writes it."""

    def __init__(  # noqa: PLR0913 - a question has a name, a hint, a rule and a size
        self,
        name: str,
        currency: Currency,
        *,
        locale: str = "en_US",
        note: str = "",
        missing: str = "",
        density: str = "",
    ) -> None:
        self.line = LineEdit()
        self.line.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.line.hold_amounts()
        self._currency = currency
        self._locale = locale
        super().__init__(name, self.line, note=note, missing=missing, density=density)
        self.line.textEdited.connect(lambda _: self._on_change())
        self.left.connect(self._tidy)

    def _read(self) -> Cents:
        return parse_money(self.line.text(), self._currency, decimal_mark(self._locale))

    def _tidy(self) -> None:
        if not self.is_empty() and self.message.state != "error":
            self.set_value(self._read())

    def _understand(self) -> None:
        self._read()

    def value(self) -> Cents | None:
        """The amount, or None when nothing is typed; raises Refused when it cannot be read."""
        return None if self.is_empty() else self._read()

    def set_value(self, cents: Cents | None) -> None:
        """Show the amount; nobody is told."""
        if cents is None:
            self.line.clear()
            return
        self.line.setText(format_money(cents, self._currency, symbol=False, locale=self._locale))

    def is_empty(self) -> bool:
        return not self.line.text().strip()

    def draft(self) -> object:
        return self.line.text()

    def set_draft(self, kept: object) -> None:
        self.line.setText(str(kept))


class CountField(Field):
    """A whole number between two bounds, typed."""

    def __init__(
        self, name: str, low: int, high: int, value: int | None = None, *, note: str = ""
    ) -> None:
        self.line = LineEdit()
        self.line.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._low, self._high = low, high
        super().__init__(name, self.line, note=note)
        self.line.textEdited.connect(lambda _: self._on_change())
        if value is not None:
            self.set_value(value)

    def _read(self) -> int:
        text = self.line.text().strip()
        wanted = f"A whole number from {self._low} to {self._high} is wanted."
        # Checked by its length first: Python refuses to read a number of 5,000 digits.
        if not text.isascii() or not text.isdigit() or len(text) > 9:
            raise Refused(wanted)
        number = int(text)
        if not self._low <= number <= self._high:
            raise Refused(wanted)
        return number

    def _understand(self) -> None:
        self._read()

    def value(self) -> int | None:
        """The number, or None when nothing is typed; raises Refused when it cannot be read."""
        return None if self.is_empty() else self._read()

    def set_value(self, number: int) -> None:
        """Show the number; nobody is told."""
        self.line.setText(str(number))

    def is_empty(self) -> bool:
        return not self.line.text().strip()

    def draft(self) -> object:
        return self.line.text()

    def set_draft(self, kept: object) -> None:
        self.line.setText(str(kept))
