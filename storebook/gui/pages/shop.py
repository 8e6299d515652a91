"""The shop's page: its details, its staff, its own fields, the history, the book, this computer."""

from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from storebook.book.log import LogKind
from storebook.gui import theme
from storebook.gui.context import Context
from storebook.gui.layout import row
from storebook.gui.places import Later
from storebook.gui.words import label

if TYPE_CHECKING:
    from storebook.gui.pages.shop_book import ShopBook
    from storebook.gui.pages.shop_computer import ShopComputer
    from storebook.gui.pages.shop_details import ShopDetails
    from storebook.gui.pages.shop_history import ShopHistory
    from storebook.gui.pages.shop_own_fields import ShopOwnFields
    from storebook.gui.pages.shop_press import ShopPress
    from storebook.gui.pages.shop_staff import ShopStaff

HISTORY = "History"
# Each is loaded and made when it is first opened: all of them take a quarter of a second.
TABS = {
    "The shop": Later("storebook.gui.pages.shop_details", "ShopDetails"),
    "Staff": Later("storebook.gui.pages.shop_staff", "ShopStaff"),
    "Own fields": Later("storebook.gui.pages.shop_own_fields", "ShopOwnFields"),
    "Cards and mail": Later("storebook.gui.pages.shop_press", "ShopPress"),
    HISTORY: Later("storebook.gui.pages.shop_history", "ShopHistory"),
    "The book": Later("storebook.gui.pages.shop_book", "ShopBook"),
    "This computer": Later("storebook.gui.pages.shop_computer", "ShopComputer"),
}


class Tab(Protocol):
    """What a tab of this page has."""

    def refresh(self) -> None:
        """Read again."""

    def save(self) -> None:
        """Ctrl Enter."""

    def leave(self) -> None:
        """What is half typed is kept now."""

    def focus_first(self) -> None:
        """Where the keys are when the tab opens."""


def _made_later(words: str) -> Any:
    """The tab of that name, as the page's own part."""
    return property(lambda page: page.tab(words))


class ShopPage(QWidget):
    """Ctrl 9. One tab at a time is read; the others when they are opened."""

    # The history shows every change, whatever it touched.
    shows = frozenset({
        "setting", "associate", "shopper", "household", "kin", "note", "tag", "own_field",
        "own_value", "phone", "email", "address", "occasion", "size", "preference", "wish",
        "wish_confidant", "consent", "purchase", "line", "piece", "payment", "member", "touch",
        "task", "run", "run_piece", "event", "template", "gift_day",
    })  # fmt: skip

    details: "ShopDetails" = _made_later("The shop")
    staff: "ShopStaff" = _made_later("Staff")
    own_fields: "ShopOwnFields" = _made_later("Own fields")
    press: "ShopPress" = _made_later("Cards and mail")
    history: "ShopHistory" = _made_later(HISTORY)
    book: "ShopBook" = _made_later("The book")
    computer: "ShopComputer" = _made_later("This computer")

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._made: dict[str, Any] = {}
        self._tabs = QTabBar()
        self._tabs.setAccessibleName("The shop")
        self._tabs.setDrawBase(False)
        self._tabs.setExpanding(False)
        theme.set_letters(self._tabs, "body")
        for words in TABS:
            self._tabs.addTab(words)
        self._stack = QStackedWidget()
        self._lay_out()
        self._show_tab()
        self._tabs.currentChanged.connect(self._open_tab)

    def _lay_out(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(32, 8, 32, 14)
        whole.setSpacing(6)
        whole.addLayout(row(label("Shop", "title"), "stretch"))
        whole.addWidget(self._tabs)
        whole.addSpacing(10)
        whole.addWidget(self._stack, 1)

    def tab(self, words: str) -> Any:
        """The tab of that name, made now if it never was."""
        if words not in self._made:
            self._made[words] = made = TABS[words](self._context)
            self._stack.addWidget(made)
        return self._made[words]

    def _open(self) -> str:
        """The name of the tab that is open."""
        return self._tabs.tabText(self._tabs.currentIndex())

    def _tab(self) -> Tab:
        tab: Tab = self.tab(self._open())
        return tab

    def _show_tab(self) -> None:
        self._stack.setCurrentWidget(self.tab(self._open()))

    def _open_tab(self) -> None:
        self._show_tab()
        self.refresh()
        self._tab().focus_first()

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
        self.open_tab(HISTORY)
        self.history.filters.show_kind(kind)

    def leave_it(self) -> bool:
        """What is half typed in any tab is kept now."""
        for tab in self._made.values():
            tab.leave()
        return True

    def save_it(self) -> bool:
        """Ctrl Enter saves what is typed here."""
        self._tab().save()
        return True

    def step_back(self) -> bool:
        """Esc clears the search of the history first."""
        return self._open() == HISTORY and self.history.clear_search()

    def find_in_list(self) -> bool:
        """Ctrl F searches the history."""
        self.open_tab(HISTORY)
        self.history.focus_search()
        return True

    def focus_first(self) -> None:
        """The first field or list of the tab."""
        self._tab().focus_first()
