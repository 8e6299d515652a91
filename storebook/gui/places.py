"""Where everything is: the pages of the rail, the forms behind the keys, and the first window.

A page or form adds its one line here.
"""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from PySide6.QtWidgets import QWidget

from storebook.gui.context import Context


@dataclass(frozen=True, slots=True)
class Later:
    """A page or form by its place, loaded when it is first opened.

    Each brings its whole part of the shop along, printing and exchange among them, and the window
    must be there in a blink.
    """

    module: str
    name: str

    def load(self) -> Callable[..., Any]:
        """The class itself."""
        found: Callable[..., Any] = getattr(import_module(self.module), self.name)
        return found

    def __call__(self, *given: Any, **about: Any) -> Any:
        """Make one."""
        return self.load()(*given, **about)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageEntry:
    """One entry of the rail. Its number is its Ctrl key and never moves."""

    key: str
    title: str
    icon: str
    number: int
    factory: Callable[[Context], QWidget]


PAGES: list[PageEntry] = [
    PageEntry(
        key="counter",
        title="Counter",
        icon="storefront",
        number=1,
        factory=Later("storebook.gui.pages.counter", "CounterPage"),
    ),
    PageEntry(
        key="shoppers",
        title="Shoppers",
        icon="users",
        number=2,
        factory=Later("storebook.gui.pages.shoppers", "ShoppersPage"),
    ),
    PageEntry(
        key="occasions",
        title="Occasions",
        icon="gift",
        number=3,
        factory=Later("storebook.gui.pages.occasions", "OccasionsPage"),
    ),
    PageEntry(
        key="purchases",
        title="Purchases",
        icon="receipt",
        number=4,
        factory=Later("storebook.gui.pages.purchases", "PurchasesPage"),
    ),
    PageEntry(
        key="club",
        title="Club",
        icon="identification-card",
        number=5,
        factory=Later("storebook.gui.pages.club", "ClubPage"),
    ),
    PageEntry(
        key="owner",
        title="Owner",
        icon="chart-line-up",
        number=8,
        factory=Later("storebook.gui.pages.owner", "OwnerPage"),
    ),
    PageEntry(
        key="shop",
        title="Shop",
        icon="gear-six",
        number=9,
        factory=Later("storebook.gui.pages.shop", "ShopPage"),
    ),
]

# By what calls them: `record_purchase`, `log_contact`, `new_shopper`, `edit_shopper`.
FORMS: dict[str, Callable[..., Any]] = {
    "new_shopper": Later("storebook.gui.dialogs.new_shopper", "NewShopper"),
    "edit_shopper": Later("storebook.gui.dialogs.new_shopper", "EditShopper"),
    "log_contact": Later("storebook.gui.dialogs.log_contact", "LogContact"),
    "record_purchase": Later("storebook.gui.dialogs.record_purchase", "RecordPurchase"),
}

# What is shown when no book is open (the demo shop, my book, my list); made as `Window(program)`.
FIRST_WINDOW: list[Callable[..., QWidget]] = [
    Later("storebook.gui.pages.welcome", "Welcome"),
]

# The other screens that are shown while no book is open.
SCREENS: dict[str, Callable[..., Any]] = {
    "unlock": Later("storebook.gui.pages.unlock", "Unlock"),
    "rescue": Later("storebook.gui.pages.rescue", "RescueWindow"),
    "at_work": Later("storebook.gui.pages.at_work", "AtWork"),
}
