"""Where everything is: the pages of the rail, the forms behind the keys, and the first window.

A page or form adds its one line here.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from storebook.gui.context import Context
from storebook.gui.dialog import Dialog
from storebook.gui.pages.counter import CounterPage

if TYPE_CHECKING:
    from storebook.gui.program import Program


@dataclass(frozen=True, slots=True, kw_only=True)
class PageEntry:
    """One entry of the rail. Its number is its Ctrl key and never moves."""

    key: str
    title: str
    icon: str
    number: int
    factory: Callable[[Context], QWidget]


PAGES: list[PageEntry] = [
    PageEntry(key="counter", title="Counter", icon="storefront", number=1, factory=CounterPage),
]

# By what calls them: `record_purchase`, `log_contact`, `new_shopper`, `edit_shopper`.
FORMS: dict[str, Callable[..., Dialog]] = {}

# What is shown when no book is open: the demo shop, my book, my list.
FIRST_WINDOW: "list[Callable[[Program], QWidget]]" = []
