"""The people who work here: every change bears the name of one of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from storebook.base.errors import Refused
from storebook.base.text import fold, one_line, required
from storebook.book.book import Book
from storebook.book.making import initials_of
from storebook.book.pins import drop_pin_within
from storebook.book.rights import (
    PRESETS,
    Right,
    refuse_without_owner,
    require,
    rights_of,
)
from storebook.book.standing import refuse_beyond_own, refuse_noted, standings

LONGEST_NAME = 100


class Role(StrEnum):
    OWNER = "owner"
    MANAGER = "manager"
    CLERK = "clerk"


@dataclass(frozen=True, slots=True, kw_only=True)
class Associate:
    """Someone who works here. Who left is not active, and keeps the name on what they did.

    `picture_id` is of the picture they are known by, where they have one.
    """

    id: int
    name: str
    initials: str
    role: Role
    active: bool
    picture_id: int | None = None


def associates(book: Book, *, only_active: bool = True) -> list[Associate]:
    """Everyone who works here, the owner first."""
    return book.all(
        Associate,
        """
        SELECT id, name, initials, role, active, picture_id FROM associate
        WHERE active OR NOT :only_active
        ORDER BY role <> 'owner', name, id
        """,
        only_active=only_active,
    )


def associate(book: Book, associate_id: int) -> Associate:
    """One associate; raises LookupError when there is none."""
    return book.one(
        Associate,
        "SELECT id, name, initials, role, active, picture_id FROM associate WHERE id = :id",
        id=associate_id,
    )


def associate_named(book: Book, name: str, *, only_active: bool = True) -> Associate:
    """The associate of this name, first name or these initials, blind to case.

    Refused when there is none, or more than one.
    """
    everyone = associates(book, only_active=only_active)
    found = called(everyone, name)
    if len(found) == 1:
        return found[0]
    names = ", ".join(person.name for person in found or everyone)
    if found:
        raise Refused(
            f"More than one person here goes by “{name}”: {names}. Give the whole name.", field="by"
        )
    raise Refused(f"Nobody here is called “{name}”. Those who work here: {names}.", field="by")


def called(everyone: Iterable[Associate], name: str) -> list[Associate]:
    """Those of this name, blind to case; where there is none, of this first name or initials."""
    wanted, people = fold(name), list(everyone)
    return [person for person in people if fold(person.name) == wanted] or [
        person
        for person in people
        if wanted in {fold(person.initials), fold(person.name.split()[0])}
    ]


def add_associate(
    book: Book, name: str, role: Role = Role.CLERK, *, initials: str | None = None
) -> int:
    """Take on a new associate and return their id; the initials are those of the name if left
    out.
    """
    require(book, Right.STAFF)
    name = one_line(required(name, "name", "A new associate needs a name.", LONGEST_NAME))
    with book.change(f"{name} works here now") as change:
        refuse_role_beyond_own(book, role)
        refuse_same_name(book, name, "Add something that tells them apart.")
        letters = initials_of(name) if initials is None else free_initials(book, initials)
        return change.insert("associate", name=name, initials=letters, role=role, active=True)


def refuse_same_name(book: Book, name: str, instead: str) -> None:
    if fold(name) in {fold(person.name) for person in associates(book)}:
        raise Refused(f"Someone called {name} works here already. {instead}", field="name")


def give_role(book: Book, associate_id: int, role: Role) -> None:
    """Make someone a clerk, a manager or an owner, with the rights that go with it."""
    require(book, Right.STAFF)
    person = associate(book, associate_id)
    with book.change(f"{person.name} is {role.value} now") as change:
        refuse_over_owner(book, person)
        refuse_role_beyond_own(book, role)
        if role is not person.role:
            change.update("associate", associate_id, role=role, rights=None)
        refuse_without_owner(book)


def give_initials(book: Book, associate_id: int, initials: str) -> None:
    """The letters someone signs in with, when those of the name are somebody else's too."""
    require(book, Right.STAFF)
    person = associate(book, associate_id)
    with book.change(f"Initials of {person.name} changed") as change:
        letters = free_initials(book, initials, of_id=associate_id)
        change.update("associate", associate_id, initials=letters)


def free_initials(book: Book, initials: str, *, of_id: int | None = None) -> str:
    """These letters; refused where somebody else signs in with them."""
    initials = one_line(required(initials, "initials", "Give one to four letters.", 4))
    others = [one for one in associates(book) if one.id != of_id]
    if fold(initials) in {fold(one.initials) for one in others}:
        raise Refused(f"{initials} are somebody else’s initials already.", field="initials")
    return initials


def let_go(book: Book, associate_id: int) -> None:
    """Someone left: they can't be chosen any more and their PIN is gone; everything they did keeps
    their name. What is theirs to do stays theirs until it is handed over (`staff/leaving.py`).

    Taken back, they work here again, but without a PIN.
    """
    require(book, Right.STAFF)
    person = associate(book, associate_id)
    with book.change(f"{person.name} no longer works here") as change:
        refuse_over_owner(book, person)
        change.update("associate", associate_id, active=False)
        drop_pin_within(change, associate_id)
        refuse_without_owner(book)


def welcome_back(book: Book, associate_id: int) -> None:
    """Someone who had left works here again, as what they were; they need a new PIN."""
    require(book, Right.STAFF)
    person = associate(book, associate_id)
    with book.change(f"{person.name} works here again") as change:
        refuse_role_beyond_own(book, person.role)
        if not person.active:
            refuse_same_name(book, person.name, "Take them on anew under a name of their own.")
        before = standings(book)
        change.update("associate", associate_id, active=True)
        refuse_beyond_own(book, before)


def refuse_over_owner(book: Book, person: Associate) -> None:
    """Only an owner changes what an owner is."""
    if person.role is Role.OWNER and associate(book, book.associate_id).role is not Role.OWNER:
        refuse_noted(
            book,
            f"change what {person.name} is, an owner",
            f"{person.name} is an owner: only an owner may do that.",
        )


def refuse_role_beyond_own(book: Book, role: Role) -> None:
    """Nobody makes somebody else what they are not themselves."""
    if role is Role.OWNER and associate(book, book.associate_id).role is not Role.OWNER:
        refuse_noted(
            book, "make somebody an owner", "Only an owner may make somebody an owner.", "role"
        )
    if PRESETS[role.value] - rights_of(book, book.associate_id):
        refuse_noted(
            book,
            f"make somebody a {role.value}",
            f"A {role.value} may do things that you may not, so only an owner may decide that.",
            "role",
        )
