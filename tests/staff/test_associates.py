"""Who works here: every change bears a name, and the names of those who left stay."""

import pytest

from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.book.history import changes, take_back, undo_last
from storebook.staff.associates import (
    Role,
    add_associate,
    associate,
    associate_named,
    associates,
    give_role,
    let_go,
    welcome_back,
)


def names(book: Book, *, only_active: bool = True) -> list[str]:
    return [person.name for person in associates(book, only_active=only_active)]


def test_a_new_book_has_its_owner(book: Book) -> None:
    (owner,) = associates(book)

    assert (owner.name, owner.initials, owner.role, owner.active) == (
        "Ruth Hallam",
        "RH",
        Role.OWNER,
        True,
    )
    assert book.associate_id == owner.id


def test_who_is_taken_on_can_work_at_once_and_bears_their_changes(book: Book) -> None:
    olga = add_associate(book, "  Olga\tPetrov ", Role.OWNER)
    book.associate_id = olga

    add_associate(book, "Ann Lee", Role.MANAGER)

    assert names(book) == ["Olga Petrov", "Ruth Hallam", "Ann Lee"]
    assert associate(book, olga).initials == "OP"
    assert [(row.what, row.associate) for row in changes(book)] == [
        ("Ann Lee works here now", "Olga Petrov"),
        ("Olga Petrov works here now", "Ruth Hallam"),
    ]


@pytest.mark.parametrize("name", ["", "  ", "\u200b", "x" * 101])
def test_a_name_is_needed(book: Book, name: str) -> None:
    with pytest.raises(Refused) as refusal:
        add_associate(book, name)

    assert refusal.value.field == "name"
    assert names(book) == ["Ruth Hallam"]


def test_two_of_one_name_could_not_be_told_apart(book: Book) -> None:
    add_associate(book, "José Núñez")

    with pytest.raises(Refused, match="works here already"):
        add_associate(book, "jose NUNEZ")


@pytest.mark.parametrize("called", ["Olga Petrov", "olga petrov", "OLGA", "op"])
def test_a_command_finds_who_works_by_name_first_name_or_initials(book: Book, called: str) -> None:
    olga = add_associate(book, "Olga Petrov")

    assert associate_named(book, called).id == olga


def test_who_is_not_known_is_told_who_is(book: Book) -> None:
    with pytest.raises(Refused, match=r"Nobody here is called “Zed”.*Ruth Hallam") as refusal:
        associate_named(book, "Zed")

    assert refusal.value.field == "by"


def test_a_name_that_two_go_by_is_not_guessed(book: Book) -> None:
    add_associate(book, "Ann Lee")
    add_associate(book, "Ann Poe")

    with pytest.raises(Refused, match="goes by “Ann”: Ann Lee, Ann Poe"):
        associate_named(book, "Ann")
    assert associate_named(book, "Ann Poe").name == "Ann Poe"


def test_who_left_can_t_be_chosen_and_keeps_their_name(book: Book) -> None:
    olga = add_associate(book, "Olga Petrov", Role.OWNER)
    book.associate_id = olga
    ann = add_associate(book, "Ann Lee", Role.OWNER)
    book.associate_id = ann

    let_go(book, olga)

    assert names(book) == ["Ann Lee", "Ruth Hallam"]
    assert names(book, only_active=False) == ["Ann Lee", "Olga Petrov", "Ruth Hallam"]
    assert changes(book)[1].associate == "Olga Petrov"
    with pytest.raises(Refused, match="Nobody here"):
        associate_named(book, "Olga")


def test_who_left_by_mistake_works_here_again(book: Book) -> None:
    olga = add_associate(book, "Olga Petrov")
    let_go(book, olga)
    welcome_back(book, olga)
    assert associate(book, olga).active

    undo_last(book)
    assert not associate(book, olga).active
    undo_last(book)
    assert associate(book, olga).active


def test_nobody_comes_back_beside_another_of_their_name(book: Book) -> None:
    first = add_associate(book, "Max Roe")
    let_go(book, first)
    second = add_associate(book, "max roe")
    left = changes(book)[1].id

    with pytest.raises(Refused, match="called Max Roe works here already"):
        welcome_back(book, first)
    with pytest.raises(Refused, match="called Max Roe works here already"):
        take_back(book, left)

    assert associate_named(book, "Max Roe").id == second


def test_the_shop_never_loses_its_last_owner(book: Book) -> None:
    ruth = book.associate_id
    olga = add_associate(book, "Olga Petrov")

    with pytest.raises(Refused, match="needs an owner"):
        let_go(book, ruth)
    with pytest.raises(Refused, match="needs an owner"):
        give_role(book, ruth, Role.CLERK)
    assert associate(book, ruth).role is Role.OWNER

    give_role(book, olga, Role.OWNER)
    let_go(book, ruth)

    assert names(book) == ["Olga Petrov"]


def test_a_book_whose_first_owner_left_opens_for_the_next_one(book: Book) -> None:
    olga = add_associate(book, "Olga Petrov", Role.OWNER)
    let_go(book, book.associate_id)
    book.close()

    with Book.open(book.path) as again:
        assert again.associate_id == olga


def test_who_is_not_there_is_a_lookup_error(book: Book) -> None:
    with pytest.raises(LookupError):
        associate(book, 77)
