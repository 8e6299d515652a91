"""What somebody who works here may do: asked before anything is done, never after.

Every whole action that needs a right asks for it in its first line. To write at all is asked in
one place, the door itself (`Book.change`), so that no action can forget it. Who has no right is
refused with a sentence, the book stays as it is, and the refusal is noted.

These are rules among colleagues: whoever can open the file with another tool is not held by them.
"""

import json
from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING

from storebook.base.errors import Refused
from storebook.book.events import EventKind, note_event

if TYPE_CHECKING:
    from storebook.book.book import Book


class Right(StrEnum):
    """What may be allowed or not, one by one.

    `see_spend`: prices, totals and budgets, in every way out, and lists sorted by them.
    `edit`: write anything at all. `take_back`: undo and redo; of changes of staff, merges and
    lists brought in only with that right too. `export`: files for other programs, the plain copy
    and mailing lists as files among them. `print_lists`: names of many on paper, as mailing lists
    and the owner's list. Cards, labels and membership cards are the daily work and need none of
    these. `backup`: backups into a folder of one's choice, and restoring; the program's own
    backups need nobody's right.
    """

    SEE_SPEND = "see_spend"
    EDIT = "edit"
    TAKE_BACK = "take_back"
    MERGE = "merge"
    ERASE = "erase"
    IMPORT = "import"
    EXPORT = "export"
    PRINT_LISTS = "print_lists"
    STAFF = "staff"
    BACKUP = "backup"


DEEDS = {
    Right.SEE_SPEND: "see what shoppers spent",
    Right.EDIT: "write in this book",
    Right.TAKE_BACK: "take changes back",
    Right.MERGE: "merge shoppers",
    Right.ERASE: "erase a person",
    Right.IMPORT: "bring in lists",
    Right.EXPORT: "write lists into files",
    Right.PRINT_LISTS: "print lists",
    Right.STAFF: "change who works here and what they may do",
    Right.BACKUP: "choose where backups go or restore one",
}
IMPORTED = " imported from "  # of the change that brings in a list
ALL_RIGHTS = frozenset(Right)
PRESETS = {
    "owner": ALL_RIGHTS,
    "manager": ALL_RIGHTS - {Right.STAFF, Right.ERASE},
    "clerk": frozenset({Right.EDIT, Right.TAKE_BACK}),
}


class NotAllowed(Refused):
    """The person at work has not the right; nothing was done."""

    def __init__(self, name: str, right: Right) -> None:
        super().__init__(
            f"{name} may not {DEEDS[right]}. Nothing was changed. Ask the owner to do it, or for "
            "the right to.",
            harmless=True,
        )
        self.right = right


def rights_of(book: "Book", associate_id: int) -> frozenset[Right]:
    """What this associate may do: an owner everything, who left nothing, others what their role
    brings or what they were given instead. Rights of a later Storebook are not known here.
    """
    found = book.rows("SELECT role, active, rights FROM associate WHERE id = :id", id=associate_id)
    if not found or not found[0][1]:
        return frozenset()
    role, _, own = found[0]
    if role == "owner" or own is None:
        return PRESETS[role]
    return frozenset(right for right in Right if right.value in json.loads(own))


def may(book: "Book", right: Right) -> bool:
    """Whether the associate at work has this right."""
    return right in rights_of(book, book.associate_id)


def require(book: "Book", right: Right) -> None:
    """Raise NotAllowed, and note it, unless the associate at work has this right.

    To be called before the transaction begins: the note is saved by itself.
    """
    if may(book, right):
        return
    note_event(book, EventKind.REFUSED, f"Not allowed to {DEEDS[right]}")
    raise NotAllowed(name_at_work(book), right)


def name_at_work(book: "Book") -> str:
    return str(book.value("SELECT name FROM associate WHERE id = :id", id=book.associate_id))


def require_to_take_back(book: "Book", undos: Sequence[int]) -> None:
    """Raise NotAllowed unless who is at work may take this back, or do it again.

    `undos` are the change, the undo of it, and so on.
    """
    for right in rights_to_take_back(book, undos):
        require(book, right)


def rights_to_take_back(book: "Book", undos: Sequence[int]) -> list[Right]:
    """Taking back needs its own right, and that of the deed as well: of a change of staff or of
    when the book locks itself, of a merge, of a list that was brought in.
    """
    needed = {
        Right.STAFF: any(is_of_staff(book, change_id) for change_id in undos),
        Right.MERGE: is_merge(book, undos[0]),
        Right.IMPORT: is_import(book, undos[0]),
    }
    return [Right.TAKE_BACK, *(right for right, is_needed in needed.items() if is_needed)]


def is_of_staff(book: "Book", change_id: int) -> bool:
    """Not so when somebody changed nothing but how they look and sign themselves."""
    found = book.value(
        """
        SELECT 1 FROM change_row
        WHERE change_id = :change_id AND (
            table_name = 'associate' AND NOT EXISTS (
                SELECT 1 FROM associate
                WHERE action = 'update' AND id = first_id AND id = :own_id
                  AND name = before ->> 'name' AND initials = before ->> 'initials'
                  AND role = before ->> 'role' AND active = before ->> 'active'
                  AND rights IS before ->> 'rights'
            )
            OR table_name = 'setting' AND (
                before ->> 'name' = 'Locking'
                OR EXISTS (
                    SELECT 1 FROM setting WHERE name = 'Locking' AND id BETWEEN first_id AND last_id
                )
            )
        )
        LIMIT 1
        """,
        change_id=change_id,
        own_id=book.associate_id,
    )
    return found is not None


def is_merge(book: "Book", change_id: int) -> bool:
    found = book.value(
        """
        SELECT 1 FROM change_row
        WHERE change_id = :change_id AND table_name = 'merged' AND action = 'insert' LIMIT 1
        """,
        change_id=change_id,
    )
    return found is not None


def is_import(book: "Book", change_id: int) -> bool:
    """By its sentence: what a list brought in stands in the tables like what was typed."""
    found = book.value(
        "SELECT 1 FROM change WHERE id = :change_id AND instr(what, :words)",
        change_id=change_id,
        words=IMPORTED,
    )
    return found is not None


def refuse_without_owner(book: "Book") -> None:
    """Refuse what would leave nobody who may do everything; asked inside a change, at its end.

    Where PINs are used that is an owner with a PIN: one without can't sign in.
    """
    led = book.value(
        """
        SELECT EXISTS (
            SELECT 1 FROM associate
            WHERE role = 'owner' AND active AND (
                NOT EXISTS (
                    SELECT 1 FROM pin JOIN associate AS other ON other.id = pin.associate_id
                    WHERE other.active
                )
                OR EXISTS (SELECT 1 FROM pin WHERE pin.associate_id = associate.id)
            )
        )
        """
    )
    if not led:
        raise Refused(
            "The shop needs an owner, and where PINs are used one who has a PIN. Make somebody "
            "else the owner first, with a PIN."
        )
