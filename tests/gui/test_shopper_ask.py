"""“Ask one thing today” on the shopper's page: one question, answered where it stands."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from storebook.base.dates import PartialDate
from storebook.book import settings
from storebook.book.book import Book
from storebook.book.history import undo_last
from storebook.gui import privacy
from storebook.gui.dialogs.new_shopper import EditShopper
from storebook.gui.main_window import MainWindow
from storebook.people.asking import Question
from storebook.people.consent import (
    Channel,
    Purpose,
    consent_state,
    stop_everything,
)
from storebook.people.contact_points import addresses, emails, mark_address_returned, phones
from storebook.people.departures import mark_deceased
from storebook.people.kin import Relation, add_kin
from storebook.people.occasions import occasions_of, set_birthday, set_wedding_day
from storebook.people.preferences import PreferenceKind, add_preference, preferences_of
from storebook.people.shoppers import shopper
from storebook.people.sizes import sizes_of
from storebook.people.wishes import wishes_of
from storebook.staff.associates import add_associate
from storebook.staff.rights import give_rights
from storebook.staff.viewer import Viewer
from tests.gui.asked_shoppers import asks, page, question, say, whole
from tests.gui.hands import click, shown, type_text, unnamed_controls
from tests.gui.sheets import Clock
from tests.make import NOVEMBER_26, SHOP, TODAY, make_line, make_purchase, make_shopper

LONG_NAME = "Maximiliane-Theodora Freifrau von Hohenlohe-Waldenburg-Schillingsfürst und zu Rye"


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def shop(book: Book, clock: Clock, qtbot: QtBot) -> Iterator[MainWindow]:
    """The whole window over this test's book, on November 20, 2026."""
    with book.change("Shop set up") as change:
        settings.save(change, SHOP)
    window = MainWindow(book, today=clock.today)
    qtbot.addWidget(window)
    shown(window, 1440, 900)
    yield window
    window.close()


def test_the_year_of_a_wedding_is_asked_and_saved_where_it_stands(
    shop: MainWindow, book: Book
) -> None:
    ann = whole(book)
    add_kin(book, ann, "Daniel Lee", Relation.SPOUSE, shop=SHOP, today=TODAY)
    set_wedding_day(book, ann, PartialDate(month=6, day=12))
    prompt = asks(shop, ann)
    assert prompt.question.text() == "In which year did you and Daniel Lee marry?"
    assert "complete" in prompt.complete.text()

    say(prompt, "1992")

    days = occasions_of(book, ann, today=TODAY, leap_day=SHOP.leap_day_rule)
    assert PartialDate(year=1992, month=6, day=12) in [one.when for one in days]
    assert question(prompt) is None
    assert shop.undo_bar.isVisible()


def birthdays(book: Book, ann: int) -> list[object]:
    days = occasions_of(book, ann, today=TODAY, leap_day=SHOP.leap_day_rule)
    return [one.when for one in days]


def e_mails(book: Book, ann: int) -> list[object]:
    return [one.raw for one in emails(book, ann)]


def numbers(book: Book, ann: int) -> list[object]:
    return [one.raw for one in phones(book, ann)]


def metals(book: Book, ann: int) -> list[object]:
    return [one.value for one in preferences_of(book, ann, Viewer(today=TODAY))]


def rings(book: Book, ann: int) -> list[object]:
    return [(one.entered, one.measured_on) for one in sizes_of(book, ann) if one.current]


@pytest.mark.parametrize(
    ("missing", "asked", "answer", "kept", "known"),
    [
        ("birthday", Question.BIRTHDAY, "26 Nov 1966", birthdays, NOVEMBER_26),
        ("email", Question.EMAIL, "ann@example.com", e_mails, "ann@example.com"),
        ("phone", Question.PHONE, "603 555 0142", numbers, "603 555 0142"),
        ("metal", Question.METAL, "rose gold", metals, "rose gold"),
        ("ring", Question.RING, "7", rings, ("7", TODAY)),
    ],
)
def test_each_answer_lands_where_it_belongs(
    shop: MainWindow,
    book: Book,
    missing: str,
    asked: Question,
    answer: str,
    kept: Callable[[Book, int], list[object]],
    known: object,
) -> None:
    ann = whole(book, "Ann Lee", **{missing: True})
    prompt = asks(shop, ann)
    assert question(prompt) is asked

    say(prompt, answer)

    assert known in kept(book, ann)
    undo_last(book)
    assert known not in kept(book, ann)


def test_a_size_that_still_fits_is_measured_today(shop: MainWindow, book: Book) -> None:
    ann = whole(book, new_ring=True)
    prompt = asks(shop, ann)
    assert prompt.question.text() == "Does size 6 1/4 still fit your left ring finger?"

    click(prompt.save_buttons[0])

    assert rings(book, ann) == [("6 1/4", TODAY)]


