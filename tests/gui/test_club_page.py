"""Enrolling with a queue waiting: looked up first, three answers, a card; and the members."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from storebook.base.dates import PartialDate
from storebook.book.book import Book
from storebook.book.drafts import draft
from storebook.club.members import EnrollmentDraft, enroll, leave_club, member_of, members
from storebook.gui import ask, printer
from storebook.gui.context import Context
from storebook.gui.main_window import MainWindow
from storebook.gui.pages.club import ClubPage
from storebook.gui.pages.club.page import MEMBERS
from storebook.gui.pages.club.questions import Questions
from storebook.gui.pages.club.who_is_it import Answer
from storebook.people.consent import Channel, Purpose, consent_state
from storebook.people.departures import mark_deceased
from storebook.people.occasions import occasions_of
from storebook.people.shoppers import shopper
from tests.gui.conftest import TODAY, Heard
from tests.gui.hands import press, shown, type_text, unnamed_controls
from tests.make import SHOP, make_shopper

CONTROL = Qt.KeyboardModifier.ControlModifier
Enter = Qt.Key.Key_Return
NOVEMBER_26 = PartialDate(month=11, day=26)


@pytest.fixture
def page(context: Context, qtbot: QtBot) -> ClubPage:
    """The page as it opens, with nothing answered."""
    made = ClubPage(context)
    qtbot.addWidget(made)
    shown(made, 1240, 800)
    made.focus_first()
    return made


@pytest.fixture
def saved_as(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the card is saved when the page asks; this computer has no printer."""
    path = tmp_path / "card.pdf"
    monkeypatch.setattr(ask, "save_file", lambda *_: path)
    monkeypatch.setattr(printer, "has_printer", lambda: False)
    return path


def questions(page: ClubPage) -> Questions:
    return page.enrolling.questions


def answer(page: ClubPage, text: str) -> None:
    """Type where the caret is, and Enter."""
    at = QApplication.focusWidget()
    assert at is not None
    type_text(at, text)
    press(at, Enter)


def say_birthday(page: ClubPage, month: str, day: str) -> None:
    box = questions(page).birthday.month.box
    assert QApplication.focusWidget() is box
    QTest.keyClicks(box, month)
    press(box, Enter)
    type_text(questions(page).birthday.day, day)


def offered(page: ClubPage) -> list[Answer]:
    return questions(page).who_is_it.table.records()


def test_three_answers_make_a_member_and_a_card(
    page: ClubPage, book: Book, heard: Heard, saved_as: Path
) -> None:
    answer(page, "(603) 555-0193")
    answer(page, "Noor")
    answer(page, "El-Amin")
    say_birthday(page, "f", "28")

    page.save_it()

    member = members(book)[0]
    assert (member.name, member.card_printed_on) == ("Noor El-Amin", TODAY)
    assert saved_as.read_bytes().startswith(b"%PDF")
    assert heard.said == ["Noor El-Amin enrolled, card 1 0019: it was saved as “card.pdf”."]
    assert questions(page).reach.value() == ""
    days = occasions_of(book, member.shopper_id, today=TODAY, leap_day=SHOP.leap_day_rule)
    assert days[0].when == PartialDate(month=2, day=28)


def test_nobody_has_this_number_is_good_news(page: ClubPage) -> None:
    type_text(questions(page).reach.line, "(603) 555-0193")
    page.enrolling.look()

    message = questions(page).reach.message
    assert (message.state, message.text()) == ("good", "Nobody has this number yet.")


def test_one_similar_is_offered_and_not_taken(page: ClubPage, book: Book, heard: Heard) -> None:
    nora = make_shopper(book, "Nora Bell", phone="603 555 0139")
    type_text(questions(page).reach.line, "603 555 0193")
    page.enrolling.look()
    finding = questions(page).finding

    said = finding.words.text()
    finding.links[0].click()

    assert said == "One similar: Nora Bell, ends 0139."
    assert heard.shoppers == [nora]
    assert questions(page).reach.value() == "603 555 0193"


def test_a_shared_phone_asks_who_it_is(page: ClubPage, book: Book, saved_as: Path) -> None:
    margaret = make_shopper(book, "Margaret Ashworth", phone="603 555 0142", birthday=NOVEMBER_26)
    daniel = make_shopper(book, "Daniel Ashworth", phone="603 555 0142")

    answer(page, "603 555 0142")
    names = [one.words for one in offered(page)]
    table = questions(page).who_is_it.table
    assert QApplication.focusWidget() is table
    press(table, Qt.Key.Key_Down)
    press(table, Enter)
    page.save_it()

    assert names == ["Margaret Ashworth", "Daniel Ashworth", "Somebody else with this number"]
    assert member_of(book, daniel) is not None
    assert member_of(book, margaret) is None
    assert book.value("SELECT count(*) FROM shopper") == 2


