"""The shop itself: what it is called, where it is, and how it counts and writes."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from storebook.base.errors import Refused
from storebook.book import settings
from storebook.book.shop import Shop
from storebook.book.shop_saving import read_percent, save_shop, show_percent
from storebook.gui import theme
from storebook.gui.context import Context
from storebook.gui.fields import CheckLine, ChoiceField, ParagraphField, TextField
from storebook.gui.form import Answer, DraftKeeper, Form
from storebook.gui.layout import held, row, scrolling, stack
from storebook.gui.pages.shop_choices import (
    LEAP_DAYS,
    PAPERS,
    WEEKDAYS,
    country_choices,
    currency_choices,
    locale_choices,
    locale_example,
)
from storebook.gui.pages.shop_logo import LogoField
from storebook.gui.shown import time_of_day
from storebook.gui.words import button, label, link, section_head

NARROW_BELOW = 760
WIDEST = 1040


class ShopDetails(QWidget):
    """A form that is a page: what is typed stays a draft until it is saved with Ctrl Enter."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._shown = settings.load(context.book, Shop)
        self._make_fields()
        self._show(self._shown)
        self.form = Form(self._answers(), self)
        self._clean = self.form.draft()
        self.keeper = DraftKeeper(context.book, self.form, "ShopDetails", "")
        self.save_button = button(
            "Save the shop", kind="primary", icon="check", key="save", density="desk"
        )
        self._was = label("", "small", role="hint")
        self._over = link("Start over", kind="small")
        self._lay_out()
        self.save_button.clicked.connect(self.save)
        self._over.clicked.connect(self._start_over)
        self.writing.picked.connect(lambda _: self._show_example())
        self.currency.picked.connect(lambda _: self._show_example())
        self._restore()

    # -- making

    def _make_fields(self) -> None:
        self.name = TextField("Name of the shop", missing="The shop needs a name.", density="desk")
        self.strapline = TextField("Line under the name", density="desk")
        self.address = ParagraphField("Address", lines=3)
        self.phone = TextField("Telephone", density="desk")
        self.logo = LogoField(self._context)
        self.tax_number = TextField("Tax number, for slips", density="desk")
        self.slip_note = ParagraphField("At the foot of slips", lines=2)
        self.country = ChoiceField("Country", country_choices(), density="desk")
        self.currency = ChoiceField("Currency", currency_choices(), density="desk")
        self.writing = ChoiceField(
            "Dates and numbers", locale_choices(self._shown.locale), density="desk"
        )
        self.paper = ChoiceField("Paper in the printer", PAPERS, density="desk")
        self.first_weekday = ChoiceField("The week begins on", WEEKDAYS, density="desk")
        self.leap_day = ChoiceField("February 29 is kept", LEAP_DAYS, density="desk")
        self.tax_rate = TextField("Sales tax", note="percent", density="desk")
        self.tax_rate.rule = lambda: read_percent(self.tax_rate.value())
        self.prices_include_tax = CheckLine("Prices include the tax", density="desk")

    def _answers(self) -> dict[str, Answer]:
        return {
            "name": self.name,
            "strapline": self.strapline,
            "address": self.address,
            "phone": self.phone,
            "logo": self.logo,
            "tax_number": self.tax_number,
            "slip_note": self.slip_note,
            "country": self.country,
            "currency": self.currency,
            "locale": self.writing,
            "paper": self.paper,
            "first_weekday": self.first_weekday,
            "leap_day_rule": self.leap_day,
            "tax_rate": self.tax_rate,
            "prices_include_tax": self.prices_include_tax,
        }

    def _lay_out(self) -> None:
        body = QWidget()
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, body)
        self._columns.setContentsMargins(0, 4, 0, 8)
        self._columns.setSpacing(48)
        self._columns.addWidget(self._called(), 1)
        self._columns.addWidget(self._counts(), 1)
        self._columns.addStretch(0)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolling(body), 1)

    def _called(self) -> QWidget:
        made = QWidget()
        whole = _column(made)
        whole.addWidget(section_head("What it is called"))
        for field in (self.name, self.strapline, self.address, self.phone, self.logo):
            whole.addWidget(field)
        whole.addWidget(self.slip_note)
        whole.addStretch()
        return made

    def _counts(self) -> QWidget:
        made = QWidget()
        whole = _column(made)
        self._example = label("", "small", role="second")
        whole.addWidget(section_head("How it counts and writes"))
        for pair in (
            (self.country, self.currency),
            (self.writing, self.paper),
            (self.first_weekday, self.leap_day),
        ):
            whole.addLayout(_pair(*pair))
            if pair[0] is self.writing:
                whole.addWidget(self._example)
        whole.addLayout(_pair(self.tax_rate, self.tax_number))
        whole.addWidget(self.prices_include_tax)
        whole.addSpacing(8)
        whole.addLayout(row(self.save_button, self._was, self._over, "stretch"))
        whole.addStretch()
        return made

    # -- what is shown

    def refresh(self) -> None:
        """Show the shop as it is now; what is typed and not saved stays."""
        now = settings.load(self._context.book, Shop)
        if now != self._shown:
            drafts = self.form.draft().items()
            typed = {name: words for name, words in drafts if words != self._clean[name]}
            self._show(now)
            self._clean = self.form.draft()
            self.keeper.settle()
            self.form.set_draft(typed)
            self.keeper.keep()
        self._shown = now

    def _show(self, shop: Shop) -> None:
        self.name.set_value(shop.name)
        self.strapline.set_value(shop.strapline)
        self.address.set_value(shop.address)
        self.phone.set_value(shop.phone)
        self.logo.set_value(shop.logo)
        self.tax_number.set_value(shop.tax_number)
        self.slip_note.set_value(shop.slip_note)
        self.country.set_value(shop.country)
        self.currency.set_value(shop.currency)
        self.writing.set_value(shop.locale)
        self.paper.set_value(shop.paper)
        self.first_weekday.set_value(shop.first_weekday)
        self.leap_day.set_value(shop.leap_day_rule)
        self.tax_rate.set_value(show_percent(shop.tax_rate_bp))
        self.prices_include_tax.set_on(shop.prices_include_tax)

    def _show_example(self) -> None:
        self._example.setText(locale_example(self.writing.value(), self.currency.value()))

    def _restore(self) -> None:
        kept_at = self.keeper.restore()
        when = time_of_day(kept_at, self._shown.locale) if kept_at is not None else ""
        self._say_draft(f"Continued from {when} ·" if when else "")
        self._show_example()

    def _say_draft(self, words: str) -> None:
        self._was.setText(words)
        self._over.setVisible(bool(words))

    def _start_over(self) -> None:
        self.keeper.drop()
        self._show(self._shown)
        self.form.clear_messages()
        self._show_example()
        self._say_draft("")

    # -- deeds

    def _typed(self) -> Shop:
        return replace(
            self._shown,
            name=self.name.value(),
            strapline=self.strapline.value(),
            address=self.address.value(),
            phone=self.phone.value(),
            logo=self.logo.value(),
            tax_number=self.tax_number.value(),
            slip_note=self.slip_note.value(),
            country=self.country.value(),
            currency=self.currency.value(),
            locale=self.writing.value(),
            paper=self.paper.value(),
            first_weekday=self.first_weekday.value(),
            leap_day_rule=self.leap_day.value(),
            tax_rate_bp=read_percent(self.tax_rate.value()),
            prices_include_tax=self.prices_include_tax.is_on(),
        )

    def save(self) -> None:
        """Keep it; a refusal stands beside its field, and what is typed stays."""
        if not self.form.check():
            return
        try:
            save_shop(self._context.book, self._typed())
        except Refused as refusal:
            if not self.form.show_refusal(refusal):
                raise
            return
        self._shown = settings.load(self._context.book, Shop)
        self._show(self._shown)
        self._clean = self.form.draft()
        self.keeper.settle()
        self._say_draft("")
        self._context.say("The shop’s details are saved.")

    def leave(self) -> None:
        """What is half typed is kept now."""
        self.keeper.keep()

    def focus_first(self) -> None:
        """The first field has the caret."""
        self.name.setFocus(Qt.FocusReason.TabFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < theme.px(NARROW_BELOW)
        stack(self._columns, upright=narrow)
        self._columns.setSpacing(20 if narrow else 48)
        spare = max(0, self.width() - theme.px(WIDEST))
        self._columns.setContentsMargins(0, 4, 0 if narrow else spare, 8)


def _column(holder: QWidget) -> QVBoxLayout:
    made = QVBoxLayout(holder)
    made.setContentsMargins(0, 0, 0, 0)
    made.setSpacing(12)
    return made


def _pair(first: QWidget, second: QWidget) -> QHBoxLayout:
    return row(held(row(first)), held(row(second)), spacing=16)
