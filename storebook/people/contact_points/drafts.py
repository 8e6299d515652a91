"""Phones, e-mails and addresses as they are given, and as the book keeps them."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from storebook.base.countries import country
from storebook.base.errors import Refused
from storebook.base.text import fold
from storebook.book.shop import Shop
from storebook.people.email_addresses import read_email
from storebook.people.phone_numbers import read_phone
from storebook.people.typed import in_field, iso, optional, optional_lines

LONGEST_ADDRESS = 500
LONGEST_CITY = 100
LONGEST_REGION = 100
LONGEST_POSTCODE = 20

Row = tuple[Any, ...]
PHONE_COLUMNS = (
    "shopper_id", "position", "raw", "e164", "digits", "backwards", "use", "safe_for_surprises",
    "no_messages", "verified_on",
)  # fmt: skip
EMAIL_COLUMNS = (
    "shopper_id", "position", "raw", "normalized", "folded", "use", "safe_for_surprises",
    "verified_on",
)  # fmt: skip
ADDRESS_COLUMNS = (
    "shopper_id", "position", "lines", "city", "region", "postcode", "country", "use",
    "safe_for_surprises", "verified_on",
)  # fmt: skip


class Use(StrEnum):
    """What a phone, an e-mail or an address is to the shopper."""

    MOBILE = "mobile"
    HOME = "home"
    WORK = "work"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class PhoneDraft:
    """A phone as it was given. `id` names the one on file that it changes; None is a new one.

    `no_messages`: nothing is left on the machine, and no text is sent.
    """

    raw: str
    use: Use = Use.MOBILE
    safe_for_surprises: bool = False
    no_messages: bool = False
    verified_on: date | None = None
    id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EmailDraft:
    """An e-mail address as it was given; `id` as for a phone."""

    raw: str
    use: Use = Use.HOME
    safe_for_surprises: bool = False
    verified_on: date | None = None
    id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressDraft:
    """An address as it was given; `lines` is the street part, one line a line; `id` as for a phone.

    An empty `country` is the shop's.
    """

    lines: str
    city: str = ""
    region: str = ""
    postcode: str = ""
    country: str = ""
    use: Use = Use.HOME
    safe_for_surprises: bool = False
    verified_on: date | None = None
    id: int | None = None


def phone_row(draft: PhoneDraft, shop: Shop, field: str = "phone") -> Row:
    """The values of `PHONE_COLUMNS` after the first two."""
    try:
        number = read_phone(draft.raw, shop.country)
    except Refused as refusal:
        raise in_field(field, refusal) from None
    return (
        number.raw,
        number.e164,
        number.digits,
        number.digits[::-1],
        draft.use.value,
        int(draft.safe_for_surprises),
        int(draft.no_messages),
        iso(draft.verified_on),
    )


def email_row(draft: EmailDraft, field: str = "email") -> Row:
    """The values of `EMAIL_COLUMNS` after the first two."""
    try:
        address = read_email(draft.raw)
    except Refused as refusal:
        raise in_field(field, refusal) from None
    return (
        address.typed,
        address.normalized,
        fold(address.normalized),
        draft.use.value,
        int(draft.safe_for_surprises),
        iso(draft.verified_on),
    )


def address_row(draft: AddressDraft, shop: Shop, field: str) -> Row:
    """The values of `ADDRESS_COLUMNS` after the first two."""
    lines = optional_lines(draft.lines, field, LONGEST_ADDRESS) or ""
    city = optional(draft.city, field, LONGEST_CITY)
    postcode = optional(draft.postcode, field, LONGEST_POSTCODE)
    if not (lines or city or postcode):
        raise Refused("Give the street and the city, or leave the address out.", field)
    return (
        lines,
        city,
        optional(draft.region, field, LONGEST_REGION),
        postcode,
        _country(draft.country or shop.country, field),
        draft.use.value,
        int(draft.safe_for_surprises),
        iso(draft.verified_on),
    )


def _country(text: str, field: str) -> str:
    try:
        return country(text).code
    except Refused as refusal:
        raise in_field(field, refusal) from None
