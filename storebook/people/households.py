"""People at one address who may share one card: whose address it is, and the couple line."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from storebook.base.errors import Refused
from storebook.base.text import one_line
from storebook.book.book import Book
from storebook.book.change import Change
from storebook.book.shop import Shop
from storebook.people.called import Called, called, called_as, language_of
from storebook.people.contact_points import address
from storebook.people.names import couple_greeting_line, couple_line
from storebook.people.typed import optional, optional_lines

LONGEST_NAME = 200
LONGEST_LINE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Household:
    """`couple_line` is how mail names the two.

    Where it is None and `couple_note` says why, it has to be written anew.
    """

    id: int
    name: str
    address_id: int | None
    couple_line: str | None
    couple_greeting: str | None
    couple_note: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One of a household."""

    shopper_id: int
    name: str
    deceased_on: date | None
    moved_away_on: date | None


def household(book: Book, household_id: int) -> Household:
    """One household; refused when it is not in the book."""
    found = book.first(
        Household,
        """
        SELECT id, name, address_id, couple_line, couple_greeting, couple_note
        FROM household WHERE id = :id
        """,
        id=household_id,
    )
    if found is None:
        raise Refused(f"There is no household {household_id} in this book.", "household_id")
    return found


def household_of(book: Book, shopper_id: int) -> Household | None:
    """The household the shopper lives in, if it is known."""
    return book.first(
        Household,
        """
        SELECT household.id, household.name, address_id, couple_line, couple_greeting, couple_note
        FROM shopper JOIN household ON household.id = shopper.household_id
        WHERE shopper.id = :id
        """,
        id=shopper_id,
    )


def members(book: Book, household_id: int) -> list[Member]:
    """Who lives there, by name."""
    return book.all(
        Member,
        """
        SELECT id AS shopper_id, name, deceased_on, moved_away_on
        FROM shopper WHERE household_id = :id
        ORDER BY sort_key, id
        """,
        id=household_id,
    )


def couple(book: Book, household_id: int) -> tuple[int, int] | None:
    """The living two of the household who are a couple, in the order the tie was written down."""
    found = book.rows(
        """
        SELECT one.id, other.id
        FROM shopper AS one
        JOIN kin ON kin.shopper_id = one.id
        JOIN shopper AS other ON other.id = kin.other_id
        WHERE one.household_id = :id AND other.household_id = :id
          AND relation IN ('spouse', 'partner') AND ended_on IS NULL
          AND one.deceased_on IS NULL AND other.deceased_on IS NULL
        ORDER BY kin.id
        LIMIT 1
        """,
        id=household_id,
    )
    return (found[0][0], found[0][1]) if found else None


def make_household(book: Book, shopper_ids: Sequence[int], *, shop: Shop) -> int:
    """Say that these live together, and return the household's id."""
    first = called(book, shopper_ids[0]) if shopper_ids else ""
    with book.change(f"Household made for {first}", shopper_ids) as change:
        return start_household(change, shopper_ids, shop=shop)


def leave_household(book: Book, shopper_id: int) -> None:
    """The shopper no longer lives there; a couple line that named them is struck out."""
    what = f"{called(book, shopper_id)} left a household"
    with book.change(what, [shopper_id]) as change:
        leave(change, shopper_id)


def change_household(  # noqa: PLR0913 - what one form asks
    book: Book,
    household_id: int,
    *,
    address_id: int | None,
    line: str,
    greeting: str,
    joins: Sequence[int] = (),
    shop: Shop,
) -> None:
    """Address, couple line and who moves in, as one change; what is as it was stays untouched."""
    at = household(book, household_id)
    with book.change(f"Household of {at.name} changed") as change:
        if (line, greeting) != (at.couple_line or "", at.couple_greeting or ""):
            write_couple_line(change, household_id, line, greeting)
        if address_id != at.address_id:
            write_address(change, household_id, address_id)
        for shopper_id in joins:
            join(change, shopper_id, household_id, shop=shop)
        change.about(*ids_of(book, household_id))


# -- steps


def start_household(
    change: Change,
    shopper_ids: Sequence[int],
    *,
    name: str = "",
    shop: Shop,
) -> int:
    """Make a household of these; each leaves where they lived before."""
    if not shopper_ids:
        raise Refused("A household needs at least one person.", "household")
    book = change.book
    kept = optional(name, "household", LONGEST_NAME)
    household_id = change.insert(
        "household", name=kept or home_name(called_as(book, shopper_ids[0]))
    )
    for shopper_id in dict.fromkeys(shopper_ids):
        leave(change, shopper_id)
        change.update("shopper", shopper_id, household_id=household_id)
        change.about(shopper_id)
    change.update("household", household_id, address_id=first_address(book, household_id))
    derive_couple(change, household_id, shop=shop)
    return household_id


def write_address(change: Change, household_id: int, address_id: int | None) -> None:
    """Joined mail goes to this member's address; None: each gets their own at their own."""
    if address_id is not None:
        _refuse_strangers_address(change.book, household_id, address_id)
    change.about(*ids_of(change.book, household_id))
    change.update("household", household_id, address_id=address_id)


