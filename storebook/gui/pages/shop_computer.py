"""This computer: how the window looks here, how large its text is, and how its printers print."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from storebook.gui import keys, local_settings, privacy, theme
from storebook.gui.buttons import Segments
from storebook.gui.commands import wear_look
from storebook.gui.context import Context
from storebook.gui.fields import CheckLine
from storebook.gui.layout import row, scrolling
from storebook.gui.pages.shop_printers import ShopPrinters
from storebook.gui.theme import TEXT_SIZES, Look
from storebook.gui.words import KeyCap, label, section_head

LOOKS = [(Look.SYSTEM, "As the computer"), (Look.LIGHT, "Light"), (Look.DARK, "Dark")]
WIDEST = 720


def wear_text_size(percent: int) -> None:
    """Write this large from now on, and remember it."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    local_settings.remember_text_size(percent)
    theme.wear(app, theme.look(), percent / 100)


class ShopComputer(QWidget):
    """Kept on this computer, not in the book: another one may look otherwise."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.printers = ShopPrinters(context)
        self.look = Segments("Look", LOOKS, theme.look())
        self.size_choice = Segments(
            "Text size", [(size, f"{size}%") for size in TEXT_SIZES], self._size()
        )
        self.look.chosen.connect(wear_look)
        self.size_choice.chosen.connect(wear_text_size)
        self.faces_shopper = CheckLine(
            "This screen faces the shopper",
            fact=f"The window opens with privacy on; {keys.shown('privacy')} turns it off and on.",
            on=local_settings.faces_shopper(),
        )
        self.faces_shopper.changed.connect(self._keep_facing)
        theme.notifier().changed.connect(self.refresh)
        self._lay_out()

    def _lay_out(self) -> None:
        holder = QWidget()
        holder.setMaximumWidth(WIDEST)
        inside = QVBoxLayout(holder)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(12)
        inside.addWidget(section_head("Look"))
        inside.addLayout(row(self.look, "stretch"))
        inside.addWidget(
            label("“As the computer” turns light and dark with its own setting.", role="second")
        )
        inside.addSpacing(14)
        inside.addWidget(section_head("Text size"))
        inside.addLayout(row(self.size_choice, "stretch"))
        keys_line = row(
            KeyCap("text_larger"),
            KeyCap("text_smaller"),
            label("change it anywhere", role="second"),
        )
        keys_line.addStretch()
        inside.addLayout(keys_line)
        inside.addSpacing(14)
        inside.addWidget(section_head("Privacy"))
        inside.addWidget(self.faces_shopper)
        inside.addSpacing(14)
        inside.addWidget(self.printers)
        inside.addSpacing(14)
        inside.addWidget(
            label("These stay on this computer. The shop’s own are in the book.", role="second")
        )
        inside.addStretch()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 4, 0, 8)
        whole.addWidget(scrolling(holder), 1)

    def _keep_facing(self) -> None:
        """Kept for the next time; whoever says so now wants it now."""
        faces = self.faces_shopper.is_on()
        local_settings.remember_faces_shopper(faces)
        privacy.turn(faces)

    def _size(self) -> int:
        return round(theme.now().factor * 100)

    def refresh(self) -> None:
        """Show what is on."""
        self.printers.refresh()
        self.look.set_value(theme.look())
        self.faces_shopper.set_on(local_settings.faces_shopper())
        if self._size() in TEXT_SIZES:
            self.size_choice.set_value(self._size())

    def save(self) -> None:
        """Everything here is kept at once."""

    def leave(self) -> None:
        """Nothing here is half typed."""

    def focus_first(self) -> None:
        """The first choice has the keys."""
        self.look.setFocus(Qt.FocusReason.TabFocusReason)
        self.look.focusNextPrevChild(True)
