"""Signing in: who is at work, proved by a PIN where the shop uses them."""

from dataclasses import dataclass
from datetime import datetime

from storebook.base.errors import Refused
from storebook.book import pins
from storebook.book.book import Book
from storebook.book.events import EventKind, note_event
from storebook.staff.associates import Associate, Role, associates
from storebook.staff.pins import (
    has_pin,
    must_have_pin,
    needs_pin,
    prove,
    still_here,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Someone who may be chosen at sign-in. `asks_pin` is False for who needs none."""

    id: int
    name: str
    initials: str
    role: Role
    picture_id: int | None
    asks_pin: bool


def who_may_sign_in(book: Book) -> list[Choice]:
    """Everyone who can be chosen, the owner first. Who may do more than a clerk and has no PIN yet
    is left out where others have one.
    """
    asked = needs_pin(book)
    return [
        Choice(
            id=person.id,
            name=person.name,
            initials=person.initials,
            role=person.role,
            picture_id=person.picture_id,
            asks_pin=has_pin(book, person.id),
        )
        for person in associates(book)
        if not asked or has_pin(book, person.id) or not must_have_pin(book, person)
    ]


def sign_in(book: Book, associate_id: int, pin: str | None, *, now: datetime) -> Associate:
    """This associate is at work from now on. `now` is in UTC.

    Refused with a sentence, and the person at work stays as it was, when they left, when the PIN is
    wrong or missing, or too many were wrong. Where nobody has a PIN none is asked for. The try is
    counted before the PIN is looked at, and kept when the program ends.
    """
    person = still_here(book, associate_id)
    if has_pin(book, associate_id):
        if not pin:
            raise Refused(f"{person.name} signs in with a PIN.", field="pin")
        prove(book, person, pin, now=now)
    elif needs_pin(book) and must_have_pin(book, person):
        raise Refused(
            f"{person.name} may do more than a clerk, but has no PIN yet. The owner gives one.",
            field="pin",
        )
    book.associate_id = associate_id
    if needs_pin(book):
        note_event(book, EventKind.SIGNED_IN, f"{person.name} signed in")
    return person


def seconds_to_wait(book: Book, associate_id: int, *, now: datetime) -> int:
    """How long this associate's next try must wait; 0 when it need not. For a screen that counts.

    A clock that was set back shows the whole wait, which begins anew with the next try.
    """
    kept = pins.pin_of(book, associate_id)
    return 0 if kept is None else pins.seconds_left(kept.failed_count, kept.failed_at, now)
