"""The counter: anyone found by any scrap, the three great deeds, and what today brings."""

from PySide6.QtCore import QElapsedTimer, Qt
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from storebook.base.checks import is_misread
from storebook.base.text import is_blank
from storebook.base.text import one_line as on_one_line
from storebook.gui import theme
from storebook.gui.context import Context
from storebook.gui.fields import SearchLine
from storebook.gui.layout import row, scrolling, stack
from storebook.gui.pages.counter_actions import QuickAction
from storebook.gui.pages.counter_opened import OpenedChips, opened_today
from storebook.gui.pages.counter_today import Today
from storebook.gui.pages.shoppers_rows import ShownShopper, search_columns, sentence
from storebook.gui.pages.shoppers_table import ShopperTable
from storebook.gui.shown import count, plural
from storebook.gui.words import UprightRule, button, empty_state, link, one_line
from storebook.people.listing import count_shoppers
from storebook.people.photos import first_of_shoppers
from storebook.people.search import Hit, Match, find_shoppers, rows_for

MOST_FOUND = 20
KEPT_MS = 120_000
TODAY_WIDTH = 356
NARROW_BELOW = 900
LONGEST_OFFER = 40

# How somebody was found is said where the name does not show it.
SAID = frozenset({Match.CARD, Match.SLIP, Match.EMAIL, Match.SERIAL, Match.FAMILY, Match.TYPO})
NOBODY = "Nobody fits. Enter writes down a new shopper."
NOBODY_MISREAD = "Nobody fits. If it is a card number, one digit of it is wrong."
HINT = "Accents and capitals do not matter. Digits find phones, cards and pieces."


