"""What taking back may not do to who works here: raise anybody beyond who takes back, or make two
of one name.

The deeds themselves (`staff/`) are held by the same rules; without this the history would be the
way round them.
"""

from collections import Counter
from dataclasses import dataclass
from typing import NoReturn

from storebook.base.errors import Refused
from storebook.base.text import fold
from storebook.book.book import Book
from storebook.book.events import EventKind, note_event
from storebook.book.rights import Right, rights_of

OWNER = "owner"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What somebody is and may do; who left may do nothing."""

    id: int
    name: str
    is_owner: bool
    active: bool
    rights: frozenset[Right]


@dataclass(frozen=True, slots=True, kw_only=True)
class Worker:
    id: int
    name: str
    role: str
    active: bool


def standings(book: Book) -> dict[int, Standing]:
    """Everybody who works or worked here, as it is now."""
    workers = book.all(Worker, "SELECT id, name, role, active FROM associate ORDER BY id")
    return {
        one.id: Standing(
            id=one.id,
            name=one.name,
            is_owner=one.active and one.role == OWNER,
            active=one.active,
            rights=rights_of(book, one.id),
        )
        for one in workers
    }


def refuse_turned_staff(book: Book, before: dict[int, Standing]) -> None:
    """What is asked inside a change that took back something about who works here, at its end."""
    refuse_own_end(book, before)
    refuse_beyond_own(book, before)
    refuse_two_of_one_name(book, before)


def refuse_own_end(book: Book, before: dict[int, Standing]) -> None:
    """Refuse that who is at work has never come: nobody would be at work."""
    own = standings(book).get(book.associate_id)
    if own is None or not own.active:
        raise Refused(
            f"Then {before[book.associate_id].name}, who is at work, would not work here. Nothing "
            "was changed. Let somebody else take it back."
        )


def refuse_beyond_own(book: Book, before: dict[int, Standing]) -> None:
    """Refuse what makes or unmakes an owner, or gives somebody a right that who is at work had not.
    An owner may do all of it.
    """
    own = before[book.associate_id]
    if own.is_owner:
        return
    for one in standings(book).values():
        was = before.get(one.id)
        if one.is_owner is not (was is not None and was.is_owner):
            refuse_noted(
                book,
                f"decide whether {one.name} is an owner",
                f"Whether {one.name} is an owner is an owner’s to decide. Nothing was changed.",
            )
        gained = one.rights - (was.rights if was is not None else frozenset())
        if gained - own.rights:
            refuse_noted(
                book,
                f"give {one.name} more rights than their own",
                f"That would allow {one.name} what you may not do, so only an owner may decide it. "
                "Nothing was changed.",
            )


def refuse_two_of_one_name(book: Book, before: dict[int, Standing]) -> None:
    """Refuse to bring somebody back beside another of the same name."""
    here = [one for one in standings(book).values() if one.active]
    names = Counter(fold(one.name) for one in here)
    for one in here:
        was = before.get(one.id)
        if names[fold(one.name)] > 1 and not (was is not None and was.active):
            raise Refused(
                f"Someone called {one.name} works here already, and two of one name could not be "
                "told apart. Nothing was changed."
            )


def refuse_noted(book: Book, deed: str, sentence: str, field: str | None = None) -> NoReturn:
    """Refuse, and write down that it was tried, as for a right that is missing."""
    note_event(book, EventKind.REFUSED, f"Not allowed to {deed}")
    raise Refused(sentence, field=field)