@pytest.mark.parametrize(("button", "given"), [(0, True), (1, False)])
def test_a_permission_is_a_yes_or_a_no(
    shop: MainWindow, book: Book, button: int, given: bool
) -> None:
    ann = whole(book, consent=True)
    prompt = asks(shop, ann)
    assert question(prompt) is Question.MAY_MAIL

    click(prompt.save_buttons[button])

    event = consent_state(book, ann)[Channel.MAIL, Purpose.OCCASIONS]
    assert (event.given, event.wording) == (given, "May we send you a card on your birthday?")
    assert question(prompt) is None


def test_before_a_birthday_they_are_asked_what_they_would_love(
    shop: MainWindow, book: Book
) -> None:
    ann = whole(book)
    set_birthday(book, ann, NOVEMBER_26, today=TODAY)
    prompt = asks(shop, ann)
    assert prompt.question.text() == "What would you love for your birthday?"

    say(prompt, "A trilogy ring")

    assert [one.description for one in wishes_of(book, ann, Viewer(today=TODAY))] == [
        "A trilogy ring"
    ]


def test_who_cannot_be_reached_may_give_an_e_mail_or_a_phone(shop: MainWindow, book: Book) -> None:
    ann = make_shopper(book)
    bea = make_shopper(book, "Bea Berg")

    say(asks(shop, ann), "ann@example.com")
    say(asks(shop, bea), "(603) 555-0199")

    assert e_mails(book, ann) == ["ann@example.com"]
    assert numbers(book, bea) == ["(603) 555-0199"]


def test_mail_that_came_back_leads_to_the_form(shop: MainWindow, book: Book) -> None:
    ann = whole(book)
    mark_address_returned(book, addresses(book, ann)[0].id, on=TODAY, reason="moved")
    prompt = asks(shop, ann)
    assert question(prompt) is Question.NEW_ADDRESS

    click(prompt.save_buttons[0])

    assert isinstance(shop.scrim.dialog, EditShopper)


def test_a_wrong_answer_is_said_beneath_and_stays(shop: MainWindow, book: Book) -> None:
    ann = whole(book, birthday=True)
    prompt = asks(shop, ann)
    assert prompt.ask is not None
    assert prompt.ask.field is not None
    type_text(prompt.ask.field.control, "30 Feb")

    click(prompt.save_buttons[0])

    assert prompt.ask.field.message.isVisible()
    assert prompt.ask.field.draft() == "30 Feb"
    assert birthdays(book, ann) == []


def test_an_empty_answer_saves_nothing(shop: MainWindow, book: Book) -> None:
    ann = whole(book, birthday=True)
    prompt = asks(shop, ann)

    click(prompt.save_buttons[0])

    assert question(prompt) is Question.BIRTHDAY
    assert birthdays(book, ann) == []


def test_one_question_a_day_and_the_next_tomorrow(
    shop: MainWindow, book: Book, clock: Clock
) -> None:
    ann = whole(book, birthday=True, metal=True)
    say(asks(shop, ann), "3 May")
    page(shop, ann).refresh()
    assert question(asks(shop, ann)) is None

    clock.day = TODAY + timedelta(days=1)
    page(shop, ann).refresh()

    assert question(asks(shop, ann)) is Question.METAL


def test_not_today_rests_the_question_and_leaves_the_history_alone(
    shop: MainWindow, book: Book, clock: Clock
) -> None:
    ann = whole(book, birthday=True, metal=True)
    changes = book.value("SELECT count(*) FROM change")

    click(asks(shop, ann).not_today)

    assert question(asks(shop, ann)) is None
    assert book.value("SELECT count(*) FROM change") == changes
    clock.day = TODAY + timedelta(days=1)
    page(shop, ann).refresh()
    assert question(asks(shop, ann)) is Question.METAL
    clock.day = TODAY + timedelta(days=30)
    page(shop, ann).refresh()
    assert question(asks(shop, ann)) is Question.BIRTHDAY


def test_an_answer_that_is_taken_back_is_asked_for_again(shop: MainWindow, book: Book) -> None:
    ann = whole(book, birthday=True)
    say(asks(shop, ann), "3 May")

    undo_last(book)
    page(shop, ann).refresh()

    assert question(asks(shop, ann)) is Question.BIRTHDAY


def test_half_an_answer_waits_while_another_page_is_open(shop: MainWindow, book: Book) -> None:
    ann, bea = whole(book, birthday=True), whole(book, "Bea Berg", birthday=True)
    prompt = asks(shop, ann)
    assert prompt.ask is not None
    assert prompt.ask.field is not None
    type_text(prompt.ask.field.control, "26 No")

    other = asks(shop, bea)
    assert other.ask is not None
    assert other.ask.field is not None
    assert other.ask.field.draft() == ""

    again = asks(shop, ann)
    assert again.ask is not None
    assert again.ask.field is not None
    assert again.ask.field.draft() == "26 No"


