"""Everything that was changed in this book, newest first; any of it can be taken back."""

from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from storebook.base.text import is_blank
from storebook.book.book import Book
from storebook.book.history import ChangeRow, changes, take_back
from storebook.book.history_search import find_changes
from storebook.gui.cells import Cell, Column
from storebook.gui.context import Context
from storebook.gui.fields import SearchLine
from storebook.gui.layout import row
from storebook.gui.reading import read
from storebook.gui.shown import count, plural, short_day, time_of_day
from storebook.gui.table import RecordTable
from storebook.gui.words import label, say_extent

PAGE = 200
NEARLY_AT_END = 900  # pixels before the end of the list, when more is read
FIND_AFTER_MS = 150


class ShopHistory(QWidget):
    """Reads a page at a time, and says how many are shown. Taking back is a change itself."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._rows: list[ChangeRow] = []
        self._whole = False
        self.search = SearchLine("Find in the history", key="find", density="desk")
        self.foot = label("", "small", role="second")
        self.table = RecordTable(
            self._columns(),
            "History",
            row_height=43,
            sentence=self._sentence,
            empty=("No change yet", "Whatever is saved from now on stands here."),
        )
        self._find_soon = QTimer(self)
        self._find_soon.setSingleShot(True)
        self._find_soon.setInterval(FIND_AFTER_MS)
        self._connect()
        self._lay_out()

    def _connect(self) -> None:
        self.search.typed.connect(lambda _: self._find_soon.start())
        self.search.moved.connect(self.table.move_by)
        self._find_soon.timeout.connect(self._find)
        self.table.acted.connect(lambda change, _: self.take_back(change))
        self.table.verticalScrollBar().valueChanged.connect(self._on_scroll)

    def _lay_out(self) -> None:
        self.search.setMaximumWidth(420)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 4, 0, 0)
        whole.setSpacing(10)
        whole.addLayout(row(self.search, "stretch", self.foot))
        whole.addWidget(self.table, 1)

    def _columns(self) -> list[Column[ChangeRow]]:
        return [
            Column("When", self._when, 168),
            Column("What", self._what),
            Column("Who", lambda change: Cell(text=change.associate, color="ink2"), 150),
            Column("State", self._state, 110),
            Column("", self._offer, 128, key="take back"),
        ]

    def _when(self, change: ChangeRow) -> Cell:
        locale, here = self._context.shop().locale, change.at.astimezone()
        day = short_day(here.date(), self._context.today(), locale)
        return Cell(text=f"{day}, {time_of_day(change.at, locale)}")

    def _what(self, change: ChangeRow) -> Cell:
        return Cell(text=change.what, color="ink" if change.in_effect else "ink3")

    def _state(self, change: ChangeRow) -> Cell:
        if not change.in_effect:
            return Cell(text="taken back", color="ink2")
        return Cell(text="undo" if change.takes_back_id is not None else "", color="ink2")

    def _offer(self, change: ChangeRow) -> Cell:
        words = "Do it again" if change.takes_back_id is not None else "Take back"
        return Cell(text=words if change.in_effect else "", button=True)

    def _sentence(self, change: ChangeRow) -> str:
        state = self._state(change).text
        parts = (change.what, change.associate, self._when(change).text, state)
        return ", ".join(part for part in parts if part)

    # -- what is shown

    def refresh(self) -> None:
        """Read again as much as was shown; the chosen change stays chosen."""
        self._read(max(PAGE, len(self._rows)), before=None)

    def _find(self) -> None:
        if self.isVisible():  # or the window was closed meanwhile, and its book with it
            self._start()

    def _start(self) -> None:
        self._rows = []
        self._read(PAGE, before=None)
        self.table.scrollToTop()

    def _read(self, limit: int, *, before: int | None) -> None:
        typed = self.search.text()
        if is_blank(typed):
            self._take(changes(self._context.book, limit=limit, before_id=before), limit, before)
            return

        def work(book: Book) -> list[ChangeRow]:
            return find_changes(book, typed, limit=limit, before_id=before)

        done = partial(self._take, limit=limit, before=before)
        read(self._context, work, done, owner=self, lane="history")

    def _take(self, more: list[ChangeRow], limit: int, before: int | None) -> None:
        self._rows = more if before is None else [*self._rows, *more]
        self._whole = len(more) < limit
        searching = not is_blank(self.search.text())
        self.search.set_key("Esc" if searching else "find")
        if searching:
            self.table.set_empty("Nothing fits", "Fewer words may help.")
        self.table.show_records(self._rows)
        self._say(searching=searching)

    def _say(self, *, searching: bool) -> None:
        locale = self._context.shop().locale
        shown = count(len(self._rows), locale)
        if searching:
            extent = f"{shown} found" if self._whole else f"the first {shown} found"
        elif self._whole:
            extent = plural(len(self._rows), "change", "changes", locale)
        else:
            extent = f"{shown} of {count(self._context.book.changed_count, locale)} shown"
        say_extent(extent, self.foot, self.table, self.search)

    def _on_scroll(self, value: int) -> None:
        bar = self.table.verticalScrollBar()
        if not self._whole and self._rows and bar.maximum() - value < NEARLY_AT_END:
            self._whole = True  # until the next page is there
            self._read(PAGE, before=self._rows[-1].id)

    # -- deeds

    def take_back(self, change: ChangeRow) -> None:
        """Take it back, or do it again; a refusal says which change stands in the way."""
        taken = take_back(self._context.book, change.id)
        self._context.say(f"{taken.what}.", taken_back=True)
        self.refresh()

    def save(self) -> None:
        """Everything here is saved at once."""

    def focus_search(self) -> None:
        """The caret goes into the search."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def focus_first(self) -> None:
        """The list has the keys."""
        self.table.setFocus(Qt.FocusReason.TabFocusReason)
