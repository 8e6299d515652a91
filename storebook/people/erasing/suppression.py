"""By what somebody who was erased is known again, without the book knowing who they were.

A name alone is nobody: it counts together with a phone, an e-mail, an address, a whole birthday,
or a number of another program. Of each pair a salted hash is kept. Whoever has the book and guesses
both right can tell that they were erased; the hashes alone say nothing.
"""

import hmac
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from hashlib import sha256
from secrets import token_hex

from storebook.base.dates import Calendar, PartialDate, iso_partial
from storebook.base.text import fold, one_line, words
from storebook.book.book import Book
from storebook.book.change import Change
from storebook.people.merged import merged_numbers

SALT_BYTES = 32
# The field of the shop's own in which a list keeps the number of another program.
NUMBER_FIELD = "Customer number"


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known of somebody: names in any form, phones as E.164 or digits, folded e-mails,
    addresses as their words, whole birthdays, folded numbers of another program, and the numbers of
    their files in this book, by which an old backup of it is known.
    """

    names: Collection[str]
    phones: Collection[str] = ()
    emails: Collection[str] = ()
    addresses: Collection[str] = ()
    birthdays: Collection[PartialDate] = ()
    numbers: Collection[str] = ()
    files: Collection[int] = ()

    @property
    def pairs(self) -> set[str]:
        """Each name with each of the others."""
        others = {
            *(f"phone {phone}" for phone in self.phones),
            *(f"e-mail {email}" for email in self.emails),
            *(f"address {' '.join(words(address))}" for address in self.addresses),
            *(f"number {number}" for number in self.numbers),
            *(f"file {number}" for number in self.files),
            *(
                f"birthday {iso_partial(day)}"
                for day in self.birthdays
                if day.year is not None and day.day is not None
            ),
        }
        return {f"{name_key(name)}\n{other}" for name in self.names for other in others}


def name_key(name: str) -> str:
    """A name is the same whatever its accents, its signs and the order of its words."""
    return " ".join(sorted(words(name))) or fold(one_line(name))


@dataclass(frozen=True, slots=True, kw_only=True)
class Suppression:
    """Everybody who was erased, as salts and digests; ask `knows`."""

    digests: dict[str, frozenset[str]]

    def knows(self, known: Known) -> bool:
        """Whether somebody of whom this is known was erased."""
        if not self.digests:
            return False
        pairs = known.pairs
        return any(
            digest(salt, pair) in theirs for salt, theirs in self.digests.items() for pair in pairs
        )


def suppression(book: Book) -> Suppression:
    """All who were erased from this book."""
    found: dict[str, set[str]] = {}
    for salt, one in book.rows(
        """
        SELECT salt, digest FROM suppression
        JOIN erasure ON erasure.id = suppression.erasure_id
        ORDER BY suppression.id
        """
    ):
        found.setdefault(salt, set()).add(one)
    return Suppression(digests={salt: frozenset(theirs) for salt, theirs in found.items()})


def digest(salt: str, pair: str) -> str:
    return hmac.new(bytes.fromhex(salt), pair.encode(), sha256).hexdigest()


def salt_of(book: Book) -> str:
    """The salt of this book, made when the first one is erased."""
    found = book.value("SELECT salt FROM erasure ORDER BY id LIMIT 1")
    return token_hex(SALT_BYTES) if found is None else str(found)


def write_suppression(change: Change, erasure_id: int, digests: Iterable[str]) -> None:
    """Keep what an erased person is known again by."""
    change.insert_many(
        "suppression",
        ("erasure_id", "digest"),
        [(erasure_id, one) for one in sorted(set(digests))],
    )


def known_of(book: Book, shopper_id: int, names: Collection[str]) -> Known:
    """What is on file of one shopper."""
    found = known_of_all(book, {shopper_id: names}, only=shopper_id)[shopper_id]
    return replace(found, files=(shopper_id, *merged_numbers(book, shopper_id)))


def known_of_all(
    book: Book, names: dict[int, Collection[str]], *, only: int | None = None
) -> dict[int, Known]:
    """The same for many at once."""
    parts: dict[int, dict[str, set[str]]] = {one: {} for one in names}
    for shopper_id, kind, value in book.rows(
        """
        SELECT shopper_id, 'phone', coalesce(e164, digits) FROM phone
        WHERE :only IS NULL OR shopper_id = :only
        UNION ALL SELECT shopper_id, 'phone', digits FROM phone
        WHERE :only IS NULL OR shopper_id = :only
        UNION ALL SELECT shopper_id, 'email', folded FROM email
        WHERE :only IS NULL OR shopper_id = :only
        UNION ALL
        SELECT shopper_id, 'address', lines || ' ' || coalesce(city, '') || ' ' ||
               coalesce(postcode, '')
        FROM address
        WHERE :only IS NULL OR shopper_id = :only
        UNION ALL
        SELECT shopper_id, 'number', value FROM own_value
        JOIN own_field ON own_field.id = own_value.own_field_id
        WHERE own_field.name = :number_field AND (:only IS NULL OR shopper_id = :only)
        """,
        only=only,
        number_field=NUMBER_FIELD,
    ):
        if shopper_id in parts:
            kept = fold(value) if kind == "number" else value
            parts[shopper_id].setdefault(kind, set()).add(kept)
    days = birthdays(book, only)
    return {
        one: Known(
            names=names[one],
            phones=parts[one].get("phone", set()),
            emails=parts[one].get("email", set()),
            addresses=parts[one].get("address", set()),
            birthdays=days.get(one, ()),
            numbers=parts[one].get("number", set()),
            files=(one,),
        )
        for one in names
    }


def birthdays(book: Book, only: int | None) -> dict[int, list[PartialDate]]:
    found: dict[int, list[PartialDate]] = {}
    for shopper_id, calendar, year, month, day, leap_month in book.rows(
        """
        SELECT shopper_id, calendar, year, month, day, leap_month FROM occasion
        WHERE kind = 'birthday' AND year IS NOT NULL AND day IS NOT NULL
          AND (:only IS NULL OR shopper_id = :only)
        ORDER BY id
        """,
        only=only,
    ):
        when = PartialDate(
            calendar=Calendar(calendar),
            year=year,
            month=month,
            day=day,
            leap_month=bool(leap_month),
        )
        found.setdefault(shopper_id, []).append(when)
    return found
