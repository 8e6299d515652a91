"""Whole actions on one phone, e-mail or address."""

from datetime import date

from storebook.book.book import Book
from storebook.book.shop import Shop
from storebook.people.called import called
from storebook.people.contact_points.drafts import (
    EmailDraft,
    PhoneDraft,
    Row,
    email_row,
    phone_row,
)
from storebook.people.contact_points.records import address, came_back_with
from storebook.people.contact_points.writing import (
    EMAIL,
    PHONE,
    Kind,
    append,
)
from storebook.people.typed import optional

LONGEST_REASON = 200


def add_phone(book: Book, shopper_id: int, draft: PhoneDraft, *, shop: Shop) -> int:
    """Write down one more phone and return its id."""
    return _add(book, PHONE, shopper_id, phone_row(draft, shop))


def add_email(book: Book, shopper_id: int, draft: EmailDraft) -> int:
    """Write down one more e-mail address and return its id."""
    return _add(book, EMAIL, shopper_id, email_row(draft))


def mark_address_returned(book: Book, address_id: int, *, on: date, reason: str) -> None:
    """Mail came back: no second one goes there. It marks the address, not the shopper."""
    kept = optional(reason, "reason", LONGEST_REASON)
    shopper_id = address(book, address_id).shopper_id
    with book.change(f"Mail to {called(book, shopper_id)} came back", [shopper_id]) as change:
        change.update("address", address_id, returned_on=on, returned_reason=kept)


def mark_address_good(book: Book, address_id: int, *, on: date) -> None:
    """Somebody made sure that the address is right, for all who have it and got the same mail."""
    where = address(book, address_id)
    others = came_back_with(book, where)
    what = f"Address of {called(book, where.shopper_id)} found to be good"
    with book.change(what, [one.shopper_id for one in (where, *others)]) as change:
        good = {"verified_on": on, "returned_on": None, "returned_reason": None}
        change.update("address", where.id, **good, left_on=None)
        for one in others:
            change.update("address", one.id, **good)


def leave_address(book: Book, address_id: int, *, on: date) -> None:
    """The shopper is no longer there; the address stays on file as a former one."""
    shopper_id = address(book, address_id).shopper_id
    with book.change(f"{called(book, shopper_id)} left an address", [shopper_id]) as change:
        change.update("address", address_id, left_on=on)


def _add(book: Book, kind: Kind, shopper_id: int, row: Row) -> int:
    what = f"{kind.called} added for {called(book, shopper_id)}"
    with book.change(what, [shopper_id]) as change:
        return append(change, kind, shopper_id, row)
