"""`storebook staff`: who works here, what they may do, their PINs, and who takes over."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from storebook.base.errors import Refused
from storebook.base.text import possessive
from storebook.book.book import Book
from storebook.cli.book_first import BookFirst
from storebook.cli.common import (
    PROGRAM,
    book_argument,
    by_option,
    json_option,
    now,
    pin_of,
    reading,
    who_option,
    writing,
)
from storebook.cli.key_fd import FLAG, KEY_FD
from storebook.cli.keys import meta, opened
from storebook.cli.output import answer, in_columns
from storebook.cli.secret_input import secret
from storebook.staff.associates import (
    Associate,
    Role,
    add_associate,
    associate,
    associate_named,
    associates,
    give_initials,
    give_role,
    welcome_back,
)
from storebook.staff.leaving import Belongings, hand_over, let_go
from storebook.staff.pins import (
    EASY,
    change_own_pin,
    has_pin,
    is_easy,
    remove_pin,
    reset_owner_pin,
    set_pin,
)
from storebook.staff.rights import Right, give_rights, has_own_rights, rights_of

RIGHTS = [right.value for right in Right]
RIGHT = click.Choice(RIGHTS)
NEW_PIN = "Read the new PIN from this file descriptor."
ROLE = click.Choice([role.value for role in reversed(Role)])


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One associate as the list shows them; the PIN itself is nowhere to be had."""

    id: int
    name: str
    initials: str
    role: Role
    active: bool
    has_pin: bool
    own_rights: bool
    rights: list[Right]


def listed(book: Book, person: Associate) -> Listed:
    held = rights_of(book, person.id)
    return Listed(
        id=person.id,
        name=person.name,
        initials=person.initials,
        role=person.role,
        active=person.active,
        has_pin=has_pin(book, person.id),
        own_rights=person.active and has_own_rights(book, person.id),
        rights=[right for right in Right if right in held],
    )


def columns(one: Listed) -> tuple[str, ...]:
    pin = "PIN" if one.has_pin else "no PIN"
    if not one.active:
        return one.name, one.initials, one.role.value, "", "no longer here"
    return one.name, one.initials, one.role.value, pin, ", ".join(one.rights) or "only looks"


def tell(book: Book, associate_id: int, sentence: str, *, as_json: bool) -> None:
    answer(listed(book, associate(book, associate_id)), [sentence], as_json=as_json)


@click.group("staff", cls=BookFirst)
def staff_command() -> None:
    """List and change who works here, their rights and PINs.

    PINs and rights are a rule among colleagues on one computer. They keep honest people from
    mistakes and curious eyes from the screen; whoever can sign in to this computer and has the
    key of the book could get round them with other tools.

    JSON of most: {id, name, initials, role, active, has_pin, own_rights, rights: [...]}.
    """


@staff_command.command("list")
@book_argument
@who_option
@json_option
def list_command(book_path: Path, as_json: bool) -> None:
    """List who works here and what they may do.

    JSON: an array of {id, name, initials, role, active, has_pin, own_rights (other than those of
    the role), rights: [...]}.
    """
    with reading(book_path) as book:
        found = [listed(book, one) for one in associates(book, only_active=False)]
    found.sort(key=lambda one: not one.active)
    answer(found, in_columns([columns(one) for one in found]), as_json=as_json)


@staff_command.command("add")
@book_argument
@click.argument("name")
@click.option("--role", type=ROLE, default=Role.CLERK.value, show_default=True, help="What as.")
@click.option("--initials", help="To sign in with; those of the name if left out.")
@by_option
@json_option
def add_command(
    book_path: Path, name: str, role: str, initials: str | None, by: str | None, as_json: bool
) -> None:
    """Take on somebody new."""
    with writing(book_path, by) as book:
        new_id = add_associate(book, name, Role(role), initials=initials)
        tell(book, new_id, f"{associate(book, new_id).name} works here now.", as_json=as_json)


