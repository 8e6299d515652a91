"""Shoppers: the list of everyone, and the page of the one who is open."""

from collections.abc import Callable

from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from storebook.gui.context import Context
from storebook.gui.pages.counter_opened import opened_today
from storebook.gui.pages.shopper import ShopperPage
from storebook.gui.pages.shopper_rare import deeds_by_key
from storebook.gui.pages.shoppers_list import ShoppersList
from storebook.gui.viewing import looked_at
from storebook.people.merged import file_of


class ShoppersPage(QWidget):
    """Ctrl 2. The rail leads to the list; a name anywhere leads to that shopper's page."""

    shows = frozenset({
        "shopper", "phone", "email", "address", "occasion", "kin", "household", "member",
        "purchase", "line", "piece", "task", "touch", "note", "size", "preference", "wish",
        "wish_confidant", "consent", "tag", "own_value", "run_piece", "setting", "photo",
    })  # fmt: skip

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._stack = QStackedWidget()
        self.list = ShoppersList(context)
        self.one = ShopperPage(context)
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.one)
        self._stale = True
        self.list.opened.connect(context.open_shopper)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)

    @property
    def shopper_id(self) -> int | None:
        """Who is open, whom Ctrl R, Ctrl T and Ctrl E are about."""
        return self.one.shopper_id if self._shows_one() else None

    def _shows_one(self) -> bool:
        return self._stack.currentWidget() is self.one

    def show_shopper(self, shopper_id: int | None) -> None:
        """Open this shopper's page; None is the list."""
        if shopper_id is not None:
            shopper_id = file_of(self._context.book, shopper_id)  # merged into another meanwhile
        if shopper_id is None or not self.one.open(shopper_id):
            self._stack.setCurrentWidget(self.list)
            if self._stale:
                self.refresh()
            self.list.focus_first()
            return
        self._stack.setCurrentWidget(self.one)
        opened_today(self._context).opened(shopper_id, self._context.today())
        looked_at(self._context, shopper_id)
        self.one.focus_first()

    def refresh(self) -> None:
        """Read again what is seen; the list waits until it is opened."""
        if not self._shows_one():
            self._stale = False
            self.list.refresh()
            return
        self._stale = True
        before = self.shopper_id
        if not self.one.refresh():
            gone = before is None or file_of(self._context.book, before) == before
            self.show_shopper(None if gone else before)

    def focus_first(self) -> None:
        """The list has the keys, or the shopper's first deed."""
        (self.one if self._shows_one() else self.list).focus_first()

    def tabs(self) -> QTabBar | None:
        """The tabs of the open shopper."""
        return self.one.tabs() if self._shows_one() else None

    def leave_it(self) -> None:
        """Another page is opened: what was typed here waits."""
        self.one.leave()
        opened_today(self._context).keep_now()

    def find_in_list(self) -> bool:
        """Ctrl F searches the list; the page of one has none."""
        if not self._shows_one():
            self.list.start_search()
        return not self._shows_one()

    def step_back(self) -> bool:
        """Esc clears the search of the list first."""
        return not self._shows_one() and self.list.clear_search()

    def edit_it(self) -> bool:
        """F2 corrects who is open, or who is chosen in the list."""
        chosen = self.list.table.chosen()
        shopper_id = self.shopper_id if self._shows_one() else chosen and chosen.id
        if shopper_id is not None:
            self._context.dialogs.edit_shopper(shopper_id)
        return shopper_id is not None

    def photos_it(self) -> bool:
        """Ctrl I opens the photos of the open shopper."""
        if self._shows_one():
            self.one.open_photos()
        return self._shows_one()

    def rare_deeds(self) -> dict[str, Callable[[], None]]:
        """What is under More on the page of who is open, by the names of the key map."""
        if not self._shows_one() or self.shopper_id is None:
            return {}
        return deeds_by_key(self._context, self.one.all_more())

    def print_it(self) -> bool:
        """Ctrl P prints what there is of the open shopper."""
        return self._shows_one() and self.one.print_it()
