"""Everyone in the book as one list: ordered by name, last visit or since when, found by typing."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from storebook.base.text import is_blank
from storebook.gui.buttons import Segments
from storebook.gui.cells import Cell, Column
from storebook.gui.context import Context
from storebook.gui.fields import SearchLine
from storebook.gui.layout import page_layout, row
from storebook.gui.pages.shoppers_rows import (
    ShownShopper,
    ShownTo,
    club_cell,
    sentence,
)
from storebook.gui.pages.shoppers_table import ShopperTable
from storebook.gui.shown import count, plural, short_day
from storebook.gui.words import button, label, link, say_extent
from storebook.people.listing import (
    PAGE,
    Group,
    Listed,
    Order,
    count_shoppers,
    list_shoppers,
    listed_facts,
)
from storebook.people.photos import first_of_shoppers
from storebook.people.search import find_shoppers, rows_for

MOST_AT_ONCE = 2_000
NEARLY_AT_END = 900  # pixels before the end of the list, when more is read

GROUPS = [
    (Group.EVERYONE, "Everyone"),
    (Group.CUSTOMERS, "Customers"),
    (Group.PROSPECTS, "Prospects"),
    (Group.GONE, "No longer here"),
]
NOBODY = {
    Group.EVERYONE: ("Nobody is in this book yet", "Ctrl N writes down the first shopper."),
    Group.CUSTOMERS: ("No customers yet", "Who buys something is a customer from then on."),
    Group.PROSPECTS: ("No prospects", "Family and others who have not bought stand here."),
    Group.GONE: ("Nobody has left", "Who died, moved away or was archived stands here."),
}


class ShoppersList(QWidget):
    """Reads a page of 200 at a time: more comes as one scrolls, and how many is always said."""

    opened = Signal(int)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._order, self._descending = Order.NAME, False
        self._listed: list[Listed] = []
        self._shown: list[ShownShopper] = []
        self._whole = False
        self.search_line = SearchLine("Find in this list", key="find")
        self.search_line.setMaximumWidth(420)
        self.groups = Segments("Who is shown", GROUPS)
        self.table = ShopperTable(
            columns(context),
            "Shoppers",
            spare=("City", "Since", "Club", "Next occasion"),
            open_key=False,
            indent=61,
            sentence=lambda one: sentence(one, context),
        )
        self.fact = label("", role="second")
        self.foot = label("", "small", role="second")
        self._connect()
        self._lay_out()

    def _connect(self) -> None:
        self.search_line.typed.connect(lambda _: self._start())
        self.search_line.moved.connect(self.table.move_by)
        self.search_line.opened.connect(self.table.open_chosen)
        self.search_line.left.connect(self.focus_first)
        self.groups.chosen.connect(lambda _: self._start())
        self.table.opened.connect(lambda one: self.opened.emit(one.id))
        self.table.heading_clicked.connect(self._order_by)
        self.table.verticalScrollBar().valueChanged.connect(self._on_scroll)

    def _lay_out(self) -> None:
        new = button("New shopper", icon="user-plus", key="new_shopper")
        new.clicked.connect(lambda: self._context.dialogs.new_shopper())
        page = page_layout(self, top=8)
        twice = link("Who is here twice?")
        twice.clicked.connect(self._look_for_twins)
        self.fact.setContentsMargins(0, 0, 0, 5)
        title = row(label("Shoppers", "title"), 4, self.fact, "stretch", twice, new)
        title.setAlignment(self.fact, Qt.AlignmentFlag.AlignBottom)
        page.addLayout(title)
        tools = row(self.search_line, "stretch", self.groups, spacing=16)
        tools.setStretch(0, 1)
        page.addLayout(tools)
        page.addWidget(self.table, 1)
        page.addWidget(self.foot)
        page.setSpacing(12)

    def _look_for_twins(self) -> None:
        from storebook.gui.dialogs.merge import MergeShoppers

        self._context.dialogs.open(MergeShoppers(self._context))

    # -- what is shown

    def refresh(self) -> None:
        """Read again as much as was shown; the chosen shopper stays chosen."""
        wanted = min(max(PAGE, len(self._listed)), MOST_AT_ONCE)
        self._read(wanted)

    def _start(self) -> None:
        self._listed = []
        self._read(PAGE)
        self.table.choose_first()

    def _read(self, wanted: int) -> None:
        typed = self.search_line.text()
        self._listed, self._shown = [], []
        if is_blank(typed):
            self._add_page(wanted)
        else:
            self.groups.set_value(Group.EVERYONE)
            self._find(typed)
        self._show()

    def _find(self, typed: str) -> None:
        today = self._context.today()
        hits = find_shoppers(self._context.book, typed, today=today, limit=PAGE)
        self._shown = self._rows([hit.shopper_id for hit in hits], typed)
        self._whole = True

    def _add_page(self, wanted: int) -> None:
        more = list_shoppers(
            self._context.book,
            self.groups.value(),
            self._order,
            descending=self._descending,
            after=self._listed[-1] if self._listed else None,
            limit=wanted,
        )
        self._listed += more
        self._shown += self._rows([one.id for one in more])
        self._whole = len(more) < wanted

    def _rows(self, ids: list[int], typed: str = "") -> list[ShownShopper]:
        book = self._context.book
        leap_day = self._context.shop().leap_day_rule
        facts = listed_facts(book, ids)
        faces = first_of_shoppers(book, ids)
        return [
            ShownShopper(
                id=each.id,
                row=each,
                typed=typed,
                since=facts[each.id].since,
                moved_away_on=facts[each.id].moved_away_on,
                city=facts[each.id].city or "",
                picture_id=faces.get(each.id),
            )
            for each in rows_for(book, ids, today=self._context.today(), leap_day=leap_day)
        ]

    def _show(self) -> None:
        searching = not is_blank(self.search_line.text())
        group = self.groups.value()
        heading, words = NOBODY[group]
        if searching:
            heading, words = (
                "Nobody fits",
                "Fewer letters, or the last digits of a phone, may help.",
            )
        self.table.set_empty(heading, words)
        self.table.show_records(self._shown)
        # What is found stands by how well it fits, whatever the order of the list.
        self.table.set_sorted("" if searching else self._order, descending=self._descending)
        everyone = count_shoppers(self._context.book)
        locale = self._context.shop().locale
        self.fact.setText(plural(everyone, "shopper", "shoppers", locale))
        self.search_line.set_key("Esc" if searching else "find")
        total = len(self._shown) if searching else count_shoppers(self._context.book, group)
        extent = f"{count(len(self._shown), locale)} of {count(total, locale)} shown"
        if self._whole:
            extent = plural(len(self._shown), "shopper shown", "shoppers shown", locale)
        say_extent(extent, self.foot, self.table, self.search_line)

    def _on_scroll(self, value: int) -> None:
        bar = self.table.verticalScrollBar()
        if self._whole or not self._listed or bar.maximum() - value > NEARLY_AT_END:
            return
        self._add_page(PAGE)
        self._show()

    def _order_by(self, key: str) -> None:
        order = Order(key)
        if order is self._order:
            self._descending = not self._descending
        else:
            self._order, self._descending = order, order is not Order.NAME
        self.search_line.blockSignals(True)
        self.search_line.clear()
        self.search_line.blockSignals(False)
        self._start()

    # -- keys

    def focus_first(self) -> None:
        """The list has the keys at once; Ctrl F goes to the search."""
        self.table.setFocus()

    def clear_search(self) -> bool:
        """Esc in the list; False where nothing was searched for."""
        if not self.search_line.text():
            return False
        self.search_line.clear()
        return True

    def start_search(self) -> None:
        """The caret goes into the search."""
        self.search_line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search_line.selectAll()


def columns(context: Context) -> list[Column[ShownShopper]]:
    """The columns of the list of all shoppers."""
    shown_to = ShownTo(context)

    def since(one: ShownShopper) -> Cell:
        locale = context.shop().locale
        return Cell(text=short_day(one.since, context.today(), locale) if one.since else "")

    return [
        Column("Shopper", lambda one: shown_to.name(one, "listname"), key=Order.NAME),
        Column("City", lambda one: replace(shown_to.words(one.city), color="ink2"), 130),
        Column("Phone", shown_to.phone, 96),
        Column("Club", lambda one: club_cell(one.row), 112),
        Column("Next occasion", shown_to.coming, 150),
        Column("Since", since, 110, key=Order.SINCE),
        Column("Last visit", shown_to.visit, 120, key=Order.LAST_VISIT),
    ]
