"""A card for a child's birthday goes to a parent, where the shop wants it; to a child none goes."""

from datetime import date, timedelta
from typing import Any

import pytest

from storebook.base.dates import PartialDate
from storebook.book.book import Book
from storebook.outreach.children import cards_for_children, set_cards_for_children
from storebook.outreach.choosing import CardKind, Chosen
from storebook.outreach.designs import DESIGNS
from storebook.outreach.runs import (
    FAMILY_CHANGED,
    freeze_run,
    mark_printed,
    pieces_of_run,
    pieces_to_print,
)
from storebook.outreach.selecting import Selection
from storebook.outreach.touches import touches_of
from storebook.people.consent import Channel, Purpose, record_consent
from storebook.people.departures import archive, be_quiet_until, mark_deceased
from storebook.people.erasing import erase
from storebook.people.kin import Relation, add_kin, kin_of, remove_kin
from storebook.people.merging import merge
from storebook.people.occasions import set_birthday
from storebook.people.shoppers import ShopperDraft
from storebook.staff.viewer import Viewer
from tests.make import SHOP, TODAY, add_tag, make_couple, make_line, make_purchase, make_shopper
from tests.outreach.mailing import look, names, reasons, send

LENA = PartialDate(year=2017, month=11, day=25)
GROWN = PartialDate(year=1980, month=11, day=24)
LATER = TODAY + timedelta(days=2)


def make_child(book: Book, parent_id: int, name: str = "Lena Finch", word: str = "daughter") -> int:
    given, _, family = name.partition(" ")
    child = ShopperDraft(name=name, given=given, family=family)
    child_id = add_kin(book, parent_id, child, word, shop=SHOP, today=TODAY)
    set_birthday(book, child_id, LENA, today=TODAY)
    return child_id


@pytest.fixture
def harriet(book: Book) -> int:
    return make_shopper(
        book, "Harriet Finch", given="Harriet", family="Finch", street="9 Elm Street"
    )


@pytest.fixture
def lena(book: Book, harriet: int) -> int:
    return make_child(book, harriet)


def the_card(book: Book, **wanted: Any) -> Chosen:
    (piece,) = look(book, None, children=True, **wanted).chosen
    return piece


def freeze(book: Book) -> int:
    return freeze_run(book, look(book, None, children=True), today=TODAY)


def refuse(book: Book, shopper_id: int, how: str = "told us on the phone") -> None:
    record_consent(
        book, shopper_id, Channel.MAIL, [Purpose.OCCASIONS],
        given=False, wording="May we write?", how=how, day=TODAY,
    )  # fmt: skip


def test_nothing_is_sent_for_a_child_unless_the_shop_wants_it(book: Book, lena: int) -> None:
    assert not cards_for_children(book)

    found = look(book, None)

    assert names(found) == []
    assert reasons(found) == [("Lena Finch", "A child", "")]


def test_the_shop_chooses_and_takes_it_back(book: Book) -> None:
    set_cards_for_children(book, wanted=True)
    assert cards_for_children(book)

    set_cards_for_children(book, wanted=False)
    assert not cards_for_children(book)


def test_the_card_of_a_child_goes_to_the_parent(book: Book, harriet: int, lena: int) -> None:
    piece = the_card(book)

    assert (piece.shopper_id, piece.child_id, piece.card_kind) == (harriet, lena, CardKind.CHILD)
    assert piece.name_line == piece.address_block[0] == "Harriet Finch"
    assert piece.occasion_text == "Birthday of daughter Lena"
    assert (piece.day, piece.month, piece.years) == (date(2026, 11, 25), 11, None)
    assert piece.words.greeting == "Dear Harriet,"
    assert piece.design in DESIGNS[CardKind.BIRTHDAY]


@pytest.mark.parametrize("language", ["en", "zh-Hans", "zh-Hant"])
def test_only_the_first_name_of_the_child_is_on_the_card(
    book: Book, harriet: int, lena: int, language: str
) -> None:
    with book.change("Language told") as change:
        change.update("shopper", harriet, language=language)

    words = the_card(book).words

    assert "Lena" in words.wish
    assert "Finch" not in words.wish
    assert not any(letter.isdigit() for letter in words.wish)
    assert words.wording.startswith(f"child/{language.lower()}/")


@pytest.mark.parametrize(
    ("parent", "child", "called"),
    [
        ("Harriet Finch", "Lena Finch", "Lena"),
        ("Harriet Finch", "Lena", "Lena"),
        ("欧阳美玲", "欧阳思齐", "思齐"),
        ("Harriet Finch", "Lena Maria Castellane", ""),
        ("欧阳美玲", "欧阳", ""),
    ],
)
def test_a_name_on_file_whole_is_a_first_name_where_that_is_no_guess(
    book: Book, parent: str, child: str, called: str
) -> None:
    family = parent[:2] if parent.startswith("欧") else "Finch"
    mother = make_shopper(book, parent, family=family, street="9 Elm Street")
    draft = ShopperDraft(name=child, birthday=LENA)
    add_kin(book, mother, draft, Relation.CHILD, shop=SHOP, today=TODAY)

    found = look(book, None, children=True)

    if called:
        assert found.chosen[0].occasion_text == f"Birthday of child {called}"
        assert called in found.chosen[0].words.wish
    else:
        ((name, why, detail),) = reasons(found)
        assert (name, why) == (parent, "A field of the words is empty")
        assert "first name of the child" in detail


