"""The prompt of the shopper's page, and shoppers of whom all is known but one thing."""

from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from storebook.base.dates import PartialDate
from storebook.book.book import Book
from storebook.gui.main_window import MainWindow
from storebook.gui.pages.shopper import ShopperPage
from storebook.gui.pages.shopper_ask import AskOneThing
from storebook.gui.pages.shoppers import ShoppersPage
from storebook.people.asking import Question
from storebook.people.consent import Channel, Purpose, record_consent
from storebook.people.occasions import set_birthday
from storebook.people.preferences import PreferenceKind, add_preference
from storebook.people.sizes import BodyPart, SizeDraft, add_size
from tests.gui.hands import press, type_text
from tests.make import SHOP, TODAY, make_shopper


def page(shop: MainWindow, shopper_id: int) -> ShopperPage:
    """The page of this shopper, opened."""
    shop.open_shopper(shopper_id)
    current = shop.stack.current()
    assert isinstance(current, ShoppersPage)
    return current.one


def asks(shop: MainWindow, shopper_id: int) -> AskOneThing:
    """The prompt on this shopper's page."""
    return page(shop, shopper_id).header.ask


def question(prompt: AskOneThing) -> Question | None:
    return None if prompt.ask is None or not prompt.isVisible() else prompt.ask.question


def whole(book: Book, name: str = "Ann Lee", **missing: bool) -> int:
    """Somebody of whom all is known but what is said to be missing."""
    told = {"phone": "603 555 0142", "email": "ann@example.com", "street": "12 Ocean Road"}
    kept: dict[str, Any] = {each: said for each, said in told.items() if not missing.get(each)}
    ann = make_shopper(book, name, **kept)
    if not missing.get("birthday"):
        set_birthday(book, ann, PartialDate(year=1966, month=5, day=3), today=TODAY)
    for channel in () if missing.get("consent") else (Channel.MAIL, Channel.EMAIL):
        agree(book, ann, channel)
    if not missing.get("ring"):
        measured = date(2020, 1, 1) if missing.get("new_ring") else TODAY
        draft = SizeDraft(body_part=BodyPart.LEFT_RING, text="6 1/4", measured_on=measured)
        add_size(book, ann, draft, shop=SHOP)
    if not missing.get("metal"):
        add_preference(book, ann, PreferenceKind.METAL, "platinum")
    return ann


def agree(book: Book, shopper_id: int, channel: Channel) -> None:
    record_consent(
        book, shopper_id, channel, [Purpose.OCCASIONS], given=True, wording="May we?", day=TODAY
    )


def say(prompt: AskOneThing, text: str) -> None:
    """Type the answer and save it, by keys alone."""
    assert prompt.ask is not None
    assert prompt.ask.field is not None
    control = prompt.ask.field.control
    control.setFocus()
    type_text(control, text)
    press(control, Qt.Key.Key_Return)
    save = QApplication.focusWidget()
    assert save is prompt.save_buttons[0]
    press(save, Qt.Key.Key_Return)
