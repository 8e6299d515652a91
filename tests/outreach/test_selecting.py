"""Selections: a few conditions, said in words, found by indexes, refused with a sentence."""

import re
from dataclasses import replace
from datetime import date, timedelta
from time import perf_counter

import pytest

from storebook.base.errors import Refused
from storebook.base.money import Cents
from storebook.book.book import Book
from storebook.book.rights import NotAllowed
from storebook.club.members import EnrollmentDraft, enroll, leave_club
from storebook.outreach.selecting import (
    Selection,
    as_json,
    from_json,
    people_selected,
    read_selection,
    selection_words,
    settled,
)
from storebook.people.departures import archive
from storebook.people.shoppers import edit_shopper
from storebook.staff.associates import Role, add_associate
from tests.make import (
    SHOP,
    TODAY,
    add_tag,
    make_address,
    make_couple,
    make_line,
    make_purchase,
    make_shopper,
)

SINCE = date(2026, 3, 1)
WHOLE = Selection(
    members=True,
    tag="VIP",
    town="Portsmouth",
    bought_since=SINCE,
    spent_over=Cents(5_000_00),
    cared_for_by="Olga Petrova",
)
SCAN = re.compile(r"^SCAN (\w+)\b(?! VIRTUAL)")


def selected(book: Book, selection: Selection) -> set[int]:
    return people_selected(book, selection, today=TODAY)


def in_town(book: Book, name: str, city: str) -> int:
    return make_shopper(book, name, addresses=(make_address(city=city),))


# -- who is meant


def test_without_conditions_it_is_everybody_but_the_archived(book: Book) -> None:
    ann, gone = make_shopper(book, "Ann Lee"), make_shopper(book, "Walter Finch")
    archive(book, gone, on=TODAY)

    assert selected(book, Selection()) == {ann}


def test_members_are_those_who_have_not_left(book: Book) -> None:
    ann, noor = make_shopper(book, "Ann Lee"), make_shopper(book, "Noor El-Amin")
    for person in (ann, noor):
        enroll(book, EnrollmentDraft(shopper_id=person), shop=SHOP, today=TODAY)
    leave_club(book, ann, today=TODAY)

    assert selected(book, Selection(members=True)) == {noor}


def test_a_tag_and_a_town_are_found_however_they_are_spelled(book: Book) -> None:
    ann, zoe = in_town(book, "Ann Lee", "Orléans"), in_town(book, "Zoe Young", "ORLEANS")
    in_town(book, "Walter Finch", "Rye")
    add_tag(book, ann, "Pearl circle")

    assert selected(book, Selection(town="orleans")) == {ann, zoe}
    assert selected(book, Selection(tag="PEARL CIRCLE", town="orléans")) == {ann}
    assert settled(book, Selection(tag="pearl circle")).tag == "Pearl circle"


def test_who_lives_with_somebody_lives_in_that_town(book: Book) -> None:
    margaret, daniel = make_couple(book)

    assert selected(book, Selection(town="Rye")) == {margaret, daniel}


def test_bought_since_counts_its_day_and_not_what_is_a_secret(book: Book) -> None:
    ann, zoe = make_shopper(book, "Ann Lee"), make_shopper(book, "Zoe Young")
    margaret, daniel = make_couple(book)
    make_purchase(book, ann, day=SINCE)
    make_purchase(book, zoe, day=SINCE - timedelta(days=1))
    ring = make_line(wearer_id=margaret, secret_until=TODAY + timedelta(days=9))
    make_purchase(book, daniel, ring, giver_id=daniel)

    since = Selection(bought_since=SINCE)

    assert selected(book, since) == {ann}
    assert people_selected(book, since, today=TODAY + timedelta(days=9)) == {ann, daniel}


def test_spent_over_is_more_than_the_amount(book: Book) -> None:
    ann, zoe = make_shopper(book, "Ann Lee"), make_shopper(book, "Zoe Young")
    make_purchase(book, ann, make_line(price=5_000_00))
    make_purchase(book, zoe, make_line(price=5_000_01))

    assert selected(book, Selection(spent_over=Cents(5_000_00))) == {zoe}


def test_spent_over_does_not_count_what_is_a_secret(book: Book) -> None:
    margaret, daniel = make_couple(book)
    make_purchase(book, daniel, make_line(price=100_00))
    ring = make_line(price=9_400_00, wearer_id=margaret, secret_until=TODAY + timedelta(days=9))
    make_purchase(book, daniel, ring, giver_id=daniel)

    over = Selection(spent_over=Cents(5_000_00))

    assert selected(book, over) == set()
    assert selected(book, Selection(spent_over=Cents(99_99))) == {daniel}
    assert people_selected(book, over, today=TODAY + timedelta(days=9)) == {daniel}


def test_who_may_not_see_spending_may_not_select_by_it(book: Book) -> None:
    add_associate(book, "Jun Halloran", Role.CLERK)
    book.associate_id = 2

    with pytest.raises(NotAllowed):
        selected(book, Selection(spent_over=Cents(1)))


def test_cared_for_by_is_a_portfolio(book: Book) -> None:
    olga = add_associate(book, "Olga Petrova", Role.CLERK)
    ann = make_shopper(book, "Ann Lee")
    make_shopper(book, "Zoe Young")
    edit_shopper(book, ann, shop=SHOP, today=TODAY, looked_after_by=olga)

    assert selected(book, Selection(cared_for_by="olga")) == {ann}
    assert settled(book, Selection(cared_for_by="olga")).cared_for_by == "Olga Petrova"


