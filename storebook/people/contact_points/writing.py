"""Writing down, correcting and removing phones, e-mails and addresses."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from storebook.base.errors import Refused
from storebook.book.change import Change
from storebook.book.shop import Shop
from storebook.people.contact_points.drafts import (
    ADDRESS_COLUMNS,
    EMAIL_COLUMNS,
    PHONE_COLUMNS,
    AddressDraft,
    EmailDraft,
    PhoneDraft,
    Row,
    address_row,
    email_row,
    phone_row,
)
from storebook.people.contact_points.records import Address, address


class Draft(Protocol):
    """What phones, e-mails and addresses have in common as drafts."""

    @property
    def id(self) -> int | None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One of the three kinds: its table, the name of its list on a form, what a row is called."""

    table: str
    field: str
    called: str
    columns: tuple[str, ...]


PHONE = Kind(table="phone", field="phones", called="Phone", columns=PHONE_COLUMNS)
EMAIL = Kind(table="email", field="emails", called="E-mail", columns=EMAIL_COLUMNS)
ADDRESS = Kind(table="address", field="addresses", called="Address", columns=ADDRESS_COLUMNS)


def phone_rows(drafts: Sequence[PhoneDraft], shop: Shop) -> list[Row]:
    """Each as its row; a refusal names its place in the list."""
    return [phone_row(draft, shop, f"phones.{place}") for place, draft in enumerate(drafts)]


def email_rows(drafts: Sequence[EmailDraft]) -> list[Row]:
    return [email_row(draft, f"emails.{place}") for place, draft in enumerate(drafts)]


def address_rows(drafts: Sequence[AddressDraft], shop: Shop) -> list[Row]:
    return [address_row(draft, shop, f"addresses.{place}") for place, draft in enumerate(drafts)]


def write_phone(change: Change, shopper_id: int, draft: PhoneDraft, shop: Shop) -> int:
    """One more phone, after those on file."""
    return append(change, PHONE, shopper_id, phone_row(draft, shop))


def write_email(change: Change, shopper_id: int, draft: EmailDraft) -> int:
    """One more e-mail address, after those on file."""
    return append(change, EMAIL, shopper_id, email_row(draft))


def rewrite_phones(
    change: Change, shopper_id: int, drafts: Sequence[PhoneDraft], shop: Shop
) -> None:
    """Make the list of phones just this one, in this order."""
    rewrite(change, PHONE, shopper_id, drafts, phone_rows(drafts, shop))


def rewrite_emails(change: Change, shopper_id: int, drafts: Sequence[EmailDraft]) -> None:
    """Make the list of e-mail addresses just this one, in this order."""
    rewrite(change, EMAIL, shopper_id, drafts, email_rows(drafts))


def rewrite_addresses(
    change: Change, shopper_id: int, drafts: Sequence[AddressDraft], shop: Shop
) -> None:
    """Make the list of addresses in use just this one; those that were left stay on file."""
    rewrite(change, ADDRESS, shopper_id, drafts, address_rows(drafts, shop))


def rewrite(
    change: Change, kind: Kind, shopper_id: int, drafts: Sequence[Draft], rows: list[Row]
) -> None:
    """Rows named by a draft are updated, the others of the shopper removed, new ones added."""
    on_file = ids_on_file(change, kind, shopper_id)
    named = [draft.id for draft in drafts if draft.id is not None]
    if len(set(named)) < len(named) or not set(named) <= set(on_file):
        raise Refused("This was changed meanwhile. Open the shopper again.", kind.field)
    for gone in on_file:
        if gone not in named:
            remove(change, kind, gone)
    for position, (draft, row) in enumerate(zip(drafts, rows, strict=True), start=1):
        values = as_values(kind, (shopper_id, position, *row))
        if draft.id is None:
            change.insert(kind.table, **values)
        else:
            update(change, kind, draft.id, values)


def ids_on_file(change: Change, kind: Kind, shopper_id: int) -> list[int]:
    sql = {
        "phone": "SELECT id FROM phone WHERE shopper_id = :shopper_id ORDER BY position, id",
        "email": "SELECT id FROM email WHERE shopper_id = :shopper_id ORDER BY position, id",
        "address": """
            SELECT id FROM address WHERE shopper_id = :shopper_id AND left_on IS NULL
            ORDER BY position, id
            """,
    }[kind.table]
    return change.book.values(sql, shopper_id=shopper_id)


def update(change: Change, kind: Kind, row_id: int, values: dict[str, Any]) -> None:
    """Change one; mail that came back says nothing about an address that was put right."""
    if kind is ADDRESS and is_elsewhere(address(change.book, row_id), values):
        values = {**values, "returned_on": None, "returned_reason": None}
    change.update(kind.table, row_id, **values)


def is_elsewhere(before: Address, values: dict[str, Any]) -> bool:
    was = (before.lines, before.city, before.region, before.postcode, before.country)
    parts = ("lines", "city", "region", "postcode", "country")
    return was != tuple(values[part] for part in parts)


def as_values(kind: Kind, row: Row) -> dict[str, Any]:
    return dict(zip(kind.columns, row, strict=True))


def remove(change: Change, kind: Kind, row_id: int) -> None:
    """Remove one; a household that had its mail sent there picks no address until told."""
    if kind is ADDRESS:
        for household_id in change.book.values(
            "SELECT id FROM household WHERE address_id = :row_id ORDER BY id", row_id=row_id
        ):
            change.update("household", household_id, address_id=None)
    change.delete(kind.table, row_id)


def append(change: Change, kind: Kind, shopper_id: int, row: Row) -> int:
    """Add one at the end of the shopper's list and return its id."""
    taken = ids_on_file(change, kind, shopper_id)
    return change.insert(kind.table, **as_values(kind, (shopper_id, len(taken) + 1, *row)))
