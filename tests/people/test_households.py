"""Households share an address and a couple line, which falls when the couple does."""

from datetime import date

import pytest

from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.book.history import undo_last
from storebook.people.contact_points import AddressDraft, Use, addresses, mail_address
from storebook.people.departures import mark_deceased
from storebook.people.households import (
    couple,
    household,
    household_of,
    leave_household,
    make_household,
    members,
)
from storebook.people.kin import Relation, add_kin
from storebook.people.shoppers import edit_shopper
from tests.make import (
    SHOP,
    TODAY,
    add_address,
    join_household,
    make_address,
    make_couple,
    make_shopper,
    pick_address,
    remove_address,
    set_couple_line,
)


def lines(book: Book, shopper_id: int) -> tuple[str | None, str | None]:
    """The couple line and greeting of the household the shopper lives in."""
    at = household_of(book, shopper_id)
    assert at is not None
    return at.couple_line, at.couple_greeting


def test_people_who_live_together_share_the_first_address_on_file(book: Book) -> None:
    ann = make_shopper(book, "Ann Lee")
    bob = make_shopper(book, "Bob Stone", street="1 Main St")

    household_id = make_household(book, [ann, bob], shop=SHOP)

    assert [member.name for member in members(book, household_id)] == ["Ann Lee", "Bob Stone"]
    reached = mail_address(book, ann)
    assert reached is not None
    assert reached.lines == "1 Main St"
    assert lines(book, ann) == (None, None)


def test_the_home_of_one_comes_before_the_office_of_another(book: Book) -> None:
    ann, bob = make_shopper(book, "Ann Lee"), make_shopper(book, "Bob Stone")
    office = AddressDraft(lines="9 Bank St", use=Use.WORK)
    add_address(book, ann, office)
    home = add_address(book, bob, make_address("1 Main St"))

    household_id = make_household(book, [ann, bob], shop=SHOP)

    assert household(book, household_id).address_id == home


def test_two_flats_in_one_house_are_two_addresses(book: Book) -> None:
    ann = make_shopper(book, "Ann Lee", street="1 Main St\nApt 2")
    bob = make_shopper(book, "Bob Stone", street="1 Main St\nApt 3")

    assert household_of(book, ann) is None
    assert addresses(book, ann)[0].lines == "1 Main St\nApt 2"
    assert addresses(book, bob)[0].lines == "1 Main St\nApt 3"


def test_a_household_picks_the_address_of_one_of_its_own(book: Book) -> None:
    margaret, daniel = make_couple(book)
    stranger = make_shopper(book, "Zoe Quinn", street="9 Far Lane")
    at = household_of(book, margaret)
    assert at is not None
    office = add_address(book, daniel, make_address("2 Court Sq"))

    pick_address(book, at.id, office)

    reached = mail_address(book, margaret)
    assert reached is not None
    assert reached.id == office
    with pytest.raises(Refused, match="one who lives there"):
        pick_address(book, at.id, addresses(book, stranger)[0].id)


def test_a_couple_gets_its_line_once_and_may_write_another(book: Book) -> None:
    margaret, daniel = make_couple(book, given="Margaret", family="Ashworth")
    assert lines(book, daniel) == ("Margaret & Daniel Ashworth", "Dear Margaret & Daniel")
    at = household_of(book, margaret)
    assert at is not None

    set_couple_line(book, at.id, "Mr. & Mrs. D. Ashworth", "Dear Ashworths")

    assert lines(book, margaret) == ("Mr. & Mrs. D. Ashworth", "Dear Ashworths")


def test_a_line_for_two_needs_a_greeting_for_two(book: Book) -> None:
    margaret, _ = make_couple(book)
    at = household_of(book, margaret)
    assert at is not None

    with pytest.raises(Refused) as refused:
        set_couple_line(book, at.id, "The Ashworths", " ")
    assert refused.value.field == "couple_greeting"
    with pytest.raises(Refused) as refused:
        set_couple_line(book, at.id, "", "Dear both")
    assert refused.value.field == "couple_line"


