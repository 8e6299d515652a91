"""A birthday, a wedding day or another day is written down once, and can be put right."""

from datetime import date

import pytest

from storebook.base.dates import LeapDayRule, PartialDate
from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.people.departures import mark_deceased
from storebook.people.kin import add_kin
from storebook.people.occasions import (
    OccasionKind,
    add_occasion,
    edit_occasion,
    family_days,
    occasions_of,
    remove_occasion,
    set_birthday,
    set_wedding_day,
)
from tests.make import NOVEMBER_26, SHOP, TODAY, make_couple, make_shopper

FEBRUARY = LeapDayRule.FEBRUARY


def test_a_shopper_has_one_birthday(book: Book) -> None:
    ann = make_shopper(book, birthday=NOVEMBER_26)

    set_birthday(book, ann, PartialDate(month=5), today=TODAY)

    assert book.rows("SELECT year, month, day, month_day FROM occasion") == [(None, 5, None, 501)]
    set_birthday(book, ann, None, today=TODAY)
    assert book.value("SELECT count(*) FROM occasion") == 0
    set_birthday(book, ann, None, today=TODAY)


def test_nobody_is_born_tomorrow(book: Book) -> None:
    ann = make_shopper(book, birthday=NOVEMBER_26)
    (known,) = occasions_of(book, ann, today=TODAY, leap_day=LeapDayRule.FEBRUARY)
    tomorrow = PartialDate(year=2026, month=11, day=21)

    with pytest.raises(Refused, match="still to come") as refused:
        set_birthday(book, ann, tomorrow, today=TODAY)
    assert refused.value.field == "birthday"
    with pytest.raises(Refused, match="still to come"):
        edit_occasion(book, known.id, tomorrow, today=TODAY)

    set_birthday(book, ann, PartialDate(year=2026, month=11, day=20), today=TODAY)


def test_a_wedding_may_be_still_to_come(book: Book) -> None:
    ann = make_shopper(book)

    set_wedding_day(book, ann, PartialDate(year=2027, month=6, day=5))

    assert book.value("SELECT year FROM occasion") == 2027


def test_other_days_have_a_title(book: Book) -> None:
    ann = make_shopper(book)

    with pytest.raises(Refused) as refused:
        add_occasion(book, ann, " ", NOVEMBER_26)
    assert refused.value.field == "title"
    first = add_occasion(book, ann, "First purchase", NOVEMBER_26)
    edit_occasion(
        book, first, PartialDate(month=3, day=4), title="First ring", note="Trilogy", today=TODAY
    )

    day = occasions_of(book, ann, today=TODAY, leap_day=FEBRUARY)[0]
    assert (day.title, day.note, day.next_on) == ("First ring", "Trilogy", date(2027, 3, 4))
    remove_occasion(book, first)
    with pytest.raises(Refused, match="removed meanwhile"):
        remove_occasion(book, first)


def test_the_page_shows_the_next_day_first_and_what_it_makes(book: Book) -> None:
    ann = make_shopper(book, birthday=NOVEMBER_26, wedding=PartialDate(month=11, day=21))

    days = occasions_of(book, ann, today=TODAY, leap_day=FEBRUARY)

    assert [(day.kind, day.next_on, day.turning) for day in days] == [
        (OccasionKind.WEDDING, date(2026, 11, 21), None),
        (OccasionKind.BIRTHDAY, date(2026, 11, 26), 60),
    ]


def test_the_days_of_the_dead_stand_still(book: Book) -> None:
    ann = make_shopper(book, birthday=NOVEMBER_26)
    mark_deceased(book, ann, on=TODAY)

    day = occasions_of(book, ann, today=TODAY, leap_day=FEBRUARY)[0]

    assert (day.stopped, day.next_on, day.turning) == (True, None, None)
    assert day.when == NOVEMBER_26


def test_the_birthdays_of_the_family_are_on_the_page_until_one_dies(book: Book) -> None:
    margaret, daniel = make_couple(book)
    clara = add_kin(book, margaret, "Clara Ashworth", "daughter", shop=SHOP, today=TODAY)
    set_birthday(book, clara, PartialDate(year=2009, month=4, day=3), today=TODAY)
    set_birthday(book, daniel, PartialDate(month=1, day=2), today=TODAY)

    days = family_days(book, margaret, today=TODAY, leap_day=FEBRUARY)
    assert [(day.name, day.word, day.turning) for day in days] == [
        ("Daniel Ashworth", "spouse", None),
        ("Clara Ashworth", "daughter", 18),
    ]
    mark_deceased(book, daniel, on=TODAY)

    assert [day.name for day in family_days(book, margaret, today=TODAY, leap_day=FEBRUARY)] == [
        "Clara Ashworth"
    ]


def test_nobody_marries_themselves(book: Book) -> None:
    ann = make_shopper(book)

    with pytest.raises(Refused, match="marries themselves"):
        set_wedding_day(book, ann, NOVEMBER_26, partner_id=ann)
