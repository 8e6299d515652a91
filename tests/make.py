"""Builders: each makes one thing the way the shop does, so that a test names only what matters."""

from datetime import date
from typing import Any

from storebook.base.dates import PartialDate
from storebook.base.money import Cents
from storebook.book.book import Book
from storebook.book.shop import Shop
from storebook.people.contact_points import AddressDraft, EmailDraft, PhoneDraft
from storebook.people.kin import Relation, add_kin
from storebook.people.shoppers import ShopperDraft, add_shopper
from storebook.sales.drafts import LineDraft, PurchaseDraft
from storebook.sales.recording import record_purchase

SHOP = Shop(name="Hallam & Rye", country="US")
TODAY = date(2026, 11, 20)
NOVEMBER_26 = PartialDate(year=1966, month=11, day=26)


def make_shopper(book: Book, name: str = "Ann Lee", *, today: date = TODAY, **fields: Any) -> int:
    """A shopper in the book. `phone`, `email` and `street` are short for lists of one."""
    short = {
        "phones": (PhoneDraft(raw=fields.pop("phone")),) if "phone" in fields else (),
        "emails": (EmailDraft(raw=fields.pop("email")),) if "email" in fields else (),
        "addresses": (make_address(fields.pop("street")),) if "street" in fields else (),
    }
    draft = ShopperDraft(name=name, **{**{k: v for k, v in short.items() if v}, **fields})
    return add_shopper(book, draft, shop=SHOP, today=today)


def make_address(street: str = "12 Ocean Road", **fields: Any) -> AddressDraft:
    """An address in Rye, New Hampshire."""
    place = {"city": "Rye", "region": "NH", "postcode": "03870"}
    return AddressDraft(lines=street, **{**place, **fields})


def make_couple(
    book: Book, first: str = "Margaret Ashworth", second: str = "Daniel Ashworth", **fields: Any
) -> tuple[int, int]:
    """Two who are married and live together; `fields` are the first one's."""
    first_id = make_shopper(book, first, **{"street": "12 Ocean Road", **fields})
    second_id = add_kin(book, first_id, second, Relation.SPOUSE, shop=SHOP, today=TODAY)
    return first_id, second_id


def make_line(
    description: str = "Ring, platinum", price: int = 9_400_00, **fields: Any
) -> LineDraft:
    """One line of a ticket, a piece for 9,400.00 unless said otherwise."""
    return LineDraft(description=description, price_cents=Cents(price), **fields)


def make_purchase(
    book: Book,
    shopper_id: int | None,
    *lines: LineDraft,
    day: date = TODAY,
    shop: Shop = SHOP,
    **fields: Any,
) -> int:
    """A ticket in the book, recorded on its own day; of one line when none is given."""
    draft = PurchaseDraft(shopper_id=shopper_id, day=day, lines=lines or (make_line(),), **fields)
    return record_purchase(book, draft, shop=shop, today=day)
