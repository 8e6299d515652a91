"""By what one tells two people apart, or knows that they are the same."""

from collections.abc import Iterable
from dataclasses import dataclass

from storebook.base.dates import PartialDate
from storebook.base.text import fold, one_line, words
from storebook.exchange.shopper_rows import CUSTOMER_NUMBER, ShopperRow

E164, DIGITS = 1, 2
FOLDED = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """What a person is known by beside the name."""

    phones: frozenset[str] = frozenset()
    emails: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()
    addresses: frozenset[str] = frozenset()
    birthday: PartialDate | None = None

    @property
    def is_bare(self) -> bool:
        """Nothing but a name."""
        return not (self.phones or self.emails or self.numbers or self.addresses or self.birthday)


def name_key(name: str) -> str:
    """Names are the same whatever their accents, case and signs."""
    return " ".join(words(name)) or fold(one_line(name))


def address_key(lines: str, city: str | None, postcode: str | None) -> str:
    """One home by its street, its city and its postcode."""
    return " ".join(words(f"{lines} {city or ''} {postcode or ''}"))


def marks_of(row: ShopperRow) -> Marks:
    """What a row of the list knows of its person."""
    number = row.beside.own.get(CUSTOMER_NUMBER, "")
    return Marks(
        phones=frozenset(phone[E164] or phone[DIGITS] for phone in row.prepared.phones),
        emails=frozenset(email[FOLDED] for email in row.prepared.emails),
        numbers=frozenset([fold(number)] if number else []),
        addresses=frozenset(
            address_key(one.lines, one.city, one.postcode) for one in row.draft.addresses
        ),
        birthday=row.draft.birthday,
    )


def are_same(one: Marks, other: Marks) -> bool:
    """Whether two of the same name are one person.

    A phone, an e-mail, a number, a home or a whole birthday that both have says so, unless their
    birthdays or numbers say otherwise: a father and a son may share all but those. Who has nothing
    but the name is taken for the one who is there.
    """
    if _differ(one.birthday, other.birthday):
        return False
    if one.numbers and other.numbers and not one.numbers & other.numbers:
        return False
    if one.phones & other.phones or one.emails & other.emails or one.numbers & other.numbers:
        return True
    if one.addresses & other.addresses:
        return True
    if one.birthday is not None and other.birthday is not None:
        return True
    return one.is_bare


def find_same(marks: Marks, candidates: Iterable[tuple[int, Marks]]) -> int | None:
    """The first of those with the same name who is the same person."""
    return next((number for number, other in candidates if are_same(marks, other)), None)


def _differ(one: PartialDate | None, other: PartialDate | None) -> bool:
    if one is None or other is None or one.calendar != other.calendar:
        return False
    if one.month != other.month or one.leap_month != other.leap_month:
        return True
    days = one.day is not None and other.day is not None and one.day != other.day
    years = one.year is not None and other.year is not None and one.year != other.year
    return days or years
