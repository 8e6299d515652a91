"""Purchases: the tickets of the shop, the newest first, by period, found by a scrap, added up."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from storebook.base.text import is_blank
from storebook.book.book import Book
from storebook.gui import theme
from storebook.gui.bars import LoadingLine
from storebook.gui.buttons import Segments
from storebook.gui.context import Context
from storebook.gui.dialogs.print_slip import PrintSlip
from storebook.gui.dialogs.purchase_detail import PurchaseDetail
from storebook.gui.fields import SearchLine
from storebook.gui.layout import page_layout, row
from storebook.gui.pages.purchases_rows import TicketTable, columns, sentence
from storebook.gui.shown import count, plural, short_day
from storebook.gui.words import button, label, say_extent, show_amount
from storebook.sales.browsing import Asked, Browsed, Scrap, browse, browsed, scrap_of
from storebook.sales.purchases import EVER, PurchaseRow
from storebook.sales.spend import window_start
from storebook.staff.viewer import Viewer

PAGE = 200
MOST_AT_ONCE = 2_000
NEARLY_AT_END = 900  # pixels before the end of the list, when more is read
LANE = "purchases"


class Period(StrEnum):
    """How far back the list goes; each ends today."""

    TODAY = "today"
    WEEK = "7 days"
    MONTH = "1 month"
    YEAR = "12 months"
    EVER = "all"


PERIODS = [
    (Period.TODAY, "Today"),
    (Period.WEEK, "7 days"),
    (Period.MONTH, "1 month"),
    (Period.YEAR, "12 months"),
    (Period.EVER, "All"),
]
IN_PERIOD = {
    Period.TODAY: "today",
    Period.WEEK: "in the last 7 days",
    Period.MONTH: "in the last month",
    Period.YEAR: "in the last 12 months",
    Period.EVER: "in all",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What was found by words, away from the window."""

    asked: Asked
    scrap: Scrap
    rows: list[PurchaseRow]


