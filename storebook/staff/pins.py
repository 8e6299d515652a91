"""PINs: set by their owner or by who is over the staff, and looked at in a blink."""

from datetime import datetime
from time import thread_time

from storebook.base.errors import Refused
from storebook.base.text import possessive
from storebook.book import pins
from storebook.book.book import Book
from storebook.book.events import EventKind, note_event
from storebook.book.pins import KeptPin
from storebook.book.rights import PRESETS, Right, require, rights_of
from storebook.book.standing import refuse_noted
from storebook.staff import hashing
from storebook.staff.associates import (
    Associate,
    Role,
    associate,
    refuse_over_owner,
)

SHORTEST, LONGEST = 4, 8
WRONG_SHAPE = f"A PIN is {SHORTEST} to {LONGEST} digits."
SAFE = "Nothing was opened or changed."
EASY = "It is one of the first that anybody would try."
PLAIN_RUNS = ("01234567890123", "98765432109876")


def needs_pin(book: Book) -> bool:
    """Whether anybody who works here has a PIN; a shop where nobody has one needs none."""
    return bool(
        book.value(
            """
            SELECT EXISTS (
                SELECT 1 FROM pin JOIN associate ON associate.id = pin.associate_id
                WHERE associate.active
            )
            """
        )
    )


def has_pin(book: Book, associate_id: int) -> bool:
    """Whether this associate has one."""
    return pins.pin_of(book, associate_id) is not None


def must_have_pin(book: Book, person: Associate) -> bool:
    """Whether they may do more than a clerk, so that nobody may be them without a PIN."""
    return person.role is Role.OWNER or bool(rights_of(book, person.id) - PRESETS["clerk"])


def set_pin(
    book: Book, associate_id: int, pin: str, *, now: datetime, cost: hashing.Cost | None = None
) -> None:
    """Give somebody a PIN, or another one in place of a forgotten one; for who is over the staff.

    The first PIN of a shop is an owner's: else anybody could be the owner. `cost` is tuned to this
    computer when left out.
    """
    require(book, Right.STAFF)
    person = still_here(book, associate_id)
    refuse_over_owner(book, person)
    refuse_pin_beyond_own(book, person)
    if person.role is not Role.OWNER and not owner_has_pin(book):
        raise Refused(
            "Give the owner a PIN first. While the owner has none, anybody could be the owner, and "
            "no other PIN would be worth anything.",
            field="pin",
        )
    keep(book, person, encoded_pin(pin, cost), "set", now=now)


def refuse_pin_beyond_own(book: Book, person: Associate) -> None:
    """Who may do more than who is at work is let in by an owner alone: whoever gives them a PIN
    could sign in as them.
    """
    if rights_of(book, person.id) - rights_of(book, book.associate_id):
        refuse_noted(
            book,
            f"give {person.name} a PIN, who may do more",
            f"{person.name} may do things that you may not, so only an owner gives them a PIN.",
            "pin",
        )


def change_own_pin(
    book: Book, old: str, new: str, *, now: datetime, cost: hashing.Cost | None = None
) -> None:
    """The associate at work chooses another PIN; refused without the old one."""
    person = still_here(book, book.associate_id)
    refuse_shape(new)
    kept = pins.pin_of(book, person.id)
    if kept is None:
        raise Refused("You have no PIN yet. Who is over the staff gives you one.", field="old")
    prove(book, person, old, now=now)
    keep(book, person, encoded_pin(new, cost), "changed by themselves", now=now)


def remove_pin(book: Book, associate_id: int) -> None:
    """Take somebody's PIN away; for who is over the staff. The owner's is the last to go."""
    require(book, Right.STAFF)
    person = associate(book, associate_id)
    refuse_over_owner(book, person)
    if person.role is Role.OWNER and others_need_owner(book, associate_id):
        raise Refused(
            "Others still have PINs, and without the owner’s anybody could be the owner. Remove "
            "theirs first.",
            field="pin",
        )
    if has_pin(book, associate_id):
        pins.drop_pin(book, associate_id)
        note_event(book, EventKind.PIN_CHANGED, f"PIN of {person.name} removed")


def reset_owner_pin(
    book: Book, associate_id: int, pin: str, *, now: datetime, cost: hashing.Cost | None = None
) -> None:
    """A new PIN for an owner who forgot theirs; asks for no right, so the caller must have asked
    for the paper key or the passphrase of the book just before, where it has any.
    """
    person = still_here(book, associate_id)
    if person.role is not Role.OWNER:
        raise Refused(f"{person.name} is no owner: the owner sets the PIN.", field="pin")
    keep(book, person, encoded_pin(pin, cost), "set anew without the old one", now=now)


