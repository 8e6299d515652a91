"""Enrolling takes three answers, and never makes a second record of who is there."""

import pytest

from storebook.base.checks import is_valid_number
from storebook.base.dates import PartialDate
from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.book.history import redo_last, undo_last
from storebook.club.members import (
    EnrollmentDraft,
    count_members,
    enroll,
    leave_club,
    member_of,
    member_to_print,
    members,
)
from storebook.people.consent import Channel, Purpose, consent_state
from storebook.people.contact_points import emails, phones
from storebook.people.departures import mark_deceased
from storebook.people.search import find_shoppers
from tests.make import SHOP, TODAY, make_shopper


def enroll_with(book: Book, **answers: object) -> int:
    draft = EnrollmentDraft(**answers)  # type: ignore[arg-type]
    return enroll(book, draft, shop=SHOP, today=TODAY).shopper_id


def shoppers(book: Book) -> int:
    return int(book.value("SELECT count(*) FROM shopper"))


def test_a_known_phone_finds_who_is_there(book: Book) -> None:
    nora = make_shopper(book, "Nora Bell", phone="(603) 555-0139")

    enrolled = enroll(
        book, EnrollmentDraft(name="Nora Bell", phone="603.555.0139"), shop=SHOP, today=TODAY
    )

    assert (enrolled.shopper_id, enrolled.is_new) == (nora, False)
    assert shoppers(book) == 1


def test_a_known_phone_is_enough_without_a_name(book: Book) -> None:
    nora = make_shopper(book, "Nora Bell", phone="(603) 555-0139")

    assert enroll_with(book, phone="+1 603 555 0139") == nora


def test_a_known_email_finds_who_is_there(book: Book) -> None:
    nora = make_shopper(book, "Nora Bell", email="nora@example.com")

    assert enroll_with(book, given="Nora", family="Bell", email="NORA@example.com") == nora


def test_somebody_else_in_the_family_with_the_same_phone_is_somebody_new(book: Book) -> None:
    make_shopper(book, "Nora Bell", given="Nora", family="Bell", phone="(603) 555-0139")

    enrolled = enroll(
        book,
        EnrollmentDraft(given="Owen", family="Bell", phone="(603) 555-0139"),
        shop=SHOP,
        today=TODAY,
    )

    assert enrolled.is_new
    assert enrolled.others == ("Nora Bell",)


@pytest.mark.parametrize(
    "typed", [{"name": "Owen Bell"}, {"given": "Owen", "family": "Bell Moreau"}]
)
def test_the_family_s_name_alone_does_not_make_two_people_one(
    book: Book, typed: dict[str, str]
) -> None:
    nora = make_shopper(book, "Nora Bell Moreau", phone="(603) 555-0139")

    assert enroll_with(book, **typed, phone="(603) 555-0139") != nora
    assert shoppers(book) == 2


def test_a_phone_of_two_people_without_a_name_is_asked_about(book: Book) -> None:
    make_shopper(book, "Nora Bell", phone="(603) 555-0139")
    make_shopper(book, "Owen Bell", phone="(603) 555-0139")

    with pytest.raises(Refused, match=r"Nora Bell, Owen Bell.*Which is it"):
        enroll_with(book, phone="(603) 555-0139")


def test_somebody_new_is_written_down_and_enrolled_in_one_step(book: Book) -> None:
    birthday = PartialDate(month=2, day=29)

    shopper_id = enroll_with(
        book, given="Noor", family="El-Amin", phone="(603) 555-0193", birthday=birthday
    )
    undo_last(book)

    assert shopper_id
    assert (shoppers(book), count_members(book)) == (0, 0)


def test_a_name_in_hanzi_is_written_as_its_bearer_does(book: Book) -> None:
    shopper_id = enroll_with(book, given="小明", family="王")

    assert book.value("SELECT name FROM shopper WHERE id = :id", id=shopper_id) == "王小明"


def test_nobody_named_and_nobody_found_is_refused(book: Book) -> None:
    with pytest.raises(Refused) as refusal:
        enroll_with(book, phone="(603) 555-0193")

    assert refusal.value.field == "name"
    assert shoppers(book) == 0


def test_neither_phone_nor_email_is_needed(book: Book) -> None:
    assert enroll_with(book, name="Asha Raman")


def test_a_member_is_not_enrolled_twice(book: Book) -> None:
    enroll_with(book, name="Nora Bell", phone="(603) 555-0139")

    with pytest.raises(Refused, match="member already, card 1 0019"):
        enroll_with(book, name="Nora Bell", phone="(603) 555-0139")


def test_only_consents_that_were_ticked_are_kept(book: Book) -> None:
    shopper_id = enroll_with(book, name="Asha Raman", consents=frozenset({Channel.MAIL}))

    kept = consent_state(book, shopper_id)

    assert {channel for channel, _ in kept} == {Channel.MAIL}
    assert kept[Channel.MAIL, Purpose.OCCASIONS].given


def test_what_the_book_lacked_is_written_down_and_what_it_had_is_kept(book: Book) -> None:
    nora = make_shopper(book, "Nora Bell", phone="(603) 555-0139")

    enroll_with(book, name="Nora Bell", phone="(603) 555-0139", email="nora@example.com")

    assert [one.raw for one in phones(book, nora)] == ["(603) 555-0139"]
    assert [one.raw for one in emails(book, nora)] == ["nora@example.com"]


