"""By what one tells two people apart, or knows that they are the same."""

from collections import defaultdict
from collections.abc import Iterator
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


class Known:
    """People by their names and by what they are known by: a thousand namesakes are no matter."""

    def __init__(self) -> None:
        self._marks: dict[int, Marks] = {}
        self._by_name: dict[str, list[int]] = defaultdict(list)
        self._by_mark: dict[tuple[str, str, object], list[int]] = defaultdict(list)

    def put(self, key: str, number: int, marks: Marks) -> None:
        """One more, or more that is known of one; `number` is how the caller knows them."""
        before = self._marks.get(number)
        if before is None:
            self._by_name[key].append(number)
        self._marks[number] = marks
        known = set() if before is None else set(_signs(before))
        for sign in _signs(marks):
            if sign not in known:
                self._by_mark[key, *sign].append(number)

    def namesakes(self, key: str) -> list[int]:
        """Everybody of this name, in the order they were put."""
        return self._by_name.get(key, [])

    def marks(self, number: int) -> Marks:
        """What one is known by."""
        return self._marks[number]

    def same(self, key: str, marks: Marks) -> int | None:
        """The first of this name who is the same person."""
        if marks.is_bare:
            return next(iter(self._by_name.get(key, ())), None)
        found: set[int] = set()
        for sign in _asked(marks):
            found.update(self._by_mark.get((key, *sign), ()))
        return next((one for one in sorted(found) if are_same(marks, self._marks[one])), None)


def _signs(marks: Marks) -> Iterator[tuple[str, object]]:
    """Whatever two must have one of in common to be the same person."""
    for kind, values in (
        ("phone", marks.phones),
        ("email", marks.emails),
        ("number", marks.numbers),
        ("address", marks.addresses),
    ):
        for value in values:
            yield kind, value
    if marks.birthday is not None:
        month = marks.birthday.calendar, marks.birthday.month
        yield "birthday", (*month, marks.birthday.day)
        yield "month of birth", month


def _asked(marks: Marks) -> Iterator[tuple[str, object]]:
    """The signs of those who may be the same: a day that is not known may be any of its month."""
    birthday = marks.birthday
    for kind, value in _signs(marks):
        if kind != "month of birth" or (birthday is not None and birthday.day is None):
            yield kind, value
    if birthday is not None and birthday.day is not None:
        yield "birthday", (birthday.calendar, birthday.month, None)


def _differ(one: PartialDate | None, other: PartialDate | None) -> bool:
    if one is None or other is None or one.calendar != other.calendar:
        return False
    if one.month != other.month or one.leap_month != other.leap_month:
        return True
    days = one.day is not None and other.day is not None and one.day != other.day
    years = one.year is not None and other.year is not None and one.year != other.year
    return days or years