def test_a_line_that_was_not_edited_follows_a_name(book: Book) -> None:
    margaret, _ = make_couple(book, given="Margaret", family="Ashworth")

    edit_shopper(book, margaret, shop=SHOP, today=TODAY, name="Margret Ashworth", given="Margret")

    assert lines(book, margaret) == ("Margret & Daniel Ashworth", "Dear Margret & Daniel")


def test_an_edited_line_stays_when_a_name_changes(book: Book) -> None:
    margaret, _ = make_couple(book, given="Margaret", family="Ashworth")
    at = household_of(book, margaret)
    assert at is not None
    set_couple_line(book, at.id, "Mr. & Mrs. D. Ashworth", "Dear Ashworths")

    edit_shopper(book, margaret, shop=SHOP, today=TODAY, name="Margret Ashworth", given="Margret")

    assert lines(book, margaret) == ("Mr. & Mrs. D. Ashworth", "Dear Ashworths")


def test_who_leaves_takes_the_couple_line_and_their_address_along(book: Book) -> None:
    margaret, daniel = make_couple(book)

    leave_household(book, margaret)

    at = household_of(book, daniel)
    assert at is not None
    assert (at.couple_line, at.couple_note) == (None, "Margaret Ashworth left the household.")
    assert at.address_id is None
    assert household_of(book, margaret) is None


def test_a_child_that_leaves_does_not_touch_the_couple_line(book: Book) -> None:
    margaret, _ = make_couple(book)
    clara = add_kin(book, margaret, "Clara Ashworth", Relation.CHILD, shop=SHOP, today=TODAY)
    before = lines(book, margaret)

    leave_household(book, clara)

    assert lines(book, margaret) == before
    assert before[0] is not None


def test_a_child_that_comes_does_not_bring_back_a_line_that_was_taken_away(book: Book) -> None:
    margaret, _ = make_couple(book)
    at = household_of(book, margaret)
    assert at is not None
    set_couple_line(book, at.id, "", "")

    add_kin(book, margaret, "Clara Ashworth", Relation.CHILD, shop=SHOP, today=TODAY)

    assert lines(book, margaret) == (None, None)


def test_the_last_one_closes_the_door(book: Book) -> None:
    ann = make_shopper(book, "Ann Lee")
    household_id = make_household(book, [ann], shop=SHOP)

    leave_household(book, ann)

    with pytest.raises(Refused, match="no household"):
        household(book, household_id)


def test_moving_in_with_somebody_leaves_the_old_household(book: Book) -> None:
    ann, bob = make_shopper(book, "Ann Lee"), make_shopper(book, "Bob Stone")
    first = make_household(book, [ann], shop=SHOP)
    second = make_household(book, [bob], shop=SHOP)

    join_household(book, ann, second)

    assert [member.shopper_id for member in members(book, second)] == [ann, bob]
    assert book.value("SELECT count(*) FROM household WHERE id = :id", id=first) == 0


def test_joining_where_one_lives_already_changes_nothing(book: Book) -> None:
    margaret, _ = make_couple(book)
    at = household_of(book, margaret)
    assert at is not None

    join_household(book, margaret, at.id)

    assert household_of(book, margaret) == at


def test_an_address_that_goes_is_picked_no_longer(book: Book) -> None:
    margaret, _ = make_couple(book)
    picked = addresses(book, margaret)[0]

    remove_address(book, picked.id)

    at = household_of(book, margaret)
    assert at is not None
    assert at.address_id is None
    undo_last(book)
    again = household_of(book, margaret)
    assert again is not None
    assert again.address_id == picked.id


def test_the_couple_is_the_living_two_who_share_a_roof(book: Book) -> None:
    margaret, daniel = make_couple(book)
    at = household_of(book, margaret)
    assert at is not None
    assert couple(book, at.id) == (margaret, daniel)

    mark_deceased(book, daniel, on=date(2026, 8, 3))

    assert couple(book, at.id) is None


def test_a_household_is_not_made_of_nobody(book: Book) -> None:
    with pytest.raises(Refused, match="at least one"):
        make_household(book, [], shop=SHOP)
