"""What the shop prints: the words of its cards, its gift days, sheets and envelopes."""

from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from storebook.gui.buttons import Segments
from storebook.gui.context import Context
from storebook.gui.layout import row
from storebook.gui.places import Later

# Each is loaded when it is opened: the press takes longer to come in than the page.
PARTS = {
    "words": Later("storebook.gui.pages.shop_words", "ShopWords"),
    "days": Later("storebook.gui.pages.shop_gift_days", "ShopGiftDays"),
    "stock": Later("storebook.gui.pages.shop_stock", "ShopStock"),
    "envelopes": Later("storebook.gui.pages.shop_envelopes", "ShopEnvelopes"),
}
TITLES = [
    ("words", "Words of the cards"),
    ("days", "Gift days"),
    ("stock", "Label sheets"),
    ("envelopes", "Envelopes"),
]


class ShopPress(QWidget):
    """One part at a time; what is typed in another stays there."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._parts: dict[str, Any] = {}
        self.which = Segments("Cards and mail", TITLES)
        self.which.chosen.connect(self._open)
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(0, 0, 0, 0)
        self._whole.setSpacing(12)
        self._whole.addLayout(row(self.which, "stretch"))

    def part(self) -> Any:
        """The part that is open."""
        name = self.which.value()
        if name not in self._parts:
            self._parts[name] = made = PARTS[name](self._context)
            self._whole.addWidget(made, 1)
        for other, part in self._parts.items():
            part.setVisible(other == name)
        return self._parts[name]

    def _open(self) -> None:
        self.refresh()
        self.focus_first()

    def show_part(self, name: str) -> None:
        """Bring “words”, “days”, “stock” or “envelopes” to the front."""
        self.which.set_value(name)
        self.refresh()

    def leave(self) -> None:
        """What is half typed in any part is kept now."""
        for part in self._parts.values():
            if hasattr(part, "leave"):
                part.leave()

    def refresh(self) -> None:
        """Read the part that is open again."""
        self.part().refresh()

    def save(self) -> None:
        """Ctrl Enter."""
        self.part().save()

    def focus_first(self) -> None:
        """Where the keys are when it opens."""
        self.part().focus_first()


__all__ = ["ShopPress"]
