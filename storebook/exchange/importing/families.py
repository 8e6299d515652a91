"""Who belongs to whom in a list of shoppers: one roof, one couple, a spouse who is only a name."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from storebook.base.errors import Refused
from storebook.base.text import is_blank
from storebook.book.change import Change
from storebook.book.shop import Shop
from storebook.exchange.importing.persons import marks_of, name_key
from storebook.exchange.shopper_rows import ShopperRow
from storebook.people.households import start_household
from storebook.people.kin import write_kin


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A shopper that a row tells of, new or there before."""

    shopper_id: int
    row: ShopperRow


class Families:
    """Ties the shoppers of one list together; `relatives` counts those made of a name."""

    def __init__(
        self, change: Change, persons: Mapping[int, Person], *, shop: Shop, today: date
    ) -> None:
        self._change = change
        self._persons = persons
        self._shop = shop
        self._today = today
        self._by_row = {
            person.row.beside.row: person for person in persons.values() if person.row.beside.row
        }
        self._by_name: dict[str, list[Person]] = defaultdict(list)
        if any(person.row.beside.spouse for person in persons.values()):
            for person in persons.values():
                self._by_name[name_key(person.row.draft.name)].append(person)
        self._taken = _couples(change) if self._by_name else set()
        self.relatives = 0
        self.warnings: list[str] = []

    def bring_together(self) -> Iterator[None]:
        """Households first, since a couple gets its line when it has one roof."""
        roofs: dict[str, list[Person]] = defaultdict(list)
        for person in self._persons.values():
            if person.row.beside.roof is not None:
                roofs[person.row.beside.roof.household].append(person)
        for living in roofs.values():
            self._house(living)
            yield
        for person in self._persons.values():
            beside = person.row.beside
            if (beside.spouse or beside.spouse_row) and person.shopper_id not in self._taken:
                self._marry(person)
                yield
        for living in roofs.values():
            self._couple_line(living)

    def _house(self, living: list[Person]) -> None:
        roof = living[0].row.beside.roof
        assert roof is not None
        start_household(
            self._change,
            [person.shopper_id for person in living],
            name=roof.name,
            shop=self._shop,
        )

    def _couple_line(self, living: list[Person]) -> None:
        """The line as the couple likes it, where the list tells it; an empty one is none."""
        roof = living[0].row.beside.roof
        assert roof is not None
        household_id = self._change.book.value(
            "SELECT household_id FROM shopper WHERE id = :id", id=living[0].shopper_id
        )
        self._change.update(
            "household",
            household_id,
            couple_line=roof.couple_line or None,
            couple_greeting=roof.couple_greeting or None,
        )

    def _marry(self, person: Person) -> None:
        beside = person.row.beside
        other = self._by_row.get(beside.spouse_row) or self._spouse_in_list(person)
        if other is not None and (
            other.shopper_id in self._taken or other.shopper_id == person.shopper_id
        ):
            other = None
            self._warn(person, "is the spouse of somebody else in this list")
            return
        if other is None and (is_blank(beside.spouse) or len(beside.spouse) > LONGEST_NAME):
            return
        try:
            other_id = write_kin(
                self._change,
                person.shopper_id,
                beside.spouse if other is None else other.shopper_id,
                beside.tie,
                shop=self._shop,
                today=self._today,
            )
        except Refused as refusal:
            self._warn(person, str(refusal))
            return
        self.relatives += other is None
        self._taken |= {person.shopper_id, other_id}

    def _spouse_in_list(self, person: Person) -> Person | None:
        """Who bears the name of the spouse and names this one back, or shares a phone or a home."""
        mine = marks_of(person.row)
        for other in self._by_name.get(name_key(person.row.beside.spouse), ()):
            theirs = marks_of(other.row)
            names_back = name_key(other.row.beside.spouse) == name_key(person.row.draft.name)
            close = mine.phones & theirs.phones or mine.addresses & theirs.addresses
            if other.shopper_id != person.shopper_id and (names_back or close):
                return other
        return None

    def _warn(self, person: Person, why: str) -> None:
        self.warnings.append(
            f"{person.row.draft.name}: the spouse {person.row.beside.spouse} was not tied: {why}"
        )


LONGEST_NAME = 200


def _couples(change: Change) -> set[int]:
    """Everybody who is, or was, one of a couple."""
    return {
        one
        for pair in change.book.rows(
            """
            SELECT shopper_id, other_id FROM kin
            WHERE relation IN ('spouse', 'partner') ORDER BY id
            """
        )
        for one in pair
    }