class CounterPage(QWidget):
    """Where a clerk stands: the caret is in the search, and Enter always has a meaning."""

    shows = frozenset({
        "shopper", "phone", "email", "occasion", "kin", "household", "member", "purchase",
        "piece", "task", "setting", "photo",
    })  # fmt: skip

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._away = QElapsedTimer()
        self._all = 0
        self.search_line = SearchLine(
            "Find a shopper, phone, card or piece", key="search", density="counter"
        )
        self.results = ShopperTable(
            search_columns(context),
            "Shoppers found",
            spare=("Club", "Last visit", "Phone"),
            density="counter",
            open_key=True,
            indent=73,
            sentence=self._sentence,
        )
        self.offer = link("Add a new shopper", icon="user-plus")
        self._hint = one_line(HINT, "small", role="second")
        self._hint.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._rule = UprightRule()
        self._actions = self._quick_actions()
        self.chips = OpenedChips()
        self.today = Today(context)
        self.first_steps = self._first_steps()
        self._connect()
        self._lay_out()
        self.refresh()

    @property
    def shopper_id(self) -> int | None:
        """The chosen shopper, whom Ctrl R and Ctrl T are about."""
        chosen = self.results.chosen() if self.results.isVisible() else None
        return chosen.id if chosen is not None else None

    # -- making

    def _quick_actions(self) -> QBoxLayout:
        self.new_button = QuickAction("New shopper", icon="user-plus", key="new_shopper")
        self.sell_button = QuickAction("Record purchase", icon="receipt", key="record_purchase")
        self.enroll_button = QuickAction("Enroll in club", icon="identification-card", key="enroll")
        return row(self.new_button, self.sell_button, self.enroll_button, spacing=14)

    def _first_steps(self) -> QWidget:
        first = button("Write down the first shopper", kind="primary", key="new_shopper")
        first.clicked.connect(lambda: self._context.dialogs.new_shopper())
        steps = empty_state(
            "Nobody is in this book yet",
            "Write down the shopper who is standing before you, or bring a list along: "
            "it is read on the Shop page, and looked at before anything is saved.",
            first,
        )
        steps.setMinimumHeight(theme.px(220))
        return steps

    def _connect(self) -> None:
        self.search_line.typed.connect(self._find)
        self.search_line.moved.connect(self.results.move_by)
        self.search_line.opened.connect(self._enter)
        self.results.opened.connect(lambda shown: self._context.open_shopper(shown.id))
        self.offer.clicked.connect(self._offer_new)
        self.new_button.clicked.connect(lambda: self._context.dialogs.new_shopper())
        self.sell_button.clicked.connect(
            lambda: self._context.dialogs.record_purchase(self.shopper_id)
        )
        self.enroll_button.clicked.connect(lambda: self._context.dialogs.enroll(self.shopper_id))
        self.chips.opened.connect(self._context.open_shopper)
        opened_today(self._context).changed.connect(self._show_opened)
        theme.notifier().changed.connect(self._measure)

    def _lay_out(self) -> None:
        """From the outside in: Qt dresses everything anew that is in what is put into another."""
        body, whole = QWidget(), QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolling(body))
        self._columns = QHBoxLayout(body)
        self._columns.setContentsMargins(0, 0, 0, 0)
        self._columns.setSpacing(0)
        self._columns.addLayout(self._left(), 1)
        self._columns.addWidget(self._rule)
        self._columns.addWidget(self.today)
        self._measure()

    def _left(self) -> QVBoxLayout:
        offer = row(self.offer, spacing=24)
        offer.addWidget(self._hint, 1, Qt.AlignmentFlag.AlignVCenter)
        left = QVBoxLayout()
        left.setContentsMargins(32, 8, 32, 16)
        left.setSpacing(0)
        left.addWidget(self.search_line)
        left.addSpacing(14)
        left.addWidget(self.results, 100)
        left.addSpacing(10)
        left.addLayout(offer)
        left.addWidget(self.first_steps)
        left.addSpacing(28)
        left.addLayout(self._actions)
        left.addSpacing(26)
        left.addWidget(self.chips)
        self.chips.after = self.enroll_button
        left.addStretch(1)
        return left

    def _measure(self) -> None:
        """With large text in a narrow window the days stand under the search."""
        narrow = self.width() < theme.px(NARROW_BELOW)
        stack(self._columns, upright=narrow)
        self._rule.setHidden(narrow)
        share = self.width() * 33 // 100
        self.today.stand(narrow, max(280, min(theme.px(TODAY_WIDTH), share)))
        self._fit_results()

    def _fit_results(self) -> None:
        rows = len(self.results.records())
        tall = theme.px(34) + rows * theme.px(66) + 6
        self.results.setMinimumHeight(min(tall, theme.px(34 + 3 * 66)))
        self.results.setMaximumHeight(tall)

    # -- what is shown

    def refresh(self) -> None:
        """Read again what is shown; what is typed stays."""
        self._all = count_shoppers(self._context.book)
        self._show_found(self.search_line.text())
        self._show_opened()
        self.today.refresh()

    def _find(self, typed: str) -> None:
        """Show what fits, at once, on every key; the best is chosen."""
        self._show_found(typed)
        self.results.choose_first()

    def _show_found(self, typed: str) -> None:
        looked_for = not is_blank(typed)
        rows = self._rows(typed) if looked_for else []
        self.results.show_records(rows[:MOST_FOUND])
        self.results.setVisible(bool(rows))
        self._fit_results()
        self.search_line.set_fact(self._found_words(len(rows)) if looked_for else "")
        self.search_line.set_key("Esc" if typed else "search")
        self.offer.setVisible(looked_for)
        if looked_for:
            self.offer.set_words(f"Add “{_short(typed)}” as a new shopper")
        self.first_steps.setVisible(self._all == 0)
        self._hint.setText("" if self._all == 0 else self._hint_words(looked_for and not rows))

    def _rows(self, typed: str) -> list[ShownShopper]:
        today = self._context.today()
        hits = find_shoppers(self._context.book, typed, today=today, limit=MOST_FOUND + 1)
        by_id = {hit.shopper_id: hit for hit in hits}
        rows = rows_for(
            self._context.book,
            list(by_id),
            today=today,
            leap_day=self._context.shop().leap_day_rule,
        )
        faces = first_of_shoppers(self._context.book, list(by_id))
        return [
            ShownShopper(
                id=each.id,
                row=each,
                typed=typed,
                how=_said(by_id[each.id]),
                picture_id=faces.get(each.id),
            )
            for each in rows
        ]

    def _found_words(self, found: int) -> str:
        everyone = plural(self._all, "shopper", "shoppers", self._context.shop().locale)
        if found > MOST_FOUND:
            return f"the first {MOST_FOUND} of {everyone}"
        return f"{count(found)} of {everyone}"

    def _hint_words(self, nobody: bool) -> str:
        if not nobody:
            return HINT
        return NOBODY_MISREAD if is_misread(self.search_line.text()) else NOBODY

    def _sentence(self, shown: ShownShopper) -> str:
        return sentence(shown, self._context)

    def _show_opened(self) -> None:
        ids = opened_today(self._context).ids(self._context.today())
        leap_day = self._context.shop().leap_day_rule
        rows = rows_for(self._context.book, ids, today=self._context.today(), leap_day=leap_day)
        self.chips.show_shoppers(rows, names=not self._context.is_private())

    # -- what the user does

    def _enter(self) -> None:
        typed = self.search_line.text()
        if self.results.records():
            self.results.open_chosen()
        elif not is_blank(typed):
            self._offer_new()

    def _offer_new(self) -> None:
        self._context.dialogs.new_shopper(on_one_line(self.search_line.text()))

    def focus_first(self) -> None:
        """The caret stands in the search."""
        self.search_line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search_line.selectAll()

    def find_in_list(self) -> bool:
        """Ctrl F is the search too."""
        self.focus_first()
        return True

    def edit_it(self) -> bool:
        """F2 corrects who is chosen."""
        if (shopper_id := self.shopper_id) is not None:
            self._context.dialogs.edit_shopper(shopper_id)
        return shopper_id is not None

    def search(self, text: str) -> None:
        """Go on with what was typed into the top bar."""
        self.search_line.setFocus()
        self.search_line.setText(text)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # The next shopper should not see whom the last one asked for.
        if self._away.isValid() and self._away.elapsed() > KEPT_MS:
            self.search_line.clear()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._away.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()


def _said(hit: Hit) -> str:
    return hit.how if hit.match in SAID else ""


def _short(typed: str) -> str:
    words = on_one_line(typed)
    return words if len(words) <= LONGEST_OFFER else f"{words[:LONGEST_OFFER].rstrip()}…"
