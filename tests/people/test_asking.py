"""One thing is asked a day: the most useful one that is not known, and never what was refused."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from storebook.base.dates import LeapDayRule, PartialDate
from storebook.book.asked import Asked, asked_of, note_asked
from storebook.book.book import Book
from storebook.book.history import undo_last
from storebook.people.asking import (
    Known,
    Question,
    RingSize,
    completeness,
    open_questions,
    question_for,
)
from storebook.people.consent import STOPPED, Channel, record_consent, stop_everything
from storebook.people.contact_points import addresses, mark_address_returned
from storebook.people.departures import archive, be_quiet_until, mark_deceased
from storebook.people.kin import Ending, Relation, add_kin, end_tie
from storebook.people.known import ForAsking, facts_of, for_asking
from storebook.people.occasions import set_birthday, set_wedding_day
from storebook.people.shoppers import shopper
from storebook.people.sizes import BodyPart, SizeDraft, add_size, is_old
from storebook.people.wishes import WishDraft, add_wish
from storebook.staff.viewer import Viewer
from tests.make import NOVEMBER_26, SHOP, TODAY, make_couple, make_shopper

WHOLE = Known(
    birthday=True,
    married_to="Daniel",
    wedding=True,
    wedding_year=True,
    ring=RingSize(measured_on=TODAY),
    phone=True,
    email=True,
    address=True,
    agreed=frozenset({"mail", "email"}),
    wishes=True,
    metal=True,
    source=True,
)


def asked(question: Question, day: date, *, answered: bool = False) -> Asked:
    return Asked(question=question, day=day, answered=answered)


def ask(known: Known, *before: Asked, private: bool = False) -> Question | None:
    """What is asked on November 20."""
    return question_for(known, before, today=TODAY, private=private)


def file(book: Book, shopper_id: int, *, buyers: tuple[int, ...] = ()) -> ForAsking:
    """What the book has on them, on November 20."""
    viewer = Viewer(today=TODAY)
    facts = facts_of(book, shopper_id, viewer, leap_day=LeapDayRule.FEBRUARY)
    buys = buyers.__contains__
    return for_asking(book, shopper(book, shopper_id), facts, today=TODAY, buys=buys)


def test_who_is_wholly_known_is_asked_nothing() -> None:
    assert ask(WHOLE) is None
    assert completeness(WHOLE) == 100


@pytest.mark.parametrize(
    ("known", "question"),
    [
        (replace(WHOLE, address=False, came_back=True), Question.NEW_ADDRESS),
        (replace(WHOLE, phone=False, email=False, address=False), Question.ANY_NUMBER),
        (replace(WHOLE, wishes=False, next_day=TODAY + timedelta(days=9)), Question.WISH),
        (replace(WHOLE, birthday=False), Question.BIRTHDAY),
        (replace(WHOLE, wedding=False, wedding_year=False), Question.WEDDING),
        (replace(WHOLE, ring=None, spouse_buys=True), Question.RING_FOR_GIFTS),
        (replace(WHOLE, agreed=frozenset({"email"})), Question.MAY_MAIL),
        (replace(WHOLE, wedding_year=False), Question.WEDDING_YEAR),
        (replace(WHOLE, email=False), Question.EMAIL),
        (replace(WHOLE, phone=False), Question.PHONE),
        (replace(WHOLE, agreed=frozenset({"mail"})), Question.MAY_EMAIL),
        (replace(WHOLE, ring=RingSize(measured_on=date(2024, 11, 20))), Question.OLD_RING),
        (replace(WHOLE, ring=None), Question.RING),
        (replace(WHOLE, metal=False), Question.METAL),
        (replace(WHOLE, source=False, new=True), Question.SOURCE),
    ],
)
def test_what_is_not_known_is_asked(known: Known, question: Question) -> None:
    assert ask(known) is question


def test_the_birthday_comes_before_the_favorite_metal() -> None:
    assert ask(replace(WHOLE, birthday=False, metal=False)) is Question.BIRTHDAY


def test_a_ring_is_more_worth_asking_for_when_the_spouse_buys() -> None:
    unknown = replace(WHOLE, ring=None, wedding_year=False)

    assert ask(unknown) is Question.WEDDING_YEAR
    assert ask(replace(unknown, spouse_buys=True)) is Question.RING_FOR_GIFTS


def test_how_they_heard_of_us_is_asked_only_of_who_is_new() -> None:
    assert ask(replace(WHOLE, source=False)) is None


@pytest.mark.parametrize("gone", [{"living": False}, {"archived": True}, {"named": False}])
def test_the_dead_the_archived_and_the_nameless_are_asked_nothing(gone: dict[str, bool]) -> None:
    assert open_questions(replace(Known(), **gone), TODAY) == []  # type: ignore[arg-type]


def test_a_child_is_asked_for_nothing_but_the_birthday() -> None:
    assert open_questions(Known(child=True), TODAY) == [Question.BIRTHDAY]


def test_in_quiet_days_nobody_is_asked_what_may_be_sent_or_sold() -> None:
    soon = TODAY + timedelta(days=9)
    known = replace(WHOLE, agreed=frozenset(), wishes=False, metal=False, next_day=soon, quiet=True)

    assert open_questions(known, TODAY) == []


@pytest.mark.parametrize(
    ("known", "channel"),
    [
        (replace(WHOLE, email=False), "email"),
        (replace(WHOLE, phone=False), "phone"),
        (replace(WHOLE, agreed=frozenset({"email"})), "mail"),
        (replace(WHOLE, address=False, came_back=True), "mail"),
    ],
)
def test_what_was_refused_is_never_asked_again(known: Known, channel: str) -> None:
    assert ask(known) is not None

    assert ask(replace(known, refused=frozenset({channel}))) is None


def test_before_others_no_size_and_no_wish_is_asked_about() -> None:
    grown = replace(WHOLE, ring=RingSize(measured_on=date(2020, 1, 1)), metal=False)
    wishing = replace(WHOLE, wishes=False, next_day=TODAY + timedelta(days=9))

    assert ask(grown, private=True) is Question.METAL
    assert ask(wishing, private=True) is None


def test_one_thing_is_asked_a_day() -> None:
    known = replace(WHOLE, metal=False, wedding_year=False)

    assert ask(known, asked(Question.BIRTHDAY, TODAY, answered=True)) is None
    assert ask(known, asked(Question.WEDDING_YEAR, TODAY)) is None
    yesterday = asked(Question.BIRTHDAY, TODAY - timedelta(days=1), answered=True)
    assert ask(known, yesterday) is Question.WEDDING_YEAR


def test_what_was_put_off_rests_for_thirty_days() -> None:
    known = replace(WHOLE, metal=False, wedding_year=False)

    resting = asked(Question.WEDDING_YEAR, TODAY - timedelta(days=29))
    rested = asked(Question.WEDDING_YEAR, TODAY - timedelta(days=30))

    assert ask(known, resting) is Question.METAL
    assert ask(known, rested) is Question.WEDDING_YEAR


def test_an_answer_that_was_taken_back_is_asked_for_again() -> None:
    known = replace(WHOLE, metal=False, wedding_year=False)

    assert ask(known, asked(Question.METAL, TODAY, answered=True)) is Question.METAL


def test_the_wedding_of_who_is_not_married_does_not_make_a_file_incomplete() -> None:
    single = replace(WHOLE, married_to="", wedding=False, wedding_year=False)

    assert completeness(single) == 100
    assert completeness(replace(single, birthday=False)) < 100
    assert completeness(Known()) == 0


@pytest.mark.parametrize(
    ("measured_on", "old"),
    [
        (date(2024, 11, 21), False),
        (date(2024, 11, 20), True),
        (date(2020, 1, 1), True),
        (TODAY, False),
        (None, False),
    ],
)
def test_a_size_is_old_after_two_years(measured_on: date | None, old: bool) -> None:
    assert is_old(measured_on, TODAY) is old


def test_the_file_is_read_out_of_the_book(book: Book) -> None:
    margaret, daniel = make_couple(book, phone="(603) 555-0142", email="m@example.com")
    set_birthday(book, margaret, NOVEMBER_26, today=TODAY)
    set_wedding_day(book, margaret, PartialDate(month=12, day=12))
    assert file(book, margaret, buyers=(daniel,)).known.spouse_buys
    size = SizeDraft(body_part=BodyPart.LEFT_RING, text="6 1/4", measured_on=date(2024, 3, 1))
    add_size(book, margaret, size, shop=SHOP)
    add_wish(book, margaret, WishDraft(description="Trilogy ring"))

    known = file(book, margaret).known

    assert known.birthday
    assert known.married_to == "Daniel Ashworth"
    assert (known.wedding, known.wedding_year) == (True, False)
    assert known.next_day == date(2026, 11, 26)
    assert known.ring == RingSize(measured_on=date(2024, 3, 1))
    assert known.phone
    assert known.email
    assert known.address
    assert known.wishes


def test_a_yes_and_a_no_are_both_answers(book: Book) -> None:
    ann = make_shopper(book, street="12 Ocean Road", email="ann@example.com")
    record_consent(book, ann, Channel.MAIL, STOPPED, given=True, wording="May we?", day=TODAY)
    assert file(book, ann).known.agreed == {"mail"}

    stop_everything(book, ann, wording="Nothing more, please.", day=TODAY)

    known = file(book, ann).known
    assert known.agreed == frozenset()
    assert known.refused == {"mail", "phone", "text", "email"}
    assert Question.MAY_MAIL not in open_questions(known, TODAY)


def test_partners_are_not_asked_when_they_married(book: Book) -> None:
    ann = make_shopper(book)
    add_kin(book, ann, "Bo Berg", Relation.PARTNER, shop=SHOP, today=TODAY)

    assert Question.WEDDING not in open_questions(file(book, ann).known, TODAY)


def test_nobody_is_asked_about_a_marriage_that_ended(book: Book) -> None:
    margaret, daniel = make_couple(book)
    assert Question.WEDDING in open_questions(file(book, margaret).known, TODAY)

    end_tie(book, margaret, daniel, Ending.DIVORCE, on=TODAY)

    assert Question.WEDDING not in open_questions(file(book, margaret).known, TODAY)


def test_the_widowed_are_not_asked_either(book: Book) -> None:
    margaret, daniel = make_couple(book)

    mark_deceased(book, daniel, on=TODAY)

    assert Question.WEDDING not in open_questions(file(book, margaret).known, TODAY)


def test_mail_that_came_back_is_asked_about_first(book: Book) -> None:
    ann = make_shopper(book, street="12 Ocean Road")
    mark_address_returned(book, addresses(book, ann)[0].id, on=TODAY, reason="moved")

    assert open_questions(file(book, ann).known, TODAY)[0] is Question.NEW_ADDRESS


def test_the_quiet_and_the_archived_are_read_as_such(book: Book) -> None:
    ann = make_shopper(book)
    be_quiet_until(book, ann, date(2026, 12, 1), today=TODAY)
    assert file(book, ann).known.quiet

    archive(book, ann, on=TODAY)

    assert open_questions(file(book, ann).known, TODAY) == []


def test_what_was_asked_is_remembered_beside_the_history(book: Book) -> None:
    ann = make_shopper(book)
    changes = book.value("SELECT count(*) FROM change")

    note_asked(book, ann, Question.BIRTHDAY, day=TODAY - timedelta(days=40), answered=False)
    note_asked(book, ann, Question.METAL, day=TODAY, answered=True)
    note_asked(book, ann, Question.BIRTHDAY, day=TODAY, answered=False)

    assert set(asked_of(book, ann)) == {
        asked(Question.BIRTHDAY, TODAY),
        asked(Question.METAL, TODAY, answered=True),
    }
    assert book.value("SELECT count(*) FROM change") == changes


def test_who_was_asked_something_can_still_be_taken_back(book: Book) -> None:
    ann = make_shopper(book)
    note_asked(book, ann, Question.BIRTHDAY, day=TODAY, answered=False)

    undo_last(book)

    assert book.value("SELECT count(*) FROM shopper") == 0
