"""Who works in the shop of these tests, and PINs that cost next to nothing to look at."""

from collections.abc import Iterable
from datetime import UTC, datetime

from storebook.book.book import Book
from storebook.staff.associates import Role, add_associate
from storebook.staff.hashing import Cost
from storebook.staff.pins import set_pin
from storebook.staff.rights import ALL_RIGHTS, Right, give_rights

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
CHEAP = Cost(1, 64)
OWNERS_PIN, CLERKS_PIN = "4812", "2907"


def make_clerk(book: Book, name: str = "Olga Petrov", role: Role = Role.CLERK) -> int:
    """Somebody new; the owner goes on working."""
    return add_associate(book, name, role)


def give_pin(book: Book, associate_id: int, pin: str) -> None:
    """A PIN that is quick to look at."""
    set_pin(book, associate_id, pin, now=NOW, cost=CHEAP)


def make_pins(book: Book) -> tuple[int, int]:
    """Ruth, the owner, and Olga, a clerk, each with a PIN; Ruth works."""
    olga = make_clerk(book)
    give_pin(book, book.associate_id, OWNERS_PIN)
    give_pin(book, olga, CLERKS_PIN)
    return book.associate_id, olga


def work_without(book: Book, *missing: Right, role: Role = Role.MANAGER) -> int:
    """Somebody works now who may do everything but this."""
    return work_with(book, ALL_RIGHTS - set(missing), role=role)


def work_with(book: Book, rights: Iterable[Right], *, role: Role = Role.MANAGER) -> int:
    """Somebody works now who may do just this."""
    olga = make_clerk(book, role=role)
    give_rights(book, olga, rights)
    book.associate_id = olga
    return olga