def test_what_the_book_has_is_not_asked_again(page: ClubPage, book: Book) -> None:
    make_shopper(book, "Margaret Ashworth", phone="603 555 0142", birthday=NOVEMBER_26)
    answer(page, "603 555 0142")

    press(questions(page).who_is_it.table, Enter)

    birthday = questions(page).birthday
    assert birthday.message.text() == "November 26, as it stands in the book."
    assert not birthday.month.isEnabled()
    assert not questions(page).names.isVisible()
    assert QApplication.focusWidget() is questions(page).consents[Channel.MAIL].box


def test_somebody_new_may_share_the_phone(page: ClubPage, book: Book, saved_as: Path) -> None:
    make_shopper(book, "Margaret Ashworth", phone="603 555 0142")
    answer(page, "603 555 0142")
    table = questions(page).who_is_it.table
    press(table, Qt.Key.Key_End)
    table.choose(0)
    press(table, Enter)
    said = questions(page).reach.message.text()

    answer(page, "Clara")
    answer(page, "Ashworth")
    page.save_it()

    assert said == "Shared with Margaret Ashworth."
    assert [one.name for one in members(book)] == ["Clara Ashworth"]


def test_a_member_is_not_enrolled_twice_and_may_get_the_card_again(
    page: ClubPage, book: Book, heard: Heard, saved_as: Path
) -> None:
    ann = make_shopper(book, "Ann Lee", phone="603 555 0142")
    enroll(book, EnrollmentDraft(shopper_id=ann), shop=SHOP, today=TODAY)
    answer(page, "603 555 0142")

    press(questions(page).who_is_it.table, Enter)
    said = questions(page).reach.message.text()
    questions(page).finding.links[1].click()

    assert said == "Ann Lee is a member already, card 1 0019."
    assert heard.said == ["Card 1 0019: it was saved as “card.pdf”."]


def test_who_has_died_is_not_enrolled(page: ClubPage, book: Book) -> None:
    ann = make_shopper(book, "Ann Lee", phone="603 555 0142")
    mark_deceased(book, ann, on=TODAY)
    answer(page, "603 555 0142")

    press(questions(page).who_is_it.table, Enter)

    assert questions(page).reach.message.text() == "Ann Lee has died."
    assert page.enrolling.who is None


def test_neither_phone_nor_birthday_is_needed(page: ClubPage, book: Book, heard: Heard) -> None:
    questions(page).given.setFocus()
    answer(page, "小明")
    answer(page, "王")

    page.later_button.click()

    member = members(book)[0]
    assert (member.name, member.card_printed_on) == ("王小明", None)
    follow_up = heard.follow_ups[0]
    assert follow_up is not None
    assert follow_up.words == "Print card"
    assert heard.said == ["王小明 enrolled, card 1 0019. The card is not printed yet."]


def test_a_day_that_is_none_is_said_beneath_at_once(page: ClubPage, book: Book) -> None:
    questions(page).given.setFocus()
    answer(page, "Noor")
    answer(page, "El-Amin")
    say_birthday(page, "2", "30")
    birthday = questions(page).birthday

    press(birthday.day, Enter)
    said = birthday.message.text()
    page.save_it()

    assert said == "February has 28 days, or 29 in a leap year. Which day is it?"
    assert birthday.day.property("state") == "error"
    assert not birthday.year.property("state")
    assert QApplication.focusWidget() is birthday.day
    assert page.enrolling.foot.text() == "Still to go: the day. Enter moves to the next question."
    assert members(book) == []


def test_consents_are_off_and_only_ticked_ones_are_given(
    page: ClubPage, book: Book, saved_as: Path
) -> None:
    questions(page).given.setFocus()
    answer(page, "Noor")
    ticked = [line.is_on() for line in questions(page).consents.values()]

    questions(page).consents[Channel.EMAIL].box.click()
    page.save_it()

    given = consent_state(book, members(book)[0].shopper_id)
    assert ticked == [False] * 4
    assert {channel for channel, _ in given} == {Channel.EMAIL}
    assert given[Channel.EMAIL, Purpose.OFFERS].given


@pytest.mark.parametrize("reach", ["no phone", "ann@"])
def test_what_is_neither_phone_nor_e_mail_is_refused_beside_it(
    page: ClubPage, book: Book, reach: str
) -> None:
    type_text(questions(page).reach.line, reach)
    questions(page).given.set_value("Ann")

    page.save_it()

    assert questions(page).reach.message.state == "error"
    assert members(book) == []


