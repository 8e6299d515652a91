"""The history is no way round a right: who takes back is held by the rules of the deed itself."""

from collections.abc import Callable

import pytest

from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.book.events import EventKind, events
from storebook.book.history import changes, redo_last, take_back, undo_last
from storebook.staff.associates import Role, associate, give_role, welcome_back
from storebook.staff.leaving import let_go
from storebook.staff.locking import locking, set_quiet_minutes
from storebook.staff.rights import NotAllowed, Right, give_rights, preset
from tests.book.dumping import dump
from tests.make import make_shopper
from tests.staff.people import make_clerk

OVER_STAFF = preset(Role.MANAGER) | {Right.STAFF}


@pytest.mark.parametrize(
    "decided",
    [
        lambda book, max_roe, _: give_rights(book, max_roe, OVER_STAFF - {Right.EXPORT}),
        lambda book, _, other: give_role(book, other, Role.CLERK),
        lambda book, _, other: let_go(book, other),
    ],
    ids=["a right taken from them", "an owner's role", "an owner let go"],
)
def test_who_is_over_the_staff_takes_back_nothing_that_is_beyond_them(
    book: Book, decided: Callable[[Book, int, int], object]
) -> None:
    max_roe, other = make_clerk(book, "Max Roe", Role.MANAGER), make_clerk(book, role=Role.OWNER)
    give_rights(book, max_roe, OVER_STAFF)
    decided(book, max_roe, other)
    by_the_owner = changes(book)[0].id
    book.associate_id = max_roe
    before = dump(book)

    with pytest.raises(Refused, match="owner"):
        take_back(book, by_the_owner)

    assert dump(book) == before
    assert events(book)[0].kind is EventKind.REFUSED


def test_an_owner_takes_all_of_it_back(book: Book) -> None:
    max_roe = make_clerk(book, "Max Roe", Role.OWNER)
    give_role(book, max_roe, Role.CLERK)

    undo_last(book)

    assert associate(book, max_roe).role is Role.OWNER


def test_nobody_undoes_that_they_work_here(book: Book) -> None:
    olga = make_clerk(book, role=Role.OWNER)
    let_go(book, olga)
    welcome_back(book, olga)
    book.associate_id = olga

    with pytest.raises(Refused, match="Olga Petrov, who is at work, would not work here"):
        undo_last(book)

    assert associate(book, olga).active


def test_a_clerk_takes_back_their_sale_but_not_what_the_owner_decided(book: Book) -> None:
    olga, sol = make_clerk(book), make_clerk(book, "Sol Whitcombe")
    let_go(book, sol)
    decided = changes(book)[0].id
    book.associate_id = olga
    ann = make_shopper(book)

    undo_last(book)
    with pytest.raises(NotAllowed) as refusal:
        take_back(book, decided)

    assert refusal.value.right is Right.STAFF
    assert book.value("SELECT count(*) FROM shopper WHERE id = :id", id=ann) == 0
    assert not associate(book, sol).active


def test_a_clerk_does_not_take_back_when_the_book_locks_itself(book: Book) -> None:
    set_quiet_minutes(book, 20)
    set_quiet_minutes(book, 1)
    make_shopper(book)
    sale, *earlier = changes(book)
    book.associate_id = make_clerk(book)

    for decided in earlier[:2]:
        with pytest.raises(NotAllowed, match="who works here"):
            take_back(book, decided.id)
    take_back(book, sale.id)

    assert locking(book).quiet_minutes == 1


def test_nor_does_a_clerk_do_again_what_the_owner_undid_of_it(book: Book) -> None:
    set_quiet_minutes(book, 60)
    olga = make_clerk(book)
    take_back(book, changes(book)[1].id)
    book.associate_id = olga

    with pytest.raises(NotAllowed, match="who works here"):
        redo_last(book)

    assert locking(book).quiet_minutes == 5


def test_taking_back_never_leaves_the_shop_without_an_owner(book: Book) -> None:
    ruth, olga = book.associate_id, make_clerk(book)
    give_role(book, olga, Role.OWNER)
    promoted = changes(book)[0].id
    let_go(book, ruth)
    book.associate_id = olga

    with pytest.raises(Refused, match="needs an owner"):
        take_back(book, promoted)

    assert associate(book, olga).role is Role.OWNER
