"""Fields for amounts and numbers, which are typed and never spun."""

from PySide6.QtCore import Qt

from storebook.base.errors import Refused
from storebook.base.money import Cents, Currency, decimal_mark, format_money, parse_money
from storebook.gui.fields.text import LineEdit
from storebook.gui.fields.typed import TypedField


class MoneyField(TypedField[Cents]):
    """An amount of the shop's money, read as people type it and shown as the shop writes it."""

    def __init__(
        self,
        name: str,
        currency: Currency,
        *,
        locale: str = "en_US",
        note: str = "",
        missing: str = "",
    ) -> None:
        line = LineEdit()
        line.setAlignment(Qt.AlignmentFlag.AlignRight)
        line.hold_amounts()
        self._currency = currency
        self._locale = locale
        super().__init__(name, line, note=note, missing=missing)
        self.left.connect(self._tidy)

    def _read(self) -> Cents:
        return parse_money(self.line.text(), self._currency, decimal_mark(self._locale))

    def set_value(self, cents: Cents | None) -> None:
        """Show the amount; nobody is told."""
        if cents is None:
            self.line.clear()
            return
        self.line.setText(format_money(cents, self._currency, symbol=False, locale=self._locale))


class CountField(TypedField[int]):
    """A whole number between two bounds, typed."""

    def __init__(
        self, name: str, low: int, high: int, value: int | None = None, *, note: str = ""
    ) -> None:
        line = LineEdit()
        line.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._low, self._high = low, high
        super().__init__(name, line, note=note)
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

    def set_value(self, number: int | None) -> None:
        """Show the number; nobody is told."""
        self.line.setText("" if number is None else str(number))
