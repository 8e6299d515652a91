"""Who is meant comes first: whole words, the start of a name, those who can still come."""

from datetime import date, timedelta

import pytest

from storebook.base.dates import LeapDayRule
from storebook.book.book import Book
from storebook.club.members import EnrollmentDraft, enroll
from storebook.people.departures import mark_deceased
from storebook.people.search import Match, find_shoppers, rows_for
from tests.make import SHOP, TODAY, make_line, make_purchase, make_shopper

CROWD = 150  # more than a search puts in order


def found(book: Book, text: str, today: date = TODAY) -> list[str]:
    people = [hit.shopper_id for hit in find_shoppers(book, text, today=today)]
    rows = rows_for(book, people, today=today, leap_day=LeapDayRule.FEBRUARY)
    return [row.name for row in rows]


def test_a_whole_word_comes_before_the_beginning_of_one(book: Book) -> None:
    make_shopper(book, "Annabel Reed")
    make_shopper(book, "Mary Ann Poe")
    make_shopper(book, "Ann Reed")

    assert found(book, "ann") == ["Ann Reed", "Mary Ann Poe", "Annabel Reed"]


@pytest.mark.parametrize("typed", ["ann", "ann b", "bo", "bo ann"])
def test_one_is_found_in_a_crowd_whose_names_only_begin_so(book: Book, typed: str) -> None:
    for number in range(CROWD):
        make_shopper(book, f"Annika Bonham{number}")
    make_shopper(book, "Ann Bo")

    assert found(book, typed)[0] == "Ann Bo"


def test_a_name_that_is_just_this_comes_before_those_that_go_on(book: Book) -> None:
    for number in range(40):
        make_shopper(book, f"Lee Ann Smith{number}")
    make_shopper(book, "Lee Ann")

    assert found(book, "lee ann")[0] == "Lee Ann"


def test_a_family_with_three_letters_of_the_given_name_finds_who_has_that_family(
    book: Book,
) -> None:
    make_shopper(book, "Joan Smithson")
    make_shopper(book, "John Smith")

    assert found(book, "smith jo") == ["John Smith", "Joan Smithson"]


def test_two_words_of_which_one_begins_the_other_are_two_words_of_the_name(book: Book) -> None:
    for number in range(CROWD):
        make_shopper(book, f"Peter Martin{'' if number % 2 else ' Ltd'}")
    make_shopper(book, "Mary Martin")

    assert found(book, "martin mar")[0] == "Mary Martin"


def test_a_name_comes_before_a_nickname(book: Book) -> None:
    make_shopper(book, "Olga Petrov", nickname="Lee")
    make_shopper(book, "Grace Lee")

    assert found(book, "lee") == ["Grace Lee", "Olga Petrov"]


def test_the_living_come_before_who_died_or_is_archived(book: Book) -> None:
    died, archived = make_shopper(book, "Ann Reed"), make_shopper(book, "Ann Rowe")
    make_shopper(book, "Ann Rye")
    make_purchase(book, died, day=TODAY - timedelta(days=1))
    mark_deceased(book, died, on=TODAY)
    with book.change("Archived") as change:
        change.update("shopper", archived, archived_on=TODAY)

    assert found(book, "ann r")[0] == "Ann Rye"


def test_of_one_phone_whoever_was_here_last_comes_first(book: Book) -> None:
    make_shopper(book, "Nora Bell", phone="(603) 555-0142")
    lately = make_shopper(book, "Asha Raman", phone="(207) 444-0142")
    make_purchase(book, lately)

    assert found(book, "0142") == ["Asha Raman", "Nora Bell"]


def test_a_whole_card_number_comes_before_a_phone_that_ends_so(book: Book) -> None:
    number = enroll(book, EnrollmentDraft(name="Asha Raman"), shop=SHOP, today=TODAY).number
    make_shopper(book, "Nora Bell", phone=f"(603) {number[-7:].zfill(7)}")

    assert found(book, number)[0] == "Asha Raman"


def test_a_whole_address_comes_before_names_that_have_its_words(book: Book) -> None:
    make_shopper(book, "Ann Lee", email="otherwise@example.com")
    make_shopper(book, "Annabel Leeds", email="ann.lee@example.com")

    assert found(book, "ann.lee")[0] == "Annabel Leeds"
    assert found(book, "ann lee")[0] == "Ann Lee"


# -- slips of paper


def test_the_code_of_a_slip_finds_who_bought(book: Book) -> None:
    asha = make_shopper(book, "Asha Raman")
    code = f"{make_purchase(book, asha):06d}"

    (hit,) = find_shoppers(book, code, today=TODAY)

    assert (hit.shopper_id, hit.match, hit.how) == (asha, Match.SLIP, f"slip {code}")
    assert find_shoppers(book, code.lstrip("0"), today=TODAY) == []


def test_the_slip_of_a_secret_purchase_finds_nobody_before_its_day(book: Book) -> None:
    asha, nora = make_shopper(book, "Asha Raman"), make_shopper(book, "Nora Bell")
    day = TODAY + timedelta(days=20)
    code = f"{make_purchase(book, asha, make_line(wearer_id=nora, secret_until=day)):06d}"

    assert found(book, code) == []
    assert found(book, code, today=day) == ["Asha Raman"]


def test_the_slip_of_nobody_in_particular_finds_nobody(book: Book) -> None:
    code = f"{make_purchase(book, None):06d}"

    assert found(book, code) == []


# -- slips of the finger


def test_of_two_similar_names_the_nearer_comes_first(book: Book) -> None:
    make_shopper(book, "Catharina Nowak")
    make_shopper(book, "Katharina Nowak")

    assert found(book, "katharima nowak") == ["Katharina Nowak", "Catharina Nowak"]


def test_a_slip_that_makes_a_word_which_somebody_else_has_is_forgiven(book: Book) -> None:
    make_shopper(book, "Ann Martin")
    make_shopper(book, "Peter Marlin")

    assert found(book, "ann marlin") == ["Ann Martin"]


@pytest.mark.parametrize("typed", ["olga vander berg", "olga van derberg", "olga vanxder berg"])
def test_two_words_that_were_typed_as_one_are_forgiven(book: Book, typed: str) -> None:
    make_shopper(book, "Olga van der Berg")
    make_shopper(book, "Somebody Else")

    assert found(book, typed) == ["Olga van der Berg"]


def test_a_short_family_with_a_letter_missing_is_forgiven(book: Book) -> None:
    make_shopper(book, "Lucía Gil")
    make_shopper(book, "Ilya Brown")

    assert found(book, "lucia il") == ["Lucía Gil"]
