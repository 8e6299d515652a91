"""What a shopper likes and what they must not wear: tastes, allergies, budget, and how they sit."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from storebook.base.errors import Refused
from storebook.base.text import fold, one_line, required
from storebook.book.book import Book
from storebook.book.change import Change
from storebook.people.called import called
from storebook.people.sizes import (
    BodyPart,
    Method,
    Size,
    SizeDraft,
    add_size,
    remove_size,
    sizes_of,
)
from storebook.people.typed import optional
from storebook.staff.viewer import Viewer

__all__ = [
    "BodyPart",
    "Method",
    "Preference",
    "PreferenceKind",
    "Size",
    "SizeDraft",
    "add_preference",
    "add_size",
    "allergies_of",
    "edit_preference",
    "preferences_of",
    "remove_preference",
    "remove_size",
    "set_budget",
    "sizes_of",
]

LONGEST_VALUE = 200
LONGEST_NOTE = 300


class PreferenceKind(StrEnum):
    """`HERE` is what they like when they are here: tea; the window seat."""

    METAL = "metal"
    STONE = "stone"
    STYLE = "style"
    DISLIKE = "dislike"
    ALLERGY = "allergy"
    BUDGET = "budget"
    HERE = "here"


@dataclass(frozen=True, slots=True, kw_only=True)
class Preference:
    """One taste, allergy or band of budget, and when it was told."""

    id: int
    kind: PreferenceKind
    value: str
    note: str | None
    told_on: date | None


def preferences_of(book: Book, shopper_id: int, viewer: Viewer) -> list[Preference]:
    """In the order they were told, kind by kind; the budget only for a viewer who may see spend."""
    return book.all(
        Preference,
        """
        SELECT id, kind, value, note, told_on
        FROM preference
        WHERE shopper_id = :shopper_id AND (kind <> 'budget' OR :spend)
        ORDER BY kind, id
        """,
        shopper_id=shopper_id,
        spend=viewer.sees_spend,
    )


def allergies_of(book: Book, shopper_id: int) -> list[str]:
    """What must never touch this shopper: the alerts of the page, of a sale and of a repair."""
    return book.values(
        """
        SELECT value FROM preference
        WHERE shopper_id = :shopper_id AND kind = 'allergy' ORDER BY id
        """,
        shopper_id=shopper_id,
    )


def add_preference(  # noqa: PLR0913 - whose, what, and the two remarks
    book: Book,
    shopper_id: int,
    kind: PreferenceKind,
    value: str,
    *,
    note: str = "",
    told_on: date | None = None,
) -> int:
    """Write down one and return its id; one that is there already gets the new note and day."""
    kept = read_value(kind, value)
    remark = optional(note, "note", LONGEST_NOTE)
    what = f"{SENTENCES[kind]} written down for {called(book, shopper_id)}"
    with book.change(what, [shopper_id]) as change:
        there = same(book, shopper_id, kind, kept)
        if there is None:
            return change.insert(
                "preference",
                shopper_id=shopper_id,
                kind=kind,
                value=kept,
                note=remark,
                told_on=told_on,
            )
        if remark is not None:
            change.update("preference", there, note=remark)
        if told_on is not None:
            change.update("preference", there, told_on=told_on)
        return there


def edit_preference(
    book: Book,
    preference_id: int,
    value: str,
    *,
    note: str = "",
    told_on: date | None = None,
) -> None:
    """Correct one as a whole."""
    shopper_id, kind = _subject(book, preference_id)
    kept = read_value(kind, value)
    remark = optional(note, "note", LONGEST_NOTE)
    what = f"{SENTENCES[kind]} corrected for {called(book, shopper_id)}"
    with book.change(what, [shopper_id]) as change:
        if same(book, shopper_id, kind, kept) not in (None, preference_id):
            raise Refused("That is on the list already.", "value")
        change.update("preference", preference_id, value=kept, note=remark, told_on=told_on)


def remove_preference(book: Book, preference_id: int) -> None:
    """Take one off the file."""
    shopper_id, kind = _subject(book, preference_id)
    what = f"{SENTENCES[kind]} removed from {called(book, shopper_id)}"
    with book.change(what, [shopper_id]) as change:
        change.delete("preference", preference_id)


def set_budget(
    book: Book, shopper_id: int, value: str, *, note: str = "", told_on: date | None = None
) -> None:
    """Make this the one band of budget, in words ("$2,000 to $5,000"); "" takes it away."""
    remark = optional(note, "note", LONGEST_NOTE)
    kept = optional(value, "budget", LONGEST_VALUE)
    with book.change(f"Budget set for {called(book, shopper_id)}", [shopper_id]) as change:
        _write_budget(change, shopper_id, kept, remark, told_on)


def _write_budget(
    change: Change, shopper_id: int, value: str | None, note: str | None, told_on: date | None
) -> None:
    there = change.book.values(
        "SELECT id FROM preference WHERE shopper_id = :id AND kind = 'budget' ORDER BY id",
        id=shopper_id,
    )
    for row_id in there if value is None else there[1:]:
        change.delete("preference", row_id)
    if value is None:
        return
    if there:
        change.update("preference", there[0], value=value, note=note, told_on=told_on)
        return
    change.insert(
        "preference",
        shopper_id=shopper_id,
        kind=PreferenceKind.BUDGET,
        value=value,
        note=note,
        told_on=told_on,
    )


def read_value(kind: PreferenceKind, value: str) -> str:
    """The words, on one line."""
    return one_line(required(value, "value", f"Which {kind.value}? Write it.", LONGEST_VALUE))


def same(book: Book, shopper_id: int, kind: PreferenceKind, value: str) -> int | None:
    """The one on file that says the same, however it is spelled."""
    for row_id, known in book.rows(
        "SELECT id, value FROM preference WHERE shopper_id = :id AND kind = :kind ORDER BY id",
        id=shopper_id,
        kind=kind,
    ):
        if fold(known) == fold(value):
            return int(row_id)
    return None


SENTENCES = {
    PreferenceKind.METAL: "Metal",
    PreferenceKind.STONE: "Stone",
    PreferenceKind.STYLE: "Style",
    PreferenceKind.DISLIKE: "Dislike",
    PreferenceKind.ALLERGY: "Allergy",
    PreferenceKind.BUDGET: "Budget",
    PreferenceKind.HERE: "Wish for the visit",
}


def _subject(book: Book, preference_id: int) -> tuple[int, PreferenceKind]:
    found = book.rows("SELECT shopper_id, kind FROM preference WHERE id = :id", id=preference_id)
    if not found:
        raise Refused("This was removed meanwhile. Open the shopper again.", "value")
    return found[0][0], PreferenceKind(found[0][1])
