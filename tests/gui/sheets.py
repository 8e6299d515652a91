"""Bare pages for tests of the window: they only count, and remember what they were asked for."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QTabBar, QVBoxLayout, QWidget

from storebook.gui.context import Context
from storebook.gui.fields import SearchLine
from storebook.gui.main_window import MainWindow
from storebook.gui.places import PageEntry
from storebook.gui.words import button


class Sheet(QWidget):
    """A page that only counts how often it was read, and remembers what it was asked for."""

    shows = frozenset({"shopper", "setting", "associate"})

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.read = 0
        self.deeds: list[str] = []
        self.search_line = SearchLine("Find a shopper")
        self.tab_bar = QTabBar()
        self.tab_bar.setAccessibleName("Parts")
        for name in ("Everything", "Purchases"):
            self.tab_bar.addTab(name)
        layout = QVBoxLayout(self)
        layout.addWidget(self.search_line)
        layout.addWidget(self.tab_bar)
        layout.addWidget(button("Do nothing"))

    def refresh(self) -> None:
        self.read += 1

    def focus_first(self) -> None:
        self.search_line.setFocus()

    def search(self, text: str) -> None:
        self.search_line.setText(text)

    def tabs(self) -> QTabBar:
        return self.tab_bar

    def print_it(self) -> bool:
        self.deeds.append("print")
        return True

    def edit_it(self) -> bool:
        self.deeds.append("edit")
        return True

    def find_in_list(self) -> bool:
        self.deeds.append("find")
        return True

    def save_it(self) -> None:
        self.deeds.append("save")


class ShoppersSheet(Sheet):
    """A page that opens one shopper."""

    shopper_id: int | None = None

    def show_shopper(self, shopper_id: int) -> None:
        self.shopper_id = shopper_id


def entry(key: str, number: int, factory: Callable[[Context], QWidget] = Sheet) -> PageEntry:
    return PageEntry(key=key, title=key.title(), icon="gift", number=number, factory=factory)


PAGES = [entry("counter", 1), entry("shoppers", 2, ShoppersSheet), entry("owner", 8)]


class Clock:
    """A day that a test can turn."""

    def __init__(self) -> None:
        self.day = date(2026, 11, 20)

    def today(self) -> date:
        return self.day


def sheet(window: MainWindow, key: str) -> Sheet:
    page = window.stack.page(key)
    assert isinstance(page, Sheet)
    return page
