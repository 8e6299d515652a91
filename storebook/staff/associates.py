"""The people who work here: every change bears the name of one of them."""

from dataclasses import dataclass
from enum import StrEnum

from storebook.base.errors import Refused
from storebook.base.text import fold, one_line, required
from storebook.book.book import Book
from storebook.book.opening import initials_of

LONGEST_NAME = 100


class Role(StrEnum):
    OWNER = "owner"
    MANAGER = "manager"
    CLERK = "clerk"


@dataclass(frozen=True, slots=True, kw_only=True)
class Associate:
    """Someone who works here. Who left is not active, and keeps the name on what they did."""

    id: int
    name: str
    initials: str
    role: Role
    active: bool


def associates(book: Book, *, only_active: bool = True) -> list[Associate]:
    """Everyone who works here, the owner first."""
    return book.all(
        Associate,
        """
        SELECT id, name, initials, role, active FROM associate
        WHERE active OR NOT :only_active
        ORDER BY role <> 'owner', name, id
        """,
        only_active=only_active,
    )


def associate(book: Book, associate_id: int) -> Associate:
    """One associate; raises LookupError when there is none."""
    return book.one(
        Associate,
        "SELECT id, name, initials, role, active FROM associate WHERE id = :id",
        id=associate_id,
    )


def associate_named(book: Book, name: str) -> Associate:
    """The associate of this name, first name or these initials, blind to case.

    Refused when there is none, or more than one.
    """
    wanted = fold(name)
    everyone = associates(book)
    found = [person for person in everyone if fold(person.name) == wanted]
    found = found or [
        person
        for person in everyone
        if wanted in {fold(person.initials), fold(person.name.split()[0])}
    ]
    if len(found) == 1:
        return found[0]
    names = ", ".join(person.name for person in everyone)
    if found:
        raise Refused(
            f"More than one person here goes by “{name}”: {names}. Give the whole name.", field="by"
        )
    raise Refused(f"Nobody here is called “{name}”. Those who work here: {names}.", field="by")


def add_associate(book: Book, name: str, role: Role = Role.CLERK) -> int:
    """Take on a new associate and return their id."""
    name = one_line(required(name, "name", "A new associate needs a name.", LONGEST_NAME))
    with book.change(f"{name} works here now") as change:
        if fold(name) in {fold(person.name) for person in associates(book)}:
            raise Refused(
                f"Someone called {name} works here already. Add something that tells them apart.",
                field="name",
            )
        return change.insert(
            "associate", name=name, initials=initials_of(name), role=role, active=True
        )


def give_role(book: Book, associate_id: int, role: Role) -> None:
    """Make someone a clerk, a manager or an owner."""
    person = associate(book, associate_id)
    with book.change(f"{person.name} is {role.value} now") as change:
        if role is not Role.OWNER:
            refuse_if_last_owner(book, person)
        change.update("associate", associate_id, role=role)


def let_go(book: Book, associate_id: int) -> None:
    """Someone left: they can't be chosen any more; everything they did keeps their name."""
    person = associate(book, associate_id)
    with book.change(f"{person.name} no longer works here") as change:
        refuse_if_last_owner(book, person)
        change.update("associate", associate_id, active=False)


def welcome_back(book: Book, associate_id: int) -> None:
    """Someone who had left works here again."""
    person = associate(book, associate_id)
    with book.change(f"{person.name} works here again") as change:
        change.update("associate", associate_id, active=True)


def refuse_if_last_owner(book: Book, person: Associate) -> None:
    owners = [one.id for one in associates(book) if one.role is Role.OWNER]
    if owners == [person.id]:
        raise Refused("The shop needs an owner. Make someone else the owner first.")