def test_without_a_name_the_caret_goes_to_it(page: ClubPage, book: Book) -> None:
    type_text(questions(page).reach.line, "603 555 0193")

    page.save_it()

    assert questions(page).given.message.text() == "Which name shall stand on the card?"
    assert QApplication.focusWidget() is questions(page).given.line
    assert members(book) == []


def test_the_card_is_the_real_pdf_once_one_pauses(page: ClubPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.preview.drawn):
        type_text(questions(page).given.line, "Noor")

    picture = page.preview.picture
    assert picture.accessibleDescription() == "Noor, card 1 0019"
    assert picture._pages is not None
    assert picture._pages.count == 2
    page.preview.sides.set_value(page.preview.sides.value())


def test_a_name_no_font_can_write_is_said_in_place_of_the_card(
    page: ClubPage, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(page.preview.drawn):
        type_text(questions(page).given.line, "😀")

    assert "No font has the letters" in page.preview.picture.sentence


def test_what_was_typed_comes_back(page: ClubPage, context: Context, qtbot: QtBot) -> None:
    questions(page).given.setFocus()
    answer(page, "Noor")
    answer(page, "El-Amin")
    say_birthday(page, "f", "30")

    stepped = page.step_back()
    again = ClubPage(context)
    qtbot.addWidget(again)

    assert not stepped
    assert questions(again).name() == "Noor El-Amin"
    assert questions(again).birthday.draft() == [2, "30", "", False, False]


def test_another_shopper_does_not_lose_who_was_begun(
    page: ClubPage, book: Book, saved_as: Path
) -> None:
    ann = make_shopper(book, "Ann Lee", phone="603 555 0142")
    questions(page).given.setFocus()
    answer(page, "Noor")

    page.enroll(ann)
    asked = (questions(page).reach.value(), page.enrolling.who is not None)
    page.save_it()

    assert asked == ("603 555 0142", True)
    assert [one.name for one in members(book)] == ["Ann Lee"]
    assert questions(page).name() == "Noor"


def test_a_card_that_was_not_saved_waits(
    page: ClubPage, book: Book, heard: Heard, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ask, "save_file", lambda *_: None)
    monkeypatch.setattr(printer, "has_printer", lambda: False)
    questions(page).given.set_value("Noor")

    page.save_it()

    assert members(book)[0].card_printed_on is None
    assert heard.said == ["Noor enrolled, card 1 0019. The card is not printed yet."]


def test_members_are_listed_and_leave_in_one_step(page: ClubPage, book: Book, heard: Heard) -> None:
    for name in ("Ann Lee", "Ben Ortega"):
        enroll(book, EnrollmentDraft(name=name), shop=SHOP, today=TODAY)
    page.refresh()
    page.tab_bar.setCurrentIndex(MEMBERS)
    names = [one.name for one in page.members.table.records()]

    page.members.table.acted.emit(page.members.table.chosen(), "leave")
    page.refresh()

    assert names == ["Ben Ortega", "Ann Lee"]
    assert [one.name for one in page.members.table.records()] == ["Ann Lee"]
    assert heard.said == ["Ben Ortega left the club."]
    assert (page.fact.text(), page.members.foot.text()) == ("1 member", "1 member shown")


def test_who_left_may_come_back(page: ClubPage, book: Book, saved_as: Path) -> None:
    ann = make_shopper(book, "Ann Lee", phone="603 555 0142")
    enroll(book, EnrollmentDraft(shopper_id=ann), shop=SHOP, today=TODAY)
    leave_club(book, ann, today=TODAY)

    page.enroll(ann)
    page.save_it()

    assert [one.number for one in members(book)] == ["10019"]
    assert shopper(book, ann).name == "Ann Lee"


@pytest.mark.parametrize("width", [1240, 700])
def test_every_control_has_a_name(page: ClubPage, book: Book, width: int) -> None:
    make_shopper(book, phone="603 555 0142")
    answer(page, "603 555 0142")
    page.resize(width, 700)
    QApplication.processEvents()

    assert unnamed_controls(page) == []
    assert page.preview.isVisible()


def test_a_window_that_closes_keeps_what_was_typed(book: Book, qtbot: QtBot) -> None:
    window = MainWindow(book, today=lambda: TODAY)
    qtbot.addWidget(window)
    shown(window, 1440, 900)
    window.go("club")
    type_text(QApplication.focusWidget() or window, "603 555 0193")

    window.close()

    again = Book.open(book.path)
    kept = draft(again, "Enroll", "")
    again.close()
    assert kept is not None
    assert kept.body["phone"] == "603 555 0193"
