"""Builders: each makes one thing the way the shop does, so that a test names only what matters."""

from dataclasses import replace
from datetime import date
from typing import Any

from storebook.base.dates import PartialDate
from storebook.base.money import Cents
from storebook.book.book import Book
from storebook.book.shop import Shop
from storebook.people.contact_points import (
    Address,
    AddressDraft,
    EmailDraft,
    PhoneDraft,
    address,
    addresses,
)
from storebook.people.households import change_household, household, join
from storebook.people.kin import Relation, add_kin
from storebook.people.own_fields import own_field, read_value, write_own_value
from storebook.people.shoppers import ShopperDraft, add_shopper, edit_shopper
from storebook.people.tags import tags_of, write_tags
from storebook.sales.drafts import LineDraft, PurchaseDraft
from storebook.sales.pieces import change_piece, piece
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


def on_form(one: Address) -> AddressDraft:
    """An address as the form of its shopper gives it back."""
    return AddressDraft(
        id=one.id,
        lines=one.lines,
        city=one.city or "",
        region=one.region or "",
        postcode=one.postcode or "",
        country=one.country,
        use=one.use,
        safe_for_surprises=one.safe_for_surprises,
        verified_on=one.verified_on,
    )


def addresses_on_form(book: Book, shopper_id: int) -> list[AddressDraft]:
    """The addresses in use; those that were left are not on the form."""
    return [on_form(one) for one in addresses(book, shopper_id) if one.left_on is None]


def save_addresses(book: Book, shopper_id: int, drafts: list[AddressDraft]) -> None:
    """The form of a shopper is saved with these addresses on it."""
    edit_shopper(book, shopper_id, shop=SHOP, today=TODAY, addresses=drafts)


def add_address(book: Book, shopper_id: int, draft: AddressDraft) -> int:
    """One more address at the end of a shopper's form; its id."""
    save_addresses(book, shopper_id, [*addresses_on_form(book, shopper_id), draft])
    return max(one.id for one in addresses(book, shopper_id))


def edit_address(book: Book, address_id: int, draft: AddressDraft) -> None:
    """An address is put right on its shopper's form; a former one is not there to be put right."""
    whose = address(book, address_id).shopper_id
    corrected = replace(draft, id=address_id)
    kept = addresses_on_form(book, whose)
    save_addresses(book, whose, [corrected if one.id == address_id else one for one in kept])


def remove_address(book: Book, address_id: int) -> None:
    """An address is taken off its shopper's form; a former one stays."""
    whose = address(book, address_id).shopper_id
    kept = [one for one in addresses_on_form(book, whose) if one.id != address_id]
    save_addresses(book, whose, kept)


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


def set_tags(book: Book, shopper_id: int, *tags: str) -> None:
    """Just these tags on a shopper."""
    with book.change("Tags set", [shopper_id]) as change:
        write_tags(change, shopper_id, tags)


def add_tag(book: Book, shopper_id: int, tag: str) -> None:
    """One more tag on a shopper; one that is there already stays."""
    set_tags(book, shopper_id, *tags_of(book, shopper_id), tag)


def set_own_value(book: Book, shopper_id: int, own_field_id: int, text: str) -> None:
    """The shopper's answer to a field of the shop's own, as it was typed; "" takes it away."""
    field = own_field(book, own_field_id)
    value = read_value(field, text)
    with book.change(f"{field.name} written down", [shopper_id]) as change:
        write_own_value(change, shopper_id, own_field_id, value)


def join_household(book: Book, shopper_id: int, household_id: int) -> None:
    """The shopper lives there now, and no longer where they lived."""
    with book.change("Household joined", [shopper_id]) as change:
        join(change, shopper_id, household_id, shop=SHOP)


def pick_address(book: Book, household_id: int, address_id: int | None) -> None:
    """Another address is chosen on the form of a household, and nothing else."""
    at = household(book, household_id)
    line, greeting = at.couple_line or "", at.couple_greeting or ""
    change_household(
        book, household_id, address_id=address_id, line=line, greeting=greeting, shop=SHOP
    )


def set_couple_line(book: Book, household_id: int, line: str, greeting: str) -> None:
    """The couple line is written anew on the form of a household, and nothing else."""
    at = household(book, household_id)
    change_household(
        book, household_id, address_id=at.address_id, line=line, greeting=greeting, shop=SHOP
    )


def keep_secret(book: Book, piece_id: int, until: date | None) -> None:
    """The secret of a piece has another day, or ends with None."""
    change_piece(book, piece_id, replace(piece(book, piece_id), secret_until=until), today=TODAY)
