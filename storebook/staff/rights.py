"""What each role may do, and what the owner gives to a single associate or takes from them.

The rights themselves, and the gate that asks for them, are part of the book (`book/rights.py`), so
that no way into it goes round them; they are passed on from here.
"""

import json
from collections.abc import Iterable

from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.book.rights import (
    ALL_RIGHTS,
    DEEDS,
    PRESETS,
    NotAllowed,
    Right,
    may,
    require,
    rights_of,
)
from storebook.book.standing import refuse_noted
from storebook.staff.associates import Role, associate

__all__ = [
    "ALL_RIGHTS",
    "DEEDS",
    "PINS_ARE_A_RULE",
    "WORDS",
    "NotAllowed",
    "Right",
    "give_rights",
    "has_own_rights",
    "may",
    "preset",
    "require",
    "rights_of",
]

PINS_ARE_A_RULE = (
    "PINs and rights are a rule among colleagues on one computer. They keep honest people from "
    "mistakes and curious eyes from the screen; whoever can sign in to this computer and has the "
    "key of the book could get round them with other tools."
)
WORDS = {
    Right.SEE_SPEND: "See prices and what shoppers spent",
    Right.EDIT: "Write in the book",
    Right.TAKE_BACK: "Take changes back",
    Right.MERGE: "Merge shoppers",
    Right.ERASE: "Erase a person for good",
    Right.IMPORT: "Bring in lists",
    Right.EXPORT: "Write lists into files",
    Right.PRINT_LISTS: "Print lists",
    Right.STAFF: "Staff, PINs and rights",
    Right.BACKUP: "Choose where backups go, restore them",
}


def preset(role: Role) -> frozenset[Right]:
    """What the role brings by itself."""
    return PRESETS[role.value]


def has_own_rights(book: Book, associate_id: int) -> bool:
    """Whether they were given other rights than their role brings."""
    return rights_of(book, associate_id) != preset(associate(book, associate_id).role)


def give_rights(book: Book, associate_id: int, rights: Iterable[Right] | None) -> None:
    """Give exactly these rights instead of those of the role; None goes back to the role's.

    An owner has every right, and can't be given fewer. Nobody gives what they have not: who may
    change staff, but is no owner, gives only of their own.
    """
    require(book, Right.STAFF)
    person = associate(book, associate_id)
    with book.change(f"Rights of {person.name} changed") as change:
        if person.role is Role.OWNER:
            raise Refused(
                f"{person.name} is an owner and may do everything. Change the role first.",
                field="rights",
            )
        wanted = preset(person.role) if rights is None else frozenset(rights)
        refuse_to_hand_out(book, wanted - rights_of(book, associate_id))
        own = None if wanted == preset(person.role) else as_json(wanted)
        change.update("associate", associate_id, rights=own)


def refuse_to_hand_out(book: Book, given: frozenset[Right]) -> None:
    """Refuse to hand out what the associate at work may not do."""
    beyond = given - rights_of(book, book.associate_id)
    if beyond:
        deeds = " or ".join(sorted(DEEDS[right] for right in beyond))
        refuse_noted(
            book,
            f"allow others to {deeds}",
            f"You may not {deeds} yourself, so you can’t allow it.",
            "rights",
        )


def as_json(rights: Iterable[Right]) -> str:
    return json.dumps(sorted(right.value for right in rights))