def test_the_parent_who_may_be_written_to_gets_it(book: Book) -> None:
    margaret, daniel = make_couple(book)
    lena = make_child(book, margaret, "Lena Ashworth")
    add_kin(book, daniel, lena, Relation.CHILD, shop=SHOP, today=TODAY)
    assert names(look(book, None, children=True)) == ["Margaret Ashworth"]

    refuse(book, margaret)
    assert names(look(book, None, children=True)) == ["Daniel Ashworth"]

    be_quiet_until(book, daniel, date(2027, 1, 5), note="his father died", today=TODAY)
    assert reasons(look(book, None, children=True)) == [
        ("Margaret Ashworth", "No mail wanted", "told us on the phone")
    ]


def test_a_dead_parent_gets_none(book: Book, harriet: int, lena: int) -> None:
    mark_deceased(book, harriet, on=TODAY)

    found = look(book, None, children=True)

    assert reasons(found) == [("Harriet Finch", "Died", "")]


def test_what_is_known_of_the_child_keeps_the_card_here(
    book: Book, harriet: int, lena: int
) -> None:
    be_quiet_until(book, lena, date(2027, 1, 5), note="in hospital", today=TODAY)
    refuse(book, make_child(book, harriet, "Tim Finch", "child"))
    archive(book, make_child(book, harriet, "Zoe Finch", "child"), on=TODAY)
    mark_deceased(book, make_child(book, harriet, "Ida Finch"), on=TODAY)

    found = look(book, None, children=True)

    assert names(found) == []
    assert {(name, why) for name, why, _ in reasons(found)} == {
        ("Lena Finch", "Quiet for now"),
        ("Tim Finch", "No mail wanted"),
        ("Zoe Finch", "Archived"),
        ("Ida Finch", "Died"),
    }


def test_a_child_without_a_parent_in_the_book_gets_none(book: Book) -> None:
    make_shopper(book, "Lena Finch", street="9 Elm Street", birthday=LENA)

    assert reasons(look(book, None, children=True)) == [
        ("Lena Finch", "A child", "no parent in the book")
    ]


def test_whoever_is_grown_up_gets_the_card_themselves(book: Book, harriet: int) -> None:
    grown = make_child(book, harriet)
    set_birthday(book, grown, PartialDate(year=1990, month=11, day=25), today=TODAY)

    found = look(book, None, children=True)

    assert [(one.name, one.child_id) for one in found.chosen] == [("Lena Finch", None)]


def test_it_is_on_the_timeline_of_the_parent_and_not_sent_twice(
    book: Book, harriet: int, lena: int
) -> None:
    send(book, look(book, None, children=True))

    (touch,) = touches_of(book, harriet, Viewer(today=TODAY))
    assert touch.text == "Card for a child’s birthday mailed"
    assert touches_of(book, lena, Viewer(today=TODAY)) == []
    assert [why for _, why, _ in reasons(look(book, None, children=True))] == ["Card sent already"]


def test_whoever_is_chosen_must_be_the_parent(book: Book, harriet: int, lena: int) -> None:
    margaret = make_shopper(book, "Margaret Ashworth", street="12 Ocean Road")
    make_child(book, margaret, "Tim Ashworth", "son")
    add_tag(book, harriet, "garden")

    asked = {"selection": Selection(tag="garden")}

    assert the_card(book, **asked).occasion_text == "Birthday of daughter Lena"
    assert the_card(book, shopper_id=margaret).occasion_text == "Birthday of son Tim"
    assert the_card(book, shopper_id=lena).shopper_id == harriet


def test_a_surprise_for_the_child_is_not_given_away_by_the_sender(book: Book, lena: int) -> None:
    grandmother = make_shopper(book, "Vivian Castellane")
    pearls = make_line("Pearls", wearer_id=lena, secret_until=date(2026, 12, 24))
    make_purchase(book, grandmother, pearls, giver_id=grandmother)

    piece = the_card(book)

    assert piece.neutral_sender
    assert "earl" not in f"{piece.words.wish}{piece.occasion_text}"


def test_a_child_who_died_since_is_dropped_before_printing(book: Book, lena: int) -> None:
    run_id = freeze(book)
    mark_printed(book, run_id, today=TODAY)

    mark_deceased(book, lena, on=LATER, note="her aunt told us")

    assert pieces_to_print(book, run_id, today=LATER) == []
    (piece,) = pieces_of_run(book, run_id)
    assert (piece.why, piece.why_detail) == ("Died", "her aunt told us")


def test_a_parent_who_is_none_after_all_is_dropped(book: Book, harriet: int, lena: int) -> None:
    run_id = freeze(book)
    (tie,) = kin_of(book, harriet)

    remove_kin(book, tie.kin_id)

    assert pieces_to_print(book, run_id, today=LATER) == []
    assert pieces_of_run(book, run_id)[0].why == FAMILY_CHANGED


def test_a_child_who_is_erased_is_on_no_card_that_was_kept(book: Book, lena: int) -> None:
    run_id = send(book, look(book, None, children=True))

    erase(book, lena, today=TODAY)

    assert pieces_of_run(book, run_id) == []
    assert "Lena" not in repr([book.rows("SELECT * FROM touch"), book.rows("SELECT * FROM run")])


def test_two_files_of_a_parent_keep_the_card_of_the_child(book: Book, lena: int) -> None:
    harriet = the_card(book).shopper_id
    twin = make_shopper(book, "Harriet Finch", street="9 Elm Street", birthday=GROWN)
    run_id = freeze(book)

    merge(book, twin, harriet, {}, shop=SHOP, today=TODAY)

    assert {piece.state.value for piece in pieces_of_run(book, run_id)} == {"due"}
