"""The shop's page: its details, its staff, its own fields, the history, the book, this computer."""

from typing import Protocol

from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from storebook.book.log import LogKind
from storebook.gui import theme
from storebook.gui.context import Context
from storebook.gui.layout import row
from storebook.gui.pages.shop_book import ShopBook
from storebook.gui.pages.shop_computer import ShopComputer
from storebook.gui.pages.shop_details import ShopDetails
from storebook.gui.pages.shop_history import ShopHistory
from storebook.gui.pages.shop_own_fields import ShopOwnFields
from storebook.gui.pages.shop_press import ShopPress
from storebook.gui.pages.shop_staff import ShopStaff
from storebook.gui.words import label


class Tab(Protocol):
    """What a tab of this page has."""

    def refresh(self) -> None:
        """Read again."""

    def save(self) -> None:
        """Ctrl Enter."""

    def focus_first(self) -> None:
        """Where the keys are when the tab opens."""


class ShopPage(QWidget):
    """Ctrl 9. One tab at a time is read; the others when they are opened."""

    # The history shows every change, whatever it touched.
    shows = frozenset({
        "setting", "associate", "shopper", "household", "kin", "note", "tag", "own_field",
        "own_value", "phone", "email", "address", "occasion", "size", "preference", "wish",
        "wish_confidant", "consent", "purchase", "line", "piece", "payment", "member", "touch",
        "task", "run", "run_piece", "event", "template", "gift_day",
    })  # fmt: skip

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.details = ShopDetails(context)
        self.staff = ShopStaff(context)
        self.own_fields = ShopOwnFields(context)
        self.press = ShopPress(context)
        self.history = ShopHistory(context)
        self.book = ShopBook(context)
        self.computer = ShopComputer(context)
        self._tabs = QTabBar()
        self._tabs.setAccessibleName("The shop")
        self._tabs.setDrawBase(False)
        self._tabs.setExpanding(False)
        theme.set_letters(self._tabs, "body")
        self._stack = QStackedWidget()
        for words, tab in (
            ("The shop", self.details),
            ("Staff", self.staff),
            ("Own fields", self.own_fields),
            ("Cards and mail", self.press),
            ("History", self.history),
            ("The book", self.book),
            ("This computer", self.computer),
        ):
            self._tabs.addTab(words)
            self._stack.addWidget(tab)
        self._lay_out()
        self._tabs.currentChanged.connect(self._open_tab)

    def _lay_out(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(32, 8, 32, 14)
        whole.setSpacing(6)
        whole.addLayout(row(label("Shop", "title"), "stretch"))
        whole.addWidget(self._tabs)
        whole.addSpacing(10)
        whole.addWidget(self._stack, 1)

    def _open_tab(self, index: int) -> None:
        self._stack.setCurrentIndex(index)
        self.refresh()
        self._tab().focus_first()

    def _tab(self) -> Tab:
        tab = self._stack.currentWidget()
        assert isinstance(
            tab,
            ShopDetails
            | ShopStaff
            | ShopOwnFields
            | ShopPress
            | ShopHistory
            | ShopBook
            | ShopComputer,
        )
        return tab

    def refresh(self) -> None:
        """Read the tab that is open again."""
        self._tab().refresh()

    def tabs(self) -> QTabBar:
        """For Ctrl Tab."""
        return self._tabs

    def open_tab(self, words: str) -> None:
        """Bring the tab of that name to the front."""
        for index in range(self._tabs.count()):
            if self._tabs.tabText(index) == words:
                self._tabs.setCurrentIndex(index)

    def show_history(self, kind: LogKind | None) -> None:
        """The history, narrowed to what is of this kind."""
        self.open_tab("History")
        self.history.filters.show_kind(kind)

    def leave_it(self) -> bool:
        """What is half typed in any tab is kept now."""
        self.details.keeper.keep()
        self.staff.leave()
        self.own_fields.leave()
        self.press.leave()
        return True

    def save_it(self) -> bool:
        """Ctrl Enter saves what is typed here."""
        self._tab().save()
        return True

    def step_back(self) -> bool:
        """Esc clears the search of the history first."""
        return self._tab() is self.history and self.history.clear_search()

    def find_in_list(self) -> bool:
        """Ctrl F searches the history."""
        self.open_tab("History")
        self.history.focus_search()
        return True

    def focus_first(self) -> None:
        """The first field or list of the tab."""
        self._tab().focus_first()
