"""The screen turned to a shopper: the questions and nothing else, and no way out of it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from storebook.book.book import Book
from storebook.book.drafts import draft
from storebook.club.members import EnrollmentDraft, enroll
from storebook.gui.main_window import MainWindow
from storebook.gui.pages.club import ClubPage
from storebook.gui.places import PAGES
from storebook.gui.turned.before import BeforeTurning
from storebook.gui.turned.screen import TurnedScreen
from storebook.people.consent import Channel
from tests.gui.hands import press, type_text, unnamed_controls
from tests.gui.locking import LIMIT, Clocks, opened, shut, sign_in
from tests.gui.seen import seen_of
from tests.make import SHOP, TODAY, make_shopper

CONTROL = Qt.KeyboardModifier.ControlModifier
PHONE = "(603) 555-0142"


@pytest.fixture
def ann(book: Book) -> int:
    """A member, whose phone somebody else may type."""
    ann = make_shopper(book, "Ann Lee", phone=PHONE)
    enroll(book, EnrollmentDraft(name="", shopper_id=ann), shop=SHOP, today=TODAY)
    return ann


@pytest.fixture
def window(ann: int, window: MainWindow) -> MainWindow:
    """Amara has turned it."""
    press(window, Qt.Key.Key_F11)
    return window


@pytest.fixture
def alone(ann: int, alone: MainWindow) -> MainWindow:
    """In a shop without PINs."""
    return alone


def turned(window: MainWindow) -> TurnedScreen:
    screen = window.covers.currentWidget()
    assert isinstance(screen, TurnedScreen)
    return screen


def answer(window: MainWindow, phone: str = "(603) 555-0193") -> TurnedScreen:
    screen = turned(window)
    ask = screen.questions
    for field, text in ((ask.reach, phone), (ask.given, "Noor"), (ask.family, "El-Amin")):
        field.setFocus()
        type_text(field.line, text)
    ask.consents[Channel.MAIL].box.click()
    return screen


def test_only_the_questions_stand_on_the_whole_screen(window: MainWindow) -> None:
    words = seen_of(window)

    assert window.isFullScreen()
    assert "Phone or e-mail" in words
    assert not [
        word for word in ("Counter", "Amara", "Ruth", "Ann Lee", "Privacy") if word in words
    ]
    assert unnamed_controls(turned(window)) == []


def test_a_phone_that_is_known_looks_like_any_other(window: MainWindow) -> None:
    screen = answer(window, PHONE)
    press(screen.questions.family.line, Qt.Key.Key_Return)

    assert "Ann" not in seen_of(window)
    assert "already" not in seen_of(window)


def test_no_key_and_no_close_leads_out_of_it(window: MainWindow) -> None:
    screen = turned(window)
    for key in (Qt.Key.Key_N, Qt.Key.Key_K, Qt.Key.Key_1, Qt.Key.Key_Z, Qt.Key.Key_L):
        press(screen.questions.reach.line, key, CONTROL)
    for key in (Qt.Key.Key_F1, Qt.Key.Key_F8, Qt.Key.Key_Alt):
        press(screen.questions.reach.line, key)

    closed = window.close()

    assert not closed
    assert window.isVisible()
    assert window.covers.currentWidget() is screen


def test_at_the_end_there_is_a_thank_you_and_no_answer_is_left_to_see(
    window: MainWindow,
) -> None:
    screen = answer(window)

    press(screen, Qt.Key.Key_Return, CONTROL)

    assert screen.is_done
    assert "Thank you, Noor." in seen_of(window)
    assert "El-Amin" not in seen_of(window)


def test_without_a_name_there_is_no_card(window: MainWindow) -> None:
    screen = turned(window)

    press(screen, Qt.Key.Key_Return, CONTROL)

    assert not screen.is_done
    assert screen.questions.given.message.text() == "Which name shall stand on your card?"


def test_esc_asks_for_the_shop_and_lets_the_shopper_go_on(window: MainWindow) -> None:
    screen = answer(window)
    press(screen, Qt.Key.Key_Escape)
    asked = window.lock.is_locked

    press(window.lock.screen.pin, Qt.Key.Key_Escape)

    assert asked
    assert window.covers.currentWidget() is screen
    assert screen.questions.given.value() == "Noor"


def test_the_associate_lands_on_the_filled_enrollment(
    window: MainWindow, book: Book, qtbot: QtBot
) -> None:
    screen = answer(window)
    press(screen, Qt.Key.Key_Return, CONTROL)
    press(screen, Qt.Key.Key_Escape)

    sign_in(window, "a", qtbot)

    page = window.stack.current()
    assert isinstance(page, ClubPage)
    assert not window.isFullScreen()
    asked = page.enrolling.questions
    assert (asked.reach.value(), asked.name()) == ("(603) 555-0193", "Noor El-Amin")
    assert asked.ticked() == {Channel.MAIL}
    assert page.enrolling.enroll() is not None
    assert draft(book, "Enroll", "turned") is None


def test_only_the_associate_is_told_whose_phone_it_is(window: MainWindow, qtbot: QtBot) -> None:
    press(answer(window, PHONE), Qt.Key.Key_Escape)

    sign_in(window, "a", qtbot)

    assert "Is it Ann Lee?" in seen_of(window)


def test_what_the_associate_had_begun_is_neither_shown_nor_lost(
    book: Book, people: dict[str, int], clocks: Clocks, qtbot: QtBot
) -> None:
    made = opened(book, clocks, qtbot, today=lambda: TODAY, pages=PAGES)
    sign_in(made, "a", qtbot)
    made.opener.enroll()
    page = made.stack.current()
    assert isinstance(page, ClubPage)
    type_text(page.enrolling.questions.given.line, "Wilhelmina")

    press(made, Qt.Key.Key_F11)
    shows = seen_of(made)
    press(answer(made), Qt.Key.Key_Escape)
    sign_in(made, "a", qtbot)
    page.enrolling.enroll()

    assert "Wilhelmina" not in shows
    assert page.enrolling.questions.given.value() == "Wilhelmina"
    shut(made)


def test_somebody_else_may_turn_it_back_and_finish(
    window: MainWindow, people: dict[str, int], book: Book, qtbot: QtBot
) -> None:
    press(answer(window), Qt.Key.Key_Escape)

    sign_in(window, "j", qtbot)

    page = window.stack.current()
    assert isinstance(page, ClubPage)
    assert book.associate_id == people["jun"]
    assert page.enrolling.questions.name() == "Noor El-Amin"
    assert draft(book, "Enroll", "turned", whose=people["amara"]) is None


def test_left_alone_it_is_locked_and_the_answers_are_kept(
    window: MainWindow, clocks: Clocks, qtbot: QtBot
) -> None:
    answer(window)

    clocks.pass_time(window, LIMIT)
    hidden = "Noor" not in seen_of(window)
    press(window.lock.screen.pin, Qt.Key.Key_Escape)
    still = window.lock.is_locked
    sign_in(window, "a", qtbot)

    assert (hidden, still) == (True, True)
    page = window.stack.current()
    assert isinstance(page, ClubPage)
    assert page.enrolling.questions.name() == "Noor El-Amin"


def test_with_nothing_answered_one_is_where_one_was(window: MainWindow, qtbot: QtBot) -> None:
    press(turned(window), Qt.Key.Key_Escape)

    sign_in(window, "a", qtbot)

    assert window.stack.key == "counter"
    assert window.covers.currentWidget() is window.frame


def test_answers_that_wait_are_finished_before_the_next_shopper(
    window: MainWindow, qtbot: QtBot
) -> None:
    press(answer(window), Qt.Key.Key_Escape)
    sign_in(window, "a", qtbot)

    press(window, Qt.Key.Key_F11)

    assert window.covers.currentWidget() is window.frame
    assert "still here" in seen_of(window.trouble_bar)


def test_without_pins_it_is_told_before_how_to_come_back(alone: MainWindow, qtbot: QtBot) -> None:
    press(alone, Qt.Key.Key_F11)
    told = alone.scrim.dialog
    assert isinstance(told, BeforeTurning)
    assert "hold Esc for three seconds" in seen_of(told)
    press(told, Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: alone.covers.currentWidget() is not alone.frame)
    screen = answer(alone)
    screen._hand.setInterval(100)
    press(screen, Qt.Key.Key_Escape)
    short = alone.covers.currentWidget() is screen

    QTest.keyPress(screen, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: alone.covers.currentWidget() is alone.frame)

    assert short
    assert alone.stack.key == "club"
