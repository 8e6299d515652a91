"""After how many quiet minutes the book locks itself."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from storebook.base.errors import Refused
from storebook.gui import keys, theme
from storebook.gui.context import Context
from storebook.gui.fields import CountField
from storebook.gui.layout import row
from storebook.gui.words import label, section_head
from storebook.staff.locking import FEWEST_MINUTES, MOST_MINUTES, locking, set_quiet_minutes
from storebook.staff.pins import needs_pin
from storebook.staff.rights import Right

LOCKS = "quiet minutes, then the book locks itself. {key} locks it at once."
NO_PINS = (
    "Once somebody has a PIN, the book locks itself when nobody has touched it for a while. {key} "
    "hides it now already."
)


class LockingPart(QWidget):
    """Kept when the field is left; nobody has to press a button for it."""

    changed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.minutes = CountField("Quiet minutes before it locks", FEWEST_MINUTES, MOST_MINUTES)
        self.minutes.hide_name()
        self.words = label("", role="second", wrap=True)
        self.minutes.left.connect(self.keep)
        self.minutes.entered.connect(self.keep)
        line = row(self.minutes, self.words)
        line.setStretch(1, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(8)
        whole.addWidget(section_head("Lock"))
        whole.addLayout(line)
        theme.notifier().changed.connect(self._measure)
        self._measure()

    def _measure(self) -> None:
        self.minutes.setFixedWidth(theme.px(70))

    def refresh(self) -> None:
        """Show the shop's rule, unless another number is being typed."""
        book = self._context.book
        asks = needs_pin(book)
        self.words.setText((LOCKS if asks else NO_PINS).format(key=keys.shown("lock")))
        self.minutes.setVisible(asks)
        self.minutes.control.setEnabled(self._context.viewer().may(Right.STAFF))
        if not self.minutes.control.hasFocus():
            self.minutes.set_value(locking(book).quiet_minutes)

    def keep(self) -> None:
        """From now on so many, if it is another number."""
        try:
            wanted = self.minutes.value()
        except Refused:  # said beside the field
            return
        book = self._context.book
        if wanted is None or wanted == locking(book).quiet_minutes:
            return
        set_quiet_minutes(book, wanted)
        self._context.say(f"The book locks itself after {wanted} quiet minutes.")
        self.changed.emit()
