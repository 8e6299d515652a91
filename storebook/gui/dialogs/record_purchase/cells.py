"""What a line of the ticket is typed into: words and amounts that look like a ledger at rest."""

from contextlib import suppress

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from storebook.base.errors import Refused
from storebook.base.money import Cents, Currency, decimal_mark, format_money, parse_money
from storebook.gui import privacy, theme
from storebook.gui.drawing import LEFT, RIGHT, hairline, write
from storebook.gui.fields import LineEdit

PAD = 14  # where the letters of a field begin


class LedgerCell(LineEdit):
    """A field with its outline only under the pointer, with the focus, or in error.

    At rest it is plain words; while it is empty a hairline says that it can be written on.
    """

    changed = Signal()
    entered = Signal()

    def __init__(self, name: str, *, right: bool = False, letters: str = "body") -> None:
        super().__init__()
        self._right = right
        self._letters = letters
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.set_letters(self, letters)
        if right:
            self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.textEdited.connect(lambda _: self._on_typed())

    def set_name(self, name: str) -> None:
        """What a screen reader calls it."""
        self.setAccessibleName(name)

    def mark_error(self, sentence: str) -> None:
        """Outline it in garnet; an empty sentence takes that away."""
        state = "error" if sentence else ""
        if (self.property("state") or "") != state:
            self.setProperty("state", state)
            theme.restyle(self)
        self.setAccessibleDescription(sentence)

    def _on_typed(self) -> None:
        self.mark_error("")
        self.changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.hasFocus() or self.underMouse() or self.property("state") == "error":
            super().paintEvent(event)
            return
        painter = QPainter(self)
        box = QRect(PAD, 0, self.width() - 2 * PAD, self.height())
        side = RIGHT if self._right else LEFT
        said, color = self.text() or self.placeholderText(), "ink" if self.text() else "ink3"
        if self.is_covered():
            said, color = privacy.HIDDEN, "ink3"
        write(painter, box, said, theme.font(self._letters), color, side)
        if not said:
            hairline(painter, PAD, self.width() - PAD, self.height() - theme.px(9))


class AmountCell(LedgerCell):
    """An amount of the shop's money; empty is None."""

    def __init__(self, name: str, currency: Currency, locale: str) -> None:
        super().__init__(name, right=True)
        self._currency = currency
        self._locale = locale
        self.hold_amounts()
        self.editingFinished.connect(self._tidy)

    def value(self) -> Cents | None:
        """The amount; raises Refused while it cannot be read."""
        if not self.text().strip():
            return None
        return parse_money(self.text(), self._currency, decimal_mark(self._locale))

    def set_value(self, cents: Cents | None) -> None:
        """Show the amount; nobody is told."""
        shown = ""
        if cents is not None:
            shown = format_money(cents, self._currency, symbol=False, locale=self._locale)
        self.setText(shown)

    def _tidy(self) -> None:
        """As the shop writes it, once it is left and can be read."""
        with suppress(Refused):
            self.set_value(self.value())