def test_half_an_answer_is_shown_to_nobody_else(shop: MainWindow, book: Book) -> None:
    ann, olga = whole(book, birthday=True), add_associate(book, "Olga Petrov")
    prompt = asks(shop, ann)
    assert prompt.ask is not None
    assert prompt.ask.field is not None
    type_text(prompt.ask.field.control, "26 No")

    ruth, book.associate_id = book.associate_id, olga
    page(shop, ann).refresh()
    for_olga = prompt.ask.field.draft()
    book.associate_id = ruth
    page(shop, ann).refresh()

    assert for_olga == ""
    assert prompt.ask.field.draft() == "26 No"


def test_a_refresh_leaves_what_is_being_typed_alone(shop: MainWindow, book: Book) -> None:
    ann = whole(book, birthday=True)
    prompt = asks(shop, ann)
    assert prompt.ask is not None
    field = prompt.ask.field
    assert field is not None
    type_text(field.control, "26 No")

    add_preference(book, ann, PreferenceKind.STYLE, "vintage")
    page(shop, ann).refresh()

    assert prompt.ask is not None
    assert prompt.ask.field is field
    assert field.draft() == "26 No"


def test_what_was_refused_is_not_asked_for(shop: MainWindow, book: Book) -> None:
    ann = whole(book, email=True, consent=True)
    stop_everything(book, ann, wording="Nothing more, please.", day=TODAY)

    assert question(asks(shop, ann)) is None


def test_nobody_is_asked_for_the_dead(shop: MainWindow, book: Book) -> None:
    ann = make_shopper(book)
    mark_deceased(book, ann, on=TODAY)

    assert question(asks(shop, ann)) is None


def test_before_others_the_prompt_asks_nothing_awkward(shop: MainWindow, book: Book) -> None:
    ann = whole(book, new_ring=True)
    assert question(asks(shop, ann)) is Question.OLD_RING

    privacy.turn(True)
    page(shop, ann).refresh()

    assert question(asks(shop, ann)) is None


def test_a_purchase_that_is_a_secret_moves_no_question(shop: MainWindow, book: Book) -> None:
    ann = whole(book, ring=True, metal=True)
    daniel = add_kin(book, ann, "Daniel Lee", Relation.SPOUSE, shop=SHOP, today=TODAY)
    set_wedding_day(book, ann, PartialDate(month=6, day=12))
    before = question(asks(shop, ann))
    until = TODAY + timedelta(days=30)

    make_purchase(book, daniel, make_line(wearer_id=ann, secret_until=until))
    page(shop, ann).refresh()

    assert before is Question.WEDDING_YEAR
    assert question(asks(shop, ann)) is before
    make_purchase(book, daniel)
    page(shop, ann).refresh()
    assert question(asks(shop, ann)) is Question.RING_FOR_GIFTS


@pytest.mark.parametrize("width", [1024, 1440])
@pytest.mark.parametrize("name", ["Ann Lee", LONG_NAME, "司馬美玲"])
def test_the_question_stands_whole_beside_any_name(
    shop: MainWindow, book: Book, width: int, name: str
) -> None:
    ann = whole(book, name, birthday=True)
    prompt = asks(shop, ann)
    shop.resize(width, 800)
    QApplication.processEvents()

    label = prompt.question
    assert label.height() >= label.heightForWidth(label.width())
    assert prompt.panel.height() >= prompt.panel.minimumSizeHint().height()


def test_every_control_of_the_page_has_a_name(shop: MainWindow, book: Book) -> None:
    ann = whole(book, consent=True)
    bea = whole(book, "Bea Berg", birthday=True)

    for each in (ann, bea):
        assert unnamed_controls(page(shop, each)) == []


def test_after_the_answer_the_keys_are_with_the_first_deed(shop: MainWindow, book: Book) -> None:
    ann = whole(book, birthday=True)

    say(asks(shop, ann), "3 May")

    assert page(shop, ann).sell.hasFocus()
    assert shopper(book, ann).name == "Ann Lee"


def test_who_may_only_look_is_given_nothing_to_ask(shop: MainWindow, book: Book) -> None:
    ann = whole(book, birthday=True)
    assert question(asks(shop, ann)) is Question.BIRTHDAY
    olga = add_associate(book, "Olga Petrov")
    give_rights(book, olga, [])

    shop.work_as(olga)
    QApplication.processEvents()

    assert question(asks(shop, ann)) is None
