"""The pages themselves: built when first opened, refreshed when what they show has changed."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QStackedWidget, QWidget

from storebook.gui.context import Context
from storebook.gui.places import PageEntry

EVERYTHING = frozenset({"*"})


class PageStack(QStackedWidget):
    """A page that cannot be seen waits: it is read again when it is next opened."""

    def __init__(self, entries: Sequence[PageEntry]) -> None:
        super().__init__()
        self.context: Context | None = None
        self._entries = {entry.key: entry for entry in entries}
        self._built: dict[str, QWidget] = {}
        self._stale: set[str] = set()
        self._day: date | None = None
        self.key = ""

    def page(self, key: str) -> QWidget:
        """The page of that key, built now if it never was."""
        assert self.context is not None
        if key not in self._built:
            page = self._entries[key].factory(self.context)
            self._built[key] = page
            self.addWidget(page)
        return self._built[key]

    def has(self, key: str) -> bool:
        """Whether there is such a page."""
        return key in self._entries

    def open(self, key: str) -> QWidget:
        """Bring the page to the front, as the book is now."""
        page = self.page(key)
        self.key = key
        if key in self._stale:
            self._refresh(key)
        self.setCurrentWidget(page)
        return page

    def current(self) -> QWidget | None:
        """The page that is open."""
        return self._built.get(self.key)

    def forget(self) -> None:
        """Somebody else's pages from here on: what was open in these is gone."""
        for page in self._built.values():
            self.removeWidget(page)
            page.deleteLater()
        self._built.clear()
        self._stale.clear()
        self.key = ""

    def touched(self, tables: frozenset[str]) -> None:
        """These tables were written: the page that is open is read again, others when opened."""
        for key, page in self._built.items():
            shows: frozenset[str] = getattr(page, "shows", frozenset())
            if tables & shows or tables == EVERYTHING:
                self._stale.add(key)
        if self.key in self._stale:
            self._refresh(self.key)

    def _refresh(self, key: str) -> None:
        self._stale.discard(key)
        refresh = getattr(self._built[key], "refresh", None)
        if refresh is not None:
            refresh()

    def day_is(self, today: date) -> None:
        """A page lives past midnight: on a new day everything is read again."""
        if self._day is not None and today != self._day:
            self.touched(EVERYTHING)
        self._day = today
