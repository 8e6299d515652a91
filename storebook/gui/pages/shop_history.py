"""Everything that was done in this book, newest first: changes can be taken back from here."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from storebook.base.text import is_blank
from storebook.book.book import Book
from storebook.book.history import take_back
from storebook.book.log import LogAsked, LogEntry, LogPage, Place, count_steps, read_log
from storebook.gui import privacy
from storebook.gui.context import Context
from storebook.gui.fields import SearchLine
from storebook.gui.layout import held, row, scrolling
from storebook.gui.pages.shop_history_filters import LogFilters
from storebook.gui.pages.shop_history_rows import LogRows
from storebook.gui.pages.shop_history_whole import LogWhole
from storebook.gui.reading import read
from storebook.gui.shown import count, plural
from storebook.gui.table import RecordTable
from storebook.gui.timers import after
from storebook.gui.words import label, say_extent

PAGE = 200
NEARLY_AT_END = 900  # pixels before the end of the list, when more is read
FIND_AFTER_MS = 150
NOTHING_YET = ("Nothing done yet", "Whatever is saved, printed or written out stands here.")
NOTHING_FITS = ("Nothing fits", "Fewer words or a longer time may help.")
HIDDEN = (privacy.TITLE, "The log names shoppers. Turn privacy off to read it.")


class ShopHistory(QWidget):
    """Reads a page at a time, and says how many are shown. Taking back is a change itself."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._rows: list[LogEntry] = []
        self._next: Place | None = None
        self.made = LogRows(context)
        self.search = SearchLine("Find in the history", key="find", density="desk")
        self.filters = LogFilters(context)
        self.whole = LogWhole(context)
        self.foot = label("", "small", role="second")
        self.table = RecordTable(
            self.made.columns(),
            "History",
            row_height=48,
            sentence=self.made.sentence,
            empty=NOTHING_YET,
        )
        self._find_soon = after(self, FIND_AFTER_MS, self._find)
        self._connect()
        self._lay_out()

    def _connect(self) -> None:
        self.search.typed.connect(lambda _: self._find_soon.start())
        self.search.moved.connect(self.table.move_by)
        self.search.left.connect(self.focus_first)
        self.filters.chosen.connect(self._start)
        self.table.acted.connect(lambda entry, _: self.take_back(entry))
        self.table.verticalScrollBar().valueChanged.connect(self._on_scroll)

    def _lay_out(self) -> None:
        """Scrolled where it is too low for all of them, so that no field is cut."""
        self.search.setMaximumWidth(420)
        whole = QVBoxLayout()
        whole.setSpacing(10)
        whole.addLayout(row(self.search, "stretch", self.foot))
        whole.addWidget(self.filters)
        whole.addWidget(self.table, 1)
        whole.addWidget(self.whole)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 4, 0, 0)
        around.addWidget(scrolling(held(whole)))

    # -- what is shown

    def refresh(self) -> None:
        """Read again as much as was shown; the chosen step stays chosen."""
        self.made.taken_back.forget()
        self.filters.show_people()
        hidden = self._context.is_private()
        for each in (self.search, self.filters):
            each.setEnabled(not hidden)
        self.whole.refresh()
        self._read(max(PAGE, len(self._rows)), before=None)

    def _find(self) -> None:
        if self.isVisible():  # or the window was closed meanwhile, and its book with it
            self._start()

    def _start(self) -> None:
        self._rows = []
        self._read(PAGE, before=None)
        self.table.scrollToTop()

    def _asked(self) -> LogAsked:
        typed = self.search.text()
        return self.filters.asked("" if is_blank(typed) else typed)

    def _read(self, limit: int, *, before: Place | None) -> None:
        if self._context.is_private():
            self._hide()
            return
        asked = self._asked()
        done = partial(self._take, asked=asked, before=before)
        if asked == LogAsked():
            done(read_log(self._context.book, asked, limit=limit, before=before))
            return

        def work(book: Book) -> LogPage:
            return read_log(book, asked, limit=limit, before=before)

        read(self._context, work, done, owner=self, lane="history")

    def _take(self, page: LogPage, *, asked: LogAsked, before: Place | None) -> None:
        if asked != self._asked() or self._context.is_private():
            return  # something else was asked for meanwhile
        self._rows = page.entries if before is None else [*self._rows, *page.entries]
        self._next = page.next
        self.search.set_key("Esc" if asked.text else "find")
        self.table.set_empty(*(NOTHING_YET if asked == LogAsked() else NOTHING_FITS))
        self.table.show_records(self._rows)
        self._say(asked)

    def _hide(self) -> None:
        self._rows, self._next = [], None
        self.table.set_empty(*HIDDEN)
        self.table.show_records([])
        say_extent("", self.foot, self.table, self.search)

    def _say(self, asked: LogAsked) -> None:
        locale = self._context.shop().locale
        shown = count(len(self._rows), locale)
        if asked != LogAsked():
            extent = f"{shown} found" if self._next is None else f"the first {shown} found"
        elif self._next is None:
            extent = plural(len(self._rows), "step", "steps", locale)
        else:
            extent = f"{shown} of {count(count_steps(self._context.book), locale)} shown"
        say_extent(extent, self.foot, self.table, self.search)

    def _on_scroll(self, value: int) -> None:
        bar = self.table.verticalScrollBar()
        if self._next is not None and self._rows and bar.maximum() - value < NEARLY_AT_END:
            before, self._next = self._next, None  # until the next page is there
            self._read(PAGE, before=before)

    # -- deeds

    def take_back(self, entry: LogEntry) -> None:
        """Take it back, or do it again; a refusal says which change stands in the way."""
        assert entry.change_id is not None
        taken = take_back(self._context.book, entry.change_id)
        self._context.say(f"{taken.what}.", taken_back=True)
        self.refresh()

    def save(self) -> None:
        """Everything here is saved at once."""

    def leave(self) -> None:
        """Nothing here is half typed."""

    def clear_search(self) -> bool:
        """Esc in the list; False where nothing was searched for."""
        if not self.search.text():
            return False
        self.search.clear()
        return True

    def focus_search(self) -> None:
        """The caret goes into the search."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def focus_first(self) -> None:
        """The list has the keys."""
        self.table.setFocus(Qt.FocusReason.TabFocusReason)