@staff_command.command("role")
@book_argument
@click.argument("name")
@click.argument("role", metavar="ROLE", type=ROLE)
@by_option
@json_option
def role_command(book_path: Path, name: str, role: str, by: str | None, as_json: bool) -> None:
    """Make somebody a clerk, a manager or an owner (ROLE).

    Rights that they were given before end: they have those of the role.
    """
    with writing(book_path, by) as book:
        person = associate_named(book, name)
        give_role(book, person.id, Role(role))
        tell(book, person.id, f"{person.name} is {role} now.", as_json=as_json)


@staff_command.command("initials")
@book_argument
@click.argument("name")
@click.argument("initials", metavar="LETTERS")
@by_option
@json_option
def initials_command(
    book_path: Path, name: str, initials: str, by: str | None, as_json: bool
) -> None:
    """Give somebody other initials to sign in with.

    LETTERS are one to four.
    """
    with writing(book_path, by) as book:
        person = associate_named(book, name)
        give_initials(book, person.id, initials)
        letters = associate(book, person.id).initials
        tell(book, person.id, f"{person.name} signs in with {letters}.", as_json=as_json)


@staff_command.command("rights")
@book_argument
@click.argument("name")
@click.option("--give", multiple=True, type=RIGHT, metavar="RIGHT", help="One more.")
@click.option("--take", multiple=True, type=RIGHT, metavar="RIGHT", help="One less.")
@click.option("--preset", is_flag=True, help="Those of the role, and no others.")
@by_option
@json_option
def rights_command(
    book_path: Path,
    name: str,
    give: Sequence[str],
    take: Sequence[str],
    preset: bool,
    by: str | None,
    as_json: bool,
) -> None:
    """Give single rights or take them away.

    Without options it shows what somebody may do. RIGHT is see_spend, edit, take_back, merge,
    erase, import, export, print_lists, staff or backup; both options may be given again.
    """
    if preset and (give or take):
        raise click.UsageError("Say --preset, or what to --give and to --take.")
    changes = preset or give or take
    with writing(book_path, by) if changes else reading(book_path, by) as book:
        person = associate_named(book, name)
        if preset:
            give_rights(book, person.id, None)
        elif give or take:
            held = rights_of(book, person.id) | {Right(one) for one in give}
            give_rights(book, person.id, held - {Right(one) for one in take})
        words = ", ".join(listed(book, person).rights) or "only look"
        tell(book, person.id, f"{person.name} may: {words}.", as_json=as_json)


@staff_command.command("pin")
@book_argument
@click.argument("name")
@click.option("--remove", is_flag=True, help="Take the PIN away.")
@click.option("--new-pin-fd", type=click.IntRange(0), metavar="N", help=NEW_PIN)
@by_option
@json_option
def pin_command(
    book_path: Path,
    name: str,
    remove: bool,
    new_pin_fd: int | None,
    by: str | None,
    as_json: bool,
) -> None:
    """Give somebody a PIN, or change your own.

    A PIN is 4 to 8 digits; it is typed unseen. Whoever may change the staff gives others a new one;
    everybody changes their own.
    """
    with writing(book_path, by) as book:
        person = associate_named(book, name, only_active=not remove)
        if remove:
            remove_pin(book, person.id)
            tell(book, person.id, f"{person.name} has no PIN now.", as_json=as_json)
            return
        own = person.id == book.associate_id and has_pin(book, person.id)
        old = pin_of(person) if own else ""
        new = new_pin(person, new_pin_fd)
        if own:
            change_own_pin(book, old, new, now=now())
        else:
            set_pin(book, person.id, new, now=now())
        tell(book, person.id, signs_in(person, new), as_json=as_json)


def new_pin(person: Associate, fd: int | None) -> str:
    return secret(f"New PIN of {person.name}", fd, flag="--new-pin-fd", twice=True)


def signs_in(person: Associate, pin: str) -> str:
    told = f"{person.name} signs in with the new PIN now."
    return f"{told} {EASY}" if is_easy(pin) else told


