"""Household and family: what is chosen happens, whole or not at all, and is one change."""

import pytest

from storebook.base.dates import PartialDate
from storebook.book import settings
from storebook.book.book import Book
from storebook.book.history import changes, undo_last
from storebook.book.shop import Shop
from storebook.gui.context import Context
from storebook.gui.dialog import Dialog
from storebook.gui.dialogs.household import HouseholdDialog
from storebook.gui.dialogs.kin import AddKin
from storebook.gui.form import tab_stops
from storebook.people.contact_points import mark_address_returned
from storebook.people.households import Household, household_of, members
from storebook.people.kin import kin_of
from storebook.people.names import couple_choices
from storebook.people.shoppers import shopper
from tests.gui.hands import Shown
from tests.gui.shop_people import days_of
from tests.make import TODAY, make_couple, make_shopper, set_couple_line

WEDDING = PartialDate(year=1990, month=6, day=9)


def home_of(book: Book, who: int) -> Household:
    found = household_of(book, who)
    assert found is not None
    return found


def tab_stops_of(form: Dialog) -> list[str]:
    return [each.accessibleName() for each in tab_stops(form) if each.isVisible()]


def test_a_household_saved_untouched_leaves_no_trace(
    context: Context, book: Book, show: Shown
) -> None:
    ann, _ = make_couple(book)
    set_couple_line(book, home_of(book, ann).id, "A One\nB Two", "Dear A & B")
    count = book.changed_count

    show(HouseholdDialog(context, ann)).accept()

    assert book.changed_count == count


def test_where_nobody_else_lives_no_empty_list_takes_the_keys(
    context: Context, book: Book, show: Shown
) -> None:
    alone, (ann, _) = make_shopper(book, "Zoe Quill"), make_couple(book)

    stops = {who: tab_stops_of(show(HouseholdDialog(context, who))) for who in (alone, ann)}

    assert "Who lives there" not in stops[alone]
    assert "Who lives there" in stops[ann]


def test_each_can_have_mail_at_their_own_address(context: Context, book: Book, show: Shown) -> None:
    ann, _ = make_couple(book)
    had = home_of(book, ann).address_id
    form = show(HouseholdDialog(context, ann))
    form.address.set_value(None)

    form.accept()

    assert had is not None
    assert home_of(book, ann).address_id is None


def test_a_line_of_two_lines_stays_so_when_the_greeting_is_written_anew(
    context: Context, book: Book, show: Shown
) -> None:
    ann, _ = make_couple(book)
    set_couple_line(book, home_of(book, ann).id, "A One\nB Two", "Dear A & B")
    form = show(HouseholdDialog(context, ann))
    form.couple_greeting.set_value("Dear A and B")

    form.accept()

    at = home_of(book, ann)
    assert (at.couple_line, at.couple_greeting) == ("A One\nB Two", "Dear A and B")


def test_the_two_can_stand_one_under_the_other(context: Context, book: Book, show: Shown) -> None:
    ann, dan = make_couple(book)
    choices = couple_choices(shopper(book, ann).person, shopper(book, dan).person)
    style = next(line for line in choices if "\n" in line)
    form = show(HouseholdDialog(context, ann))

    form._take_style(style)
    form.accept()

    assert home_of(book, ann).couple_line == "Margaret Ashworth\nDaniel Ashworth"


def test_an_address_from_which_mail_came_back_stays_the_picked_one_until_told(
    context: Context, book: Book, show: Shown
) -> None:
    ann, _ = make_couple(book)
    picked = home_of(book, ann).address_id
    assert picked is not None
    mark_address_returned(book, picked, on=TODAY, reason="unknown")

    show(HouseholdDialog(context, ann)).accept()

    assert home_of(book, ann).address_id == picked


def test_everything_in_the_form_of_a_household_is_one_change_and_one_undo(
    context: Context, book: Book, show: Shown
) -> None:
    ann, _ = make_couple(book)
    nora = make_shopper(book, "Nora Pike")
    before, was = len(changes(book)), home_of(book, ann)
    form = show(HouseholdDialog(context, ann))
    form.couple_line.set_value("The Ashworths")
    form.address.set_value(None)
    form.joins.set_value(nora, "Nora Pike")

    form.accept()
    made, there = len(changes(book)) - before, len(members(book, was.id))
    undo_last(book)

    assert (made, there) == (1, 3)
    assert home_of(book, ann) == was
    assert household_of(book, nora) is None


def test_a_refused_couple_line_saves_nothing_of_the_household(
    context: Context, book: Book, show: Shown
) -> None:
    ann, _ = make_couple(book)
    nora = make_shopper(book, "Nora Pike")
    count = book.changed_count
    form = show(HouseholdDialog(context, ann))
    form.couple_greeting.set_value("")
    form.address.set_value(None)
    form.joins.set_value(nora, "Nora Pike")

    form.accept()

    assert book.changed_count == count
    assert form.couple_greeting.message.text().startswith("How are they greeted?")


def test_a_wife_from_the_book_and_the_wedding_day_are_one_change(
    context: Context, book: Book, show: Shown
) -> None:
    dan, ann = make_shopper(book, "Dan Lee"), make_shopper(book)
    before = len(changes(book))
    form = show(AddKin(context, dan))
    form.other.set_value(ann, "Ann Lee")
    form.relation.set_value("wife")
    form.relation.picked.emit("wife")
    form.wedding.set_value(WEDDING)

    form.accept()

    assert len(changes(book)) - before == 1
    assert list(days_of(book, ann).values()) == [WEDDING]
    assert [kin.name for kin in kin_of(book, dan)] == ["Ann Lee"]


@pytest.mark.parametrize(
    ("locale", "month"), [("en_US", 5), ("en_GB", 12), ("ja_JP", 5), ("hu_HU", 5), ("de_DE", 12)]
)
def test_a_day_in_figures_is_read_in_the_shops_own_order(
    context: Context, book: Book, show: Shown, locale: str, month: int
) -> None:
    with book.change("Shop set up") as change:
        settings.save(change, Shop(locale=locale))
    form = show(AddKin(context, make_shopper(book)))
    form.birthday.set_draft("5/12")

    assert form.birthday.value().month == month
