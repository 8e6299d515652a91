"""Who is at the counter: found by the phone or e-mail, warned of, and never taken for granted."""

import pytest

from storebook.base.dates import PartialDate
from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.club.looking_up import LookedUp, check_reach, look_up, swapped
from storebook.club.members import EnrollmentDraft, enroll
from storebook.people.contact_points import PhoneDraft, add_phone
from storebook.people.names import whole_name
from tests.make import SHOP, TODAY, make_shopper


def names(found: LookedUp) -> tuple[list[str], list[str]]:
    return [one.name for one in found.same], [one.name for one in found.similar]


def test_a_shared_phone_finds_everybody_who_has_it(book: Book) -> None:
    make_shopper(book, "Margaret Ashworth", phone="(603) 555-0142")
    make_shopper(book, "Daniel Ashworth", phone="603 555 0142")

    found = look_up(book, "6035550142", shop=SHOP)

    assert names(found) == (["Margaret Ashworth", "Daniel Ashworth"], [])
    assert (found.same[0].phone, found.same[0].why) == ("6035550142", ("same phone",))


def test_two_digits_the_other_way_round_are_only_similar(book: Book) -> None:
    make_shopper(book, "Nora Bell", phone="603 555 0139")

    assert names(look_up(book, "603 555 0193", shop=SHOP)) == ([], ["Nora Bell"])
    assert names(look_up(book, "603 555 0179", shop=SHOP)) == ([], [])


def test_who_has_both_numbers_is_named_once(book: Book) -> None:
    ann = make_shopper(book, "Ann Lee", phone="603 555 0139")
    add_phone(book, ann, PhoneDraft(raw="603 555 0193"), shop=SHOP)

    assert names(look_up(book, "603 555 0193", shop=SHOP)) == (["Ann Lee"], [])


def test_the_same_name_is_similar_unless_the_birthday_is_another(book: Book) -> None:
    make_shopper(book, "Noor El-Amin", birthday=PartialDate(month=2, day=3))

    same = look_up(book, "", name="noor el amin", shop=SHOP)
    other = look_up(book, "", name="Noor El-Amin", birthday=PartialDate(month=5, day=3), shop=SHOP)

    assert (names(same), names(other)) == (([], ["Noor El-Amin"]), ([], []))


def test_a_member_is_found_with_the_card(book: Book) -> None:
    ann = make_shopper(book, "Ann Lee", email="ann@example.com")
    made = enroll(book, EnrollmentDraft(shopper_id=ann), shop=SHOP, today=TODAY)

    found = look_up(book, "Ann@Example.com", shop=SHOP)

    assert [(one.name, one.card) for one in found.same] == [("Ann Lee", made.number)]


@pytest.mark.parametrize("reach", ["", "   ", "60", "abc", "@", "a@", "1" * 500, "王", "'"])
def test_half_a_number_finds_nobody(book: Book, reach: str) -> None:
    make_shopper(book, phone="603 555 0142")

    assert look_up(book, reach, shop=SHOP) == LookedUp()


@pytest.mark.parametrize("reach", ["", "603 555 0142", "ann@example.com"])
def test_a_phone_or_an_e_mail_will_do_and_so_will_neither(reach: str) -> None:
    assert not (check_reach(reach, SHOP) or "").startswith("This")


@pytest.mark.parametrize("reach", ["no phone", "ann@", "@"])
def test_what_is_neither_is_refused(reach: str) -> None:
    with pytest.raises(Refused):
        check_reach(reach, SHOP)


def test_an_odd_number_is_only_looked_at_twice() -> None:
    assert check_reach("555 0142", SHOP) is not None


def test_neighbors_change_places() -> None:
    assert swapped("1123") == {"1213", "1132"}


@pytest.mark.parametrize(
    ("given", "family", "name"),
    [
        ("Noor", "El-Amin", "Noor El-Amin"),
        ("小明", "王", "王小明"),
        ("Noor", "", "Noor"),
        ("", " El-Amin ", "El-Amin"),
        ("", "", ""),
        ("Xiaoming", "王", "王Xiaoming"),
    ],
)
def test_a_name_is_put_together_as_people_write_it(given: str, family: str, name: str) -> None:
    assert whole_name(given, family) == name