@staff_command.command("let-go")
@book_argument
@click.argument("name")
@click.option("--to", "taker", metavar="NAME", help="Who takes over what was theirs.")
@by_option
@json_option
def let_go_command(
    book_path: Path, name: str, taker: str | None, by: str | None, as_json: bool
) -> None:
    """Let somebody go, and hand over.

    They can’t be chosen any more and their PIN is gone; what they did keeps their name. What was
    theirs to do waits until it is handed over.

    JSON: {tasks, shoppers} that were theirs.
    """
    with writing(book_path, by) as book:
        person = associate_named(book, name)
        heir = associate_named(book, taker) if taker is not None else None
        if heir == person:  # before anything is done: it is two steps
            raise Refused(f"{person.name} leaves. Name somebody else who takes over.", field="to")
        theirs = let_go(book, person.id)
        if heir is not None:
            hand_over(book, person.id, heir.id)
        lines = [f"{person.name} no longer works here.", what_was_theirs(person, theirs, heir)]
    answer(theirs, [line for line in lines if line], as_json=as_json)


def what_was_theirs(person: Associate, theirs: Belongings, heir: Associate | None) -> str:
    if theirs.is_empty:
        return ""
    if heir is not None:
        return f"{heir.name} takes over {theirs.sentence}."
    whose = possessive(person.name)
    return f"{theirs.sentence} are still {whose}: `hand-over` gives them to somebody else."


@staff_command.command("hand-over")
@book_argument
@click.argument("giver", metavar="FROM")
@click.argument("taker", metavar="TO", required=False)
@click.option("--nobody", is_flag=True, help="To nobody in particular.")
@by_option
@json_option
def hand_over_command(
    book_path: Path,
    giver: str,
    taker: str | None,
    nobody: bool,
    by: str | None,
    as_json: bool,
) -> None:
    """Give one’s open tasks and shoppers to another.

    JSON: {tasks, shoppers} that were handed over.
    """
    if (taker is None) != nobody:
        raise click.UsageError("Name who takes over, or say --nobody.")
    with writing(book_path, by) as book:
        person = associate_named(book, giver, only_active=False)
        heir = associate_named(book, taker) if taker is not None else None
        theirs = hand_over(book, person.id, heir.id if heir is not None else None)
    whom = heir.name if heir is not None else "Nobody in particular"
    answer(theirs, [f"{whom} takes over {theirs.sentence}."], as_json=as_json)


@staff_command.command("welcome-back")
@book_argument
@click.argument("name")
@by_option
@json_option
def welcome_back_command(book_path: Path, name: str, by: str | None, as_json: bool) -> None:
    """Somebody who had left works here again."""
    with writing(book_path, by) as book:
        person = associate_named(book, name, only_active=False)
        if person.active:
            raise Refused(f"{person.name} works here already.")
        welcome_back(book, person.id)
        tell(book, person.id, f"{person.name} works here again.", as_json=as_json)


@staff_command.command("forgotten-pin")
@book_argument
@click.argument("name")
@click.option("--new-pin-fd", type=click.IntRange(0), metavar="N", help=NEW_PIN)
@json_option
def forgotten_pin_command(
    book_path: Path, name: str, new_pin_fd: int | None, as_json: bool
) -> None:
    """Give an owner who forgot the PIN a new one.

    Of a protected book the paper key or the passphrase is asked for, even where this computer may
    open it. A book that is not protected has no such proof; either way the history says that it
    was done here.
    """
    with opened(book_path, lambda key: Book.open(book_path, program=PROGRAM, key=key)) as book:
        person = associate_named(book, name)
        if book.key is not None:
            prove_owner(book_path)
        new = new_pin(person, new_pin_fd)
        book.associate_id = person.id
        reset_owner_pin(book, person.id, new, now=now())
        tell(book, person.id, signs_in(person, new), as_json=as_json)


def prove_owner(book_path: Path) -> None:
    """Have the key of the book typed, unless it was just read from a file descriptor."""
    # Half of what encrypts is loaded here, and this is done once in years.
    from storebook.book.protection.unlocking import prove

    if meta().get(KEY_FD) is None:
        prove(
            book_path, secret(f"The passphrase or paper key of {book_path.name}", None, flag=FLAG)
        )