@pytest.mark.parametrize(
    ("selection", "sentence"),
    [
        (Selection(tag="VPI"), "Nobody wears a tag “VPI”"),
        (Selection(town="Portsmuoth"), "Nobody in this book lives in “Portsmuoth”"),
        (Selection(cared_for_by="Nobody"), "Nobody here is called “Nobody”"),
    ],
)
def test_a_slip_of_the_pen_is_told_and_selects_nobody(
    book: Book, selection: Selection, sentence: str
) -> None:
    with pytest.raises(Refused, match=sentence):
        selected(book, selection)


# -- in words, and kept


def test_a_selection_is_read_aloud() -> None:
    members = Selection(members=True, town="Portsmouth", bought_since=SINCE)

    def words(selection: Selection) -> str:
        return selection_words(selection, today=TODAY, money=lambda cents: f"${cents // 100:,}")

    assert words(Selection()) == "Everybody"
    assert words(members) == "Members in Portsmouth who bought since March 1"
    assert words(Selection(bought_since=date(2025, 3, 1))).endswith("since March 1, 2025")
    assert words(Selection(tag="VIP", cared_for_by="Olga")) == (
        "Everybody tagged “VIP” who is looked after by Olga"
    )
    assert words(WHOLE) == (
        "Members tagged “VIP” in Portsmouth who bought since March 1, spent over $5,000 and are "
        "looked after by Olga Petrova"
    )


def test_an_amount_is_told_only_to_who_may_see_spending() -> None:
    assert "5" not in selection_words(WHOLE, today=TODAY, money=None)


@pytest.mark.parametrize("selection", [Selection(), WHOLE, Selection(spent_over=Cents(0))])
def test_what_is_kept_is_read_again(selection: Selection) -> None:
    assert from_json(as_json(selection)) == selection


# -- as it is typed


def test_conditions_are_typed_with_commas() -> None:
    typed = (
        "members, tag=VIP, town=Portsmouth, bought-since=2026-03-01, spent-over=5000, "
        'cared-for-by="Olga Petrova"'
    )

    assert read_selection(typed, shop=SHOP) == WHOLE
    assert read_selection("all", shop=SHOP) == Selection()
    assert read_selection('town="Fort Lee, NJ",members', shop=SHOP) == Selection(
        town="Fort Lee, NJ", members=True
    )


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Say who is meant: all, members"),
        ("colour=red", "“colour” is nothing to select by"),
        ("tag=", "Say what “tag” is to be"),
        ("tag", "Say what “tag” is to be"),
        ("members=yes", "“members” stands by itself"),
        ("members,members", "“members” stands twice"),
        ("all,members", "“all” is everybody"),
        ("bought-since=March", "“March” is no day"),
        ("bought-since=0001-01-01", "lies outside 1900 to 2199"),
        ("spent-over=much", "“much” is not an amount in USD"),
        ("spent-over=-5", "Nobody spends less than nothing"),
    ],
)
def test_what_makes_no_sense_is_refused_with_what_can_be_written(typed: str, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        read_selection(typed, shop=SHOP)


def test_an_amount_is_read_with_the_decimal_mark_of_the_shop() -> None:
    german = replace(SHOP, currency="EUR", locale="de_DE")

    for typed in ("spent-over=5.000", "spent-over=5000", 'spent-over="5.000,00"'):
        assert read_selection(typed, shop=german).spent_over == Cents(5_000_00)


# -- quick


@pytest.mark.parametrize(
    "selection",
    [
        Selection(tag="VIP"),
        Selection(town="Rye"),
        Selection(bought_since=SINCE),
        Selection(cared_for_by="Ruth"),
        Selection(tag="VIP", town="Rye", bought_since=SINCE, cared_for_by="Ruth"),
    ],
)
def test_each_condition_is_found_by_an_index(book: Book, selection: Selection) -> None:
    margaret, _ = make_couple(book)
    add_tag(book, margaret, "VIP")
    asked: list[str] = []
    book._db.set_trace_callback(asked.append)
    selected(book, selection)
    book._db.set_trace_callback(None)

    read = {
        (match[1], sql)
        for sql in asked
        if sql.lstrip().startswith(("SELECT", "WITH"))
        for *_, step in book.rows(f"EXPLAIN QUERY PLAN {sql}")
        if (match := SCAN.match(step)) and match[1] not in {"associate", "town", "CONSTANT"}
    }
    assert len(asked) >= 2
    assert read == set()


@pytest.mark.slow
def test_a_hundred_thousand_shoppers_are_selected_while_somebody_waits(book: Book) -> None:
    rows = [(f"N{number}", "g", "e", f"n{number:06}", f"n{number}") for number in range(100_000)]
    with book.change("A large town") as change:
        columns = ("name", "greeting_line", "envelope_line", "sort_key", "folded")
        change.insert_many("shopper", columns, rows)
        towns = [(one, "1 High Street", f"Town {one % 300}", "US") for one in range(1, 100_001)]
        change.insert_many("address", ("shopper_id", "lines", "city", "country"), towns)
        tags = [(one, "VIP", "vip") for one in range(1, 100_001, 3)]
        change.insert_many("tag", ("shopper_id", "name", "folded"), tags)

    started = perf_counter()
    found = selected(book, Selection(tag="VIP", town="Town 1"))
    everybody = selected(book, Selection())
    took = perf_counter() - started

    assert (len(found), len(everybody)) == (334, 100_000)
    assert took < 1.0
