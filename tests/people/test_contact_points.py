"""Phones, e-mails and addresses are kept as typed, used in order, and marked when they fail."""

import pytest

from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.people.contact_points import (
    AddressDraft,
    EmailDraft,
    PhoneDraft,
    Use,
    add_email,
    add_phone,
    address,
    addresses,
    emails,
    leave_address,
    mail_address,
    phones,
)
from storebook.people.postal import PostalAddress
from storebook.people.shoppers import edit_shopper
from tests.make import SHOP, TODAY, edit_address, make_address, make_shopper


def test_a_phone_is_kept_as_typed_and_found_by_its_digits(book: Book) -> None:
    ann = make_shopper(book)

    add_phone(book, ann, PhoneDraft(raw="(603) 555-0142 ext. 7", use=Use.WORK), shop=SHOP)

    phone = phones(book, ann)[0]
    assert (phone.raw, phone.e164, phone.use) == (
        "(603) 555-0142 ext. 7",
        "+16035550142",
        Use.WORK,
    )
    assert book.rows("SELECT digits, backwards FROM phone") == [("6035550142", "2410555306")]


def test_an_odd_number_is_kept_and_a_shared_one_too(book: Book) -> None:
    ann, bea = make_shopper(book, "Ann"), make_shopper(book, "Bea", phone="603 555 0142")

    add_phone(book, ann, PhoneDraft(raw="555-01"), shop=SHOP)
    add_phone(book, ann, PhoneDraft(raw="603 555 0142"), shop=SHOP)

    assert [phone.e164 for phone in phones(book, ann)] == [None, "+16035550142"]
    assert phones(book, bea)[0].e164 == "+16035550142"


def test_new_ones_come_last_and_a_corrected_one_keeps_its_place(book: Book) -> None:
    ann = make_shopper(book, email="ann@example.com")
    second = add_email(book, ann, EmailDraft(raw="office@example.com", use=Use.WORK))
    first = emails(book, ann)[0].id

    put_right = EmailDraft(id=first, raw="anne@example.com", safe_for_surprises=True)
    kept = EmailDraft(id=second, raw="office@example.com", use=Use.WORK)
    edit_shopper(book, ann, shop=SHOP, today=TODAY, emails=[put_right, kept])

    assert [(email.id, email.raw) for email in emails(book, ann)] == [
        (first, "anne@example.com"),
        (second, "office@example.com"),
    ]
    assert emails(book, ann)[0].safe_for_surprises


def test_one_is_removed_and_its_neighbors_stay(book: Book) -> None:
    ann = make_shopper(book, phone="603 555 0142", email="ann@example.com")
    (email,) = emails(book, ann)

    edit_shopper(book, ann, shop=SHOP, today=TODAY, emails=[])

    assert emails(book, ann) == []
    assert [phone.raw for phone in phones(book, ann)] == ["603 555 0142"]
    shown_before = EmailDraft(id=email.id, raw="anne@example.com")
    with pytest.raises(Refused, match="changed meanwhile") as refused:
        edit_shopper(book, ann, shop=SHOP, today=TODAY, emails=[shown_before])
    assert refused.value.field == "emails"
    assert emails(book, ann) == []


@pytest.mark.parametrize("raw", ["", "call me", "x" * 81])
def test_what_is_no_phone_is_refused_and_the_old_one_stays(book: Book, raw: str) -> None:
    ann = make_shopper(book, phone="603 555 0142")

    with pytest.raises(Refused) as refused:
        add_phone(book, ann, PhoneDraft(raw=raw), shop=SHOP)

    assert refused.value.field == "phone"
    wrong = PhoneDraft(id=phones(book, ann)[0].id, raw=raw)
    with pytest.raises(Refused) as refused:
        edit_shopper(book, ann, shop=SHOP, today=TODAY, phones=[wrong])
    assert refused.value.field == "phones.0"
    assert [phone.raw for phone in phones(book, ann)] == ["603 555 0142"]


@pytest.mark.parametrize(
    "draft",
    [
        AddressDraft(lines=""),
        AddressDraft(lines="1 Main St", country="Neverland"),
        AddressDraft(lines="x" * 501),
        AddressDraft(lines="1 Main St", city="x" * 101),
        AddressDraft(lines="1 Main St", postcode="0" * 21),
    ],
)
def test_what_is_no_address_is_refused(book: Book, draft: AddressDraft) -> None:
    ann = make_shopper(book, street="1 Main St")

    with pytest.raises(Refused) as refused:
        edit_address(book, addresses(book, ann)[0].id, draft)

    assert refused.value.field == "addresses.0"


def test_an_address_keeps_its_lines_and_takes_the_shops_country(book: Book) -> None:
    ann = make_shopper(book, addresses=(AddressDraft(lines=" 1 Main St \n\n Apt 2 ", city="Rye"),))

    kept = addresses(book, ann)[0]

    assert (kept.lines, kept.country) == ("1 Main St\nApt 2", "US")
    assert kept.postal == PostalAddress(lines=("1 Main St", "Apt 2"), city="Rye", country="US")


def test_a_country_may_be_told_by_its_name(book: Book) -> None:
    ann = make_shopper(book, addresses=(AddressDraft(lines="Hauptstr. 1", country="Germany"),))

    assert addresses(book, ann)[0].country == "DE"


def test_mail_goes_to_the_first_address_that_is_good(book: Book) -> None:
    ann = make_shopper(book, addresses=(make_address("1 Main St"), make_address("2 Main St")))
    first, second = addresses(book, ann)

    leave_address(book, first.id, on=TODAY)

    assert mail_address(book, ann) == second
    assert [one.id for one in addresses(book, ann)] == [second.id, first.id]
    assert not address(book, first.id).usable


def test_former_addresses_stay_when_a_form_is_saved(book: Book) -> None:
    ann = make_shopper(book, street="1 Main St")
    leave_address(book, addresses(book, ann)[0].id, on=TODAY)

    edit_shopper(book, ann, shop=SHOP, today=TODAY, addresses=[make_address("2 Main St")])

    assert [one.lines for one in addresses(book, ann)] == ["2 Main St", "1 Main St"]


def test_an_address_that_is_not_in_the_book_is_refused(book: Book) -> None:
    with pytest.raises(Refused, match="no address 5"):
        address(book, 5)
