"""Holiday and monthly cards: one for a couple, once, in neutral words, to whomever is meant."""

from dataclasses import replace
from datetime import date

import pytest

from storebook.base.dates import PartialDate
from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.club.members import EnrollmentDraft, enroll
from storebook.outreach.choosing import CardKind, look_at_run
from storebook.outreach.designs import DESIGNS, WINTER
from storebook.outreach.runs import pieces_of_run, run
from storebook.outreach.selecting import Selection
from storebook.outreach.touches import touches_of
from storebook.people.consent import Channel, Purpose, record_consent
from storebook.people.departures import mark_deceased
from storebook.people.households import household_of
from storebook.people.kin import Ending, Relation, add_kin, end_tie
from storebook.people.shoppers import ShopperDraft
from storebook.staff.viewer import Viewer
from tests.make import SHOP, TODAY, add_tag, make_couple, make_shopper
from tests.outreach.mailing import HOLIDAY, look, names, reasons, send

CHRISTMAS = date(2026, 12, 25)


def refuse_mail(book: Book, shopper_id: int, purpose: Purpose = Purpose.OCCASIONS) -> None:
    record_consent(book, shopper_id, Channel.MAIL, [purpose], given=False, wording="No.", day=TODAY)


def test_a_couple_gets_one_card_by_its_couple_line(book: Book) -> None:
    make_couple(book)

    found = look(book, CardKind.HOLIDAY)

    (piece,) = found.chosen
    assert piece.name == "Daniel & Margaret Ashworth" or piece.name.endswith("Ashworth")
    assert len({piece.shopper_id, piece.partner_id}) == 2
    assert "Ashworth" in piece.address_block[0]
    assert [(why, detail) for _, why, detail in reasons(found)] in (
        [("Joined with the household", "with Margaret Ashworth")],
        [("Joined with the household", "with Daniel Ashworth")],
    )


def test_a_holiday_is_wished_without_guessing_at_a_faith(book: Book) -> None:
    make_shopper(book, "Ann Lee", street="1 High Street")

    (piece,) = look(book, CardKind.HOLIDAY).chosen

    assert piece.occasion_text == "Season’s greetings"
    assert piece.design in WINTER
    assert not {"christmas", "hanukkah", "easter"} & set(piece.words.wish.lower().split())


def test_a_happy_christmas_is_wished_to_those_who_like_it_and_the_season_to_all_others(
    book: Book,
) -> None:
    make_shopper(book, "Ann Lee", street="1 High Street")
    ann, bob = make_couple(book, "Bea Roe", "Bob Roe")
    add_tag(book, bob, "christmas")
    request = replace(look(book, CardKind.HOLIDAY).request, title="Christmas", end=CHRISTMAS)

    found = look_at_run(book, request, shop=SHOP, today=TODAY)

    assert {
        one.shopper_id in {ann, bob}: "Christmas" in one.words.wish for one in found.chosen
    } == {True: True, False: False}


def test_where_one_of_a_couple_wants_no_mail_the_other_gets_a_card_alone(book: Book) -> None:
    margaret, _ = make_couple(book)
    refuse_mail(book, margaret)

    found = look(book, CardKind.HOLIDAY)

    assert names(found) == ["Daniel Ashworth"]
    assert [(name, why) for name, why, _ in reasons(found)] == [
        ("Margaret Ashworth", "No mail wanted")
    ]


def test_a_widower_gets_his_card_alone_and_the_dead_none(book: Book) -> None:
    margaret, _ = make_couple(book)
    mark_deceased(book, margaret, on=TODAY)

    found = look(book, CardKind.HOLIDAY)

    assert names(found) == ["Daniel Ashworth"]
    assert found.chosen[0].partner_id is None
    assert [(name, why) for name, why, _ in reasons(found)] == [("Margaret Ashworth", "Died")]


def test_two_who_parted_get_no_card_for_both(book: Book) -> None:
    margaret, daniel = make_couple(book)
    end_tie(book, margaret, daniel, Ending.DIVORCE, on=TODAY)

    assert all(one.partner_id is None for one in look(book, CardKind.HOLIDAY).chosen)


def test_a_child_gets_nothing_of_its_own(book: Book) -> None:
    ann = make_shopper(book, "Ann Lee", street="1 High Street")
    olive = ShopperDraft(name="Olive Lee", birthday=PartialDate(year=2015, month=3))
    add_kin(book, ann, olive, Relation.CHILD, shop=SHOP, today=TODAY)

    found = look(book, CardKind.HOLIDAY)

    assert names(found) == ["Ann Lee"]
    assert ("Olive Lee", "A child") in [(name, why) for name, why, _ in reasons(found)]


