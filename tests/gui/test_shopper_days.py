"""Family and days: a new husband is a new shopper, and days are kept as people live them."""

import pytest

from storebook.base.dates import Calendar, LeapDayRule, PartialDate
from storebook.book.book import Book
from storebook.gui.context import Context
from storebook.gui.dialogs.kin import AddKin, FamilyTies
from storebook.gui.dialogs.occasion import OccasionDialog
from storebook.people.kin import Ending, kin_of
from storebook.people.occasions import OccasionKind, occasions_of
from storebook.people.shoppers import Gender, Standing, shopper
from tests.gui.hands import Shown
from tests.gui.shop_people import days_of, make_ashworths
from tests.make import SHOP, TODAY, make_shopper


def test_typing_a_new_husband_makes_a_shopper_and_the_wedding_is_that_of_both(
    context: Context, book: Book, show: Shown
) -> None:
    ann = make_shopper(book, "Ann Lee", gender=Gender.WOMAN)
    form = show(AddKin(context, ann))
    form.other.set_value(None, "Bob Lee")
    form.relation.set_value("husband")
    form.wedding.set_value(PartialDate(year=2012, month=6, day=1))

    form.accept()

    bob = kin_of(book, ann)[0]
    assert (bob.name, bob.word) == ("Bob Lee", "husband")
    assert shopper(book, bob.shopper_id).standing is Standing.PROSPECTIVE
    for one in (ann, bob.shopper_id):
        assert days_of(book, one)[OccasionKind.WEDDING].year == 2012


def test_a_couple_parts_only_when_that_is_checked(
    context: Context, book: Book, show: Shown
) -> None:
    margaret, _ = make_ashworths(book)
    show(FamilyTies(context, margaret)).accept()
    together = kin_of(book, margaret)[0].ended_by
    form = show(FamilyTies(context, margaret))
    form.parted.set_on(True)

    form.accept()

    assert together is None
    assert kin_of(book, margaret)[0].ended_by is Ending.DIVORCE


@pytest.mark.parametrize(
    ("typed", "calendar", "leap_month", "rule", "kept"),
    [
        ("in May", Calendar.GREGORIAN, False, None, PartialDate(month=5)),
        ("26 Nov 1966", Calendar.GREGORIAN, False, None, PartialDate(year=1966, month=11, day=26)),
        (
            "Feb 29",
            Calendar.GREGORIAN,
            False,
            LeapDayRule.MARCH,
            PartialDate(month=2, day=29, leap_day_rule=LeapDayRule.MARCH),
        ),
        (
            "4/3",
            Calendar.CHINESE,
            True,
            None,
            PartialDate(calendar=Calendar.CHINESE, month=4, day=3, leap_month=True),
        ),
    ],
)
def test_a_birthday_is_kept_as_far_as_it_is_known(
    context: Context,
    book: Book,
    show: Shown,
    typed: str,
    calendar: Calendar,
    leap_month: bool,
    rule: LeapDayRule | None,
    kept: PartialDate,
) -> None:
    ann = make_shopper(book)
    form = show(OccasionDialog(context, ann))
    form.day.set_draft(typed)
    form.calendar.set_value(calendar)
    form.leap_month.set_on(leap_month)
    form.leap_day.set_value(rule)

    form.accept()

    assert days_of(book, ann)[OccasionKind.BIRTHDAY] == kept


def test_the_form_of_a_day_shows_what_it_keeps(context: Context, book: Book, show: Shown) -> None:
    ann = make_shopper(book)
    when = PartialDate(calendar=Calendar.CHINESE, month=4, day=3, leap_month=True)
    form = show(OccasionDialog(context, ann))
    form.day.set_draft("lunar 4/3")
    form._on_day()
    form.leap_month.set_on(True)
    form.accept()
    known = occasions_of(book, ann, today=TODAY, leap_day=SHOP.leap_day_rule)[0]

    again = show(OccasionDialog(context, ann, occasion=known))

    assert again.when() == when
    again.accept()
    assert days_of(book, ann)[OccasionKind.BIRTHDAY] == when


def test_another_day_needs_a_title(context: Context, book: Book, show: Shown) -> None:
    ann = make_shopper(book)
    form = show(OccasionDialog(context, ann))
    form.kind.set_value(OccasionKind.OTHER)
    form._ask()
    form.day.set_draft("7 June")

    form.accept()
    refused = form.title_field.message.text()
    form.title_field.set_value("Name day")
    form.accept()

    assert refused == "Give the day a title."
    assert OccasionKind.OTHER in days_of(book, ann)


def test_a_birthday_that_is_still_to_come_is_refused_at_its_field(
    context: Context, book: Book, show: Shown
) -> None:
    ann = make_shopper(book)
    form = show(OccasionDialog(context, ann))
    form.kind.set_value(OccasionKind.BIRTHDAY)
    form.day.set_draft("Dec 24 2026")

    form.accept()

    assert "still to come" in form.day.message.text()
    assert days_of(book, ann) == {}


@pytest.mark.parametrize("typed", ["5/14/1900", "5/14/0001"])
def test_a_year_that_stands_for_none_is_not_kept(
    context: Context, book: Book, show: Shown, typed: str
) -> None:
    ann = make_shopper(book)
    form = show(OccasionDialog(context, ann))
    form.day.set_draft(typed)

    form.accept()

    assert days_of(book, ann)[OccasionKind.BIRTHDAY] == PartialDate(month=5, day=14)
