"""How a shopper is reached: the phones, e-mails and addresses on file."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from storebook.base.errors import Refused
from storebook.base.text import fold
from storebook.book.book import Book
from storebook.people.contact_points.drafts import Use
from storebook.people.postal import PostalAddress


@dataclass(frozen=True, slots=True, kw_only=True)
class Phone:
    """One phone; `raw` is what was typed, `digits` those dialed at home."""

    id: int
    shopper_id: int
    raw: str
    e164: str | None
    digits: str
    use: Use
    safe_for_surprises: bool
    no_messages: bool
    verified_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Email:
    """One e-mail address; `raw` is what was typed, `normalized` is what mail is sent to."""

    id: int
    shopper_id: int
    raw: str
    normalized: str
    use: Use
    safe_for_surprises: bool
    verified_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """One address, with what became of the mail that went there."""

    id: int
    shopper_id: int
    lines: str
    city: str | None
    region: str | None
    postcode: str | None
    country: str
    use: Use
    safe_for_surprises: bool
    verified_on: date | None
    returned_on: date | None
    returned_reason: str | None
    left_on: date | None

    @property
    def usable(self) -> bool:
        """No mail came back from it, and the shopper still lives or works there."""
        return self.returned_on is None and self.left_on is None

    @property
    def words(self) -> list[str]:
        """The address word by word, to be compared however it was typed."""
        parts = (self.lines, self.city, self.region, self.postcode, self.country)
        return fold(" ".join(part for part in parts if part)).replace(",", " ").split()

    @property
    def postal(self) -> PostalAddress:
        """As printing wants it."""
        return PostalAddress(
            lines=tuple(self.lines.split("\n")) if self.lines else (),
            city=self.city or "",
            region=self.region or "",
            postcode=self.postcode or "",
            country=self.country,
        )


def phones(book: Book, shopper_id: int) -> list[Phone]:
    """In the order the shopper wants them used."""
    return book.all(
        Phone,
        """
        SELECT id, shopper_id, raw, e164, digits, use, safe_for_surprises, no_messages, verified_on
        FROM phone
        WHERE shopper_id = :shopper_id
        ORDER BY position, id
        """,
        shopper_id=shopper_id,
    )


def emails(book: Book, shopper_id: int) -> list[Email]:
    """In the order the shopper wants them used."""
    return book.all(
        Email,
        """
        SELECT id, shopper_id, raw, normalized, use, safe_for_surprises, verified_on
        FROM email
        WHERE shopper_id = :shopper_id
        ORDER BY position, id
        """,
        shopper_id=shopper_id,
    )


def addresses(book: Book, shopper_id: int) -> list[Address]:
    """Those in use first, in the shopper's order; those that were left last."""
    return book.all(
        Address,
        """
        SELECT id, shopper_id, lines, city, region, postcode, country, use, safe_for_surprises,
               verified_on, returned_on, returned_reason, left_on
        FROM address
        WHERE shopper_id = :shopper_id
        ORDER BY left_on IS NOT NULL, position, id
        """,
        shopper_id=shopper_id,
    )


def address(book: Book, address_id: int) -> Address:
    """One address; refused when it is not in the book."""
    found = addresses_by_id(book, [address_id]).get(address_id)
    if found is None:
        raise Refused(f"There is no address {address_id} in this book.", "address")
    return found


def came_back_with(book: Book, where: Address) -> list[Address]:
    """The same address as others have it on file, from which the same mail came back."""
    found = book.all(
        Address,
        """
        SELECT id, shopper_id, lines, city, region, postcode, country, use, safe_for_surprises,
               verified_on, returned_on, returned_reason, left_on
        FROM address
        WHERE returned_on = :returned_on AND returned_reason = :reason AND id <> :id
        ORDER BY id
        """,
        id=where.id,
        returned_on=where.returned_on,
        reason=where.returned_reason,
    )
    return [one for one in found if one.words == where.words]


def addresses_by_id(book: Book, address_ids: Collection[int]) -> dict[int, Address]:
    """These addresses, however many; one that is not in the book is left out."""
    found = book.all(
        Address,
        """
        SELECT address.id, shopper_id, lines, city, region, postcode, country, use,
               safe_for_surprises, verified_on, returned_on, returned_reason, left_on
        FROM json_each(:ids) AS one JOIN address ON address.id = one.value
        ORDER BY address.id
        """,
        ids=json.dumps(list(address_ids)),
    )
    return {one.id: one for one in found}


def mail_address(book: Book, shopper_id: int) -> Address | None:
    """Where mail goes: the household's address, else the first of the shopper's own.

    Never one that mail came back from or that was left, nor the old household's of somebody who
    moved away.
    """
    return book.first(
        Address,
        """
        SELECT address.id, address.shopper_id, lines, city, region, postcode, country, use,
               safe_for_surprises, verified_on, returned_on, returned_reason, left_on
        FROM shopper
        LEFT JOIN household ON household.id = shopper.household_id
        JOIN address ON address.shopper_id = shopper.id
            OR (address.id = household.address_id AND shopper.moved_away_on IS NULL)
        WHERE shopper.id = :shopper_id AND returned_on IS NULL AND left_on IS NULL
        ORDER BY address.id IS NOT household.address_id, position, address.id
        LIMIT 1
        """,
        shopper_id=shopper_id,
    )
