"""What a shopper is called: in the sentences of the history, and in the lines made of a name."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.book.shop import Shop
from storebook.people.names import PersonName
from storebook.people.typed import shortened


@dataclass(frozen=True, slots=True, kw_only=True)
class Called:
    """The parts of a name on file, and the language the shopper is written to in."""

    name: str
    title: str | None
    given: str | None
    family: str | None
    nickname: str | None
    native_name: str | None
    language: str | None

    @property
    def person(self) -> PersonName:
        """As lines are made of it."""
        return PersonName(
            name=self.name,
            given=self.given or "",
            family=self.family or "",
            title=self.title or "",
            nickname=self.nickname or "",
            native=self.native_name or "",
        )


def called_as(book: Book, shopper_id: int) -> Called:
    """The parts of the shopper's name; refused when there is no such shopper."""
    found = book.first(
        Called,
        """
        SELECT name, title, given, family, nickname, native_name, language
        FROM shopper WHERE id = :id
        """,
        id=shopper_id,
    )
    if found is None:
        raise no_such_shopper(shopper_id)
    return found


def name_of(book: Book, shopper_id: int) -> str:
    """The shopper's name; refused when there is no such shopper."""
    name = book.value("SELECT name FROM shopper WHERE id = :id", id=shopper_id)
    if name is None:
        raise no_such_shopper(shopper_id)
    return str(name)


def first_names(book: Book, shopper_ids: Sequence[int]) -> list[str]:
    """What their family calls them, in this order; the whole name where its parts are not known."""
    if not shopper_ids:
        return []
    names = dict(
        book.rows(
            """
            SELECT shopper.id, coalesce(given, name)
            FROM json_each(:ids) AS one JOIN shopper ON shopper.id = one.value
            ORDER BY shopper.id
            """,
            ids=json.dumps(list(shopper_ids)),
        )
    )
    return [names[shopper_id] for shopper_id in shopper_ids if shopper_id in names]


def called(book: Book, shopper_id: int) -> str:
    """The shopper's name as a sentence of the history holds it."""
    return shortened(name_of(book, shopper_id))


def couple_line_of(book: Book, shopper_id: int) -> str:
    """How mail names the two of the shopper's household; "" where nobody wrote it."""
    found = book.value(
        """
        SELECT couple_line FROM shopper JOIN household ON household.id = shopper.household_id
        WHERE shopper.id = :id
        """,
        id=shopper_id,
    )
    return found or ""


def language_of(language: str | None, shop: Shop) -> str:
    """The shopper's own language, else the shop's."""
    return language or shop.locale


def no_such_shopper(shopper_id: int) -> Refused:
    """The refusal of a number that nobody has."""
    return Refused(f"There is no shopper {shopper_id} in this book.", "shopper")
