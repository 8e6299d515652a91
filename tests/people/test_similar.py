"""Who may be in the book already is said, and never stands in the way."""

import pytest

from storebook.base.dates import PartialDate
from storebook.book.book import Book
from storebook.people.similar import similar_people
from tests.make import NOVEMBER_26, SHOP, make_shopper

FULL_WIDTH = "".join(chr(ord(digit) - ord("0") + 0xFF10) for digit in "6035550142")


@pytest.fixture
def ann(book: Book) -> int:
    make_shopper(book, "Somebody Else", phone="603 555 0100", email="else@example.com")
    return make_shopper(
        book,
        "Ann O'Brien-Lee",
        native_name="安李",
        phone="(603) 555-0142",
        email="Ann@Example.com",
        birthday=NOVEMBER_26,
    )


@pytest.mark.parametrize("phone", ["603-555-0142", "+1 603 555 0142", FULL_WIDTH])
def test_the_same_phone_in_any_form(book: Book, ann: int, phone: str) -> None:
    found = similar_people(book, phones=[phone], shop=SHOP)

    assert [(one.shopper_id, one.why) for one in found] == [(ann, ("same phone",))]


@pytest.mark.parametrize("email", ["ann@example.com", "ANN@EXAMPLE.COM", "<ann@example.com>"])
def test_the_same_email_in_any_form(book: Book, ann: int, email: str) -> None:
    found = similar_people(book, emails=[email], shop=SHOP)

    assert [(one.name, one.why) for one in found] == [("Ann O'Brien-Lee", ("same e-mail",))]


@pytest.mark.parametrize("name", ["ann o’brien lee", "ANN O'BRIEN-LEE", "Ánn O'Brien Lee", "安李"])
def test_the_same_name_in_any_form_and_script(book: Book, ann: int, name: str) -> None:
    found = similar_people(book, name=name, shop=SHOP)

    assert [(one.shopper_id, one.why) for one in found] == [(ann, ("same name",))]


@pytest.mark.parametrize("name", ["Ann Lee", "Ann O'Brien", "Brien", '"', "*", "", "x" * 10_000])
def test_another_name_is_not_the_same(book: Book, ann: int, name: str) -> None:
    assert similar_people(book, name=name, shop=SHOP) == []


def test_who_shares_most_comes_first(book: Book, ann: int) -> None:
    found = similar_people(
        book,
        name="Somebody Else",
        phones=["603 555 0142"],
        emails=["ann@example.com"],
        birthday=NOVEMBER_26,
        shop=SHOP,
    )

    assert [(one.name, one.why) for one in found] == [
        ("Ann O'Brien-Lee", ("same phone", "same e-mail", "same birthday")),
        ("Somebody Else", ("same name",)),
    ]


def test_a_namesake_with_another_birthday_is_another_person(book: Book, ann: int) -> None:
    def found(birthday: PartialDate) -> list[int]:
        same = similar_people(book, name="Ann O'Brien-Lee", birthday=birthday, shop=SHOP)
        return [one.shopper_id for one in same]

    assert found(PartialDate(month=5, day=3)) == []
    assert found(PartialDate(year=1970, month=11, day=26)) == []
    assert found(PartialDate(month=11, day=26)) == [ann]
    assert found(PartialDate(month=5)) == [ann]


def test_a_shared_phone_is_said_even_when_the_birthdays_differ(book: Book, ann: int) -> None:
    found = similar_people(
        book, phones=["603 555 0142"], birthday=PartialDate(month=5, day=3), shop=SHOP
    )

    assert [one.shopper_id for one in found] == [ann]


def test_a_shopper_is_not_like_themselves(book: Book, ann: int) -> None:
    assert similar_people(book, phones=["603 555 0142"], shop=SHOP, but_not=ann) == []


def test_half_typed_answers_are_like_nobody(book: Book, ann: int) -> None:
    found = similar_people(book, phones=["603", "", "call"], emails=["ann@", ""], shop=SHOP)

    assert found == []


@pytest.fixture
def wilhelmina(book: Book) -> int:
    for name in ("Wilhelmina Otterburn", "Edith Otherby", "Wilhelmina Berg"):
        make_shopper(book, name)
    return make_shopper(
        book, "Wilhelmina Otherby", phone="603 555 0150", birthday=PartialDate(month=3, day=4)
    )


@pytest.mark.parametrize(
    "name",
    [
        "Wilhelmina Othreby",  # two letters the other way round
        "Wilhelmina Otherbyy",
        "Wilhelmina Otherb",
        "Wilhelmina Ptherby",  # the first letter
        "Otherby Wilhelmina",
        "Othreby, Wilhelmina",
        "WILHELMINA ÓTHREBY",
    ],
)
def test_one_slip_of_a_letter_and_names_the_other_way_round(
    book: Book, wilhelmina: int, name: str
) -> None:
    found = similar_people(book, name=name, shop=SHOP)

    assert [(one.shopper_id, one.why) for one in found] == [(wilhelmina, ("similar name",))]


@pytest.mark.parametrize(
    "name", ["Wilhelmine Otherby", "Wilhelmina Ohtreyb", "Edwin Othreby", "Othreby", "Wilhelmina"]
)
def test_more_than_a_slip_is_another_name(book: Book, wilhelmina: int, name: str) -> None:
    assert similar_people(book, name=name, shop=SHOP) == []


@pytest.mark.parametrize(
    ("known", "typed", "told"),
    [
        ("Margaret Ashworth", "Margret Ashworth", True),
        ("Margaret Ashworth", "Ashworth, Magraret", True),
        ("Marion Ashworth", "Marian Ashworth", False),
        ("Michelle Ashworth", "Michella Ashworth", False),
    ],
)
def test_a_long_given_name_with_a_slip_inside_is_told(
    book: Book, known: str, typed: str, told: bool
) -> None:
    make_shopper(book, known)

    assert bool(similar_people(book, name=typed, shop=SHOP)) is told


def test_a_short_name_with_another_letter_is_another_name(book: Book) -> None:
    make_shopper(book, "Maria Lee")

    assert similar_people(book, name="Maria Leo", shop=SHOP) == []


def test_who_has_the_phone_and_nearly_the_name_comes_first(book: Book, wilhelmina: int) -> None:
    make_shopper(book, "Gerald Otherby", phone="603 555 0150")

    found = similar_people(book, name="Minna Ohtreyb", phones=["603 555 0150"], shop=SHOP)
    assert {one.why for one in found} == {("same phone",)}

    found = similar_people(book, name="Wilhelmine Otherby", phones=["603 555 0150"], shop=SHOP)
    assert [(one.name, one.why) for one in found] == [
        ("Wilhelmina Otherby", ("same phone", "similar name")),
        ("Gerald Otherby", ("same phone",)),
    ]


def test_a_similar_name_with_another_birthday_is_another_person(
    book: Book, wilhelmina: int
) -> None:
    def found(birthday: PartialDate) -> list[int]:
        alike = similar_people(book, name="Wilhelmina Othreby", birthday=birthday, shop=SHOP)
        return [one.shopper_id for one in alike]

    assert found(PartialDate(month=9, day=9)) == []
    assert found(PartialDate(month=3, day=4)) == [wilhelmina]


def test_a_name_of_very_many_words_is_answered(book: Book, wilhelmina: int) -> None:
    assert similar_people(book, name="Wilhelmina " * 2_000, shop=SHOP) == []
