"""Who may be in the book twice is told, with the reason; nobody is merged by it."""

from typing import Any

import pytest

from storebook.base.dates import PartialDate
from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.book.history import undo_last
from storebook.people.alike import are_alike
from storebook.people.duplicates import LikelyPair, likely_pairs, say_not_the_same
from storebook.people.merging import merge
from tests.make import NOVEMBER_26, SHOP, TODAY, make_couple, make_shopper


def pairs(book: Book) -> list[tuple[int, int, tuple[str, ...]]]:
    return [(one.shopper_id, one.other_id, one.why) for one in likely_pairs(book)]


@pytest.mark.parametrize(
    ("name", "fields", "why"),
    [
        ("Ann Lee", {"phone": "+1 603 555 0142"}, ("same name", "same phone")),
        ("Anne Lee", {"phone": "603-555-0142"}, ("similar name", "same phone")),
        ("A. Lee", {"email": "ANN@example.com"}, ("similar name", "same e-mail")),
        ("LEE, Ann", {"street": "12 ocean road"}, ("same name", "same address")),
        ("Ann Leee", {"birthday": NOVEMBER_26}, ("similar name", "same birthday")),
        ("Ann Maria Lee", {"phone": "603 555 0142"}, ("similar name", "same phone")),
    ],
)
def test_the_same_person_is_found(
    book: Book, name: str, fields: dict[str, Any], why: tuple[str, ...]
) -> None:
    ann = make_shopper(
        book,
        "Ann Lee",
        phone="(603) 555-0142",
        email="ann@example.com",
        street="12 Ocean Road",
        birthday=NOVEMBER_26,
    )
    other = make_shopper(book, name, **fields)

    assert pairs(book) == [(ann, other, why)]


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("Bob Lee", {"phone": "603 555 0142"}),
        ("Ann Lee", {}),
        ("Ann Lee", {"birthday": PartialDate(year=1990, month=1, day=1), "phone": "603 555 0142"}),
        ("Lee", {"phone": "603 555 0142"}),
        ("Zoe Day", {"birthday": NOVEMBER_26}),
    ],
)
def test_another_person_is_not(book: Book, name: str, fields: dict[str, Any]) -> None:
    make_shopper(book, "Ann Lee", phone="(603) 555-0142", birthday=NOVEMBER_26)
    make_shopper(book, name, **fields)

    assert pairs(book) == []


def test_who_is_called_by_another_name_is_found_by_it(book: Book) -> None:
    make_shopper(book, "Theodore Wadleigh", nickname="Teddy", family="Wadleigh", email="t@w.com")
    make_shopper(book, "Teddy Wadleigh", email="t@w.com")

    assert [why for _, _, why in pairs(book)] == [("same name", "same e-mail")]


def test_kin_are_two(book: Book) -> None:
    first, second = make_couple(book, "Jo Lee", "Joe Lee", phone="603 555 0142")
    make_shopper(book, "Jo Lee", phone="603 555 0142")

    assert [(one, other) for one, other, _ in pairs(book)] == [(first, second + 1)]


def test_a_number_that_many_share_says_nothing(book: Book) -> None:
    for _ in range(13):
        make_shopper(book, "Ann Lee", phone="603 555 0142")

    assert pairs(book) == []


def test_two_that_are_not_the_same_are_not_offered_again(book: Book) -> None:
    one = make_shopper(book, "Ann Lee", phone="603 555 0142")
    other = make_shopper(book, "Ann Lee", phone="603 555 0142")

    say_not_the_same(book, other, one)

    assert pairs(book) == []
    with pytest.raises(Refused, match="already"):
        say_not_the_same(book, one, other)
    undo_last(book)
    assert len(pairs(book)) == 1


def test_whom_the_merged_is_not_the_one_is_not_either(book: Book) -> None:
    one, other, third = (make_shopper(book, "Ann Lee", phone="603 555 0142") for _ in range(3))
    say_not_the_same(book, third, other)

    merge(book, one, other, {}, shop=SHOP, today=TODAY)

    assert pairs(book) == []


def test_those_who_share_most_come_first(book: Book) -> None:
    make_shopper(book, "Bob Brown", phone="603 555 0199")
    ann = make_shopper(book, "Ann Lee", phone="603 555 0142", email="a@b.com")
    make_shopper(book, "Bob Brown", phone="603 555 0199")
    make_shopper(book, "Ann Lee", phone="603 555 0142", email="a@b.com")

    assert [one.shopper_id for one in likely_pairs(book)] == [ann, 1]
    assert [type(one) for one in likely_pairs(book, limit=1)] == [LikelyPair]


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("ann lee", "anne lee", True),
        ("ann lee", "ann leigh", False),
        ("margaret ashworth", "margret ashwort", True),
        ("ann lee", "a lee", True),
        ("jo goodwin", "joanna goodwin", True),
        ("ann lee", "bob lee", False),
        ("lee", "ann lee", False),
        ("jo", "joe", False),
    ],
)
def test_names_are_alike_by_a_slip(one: str, other: str, alike: bool) -> None:
    assert are_alike(tuple(one.split()), tuple(other.split())) is alike
