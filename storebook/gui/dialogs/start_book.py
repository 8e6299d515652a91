"""A few questions before a book is begun: what the shop is called, who asks, and where it goes."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from storebook.base.errors import Refused
from storebook.base.locales import LOCALES
from storebook.base.money import CURRENCIES
from storebook.book.book import Book
from storebook.book.making import refuse_place
from storebook.book.places import default_folder, is_synced_folder, new_book_path
from storebook.book.shop import Paper, Shop
from storebook.book.shop_saving import begin_book, checked_shop
from storebook.gui import ask
from storebook.gui.fields import CheckLine, ChoiceField, TextField
from storebook.gui.form import Form
from storebook.gui.layout import column, held, row
from storebook.gui.pages.shop_choices import (
    PAPERS,
    country_choices,
    currency_choices,
    locale_choices,
)
from storebook.gui.words import button, label, link, set_role

SYNCED = (
    "This folder is synced by {service}. Two computers that sync a book piece by piece destroy it: "
    "choose another folder."
)
PROTECTED = "A page with the key comes next; only who has it can read the book elsewhere."
PLAIN = (
    "Then whoever steals this computer, or copies the file, reads all of it: names, addresses, and "
    "what everybody bought."
)
BEGIN, NEXT = "Begin the book", "Go on to its key"


@dataclass(frozen=True, slots=True, kw_only=True)
class Beginning:
    """What was answered, and where the book will be."""

    path: Path
    shop: Shop
    owner_name: str


def of_this_computer() -> Shop:
    """What the computer is set to, as the first answers; each of them is shown and can change."""
    here = QLocale.system()
    name = here.name()
    money = here.currencySymbol(QLocale.CurrencySymbolFormat.CurrencyIsoCode)
    american = here.measurementSystem() is QLocale.MeasurementSystem.ImperialUSSystem
    if name not in LOCALES:
        return Shop()
    return Shop(
        locale=name,
        country=name.partition("_")[2],
        currency=money if money in CURRENCIES else "USD",
        paper=Paper.LETTER if american else Paper.A4,
        first_weekday=here.firstDayOfWeek().value - 1,
    )


class StartBook(QWidget):
    """The questions on one sheet. `made` brings a plain book, open; `agreed` what was answered,
    when the book is to be protected; `left` is a step back. What can be done, `deeds`, stands
    beneath them.
    """

    made = Signal(object)
    agreed = Signal(object)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._first = of_this_computer()
        self._folder = default_folder()
        self.shop = TextField("Name of the shop", missing="The shop needs a name.")
        self.owner = TextField(
            "Your name", missing="The book needs your name: every change will bear it."
        )
        first = self._first
        self.country = ChoiceField("Country", country_choices(), first.country)
        self.currency = ChoiceField("Currency", currency_choices(), first.currency)
        self.writing = ChoiceField("Dates and numbers", locale_choices(first.locale), first.locale)
        self.paper = ChoiceField("Paper in the printer", PAPERS, first.paper)
        self.protect = CheckLine("Protect the book with a key", on=True)
        self.risk = label(PROTECTED, "small", role="second", wrap=True)
        self.place = label("", "small", role="second", wrap=True, selectable=True)
        self.warning = label("", "small", role="warning", wrap=True)
        self.folder_link = link("Choose another folder", kind="small")
        self.begin_button = button(NEXT, kind="primary", icon="check", key="save")
        self.back_button = button("Back", kind="quiet", key="leave")
        self.form = Form(
            {
                "name": self.shop,
                "owner_name": self.owner,
                "country": self.country,
                "currency": self.currency,
                "locale": self.writing,
                "paper": self.paper,
                "protect": self.protect,
            },
            self,
        )
        self._connect()
        self._lay_out()
        self._show_place()

    def _connect(self) -> None:
        self.shop.changed.connect(self._show_place)
        self.protect.changed.connect(self._show_risk)
        self.folder_link.clicked.connect(self._choose_folder)
        self.begin_button.clicked.connect(self.begin)
        self.back_button.clicked.connect(self.left)

    def _lay_out(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(16)
        self.heading = label("Whose book is it?", "title", wrap=True)
        whole.addWidget(self.heading)
        whole.addWidget(self.shop)
        whole.addWidget(self.owner)
        for pair in ((self.country, self.currency), (self.writing, self.paper)):
            line = row(*pair, spacing=16)
            line.setStretch(0, 3)
            line.setStretch(1, 2)
            whole.addLayout(line)
        whole.addLayout(column(self.protect, self.risk, spacing=2))
        whole.addWidget(self.place)
        whole.addLayout(row(self.folder_link, "stretch"))
        whole.addWidget(self.warning)
        self.deeds = held(row(self.begin_button, self.back_button, "stretch"))

    # -- where it goes

    def path(self) -> Path:
        """A free name in the folder that was chosen."""
        return new_book_path(self.shop.value() or "Client book", self._folder)

    def _choose_folder(self) -> None:
        folder = ask.choose_folder(self.window(), "Where the book goes", self._folder)
        if folder is not None:
            self._folder = folder
            self._show_place()

    def _show_place(self) -> None:
        self.place.setText(f"The book will be {self.path()}")
        service = is_synced_folder(self._folder)
        self.warning.setText(SYNCED.format(service=service) if service else "")
        self.warning.setVisible(bool(service))
        set_role(self.warning, "warning")

    def _show_risk(self) -> None:
        """What it means to have no key, said where it is refused."""
        protected = self.protect.is_on()
        self.risk.setText(PROTECTED if protected else PLAIN)
        set_role(self.risk, "second" if protected else "warning")
        self.begin_button.set_words(NEXT if protected else BEGIN)

    # -- deeds

    def begin(self) -> None:
        """Make the book, or go on to its key; a refusal stands beside its field, and what is typed
        stays.
        """
        if not self.form.check():
            return
        try:
            asked = self._asked()
            if self.protect.is_on():
                self.agreed.emit(asked)
                return
            book: Book = begin_book(asked.path, asked.shop, owner_name=asked.owner_name)
        except Refused as refusal:
            if not self.form.show_refusal(refusal):
                raise
            return
        self.made.emit(book)

    def _asked(self) -> Beginning:
        """What was answered, looked at before a key is made for it."""
        shop = Shop(
            name=self.shop.value(),
            country=self.country.value(),
            currency=self.currency.value(),
            locale=self.writing.value(),
            paper=self.paper.value(),
            first_weekday=self._first.first_weekday,
        )
        path = self.path()
        refuse_place(path)
        return Beginning(path=path, shop=checked_shop(shop), owner_name=self.owner.value())

    def focus_first(self) -> None:
        """The first question has the caret."""
        self.shop.setFocus(Qt.FocusReason.TabFocusReason)