def keep(book: Book, person: Associate, encoded: str, told: str, *, now: datetime) -> None:
    pins.keep_pin(book, person.id, encoded, now=now)
    note_event(book, EventKind.PIN_CHANGED, f"PIN of {person.name} {told}")


def encoded_pin(pin: str, cost: hashing.Cost | None) -> str:
    """The PIN as it is kept; refused when it has not the shape of one."""
    refuse_shape(pin)
    return hashing.encode(pin, cost or hashing.tuned())


def refuse_shape(pin: str) -> None:
    """Refuse what is no PIN."""
    if not has_shape(pin):
        raise Refused(WRONG_SHAPE, field="pin")


def is_easy(pin: str) -> bool:
    """Whether it is among the first that anybody would try (`EASY` says so): a hint, no refusal."""
    return len(set(pin)) == 1 or any(pin in run for run in PLAIN_RUNS)


def has_shape(pin: str) -> bool:
    return pin.isascii() and pin.isdecimal() and SHORTEST <= len(pin) <= LONGEST


# -- looking at one


def prove(book: Book, person: Associate, pin: str, *, now: datetime) -> None:
    """Raise Refused, after counting the try, unless this is the person's PIN. `now` is in UTC.

    After five wrong ones it waits: 30 seconds, then twice as long each time, 15 minutes at most.
    """
    if not has_shape(pin):
        raise Refused(WRONG_SHAPE, field="pin")
    kept = pins.pin_of(book, person.id)
    wait = pins.begin_try(book, person.id, now=now)
    if wait:
        raise Refused(f"Too many wrong PINs. {SAFE} Try again in {in_words(wait)}.", field="pin")
    if kept is not None and verified(book, kept, pin):
        pins.end_tries(book, person.id)
        return
    note_event(book, EventKind.SIGN_IN_FAILED, f"Wrong PIN for {person.name}")
    raise Refused(wrong_sentence(book, person), field="pin")


def verified(book: Book, kept: KeptPin, pin: str) -> bool:
    """Whether it is the PIN. One that was kept too cheaply for this computer is kept anew."""
    began = thread_time()
    if not hashing.is_right(kept.encoded, pin):
        return False
    before = hashing.cost_of(kept.encoded)
    cost = hashing.fitting(before, thread_time() - began)
    if cost != before:
        encoded = hashing.encode(pin, cost)
        pins.encode_anew(book, kept.associate_id, encoded, instead_of=kept.encoded)
    return True


def wrong_sentence(book: Book, person: Associate) -> str:
    kept = pins.pin_of(book, person.id)
    failed = kept.failed_count if kept is not None else 0
    told = f"That is not {possessive(person.name)} PIN. {SAFE}"
    wait = pins.wait_after(failed)
    if wait:
        return f"{told} Try again in {in_words(wait)}."
    left = pins.FREE_TRIES - failed
    return f"{told} Try again: {left} more {'try' if left == 1 else 'tries'}, then there is a wait."


def in_words(seconds: int) -> str:
    if seconds < 60:
        return "1 second" if seconds == 1 else f"{seconds} seconds"
    minutes = -(-seconds // 60)
    return "1 minute" if minutes == 1 else f"{minutes} minutes"


# -- who else has one


def still_here(book: Book, associate_id: int) -> Associate:
    """The associate; refused when they left."""
    person = associate(book, associate_id)
    if not person.active:
        raise Refused(f"{person.name} no longer works here.")
    return person


def owner_has_pin(book: Book) -> bool:
    return bool(
        book.value(
            """
            SELECT EXISTS (
                SELECT 1 FROM pin JOIN associate ON associate.id = pin.associate_id
                WHERE associate.active AND associate.role = 'owner'
            )
            """
        )
    )


def others_need_owner(book: Book, associate_id: int) -> bool:
    """Whether others have PINs while no other owner has one."""
    return bool(
        book.value(
            """
            SELECT EXISTS (
                SELECT 1 FROM pin JOIN associate ON associate.id = pin.associate_id
                WHERE associate.active AND associate.id <> :id
            ) AND NOT EXISTS (
                SELECT 1 FROM pin JOIN associate ON associate.id = pin.associate_id
                WHERE associate.active AND associate.id <> :id AND associate.role = 'owner'
            )
            """,
            id=associate_id,
        )
    )