def test_a_further_phone_that_was_told_is_added(book: Book) -> None:
    nora = make_shopper(book, "Nora Bell", phone="(603) 555-0111", email="nora@example.com")

    enroll_with(book, phone="603 555 0222", email="nora@example.com")

    assert [one.raw for one in phones(book, nora)] == ["(603) 555-0111", "603 555 0222"]
    assert [one.raw for one in emails(book, nora)] == ["nora@example.com"]


def test_a_further_email_that_was_told_is_added(book: Book) -> None:
    nora = make_shopper(book, "Nora Bell", phone="(603) 555-0111", email="nora@example.com")

    enroll_with(book, phone="+1 603 555 0111", email="Bell@example.com")

    assert [one.raw for one in phones(book, nora)] == ["(603) 555-0111"]
    assert [one.raw for one in emails(book, nora)] == ["nora@example.com", "Bell@example.com"]


@pytest.mark.parametrize(
    ("field", "answers"),
    [
        ("phone", {"email": "nora@example.com", "phone": "garbage"}),
        ("email", {"phone": "603 555 0111", "email": "nora at home"}),
    ],
)
def test_a_number_that_nobody_could_reach_is_refused(
    book: Book, field: str, answers: dict[str, str]
) -> None:
    make_shopper(book, "Nora Bell", phone="(603) 555-0111", email="nora@example.com")

    with pytest.raises(Refused) as refusal:
        enroll_with(book, **answers)

    assert refusal.value.field == field
    assert count_members(book) == 0


def test_a_namesake_with_the_same_birthday_is_named(book: Book) -> None:
    birthday = PartialDate(year=1980, month=5, day=14)
    nora = make_shopper(book, "Nora Bell", birthday=birthday)
    make_shopper(book, "Nora Bell", birthday=PartialDate(year=1961, month=1, day=2))

    enrolled = enroll(
        book, EnrollmentDraft(name="Nora Bell", birthday=birthday), shop=SHOP, today=TODAY
    )

    assert enrolled.shopper_id != nora
    assert enrolled.others == ("Nora Bell",)


def test_a_number_that_was_taken_back_is_not_given_again(book: Book) -> None:
    first = enroll_with(book, name="Asha Raman")
    printed = member_of(book, first).number  # type: ignore[union-attr]
    undo_last(book)

    second = enroll_with(book, name="Nora Bell")

    assert member_of(book, second).number != printed  # type: ignore[union-attr]
    undo_last(book)
    redo_last(book)
    assert member_of(book, second).number == members(book)[0].number  # type: ignore[union-attr]


def test_numbers_check_themselves_and_are_never_given_twice(book: Book) -> None:
    first = enroll_with(book, name="Asha Raman")
    number = member_of(book, first).number  # type: ignore[union-attr]
    leave_club(book, first, today=TODAY)
    second = enroll_with(book, name="Nora Bell")

    assert is_valid_number(number)
    assert member_of(book, second).number != number  # type: ignore[union-attr]


def test_who_comes_back_keeps_the_old_number(book: Book) -> None:
    shopper_id = enroll_with(book, name="Asha Raman", phone="(603) 555-0164")
    number = member_of(book, shopper_id).number  # type: ignore[union-attr]
    leave_club(book, shopper_id, today=TODAY)
    assert members(book) == []

    enroll_with(book, name="Asha Raman", phone="(603) 555-0164")

    assert [one.number for one in members(book)] == [number]


def test_a_misread_card_number_leads_to_nobody(book: Book) -> None:
    shopper_id = enroll_with(book, name="Asha Raman")
    number = member_of(book, shopper_id).number  # type: ignore[union-attr]
    wrong = number[:-1] + str((int(number[-1]) + 1) % 10)

    assert [hit.shopper_id for hit in find_shoppers(book, number, today=TODAY)] == [shopper_id]
    assert find_shoppers(book, wrong, today=TODAY) == []


def test_a_hundred_enrollments_of_known_people_make_no_second_record(book: Book) -> None:
    people = [
        make_shopper(book, f"Given{n} Family{n % 7}", phone=f"(603) 555-{n:04d}")
        for n in range(100)
    ]

    enrolled = [
        enroll_with(book, name=f"Given{n} Family{n % 7}", phone=f"603555{n:04d}")
        for n in range(100)
    ]

    assert enrolled == people
    assert shoppers(book) == 100


def test_a_widow_who_keeps_the_phone_is_enrolled_and_not_her_late_husband(book: Book) -> None:
    walter = make_shopper(book, "Walter Finch", phone="603 555 0142")
    harriet = make_shopper(book, "Harriet Finch", phone="603 555 0142")
    mark_deceased(book, walter, on=TODAY)

    enrolled = enroll(book, EnrollmentDraft(phone="603 555 0142"), shop=SHOP, today=TODAY)

    assert enrolled.shopper_id == harriet
    with pytest.raises(Refused, match="died"):
        enroll(book, EnrollmentDraft(shopper_id=walter), shop=SHOP, today=TODAY)


def test_no_card_is_printed_for_a_member_who_died(book: Book) -> None:
    walter = make_shopper(book, "Walter Finch")
    enroll(book, EnrollmentDraft(shopper_id=walter), shop=SHOP, today=TODAY)
    assert member_to_print(book, walter).name == "Walter Finch"

    mark_deceased(book, walter, on=TODAY)

    with pytest.raises(Refused, match="died"):
        member_to_print(book, walter)


@pytest.mark.parametrize("name", ["\ud800", "\u200b", " " * 5000, "a" * 5000])
def test_a_name_that_is_none_enrolls_nobody(book: Book, name: str) -> None:
    with pytest.raises(Refused):
        enroll(book, EnrollmentDraft(name=name), shop=SHOP, today=TODAY)

    assert count_members(book) == 0
