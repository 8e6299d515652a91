"""Anyone is found by any scrap, in any script, best match first."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storebook.base.dates import LeapDayRule, PartialDate
from storebook.base.money import Cents
from storebook.book.book import Book
from storebook.club.members import EnrollmentDraft, enroll
from storebook.people.departures import mark_deceased
from storebook.people.kin import Ending, Relation, add_kin, end_tie
from storebook.people.occasions import set_birthday, set_wedding_day
from storebook.people.search import Match, find_shoppers, rows_for
from storebook.sales.drafts import LineDraft, PurchaseDraft
from storebook.sales.recording import record_purchase
from tests.make import SHOP, TODAY, make_couple, make_shopper
from tests.nasty import NASTY


def found(book: Book, text: str, today: date = TODAY) -> list[str]:
    people = [hit.shopper_id for hit in find_shoppers(book, text, today=today)]
    rows = rows_for(book, people, today=today, leap_day=LeapDayRule.FEBRUARY)
    return [row.name for row in rows]


def sell(book: Book, shopper_id: int, day: date = TODAY, **line: object) -> None:
    lines = (LineDraft(description="Ring", price_cents=Cents(100), **line),)  # type: ignore[arg-type]
    draft = PurchaseDraft(day=day, shopper_id=shopper_id, lines=lines)
    record_purchase(book, draft, shop=SHOP, today=TODAY)


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("Margaret Ashworth", "ash"),
        ("Margaret Ashworth", "ashw marg"),
        ("Margaret Ashworth", "MARGARET ASHWORTH"),
        ("Éloïse Ångström", "eloise ang"),
        ("José Núñez", "nunez"),
        ("Łukasz Wójcik", "lukasz wojcik"),
        ("Anna Straße", "strasse"),
        ("Anna Strasse", "Straße"),
        ("Patrick O'Brien", "O'Brien"),
        ("Patrick O'Brien", "o’bri"),
        ("Patrick O'Brien", "obrien"),
        ("王小明", "王"),
        ("王小明", "小明"),
        ("Νίκος Παπαδόπουλος", "παπαδοπουλος"),
        ("Ирина Соколова", "соколова"),
        ("Anne-Marie Dupont-Lévy", "levy"),
        ("Smith & Sons", "smith & sons"),
        ("Margaret Ashworth", "shwor"),
        ("Margaret Ashworth", "ashwroth"),
        ("Margaret Ashworth", "Margret Ashworth"),
        ("Margaret Ashworth", "margaret ashworht"),
    ],
)
def test_a_scrap_of_the_name_finds_its_owner(book: Book, name: str, typed: str) -> None:
    make_shopper(book, name)
    make_shopper(book, "Somebody Else")

    assert found(book, typed) == [name]


@pytest.mark.parametrize(
    "typed",
    ["0142", "5550142", "(603) 555-0142", "603.555.0142", "+1 603 555 0142", "16035550142", "6035"],
)
def test_digits_fit_a_phone_however_it_is_written(book: Book, typed: str) -> None:
    make_shopper(book, "Margaret Ashworth", phone="(603) 555-0142")
    make_shopper(book, "Nora Bell", phone="(207) 444-0139")

    assert found(book, typed) == ["Margaret Ashworth"]


def test_a_number_typed_with_its_zero_finds_a_phone_without_one(book: Book) -> None:
    make_shopper(book, "Edith Crane", phone="+44 20 7946 0018")

    assert found(book, "020 7946 0018") == ["Edith Crane"]
    assert found(book, "020 79") == ["Edith Crane"]


def test_names_in_another_script_find_the_same_person(book: Book) -> None:
    make_shopper(book, "Ashley Chan", native_name="陳雅詩")

    assert found(book, "雅詩") == ["Ashley Chan"]
    assert found(book, "詩雅") == []


def test_an_email_is_found_by_its_beginning(book: Book) -> None:
    make_shopper(book, "Nora Bell", email="goldfinch77@example.com")

    assert found(book, "goldfi") == ["Nora Bell"]
    assert found(book, "Goldfinch77@Example.com") == ["Nora Bell"]


def test_a_card_number_finds_its_member(book: Book) -> None:
    draft = EnrollmentDraft(name="Asha Raman")
    number = enroll(book, draft, shop=SHOP, today=TODAY).number

    assert found(book, number) == ["Asha Raman"]
    assert found(book, f"{number[0]} {number[1:]}") == ["Asha Raman"]


def test_the_husbands_name_finds_his_wife_after_him(book: Book) -> None:
    make_couple(book, "Margaret Ashworth", "Daniel Reeve")

    assert found(book, "daniel") == ["Daniel Reeve", "Margaret Ashworth"]


@pytest.mark.parametrize(
    "typed",
    [
        "Margaret & Daniel Ashworth",
        "margaret and daniel",
        "margaret daniel",
        "ashworth margaret daniel",
        "Mrs. Margaret Ashworth & Mr. Daniel Ashworth",
        "marg + dan ashw",
    ],
)
def test_a_couple_is_found_as_its_card_names_it(book: Book, typed: str) -> None:
    make_couple(book)
    make_couple(book, "Margaret Reeve", "George Reeve")
    make_shopper(book, "Daniel Moss")

    assert found(book, typed) == ["Margaret Ashworth", "Daniel Ashworth"]


def test_whoever_is_named_first_stands_first(book: Book) -> None:
    make_couple(book)

    assert found(book, "daniel & margaret") == ["Daniel Ashworth", "Margaret Ashworth"]


def test_mr_and_mrs_are_no_names(book: Book) -> None:
    make_couple(book)

    assert set(found(book, "Mr. & Mrs. Ashworth")) == {"Margaret Ashworth", "Daniel Ashworth"}


def test_two_who_are_no_couple_are_not_found_together(book: Book) -> None:
    make_couple(book)
    make_shopper(book, "Nora Bell")

    assert found(book, "margaret & nora") == []


def test_an_exact_name_comes_before_whole_words_and_these_before_their_beginnings(
    book: Book,
) -> None:
    make_shopper(book, "Ann Leeson")
    make_shopper(book, "Joanna Ann Lee")
    make_shopper(book, "Ann Lee")

    assert found(book, "ann lee") == ["Ann Lee", "Joanna Ann Lee", "Ann Leeson"]


def test_among_equals_the_last_visit_decides(book: Book) -> None:
    long_ago = make_shopper(book, "Ashley Okafor")
    lately = make_shopper(book, "Ashton Reed")
    make_shopper(book, "Ashby Moreau")
    sell(book, long_ago, date(2020, 1, 2))
    sell(book, lately, date(2026, 10, 31))

    assert found(book, "ash") == ["Ashton Reed", "Ashley Okafor", "Ashby Moreau"]


def test_a_serial_finds_who_wears_the_piece(book: Book) -> None:
    margaret, daniel = make_couple(book)
    sell(book, daniel, wearer_id=margaret, certificate="GIA 2236-77")

    assert found(book, "gia223677") == ["Margaret Ashworth"]


@pytest.mark.parametrize("typed", ["or11", "apt 11", "wedding 11", "Nora 11", "50%", "11", "116"])
def test_few_digits_find_no_serial(book: Book, typed: str) -> None:
    katherine = make_shopper(book, "Katherine Thorne")
    sell(book, katherine, wearer_id=katherine, certificate="GIA 1166806954", serial="50 881")

    assert found(book, typed) == []


@pytest.mark.parametrize("typed", ["GIA 1166806954", "gia1166", "1166 8069", "abc1166806954"])
def test_a_certificate_is_found_by_its_beginning(book: Book, typed: str) -> None:
    katherine = make_shopper(book, "Katherine Thorne")
    sell(book, katherine, wearer_id=katherine, certificate="GIA 1166806954")

    assert found(book, typed) == ["Katherine Thorne"]


def test_a_short_serial_is_found_whole(book: Book) -> None:
    nora = make_shopper(book, "Nora Bell")
    sell(book, nora, wearer_id=nora, serial="R27")

    assert found(book, "r27") == ["Nora Bell"]
    assert found(book, "R2") == []


def test_a_secret_serial_leads_to_the_giver_alone_until_its_day(book: Book) -> None:
    margaret, daniel = make_couple(book)
    sell(
        book,
        daniel,
        wearer_id=margaret,
        certificate="GIA 2236-77",
        secret_until=date(2026, 12, 13),
    )

    assert found(book, "gia223677") == ["Daniel Ashworth"]
    assert found(book, "gia223677", today=date(2026, 12, 13)) == ["Margaret Ashworth"]


@pytest.mark.parametrize("typed", ["", "   ", '"', "*", "50%", "-", "NEAR(", "a" * 10_000, "\x00"])
def test_odd_texts_find_nobody_and_raise_nothing(book: Book, typed: str) -> None:
    make_shopper(book, "Margaret Reeve")

    assert found(book, typed) == []


@pytest.mark.parametrize("text", NASTY)
def test_no_hostile_text_raises(book: Book, text: str) -> None:
    make_shopper(book, "Margaret Ashworth")

    find_shoppers(book, text, today=TODAY)


LETTERS = st.characters(categories=["L"])


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.text(LETTERS, min_size=1, max_size=20))
def test_a_stored_name_finds_its_owner(book: Book, name: str) -> None:
    shopper_id = make_shopper(book, f"{name} Q")

    hits = find_shoppers(book, f"{name} Q", today=TODAY, limit=1000)

    assert shopper_id in {hit.shopper_id for hit in hits}


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=60))
def test_no_query_raises(book: Book, text: str) -> None:
    for hit in find_shoppers(book, text, today=TODAY):
        assert hit.shopper_id > 0


def test_a_renamed_shopper_is_found_by_the_new_name_only(book: Book) -> None:
    shopper_id = make_shopper(book, "Nora Bell")
    with book.change("Renamed") as change:
        change.update("shopper", shopper_id, folded="nora castellane")

    assert find_shoppers(book, "bell", today=TODAY) == []
    assert [hit.match for hit in find_shoppers(book, "castell", today=TODAY)] == [
        Match.WORD_OF_NAME
    ]


def test_a_row_shows_the_next_day_and_the_dead_have_none(book: Book) -> None:
    shopper_id = make_shopper(book, "Nora Bell", phone="(603) 555-0139")
    set_birthday(book, shopper_id, PartialDate(month=11, day=26), today=TODAY)

    (row,) = rows_for(book, [shopper_id], today=TODAY, leap_day=LeapDayRule.FEBRUARY)
    assert row.next_day is not None
    assert (row.next_day.day, row.phone) == (date(2026, 11, 26), "6035550139")

    mark_deceased(book, shopper_id, on=TODAY)
    (row,) = rows_for(book, [shopper_id], today=TODAY, leap_day=LeapDayRule.FEBRUARY)
    assert row.next_day is None


def next_days_of(book: Book, *people: int) -> list[str | None]:
    rows = rows_for(book, people, today=TODAY, leap_day=LeapDayRule.FEBRUARY)
    return [row.next_day.kind if row.next_day else None for row in rows]


def test_a_widow_has_no_wedding_day_to_come(book: Book) -> None:
    mary, george = make_couple(book, "Mary Crane", "George Crane")
    set_wedding_day(book, mary, PartialDate(month=12, day=5), partner_id=george)
    assert next_days_of(book, mary, george) == ["wedding", "wedding"]

    mark_deceased(book, george, on=TODAY)

    assert next_days_of(book, mary, george) == [None, None]


def test_who_parted_has_no_wedding_day_until_they_find_together_again(book: Book) -> None:
    mary, george = make_couple(book, "Mary Crane", "George Crane")
    set_wedding_day(book, mary, PartialDate(month=12, day=5), partner_id=george)
    set_birthday(book, george, PartialDate(month=12, day=24), today=TODAY)

    end_tie(book, mary, george, Ending.DIVORCE, on=TODAY)
    assert next_days_of(book, mary, george) == [None, "birthday"]

    add_kin(book, george, mary, Relation.SPOUSE, shop=SHOP, today=TODAY)
    assert next_days_of(book, mary, george) == ["wedding", "wedding"]


def test_a_wedding_day_with_nobody_named_is_kept(book: Book) -> None:
    mary = make_shopper(book, "Mary Crane", wedding=PartialDate(month=12, day=5))

    assert next_days_of(book, mary) == ["wedding"]
