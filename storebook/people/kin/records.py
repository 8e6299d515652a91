"""Who belongs to whom, read from either end of a tie."""

from dataclasses import dataclass
from datetime import date

from storebook.book.book import Book
from storebook.people.relations import Ending, Gender, Relation, relation_word, reverse


@dataclass(frozen=True, slots=True, kw_only=True)
class Kin:
    """One tie from the shopper's end: who the other one is, and what they are to the shopper."""

    kin_id: int
    shopper_id: int
    name: str
    given: str | None
    gender: Gender | None
    relation: Relation
    ended_on: date | None
    ended_by: Ending | None
    deceased_on: date | None
    household_id: int | None

    @property
    def first_name(self) -> str:
        """What the family calls them; the whole name where its parts are not known."""
        return self.given or self.name

    @property
    def word(self) -> str:
        """ "husband", "daughter"; "late wife", "former husband"."""
        word = relation_word(self.relation, self.gender)
        if self.deceased_on is not None:
            return f"late {word}"
        if self.ended_on is not None and self.ended_by is not Ending.DEATH:
            return f"former {word}"
        return word


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tie:
    kin_id: int
    shopper_id: int
    name: str
    given: str | None
    gender: Gender | None
    relation: Relation
    turned: bool
    ended_on: date | None
    ended_by: Ending | None
    deceased_on: date | None
    household_id: int | None


def kin_of(book: Book, shopper_id: int) -> list[Kin]:
    """The shopper's kin: the other one of the couple first, then by name; ended ties last."""
    ties = book.all(
        _Tie,
        """
        SELECT tie.kin_id, other.id AS shopper_id, other.name, other.given, other.gender,
               tie.relation, tie.turned, tie.ended_on, tie.ended_by, other.deceased_on,
               other.household_id
        FROM (
            SELECT id AS kin_id, other_id, relation, 0 AS turned, ended_on, ended_by
            FROM kin WHERE kin.shopper_id = :id
            UNION ALL
            SELECT id, kin.shopper_id, relation, 1, ended_on, ended_by
            FROM kin WHERE kin.other_id = :id
        ) AS tie
        JOIN shopper AS other ON other.id = tie.other_id
        ORDER BY tie.ended_on IS NOT NULL, tie.relation NOT IN ('spouse', 'partner'),
                 other.sort_key, tie.kin_id
        """,
        id=shopper_id,
    )
    return [
        Kin(
            kin_id=tie.kin_id,
            shopper_id=tie.shopper_id,
            name=tie.name,
            given=tie.given,
            gender=tie.gender,
            relation=reverse(tie.relation) if tie.turned else tie.relation,
            ended_on=tie.ended_on,
            ended_by=tie.ended_by,
            deceased_on=tie.deceased_on,
            household_id=tie.household_id,
        )
        for tie in ties
    ]
