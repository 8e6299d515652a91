"""How the people of a run are addressed, alone and as one of a couple."""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from storebook.base.text import fold, is_east_asian, one_line
from storebook.book.book import Book
from storebook.people.names import PersonName, couple_line
from storebook.people.relations import Gender, Relation, relation_word


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """How somebody is addressed, and what their household says of the two."""

    shopper_id: int
    name: str
    sort_key: str
    given: str | None
    family: str | None
    greeting_line: str
    envelope_line: str
    language: str | None
    household_id: int | None
    couple_line: str | None
    couple_greeting: str | None
    couple_note: str | None
    gender: Gender | None


def lines_of(book: Book, people: Collection[int]) -> dict[int, Lines]:
    rows = book.all(
        Lines,
        """
        SELECT shopper.id AS shopper_id, shopper.name, sort_key, given, family, greeting_line,
               envelope_line, language, household_id, couple_line, couple_greeting, couple_note,
               gender
        FROM json_each(:people) AS wanted
        JOIN shopper ON shopper.id = wanted.value
        LEFT JOIN household ON household.id = shopper.household_id
        ORDER BY shopper.id
        """,
        people=json.dumps(sorted(people)),
    )
    return {row.shopper_id: row for row in rows}


def addressed(of: Sequence[Lines]) -> tuple[str, str]:
    """The name line of the envelope, of one line or two, and the greeting inside."""
    if len(of) == 1:
        return of[0].envelope_line, of[0].greeting_line
    one, other = of
    together = one.household_id is not None and one.household_id == other.household_id
    if together and one.couple_line and one.couple_greeting:
        return one.couple_line, one.couple_greeting
    greeting = couple_greeting(one.greeting_line, other.greeting_line)
    return f"{one.envelope_line}\n{other.envelope_line}", greeting


def couple_greeting(first: str, second: str) -> str:
    """Two greetings in one where nobody wrote a joint one: "Dear Inês & Paulo"."""
    opening, _, name = first.partition(" ")
    other_opening, _, other_name = second.partition(" ")
    if name and other_name and opening == other_opening:
        return f"{opening} {name} & {other_name}"
    return f"{first}, {second}"


def named(of: Sequence[Lines]) -> str:
    """Who it is, for the screen: "Harriet & Walter Finch" when they share a family name."""
    names = [person_name(one) for one in of]
    return names[0].name if len(names) == 1 else couple_line(names[0], names[1])


def names_of(of: Sequence[Lines]) -> str:
    """Who a card is for in its own words: the line that the household wrote for the two, else as
    on the screen.
    """
    one, other = of[0], of[-1]
    together = one.household_id is not None and one.household_id == other.household_id
    written = one.couple_line if len(of) > 1 and together else None
    return written or named(of)


def first_name(child: Lines, parent: Lines) -> str:
    """What the parents call their child; empty where that is not known.

    Of a name that is on file whole it is what stands beside the name that the parent has as well:
    that is no guess.
    """
    if child.given:
        return child.given
    name, family = one_line(child.name), child.family or parent.family or ""
    if is_east_asian(name):
        return name.removeprefix(family) if family and name != family else ""
    first, _, last = name.partition(" ")
    shared = family or one_line(parent.name).rpartition(" ")[2]
    return first if not last or fold(last) == fold(shared) else ""


def childs_day(text: str, child: Lines, parent: Lines) -> str:
    """What a card for a child is for, as a list says it to the shop: "Birthday of daughter Lena".

    Nothing of the child but the first name is told.
    """
    said = (relation_word(Relation.CHILD, child.gender), first_name(child, parent))
    return f"{text} of {' '.join(filter(None, said))}"


def initials(of: Sequence[Lines]) -> str:
    """The first letters of both given names, as in a ring; empty where one is not known."""
    letters = [one.given[:1].upper() for one in of if one.given]
    return " & ".join(letters) if len(letters) == 2 else ""


def person_name(lines: Lines) -> PersonName:
    """Without the title, which belongs on the envelope."""
    return PersonName(name=lines.name, given=lines.given or "", family=lines.family or "")