class PurchasesPage(QWidget):
    """Ctrl 4. A page of 200 at a time; sums and words are looked for away from the window."""

    shows = frozenset({"purchase", "line", "payment", "piece", "shopper", "associate"})

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._rows: list[PurchaseRow] = []
        self._whole = False
        self._sums: Browsed | None = None
        self._scrap: Scrap | None = None
        self.search_line = SearchLine(
            "Find by shopper, piece or number", key="find", density="desk"
        )
        self.search_line.setMinimumWidth(theme.px(190))
        self.search_line.setMaximumWidth(theme.px(400))
        self.periods = Segments("How far back", PERIODS, Period.EVER)
        self.loading = LoadingLine()
        self.table = TicketTable(
            columns(context),
            "Purchases",
            density="desk",
            sentence=lambda one: sentence(one, context),
        )
        self.sum_words = label("", role="second")
        self.sum = label("", "strong")
        self.foot = label("", "small", role="second")
        self.kept = label("", "small", role="second")
        self._connect()
        self._lay_out()
        self.refresh()

    def _connect(self) -> None:
        self.search_line.typed.connect(lambda _: self._start())
        self.search_line.moved.connect(self.table.move_by)
        self.search_line.opened.connect(self.table.open_chosen)
        self.search_line.left.connect(self.focus_first)
        self.periods.chosen.connect(lambda _: self._start())
        self.table.opened.connect(self._open)
        self.table.verticalScrollBar().valueChanged.connect(self._on_scroll)

    def _lay_out(self) -> None:
        record = button("Record purchase", kind="primary", icon="receipt", key="record_purchase")
        record.clicked.connect(lambda: self._context.dialogs.record_purchase())
        page = page_layout(self, top=8)
        for fact in (self.sum_words, self.sum):
            fact.setContentsMargins(0, 0, 0, 5)
        title = row(label("Purchases", "title"), 16, self.sum_words, self.sum, "stretch", record)
        for fact in (self.sum_words, self.sum):
            title.setAlignment(fact, Qt.AlignmentFlag.AlignBottom)
        page.addLayout(title)
        tools = row(self.search_line, self.periods, "stretch", spacing=16)
        tools.setStretch(0, 10)
        tools.setStretch(2, 1)
        tools.setAlignment(self.search_line, Qt.AlignmentFlag.AlignVCenter)
        page.addLayout(tools)
        page.addWidget(self.loading)
        page.addWidget(self.table, 1)
        page.addLayout(row(self.foot, "stretch", self.kept))
        page.setSpacing(10)

    # -- reading

    def _asked(self) -> Asked:
        return Asked(within=within(self.periods.value(), self._today()), text=self._typed())

    def _today(self) -> date:
        return self._context.today()

    def _typed(self) -> str:
        return self.search_line.text()

    def refresh(self) -> None:
        """Read again as much as was shown; the chosen ticket stays chosen."""
        self.table.show_records(self._rows)  # what is looked for away from here comes later
        self._read(min(max(PAGE, len(self._rows)), MOST_AT_ONCE))

    def _start(self) -> None:
        self.search_line.set_key("Esc" if self._typed() else "find")
        self._sums, self._scrap = None, None
        self._read(PAGE)
        self.table.choose_first()

    def _read(self, limit: int) -> None:
        """The newest at once; what is found by words, and all sums, once they are there."""
        asked, viewer = self._asked(), self._context.viewer()
        if is_blank(asked.text):
            self._take(browse(self._context.book, viewer, asked, limit=limit), limit)
            self._add_up(asked, None)
            return
        self.loading.start("Looking through all purchases…")
        self._context.jobs.read(
            lambda book: find(book, viewer, asked, limit), self._on_found, owner=self, lane=LANE
        )

    def _on_found(self, found: Found) -> None:
        if found.asked == self._asked():
            self._scrap = found.scrap
            self._take(found.rows, PAGE)
            self._add_up(found.asked, found.scrap)

    def _add_up(self, asked: Asked, scrap: Scrap | None) -> None:
        viewer = self._context.viewer()
        self.loading.start("Adding up…")
        self._context.jobs.read(
            lambda book: (asked, browsed(book, viewer, asked, scrap=scrap)),
            self._on_sums,
            owner=self,
            lane=f"{LANE} sums",
        )

    def _on_sums(self, answer: tuple[Asked, Browsed]) -> None:
        if answer[0] == self._asked():
            self.loading.done()
            self._sums = answer[1]
            self._show_sums()

    def _take(self, rows: list[PurchaseRow], limit: int) -> None:
        self._rows = rows
        self._whole = len(rows) < limit
        self.table.set_empty(*self._nothing())
        self.table.show_records(self._rows)
        self._show_sums()

    def _on_scroll(self, value: int) -> None:
        """More comes as one scrolls; words are looked for in the worker, like before."""
        bar = self.table.verticalScrollBar()
        if self._whole or not self._rows or bar.maximum() - value > NEARLY_AT_END:
            return
        asked, viewer, last = self._asked(), self._context.viewer(), self._rows[-1]
        scrap = self._scrap
        self._whole = True  # until the next page is there
        self._context.jobs.read(
            lambda book: browse(book, viewer, asked, scrap=scrap, limit=PAGE, before=last),
            lambda more: self._add(asked, last, more),
            owner=self,
            lane=f"{LANE} more",
        )

    def _add(self, asked: Asked, last: PurchaseRow, more: list[PurchaseRow]) -> None:
        if asked != self._asked() or not self._rows or self._rows[-1] != last:
            return
        self._rows = [*self._rows, *more]
        self._whole = len(more) < PAGE
        self.table.show_records(self._rows)
        self._show_sums()

    # -- what is said

    def _nothing(self) -> tuple[str, str]:
        if not is_blank(self._typed()):
            return "No purchase fits", "Fewer letters, or a longer period, may help."
        if self.periods.value() is Period.EVER:
            return "No purchases yet", "Ctrl R records the first one."
        return self._nothing_since()

    def _nothing_since(self) -> tuple[str, str]:
        words = IN_PERIOD[self.periods.value()]
        book, viewer = self._context.book, self._context.viewer()
        newest = browse(book, viewer, Asked(), limit=1)
        if not newest:
            return "No purchases yet", "Ctrl R records the first one."
        day = short_day(newest[0].day, self._today(), self._context.shop().locale)
        return f"No purchases {words}", f"The last one was on {day}."

    def _show_sums(self) -> None:
        locale, sums = self._context.shop().locale, self._sums
        shown = count(len(self._rows), locale)
        extent = plural(len(self._rows), "purchase shown", "purchases shown", locale)
        if sums is not None and sums.purchases > len(self._rows):
            extent = f"{shown} of {count(sums.purchases, locale)} shown"
        say_extent(extent, self.foot, self.table, self.search_line)
        if sums is None:  # still being added up
            self.sum_words.setText("")
            self.sum.setText("")
            return
        self.sum_words.setText(plural(sums.purchases, "purchase", "purchases", locale))
        show_amount(self.sum, self._context.money(sums.total_cents))
        self.kept.setText(kept_words(sums.kept, locale))

    # -- what the user does

    def _open(self, one: PurchaseRow) -> None:
        self._context.dialogs.open(PurchaseDetail(self._context, one.id))

    def focus_first(self) -> None:
        """The list has the keys at once; Ctrl F goes to the search."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def find_in_list(self) -> bool:
        """The caret goes into the search."""
        self.search_line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search_line.selectAll()
        return True

    def print_it(self) -> bool:
        """Ctrl P: a slip of the purchase that is chosen."""
        chosen = self.table.chosen()
        if chosen is not None:
            self._context.dialogs.open(PrintSlip(self._context, chosen.id))
        return chosen is not None

    def step_back(self) -> bool:
        """Esc clears the search first."""
        if not self._typed():
            return False
        self.search_line.clear()
        return True


def within(period: Period, today: date) -> tuple[date, date]:
    """The first and the last day of it."""
    if period is Period.EVER:
        return EVER
    first = {
        Period.TODAY: today,
        Period.WEEK: today - timedelta(days=6),
        Period.MONTH: window_start(today, 1),
        Period.YEAR: window_start(today, 12),
    }
    return first[period], today


def find(book: Book, viewer: Viewer, asked: Asked, limit: int) -> Found:
    """In the worker: what the words may stand for, and the newest of what is found."""
    scrap = scrap_of(book, viewer, asked)
    rows = browse(book, viewer, asked, scrap=scrap, limit=limit)
    return Found(asked=asked, scrap=scrap, rows=rows)


def kept_words(kept: int, locale: str) -> str:
    """What lists leave out, without saying anything of it."""
    if not kept:
        return ""
    is_kept = "is" if kept == 1 else "are"
    many = plural(kept, "purchase", "purchases", locale)
    return f"{many} {is_kept} kept secret until {'its' if kept == 1 else 'their'} day"