def test_a_holiday_comes_once_and_another_one_comes_too(book: Book) -> None:
    make_couple(book)
    send(book, look(book, CardKind.HOLIDAY))

    assert reasons(look(book, CardKind.HOLIDAY))[0][1] == "Card sent already"
    assert len(look(book, CardKind.HOLIDAY, title="Lunar New Year").chosen) == 1
    next_year = HOLIDAY.replace(year=2027)
    assert len(look(book, CardKind.HOLIDAY, start=next_year, end=next_year).chosen) == 1


def test_the_monthly_card_comes_once_in_a_month(book: Book) -> None:
    margaret, daniel = make_couple(book)
    found = look(book, CardKind.MONTHLY)
    assert (found.request.start, found.request.end) == (date(2026, 11, 1), date(2026, 11, 30))
    assert (found.chosen[0].month, found.chosen[0].design) == (11, "pendant")
    run_id = send(book, found)

    again = look(book, CardKind.MONTHLY, start=date(2026, 11, 30), end=date(2026, 11, 30))
    december = date(2026, 12, 2)
    other = look(book, CardKind.MONTHLY, start=december, end=december, on=december)

    assert run(book, run_id).name == "Monthly cards, November 2026"
    assert (again.chosen, reasons(again)[0][1]) == ([], "Card sent already")
    assert [one.month for one in other.chosen] == [12]
    for person in (margaret, daniel):
        (touch,) = touches_of(book, person, Viewer(today=TODAY))
        assert touch.text == "Monthly card mailed"


def test_who_wants_no_offers_gets_holiday_cards_but_no_monthly_one(book: Book) -> None:
    ann = make_shopper(book, "Ann Lee", street="1 High Street")
    refuse_mail(book, ann, Purpose.OFFERS)

    assert names(look(book, CardKind.HOLIDAY)) == ["Ann Lee"]
    assert names(look(book, CardKind.MONTHLY)) == []


def test_only_those_who_are_meant_get_one(book: Book) -> None:
    make_shopper(book, "Ann Lee", street="1 High Street")
    member = make_shopper(book, "Noor El-Amin", street="2 High Street")
    enroll(book, EnrollmentDraft(shopper_id=member), shop=SHOP, today=TODAY)

    found = look(book, CardKind.HOLIDAY, selection=Selection(members=True))

    assert names(found) == ["Noor El-Amin"]
    assert found.left_out == []
    assert '"members": true' in run(book, send(book, found)).selection


def test_nobody_gets_a_holiday_design_twice_before_all_have_come(book: Book) -> None:
    make_couple(book)

    got = []
    for year in range(2026, 2031):
        day = date(year, 12, 18)
        found = look(book, CardKind.HOLIDAY, start=day, end=day, on=day)
        got += [one.design for one in found.chosen]
        send(book, found, on=day)

    assert set(got[:2]) == WINTER
    assert set(got[:4]) == set(DESIGNS[CardKind.HOLIDAY])
    assert got[4] == got[0]


def test_no_snow_lies_on_a_card_for_mothers_day(book: Book) -> None:
    make_couple(book)

    got = []
    for year in (2027, 2028, 2029):
        day = date(year, 5, 9)
        found = look(book, CardKind.HOLIDAY, title="Mother’s Day", start=day, end=day, on=day)
        got += [one.design for one in found.chosen]
        send(book, found, on=day)

    assert set(got[:2]) == set(DESIGNS[CardKind.HOLIDAY]) - WINTER
    assert got[2] == got[0]


def test_the_pieces_of_a_run_stand_in_the_order_of_the_names(book: Book) -> None:
    for name in ("Zoe Young", "Ann Lee", "Éloïse Ångström"):
        make_shopper(book, name, street="1 High Street", family=name.split()[1])

    run_id = send(book, look(book, CardKind.HOLIDAY))

    pieces = pieces_of_run(book, run_id)
    assert [one.name_line for one in pieces] == ["Éloïse Ångström", "Ann Lee", "Zoe Young"]
    assert [one.position for one in pieces] == [1, 2, 3]


def test_a_household_that_must_be_named_anew_waits_for_its_line(book: Book) -> None:
    margaret, _ = make_couple(book)
    home = household_of(book, margaret)
    assert home is not None
    with book.change("The couple line was struck out") as change:
        change.update("household", home.id, couple_line=None, couple_note="They want another one.")

    found = look(book, CardKind.HOLIDAY)

    assert found.chosen == []
    assert ("Couple line to be written", "They want another one.") in [
        (why, detail) for _, why, detail in reasons(found)
    ]


def test_a_design_of_another_kind_is_refused(book: Book) -> None:
    with pytest.raises(Refused, match="“dial” is for birthdays"):
        look(book, CardKind.HOLIDAY, designs=("dial",))