def write_couple_line(change: Change, household_id: int, line: str, greeting: str) -> None:
    """Write the couple line as the couple likes it; "" is none, so that each gets their own."""
    kept = optional_lines(line, "couple_line", LONGEST_LINE)
    greeted = optional(greeting, "couple_greeting", LONGEST_LINE)
    if kept is None and greeted is not None:
        raise Refused("A greeting for two needs a couple line as well.", "couple_line")
    if kept is not None and greeted is None:
        raise Refused(
            "How are they greeted? Write something like Dear Ann & Bob.", "couple_greeting"
        )
    change.about(*ids_of(change.book, household_id))
    change.update(
        "household", household_id, couple_line=kept, couple_greeting=greeted, couple_note=None
    )


def join(change: Change, shopper_id: int, household_id: int, *, shop: Shop) -> None:
    """Move the shopper in; a couple that is now complete gets its couple line."""
    book = change.book
    before = household(book, household_id)
    at = household_of(book, shopper_id)
    if at is not None and at.id == household_id:
        return
    leave(change, shopper_id)
    change.update("shopper", shopper_id, household_id=household_id)
    change.about(*ids_of(book, household_id))
    if before.address_id is None:
        change.update("household", household_id, address_id=first_address(book, household_id))
    pair = couple(book, household_id)
    if pair is not None and shopper_id in pair and before.couple_line is None:
        derive_couple(change, household_id, shop=shop)


def leave(change: Change, shopper_id: int) -> None:
    """Move the shopper out, if they lived with anybody; the last one closes the door."""
    book = change.book
    at = household_of(book, shopper_id)
    if at is None:
        return
    strike_couple_line(change, shopper_id, f"{called(book, shopper_id)} left the household.")
    change.about(*ids_of(book, at.id))
    change.update("shopper", shopper_id, household_id=None)
    if not ids_of(book, at.id):
        change.delete("household", at.id)
        return
    if at.address_id is not None and address(book, at.address_id).shopper_id == shopper_id:
        change.update("household", at.id, address_id=first_address(book, at.id))


def derive_couple(change: Change, household_id: int, *, shop: Shop) -> None:
    """Derive the couple line and greeting of the household's couple, if there is one."""
    pair = couple(change.book, household_id)
    if pair is None:
        return
    first, second = (called_as(change.book, shopper_id) for shopper_id in pair)
    line, greeting = lines_of(first, second, shop)
    change.update(
        "household", household_id, couple_line=line, couple_greeting=greeting, couple_note=None
    )


def strike_couple_line(change: Change, shopper_id: int, why: str) -> None:
    """Take away a couple line that may name this shopper, and say why it has to be written anew.

    It stays only where the household's couple is known to be two others.
    """
    book = change.book
    at = household_of(book, shopper_id)
    if at is None or at.couple_line is None:
        return
    pair = couple(book, at.id)
    if pair is not None and shopper_id not in pair:
        return
    change.about(*ids_of(book, at.id))
    change.update("household", at.id, couple_line=None, couple_greeting=None, couple_note=why)


def follow_name(
    change: Change, shopper_id: int, before: Called, after: Called, *, shop: Shop
) -> None:
    """A name has changed: the household's lines that were never edited follow it."""
    book = change.book
    at = household_of(book, shopper_id)
    if at is None:
        return
    if at.name == home_name(before):
        change.update("household", at.id, name=home_name(after))
    pair = couple(book, at.id)
    if pair is None or shopper_id not in pair:
        return
    first, second = (None if one == shopper_id else called_as(book, one) for one in pair)
    old_line, old_greeting = lines_of(first or before, second or before, shop)
    line, greeting = lines_of(first or after, second or after, shop)
    if at.couple_line == old_line:
        change.update("household", at.id, couple_line=line)
    if at.couple_greeting == old_greeting:
        change.update("household", at.id, couple_greeting=greeting)


def lines_of(first: Called, second: Called, shop: Shop) -> tuple[str, str]:
    """The couple line and the greeting, as they are derived."""
    language = language_of(first.language, shop)
    return (
        couple_line(first.person, second.person),
        couple_greeting_line(first.person, second.person, language=language),
    )


def home_name(person: Called) -> str:
    """What the household is called until somebody says otherwise."""
    return one_line(person.family or person.name)


def ids_of(book: Book, household_id: int) -> list[int]:
    """Who lives there."""
    return book.values(
        "SELECT id FROM shopper WHERE household_id = :id ORDER BY id", id=household_id
    )


def first_address(book: Book, household_id: int) -> int | None:
    """The first address of a member that mail may go to."""
    found = book.value(
        """
        SELECT address.id
        FROM shopper JOIN address ON address.shopper_id = shopper.id
        WHERE household_id = :id AND left_on IS NULL AND returned_on IS NULL
          AND deceased_on IS NULL AND moved_away_on IS NULL
        ORDER BY use <> 'home', position, address.id
        LIMIT 1
        """,
        id=household_id,
    )
    return None if found is None else int(found)


def _refuse_strangers_address(book: Book, household_id: int, address_id: int) -> None:
    if address(book, address_id).shopper_id not in ids_of(book, household_id):
        raise Refused("A household picks the address of one who lives there.", "address")
