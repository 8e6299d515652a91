"""The gift days of the year: those of the country that the shop keeps, its own, and the mail."""

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from storebook.base.errors import Refused
from storebook.book.settings import load
from storebook.gui import theme
from storebook.gui.cells import Cell, Column
from storebook.gui.context import Context
from storebook.gui.fields import CountField, TextField
from storebook.gui.form import DraftKeeper, Form
from storebook.gui.layout import held, row, scrolling, stack
from storebook.gui.shown import short_day
from storebook.gui.table import RecordTable
from storebook.gui.words import button, label, section_head
from storebook.outreach.gift_days import GiftDay, PostRules
from storebook.outreach.own_gift_days import (
    KeptDay,
    add_own_day,
    change_own_day,
    coming_gift_days,
    keep_days,
    kept_days,
    remove_own_day,
    set_post_days,
)

A_YEAR = timedelta(days=399)
HOW = "March 14, 2nd Sunday of May, Easter - 21 or lunar 8/15"
MOST_POST_DAYS = 60
NARROW_BELOW, LOWEST_LIST = 800, 220


class ShopGiftDays(QWidget):
    """A box for each day of the country; days of the shop's own have a name and a rule."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._next: dict[str, GiftDay] = {}
        self._shown: KeptDay | None = None
        self.head = section_head("Gift days")
        self.table = RecordTable(
            self._columns(),
            "Gift days",
            identity=lambda one: one.key,
            sentence=self._sentence,
            row_height=36,
        )
        self.title = TextField("What the day is called", density="desk")
        self.rule = TextField("When it comes", placeholder=HOW, density="desk")
        self.add_button = button("Add the day", density="desk")
        self.change_button = button("Save the day", density="desk")
        self.remove_button = button("Take away", density="desk")
        self.form = Form({"title": self.title, "rule": self.rule}, self)
        self._keeper = DraftKeeper(context.book, self.form, "ShopGiftDays", "")
        self._keeper.restore()
        self.inland = CountField("Days at home", 0, MOST_POST_DAYS)
        self.abroad = CountField("Days abroad", 0, MOST_POST_DAYS)
        self.post = Form({"inland": self.inland, "abroad": self.abroad}, self)
        self.post_button = button("Save", density="desk")
        self._connect()
        self._lay_out()

    def _connect(self) -> None:
        self.table.toggled.connect(self._keep)
        self.table.picked.connect(self._show_one)
        self.add_button.clicked.connect(self.add)
        self.change_button.clicked.connect(self.change)
        self.remove_button.clicked.connect(self.remove)
        self.post_button.clicked.connect(self.save_post)

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(10)
        left.addWidget(self.head)
        left.addWidget(self.table, 1)
        right = QVBoxLayout()
        right.setSpacing(12)
        right.addWidget(section_head("A day of our own"))
        right.addWidget(label(f"Its rule is written as {HOW}.", role="second", wrap=True))
        right.addWidget(self.title)
        right.addWidget(self.rule)
        right.addLayout(row(self.add_button, self.change_button, self.remove_button, "stretch"))
        right.addSpacing(14)
        right.addWidget(section_head("Working days that the mail takes"))
        right.addLayout(row(self.inland, self.abroad, "stretch", spacing=12))
        right.addLayout(row(self.post_button, "stretch"))
        right.addStretch()
        self._halves = row(held(left), held(right), spacing=32)
        self._halves.setStretch(0, 58)
        self._halves.setStretch(1, 42)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 4, 0, 8)
        whole.addWidget(scrolling(held(self._halves)))
        self._halves.setContentsMargins(0, 0, 8, 0)
        for field in (self.inland, self.abroad):
            field.setMaximumWidth(theme.px(150))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """With large text in a narrow window the forms stand under the list."""
        super().resizeEvent(event)
        stack(self._halves, upright=self.width() < theme.px(NARROW_BELOW))
        self.table.setMinimumHeight(theme.px(LOWEST_LIST))

    def _columns(self) -> list[Column[KeptDay]]:
        return [
            Column("", lambda one: Cell(checked=one.kept) if one.id is None else Cell(text=""), 40),
            Column("Day", self._title_cell),
            Column("Next", lambda one: self._day(one, mail=False), 130),
            Column("Mail by", lambda one: self._day(one, mail=True), 130),
        ]

    def _title_cell(self, one: KeptDay) -> Cell:
        own = "our own" if one.id is not None else ""
        return Cell(text=one.title, color="ink" if one.kept else "ink3", aside=own)

    def _day(self, one: KeptDay, *, mail: bool) -> str:
        found = self._next.get(one.key)
        if found is None:
            return ""
        day = found.mail_by if mail else found.day
        return short_day(day, self._context.today(), self._context.shop().locale)

    def _sentence(self, one: KeptDay) -> str:
        kept = "kept" if one.kept else "not kept"
        by = self._day(one, mail=True)
        parts = (one.title, self._day(one, mail=False), f"mail by {by}" if by else "", kept)
        return ", ".join(part for part in parts if part)

    # -- what is shown

    def refresh(self) -> None:
        """Read again; the chosen day stays chosen."""
        book, today = self._context.book, self._context.today()
        coming = coming_gift_days(book, today, today + A_YEAR)
        self._next = {one.key: one for one in reversed(coming)}
        days = kept_days(book)
        self.table.show_records(days)
        self.head.set_fact(f"{sum(one.kept for one in days)} kept")
        rules = load(book, PostRules)
        if not self.inland.control.hasFocus() and not self.abroad.control.hasFocus():
            self.inland.set_value(rules.inland_days)
            self.abroad.set_value(rules.abroad_days)
        self._show_one(self.table.chosen())

    def _show_one(self, one: KeptDay | None) -> None:
        own = one is not None and one.id is not None
        self.change_button.setVisible(own)
        self.remove_button.setVisible(own)
        if one is not None and own and one != self._shown:
            self.title.set_value(one.title)
            self.rule.set_value(one.rule)
            self._shown = one
            self._keeper.settle()

    # -- deeds

    def _keep(self, one: KeptDay, on: bool) -> None:
        keep_days(self._context.book, [one.key], kept=on)
        self._context.say(f"{one.title} is {'kept' if on else 'left out'} from now on.")
        self.refresh()

    def add(self) -> None:
        """Keep a day of the shop's own."""
        try:
            add_own_day(self._context.book, self.title.value(), self.rule.value())
        except Refused as refusal:
            if not self.form.show_refusal(refusal):
                raise
            return
        self._context.say(f"{self.title.value()} is kept every year.")
        self._empty()

    def change(self) -> None:
        """Give the chosen day another name or rule."""
        one: KeptDay | None = self.table.chosen()
        if one is None or one.id is None:
            return
        try:
            change_own_day(self._context.book, one.id, self.title.value(), self.rule.value())
        except Refused as refusal:
            if not self.form.show_refusal(refusal):
                raise
            return
        self._keeper.settle()
        self._context.say(f"{self.title.value()} saved.")
        self.refresh()

    def remove(self) -> None:
        """The chosen day is kept no longer."""
        one: KeptDay | None = self.table.chosen()
        if one is not None and one.id is not None:
            remove_own_day(self._context.book, one.id)
            self._context.say(f"{one.title} taken away.")
            self._empty()

    def _empty(self) -> None:
        self._shown = None
        self.title.set_value("")
        self.rule.set_value("")
        self._keeper.settle()
        self.form.clear_messages()
        self.refresh()

    def save_post(self) -> None:
        """How many working days mail takes."""
        if not self.post.check():
            return
        set_post_days(
            self._context.book,
            inland_days=self.inland.value(),
            abroad_days=self.abroad.value(),
        )
        self._context.say("The days that the mail takes are saved.")
        self.refresh()

    def save(self) -> None:
        """Ctrl Enter: the day that is typed, else how long the mail takes."""
        one: KeptDay | None = self.table.chosen()
        if one is not None and one.id is not None and self.title.value() == one.title:
            self.change()
        elif self.title.value() or self.rule.value():
            self.add()
        else:
            self.save_post()

    def leave(self) -> None:
        """The day that is half typed waits."""
        self._keeper.keep()

    def focus_first(self) -> None:
        """The list has the keys."""
        self.table.setFocus(Qt.FocusReason.TabFocusReason)
