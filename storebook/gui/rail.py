"""The rail at the left: the shop's name, the pages, and the menu at its foot."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QVBoxLayout, QWidget

from storebook.gui import theme
from storebook.gui.buttons import PageButton
from storebook.gui.places import PageEntry
from storebook.gui.words import ShopName, small_capitals, tip

WIDE = 196
NARROW = 64


class Rail(QFrame):
    """One stop for Tab; arrows move between the pages."""

    chosen = Signal(str)
    menu_wanted = Signal()

    def __init__(self, entries: Sequence[PageEntry]) -> None:
        super().__init__()
        self.setProperty("area", "rail")
        self.setAccessibleName("Pages")
        self._narrow = False
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self.pages: dict[str, PageButton] = {}
        self.name = ShopName("", "shopname")
        self.strapline = small_capitals("", role="brass")
        theme.set_letters(self.strapline, "strapline")
        self.menu_button = PageButton("Menu", "list", "Alt")
        self.menu_button.setCheckable(False)
        self.menu_button.clicked.connect(self.menu_wanted)
        self._head = QWidget()
        self._lay_out(entries)
        self.set_narrow(False)
        theme.notifier().changed.connect(self._measure)

    def _lay_out(self, entries: Sequence[PageEntry]) -> None:
        head = QVBoxLayout(self._head)
        head.setContentsMargins(22, 16, 12, 0)
        head.setSpacing(3)
        head.addWidget(self.name)
        head.addWidget(self.strapline)
        head.addStretch()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 1, 0)
        whole.setSpacing(0)
        whole.addWidget(self._head)
        for entry in entries:
            page = PageButton(entry.title, entry.icon, str(entry.number))
            page.clicked.connect(lambda _=False, key=entry.key: self.chosen.emit(key))
            self._group.addButton(page)
            self.pages[entry.key] = page
            whole.addWidget(page)
        whole.addStretch()
        foot = QFrame()
        foot.setProperty("area", "foot")
        below = QVBoxLayout(foot)
        below.setContentsMargins(0, 7, 0, 7)
        below.addWidget(self.menu_button)
        whole.addWidget(foot)

    def show_shop(self, name: str, strapline: str) -> None:
        """The name over the door, and what is written under it."""
        self.name.set_name(name)
        tip(self.name, name)
        self.strapline.setText(strapline.lower())
        self.strapline.setAccessibleName(strapline)

    def show_page(self, key: str) -> None:
        """Mark the page that is open; Tab comes to it."""
        if key not in self.pages:
            return
        self.pages[key].setChecked(True)
        for page in self.pages.values():
            click, every = Qt.FocusPolicy.ClickFocus, Qt.FocusPolicy.StrongFocus
            page.setFocusPolicy(every if page.isChecked() else click)

    def set_narrow(self, narrow: bool) -> None:
        """Signs alone, when the window is too narrow for the words."""
        self._narrow = narrow
        self._measure()

    def _measure(self) -> None:
        narrow = self._narrow
        self.setFixedWidth(NARROW if narrow else theme.px(WIDE))
        self._head.setFixedHeight(theme.px(92))
        self.name.setVisible(not narrow)
        self.strapline.setVisible(not narrow)
        for page in (*self.pages.values(), self.menu_button):
            page.set_narrow(narrow)
