"""The counter: found while one types, opened with Enter, and what today brings."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from storebook.base.dates import PartialDate
from storebook.book.book import Book
from storebook.gui import theme
from storebook.gui.context import Context
from storebook.gui.dialogs.new_shopper import NewShopper
from storebook.gui.pages.counter import NOBODY, NOBODY_MISREAD, CounterPage
from storebook.gui.pages.counter_matches import found_spans
from storebook.gui.pages.counter_opened import opened_today
from storebook.gui.pages.counter_words import ordinal_word
from storebook.gui.theme import Look
from storebook.outreach.tasks import TaskDraft, add_task
from storebook.people.departures import mark_deceased
from storebook.people.erasing import erase
from storebook.people.households import household_of
from storebook.people.occasions import set_wedding_day
from storebook.people.shoppers import ShopperDraft, write_shoppers
from storebook.staff.associates import add_associate
from tests.gui.conftest import Heard
from tests.gui.hands import press, shown, spoken_description, type_text, unnamed_controls
from tests.gui.shop_people import make_ashworths, make_birthday
from tests.make import SHOP, TODAY, make_couple, make_shopper, set_couple_line


def counter(context: Context, qtbot: QtBot, width: int = 1244) -> CounterPage:
    """The page on the screen, with the caret in its search."""
    page = CounterPage(context)
    qtbot.addWidget(page)
    shown(page, width, 810)
    page.focus_first()
    return page


def found(page: CounterPage) -> list[str]:
    """The names that are shown."""
    return [one.row.name for one in page.results.records()]


def typed_form(context: Context) -> NewShopper:
    """The form of a new shopper that was opened."""
    form = context.window().findChild(NewShopper)
    assert form is not None
    return form


def test_every_key_shows_who_fits(context: Context, book: Book, qtbot: QtBot) -> None:
    make_ashworths(book)
    make_shopper(book, "Asha Raman")
    page = counter(context, qtbot)

    seen = []
    for letter in "ashw":
        type_text(page.search_line, letter)
        seen.append(len(found(page)))

    assert seen == [3, 3, 3, 2]
    everyone = book.value("SELECT count(*) FROM shopper")
    assert spoken_description(page.search_line) == f"2 of {everyone} shoppers"
    assert set(found(page)) == {"Margaret Ashworth", "Daniel Ashworth"}
    page.search_line.clear()
    assert page.search_line.accessibleDescription() == ""


@pytest.mark.parametrize(
    "scrap", ["0142", "555 0142", "maggie", "ashworth marg", "MARGÁRET", "margret"]
)
def test_any_scrap_finds_margaret(context: Context, book: Book, qtbot: QtBot, scrap: str) -> None:
    make_ashworths(book)
    page = counter(context, qtbot)

    type_text(page.search_line, scrap)

    assert "Margaret Ashworth" in found(page)


def test_a_row_shows_no_more_of_a_phone_than_its_end(
    context: Context, book: Book, qtbot: QtBot
) -> None:
    make_ashworths(book)
    page = counter(context, qtbot)
    type_text(page.search_line, "margaret")

    model = page.results.model()
    cells = [model.index(0, column).data() for column in range(model.columnCount())]

    assert cells == ["Margaret Ashworth", "Oct 31", "Not yet", "ends 0142", "Birthday"]


def test_enter_opens_the_chosen_row_and_the_arrows_choose_while_typing(
    context: Context, book: Book, qtbot: QtBot, heard: Heard
) -> None:
    make_ashworths(book)
    page = counter(context, qtbot)
    type_text(page.search_line, "ash")
    second = page.results.records()[1].id

    press(page.search_line, Qt.Key.Key_Down)
    press(page.search_line, Qt.Key.Key_Return)

    assert page.search_line.hasFocus()
    assert heard.shoppers == [second]


def test_there_is_always_a_chosen_row(context: Context, book: Book, qtbot: QtBot) -> None:
    make_ashworths(book)
    page = counter(context, qtbot)

    type_text(page.search_line, "ash")
    press(page.search_line, Qt.Key.Key_Down)
    type_text(page.search_line, "w")

    assert page.results.currentIndex().row() == 0


@pytest.mark.parametrize(
    ("typed", "name", "phone", "email"),
    [
        ("Zoë Quill", "Zoë Quill", "", ""),
        ("603 555 0190", "", "603 555 0190", ""),
        ("zoe@quill.example", "", "", "zoe@quill.example"),
        ("欧阳美玲", "欧阳美玲", "", ""),
    ],
)
def test_enter_with_nobody_found_offers_a_new_shopper_with_the_text_where_it_belongs(
    context: Context, qtbot: QtBot, typed: str, name: str, phone: str, email: str
) -> None:
    page = counter(context, qtbot)
    type_text(page.search_line, typed)

    press(page.search_line, Qt.Key.Key_Return)

    fields = typed_form(context).fields
    assert fields.name.value() == name
    assert fields.phones.typed() == ([phone] if phone else [])
    assert fields.emails.typed() == ([email] if email else [])


@pytest.mark.parametrize(
    ("typed", "said"), [("1 0091", NOBODY_MISREAD), ("1 0019", NOBODY), ("zoe", NOBODY)]
)
def test_a_card_that_was_misread_is_said_to_be(
    context: Context, book: Book, qtbot: QtBot, typed: str, said: str
) -> None:
    make_ashworths(book)
    page = counter(context, qtbot)

    type_text(page.search_line, typed)

    assert page._hint.text() == said


def test_escape_clears_the_search(context: Context, book: Book, qtbot: QtBot) -> None:
    make_ashworths(book)
    page = counter(context, qtbot)
    type_text(page.search_line, "ash")

    press(page.search_line, Qt.Key.Key_Escape)

    assert page.search_line.text() == ""
    assert not page.results.isVisible()


def test_matched_letters_are_underlined_where_they_stand_in_the_name() -> None:
    cases = {
        ("Margaret Ashworth", "ash"): ["Ash"],
        ("Éloïse Ångström", "ang elo"): ["Élo", "Ång"],
        ("Straße", "strasse"): ["Straße"],
        ("陳雅詩", "雅"): ["雅"],
        ("Washington", "ash"): ["ash"],
        ("Washington", "as"): [],
        ("Ann Lee", ""): [],
    }

    for (name, typed), letters in cases.items():
        spans = found_spans(name, typed)
        assert [name[start : start + length] for start, length in spans] == letters


def test_a_typed_text_of_ten_thousand_letters_does_no_harm(
    context: Context, book: Book, qtbot: QtBot
) -> None:
    make_ashworths(book)
    page = counter(context, qtbot)

    type_text(page.search_line, "zqx%*\"'" * 1_500)

    assert found(page) == []


def test_an_empty_book_says_what_to_do_first(context: Context, qtbot: QtBot) -> None:
    page = counter(context, qtbot)

    assert page.first_steps.isVisible()
    assert not page.results.isVisible()


def test_who_was_opened_today_stands_as_a_chip_and_is_gone_tomorrow(
    context: Context, book: Book, qtbot: QtBot, heard: Heard
) -> None:
    margaret, daniel = make_ashworths(book)
    page = counter(context, qtbot)
    today = context.today()

    for shopper_id in (margaret, daniel, margaret):
        opened_today(context).opened(shopper_id, today)

    words = [chip.accessibleName() for chip in page.chips.chips]
    assert words == ["Margaret Ashworth", "Daniel Ashworth"]
    page.chips.chips[1].click()
    assert heard.shoppers == [daniel]
    assert opened_today(context).ids(date(2026, 11, 21)) == []


def test_who_was_opened_today_is_there_again_after_a_restart_for_whoever_opened_them(
    book: Book, make_context: Callable[[Book], Context]
) -> None:
    margaret, daniel = make_ashworths(book)
    jun = add_associate(book, "Jun Halloran")
    ruth, context = book.associate_id, make_context(book)
    today = context.today()
    for shopper_id in (daniel, margaret):
        opened_today(context).opened(shopper_id, today)
    book.associate_id = jun
    opened_today(context).opened(daniel, today)
    opened_today(context).keep_now()

    again = opened_today(make_context(book))
    of_jun = again.ids(today)
    book.associate_id = ruth
    of_ruth = again.ids(today)

    assert (of_jun, of_ruth) == ([daniel], [margaret, daniel])
    erase(book, daniel, today=today)
    again.keep()
    assert opened_today(make_context(book)).ids(today) == [margaret]
    assert again.ids(today + timedelta(days=1)) == []


def test_today_shows_the_days_of_the_coming_week_today_first(
    context: Context, book: Book, qtbot: QtBot
) -> None:
    make_birthday(book, "Theo Brandt", 11, 22)
    make_birthday(book, "Rosalind Pike", 11, 20, 1966)
    make_birthday(book, "Vivian Castellane", 11, 26)
    make_birthday(book, "Not Yet", 11, 27)
    page = counter(context, qtbot)

    names = [one.name for one in page.today.occasions.records()]

    assert names == ["Rosalind Pike", "Theo Brandt", "Vivian Castellane"]
    first = page.today.occasions.model().index(0, 0)
    assert "Sixtieth birthday today" in first.data(Qt.ItemDataRole.AccessibleTextRole)
    said = [each.text() for each in page.today.occasions_head.findChildren(QLabel)]
    assert "1 today, 2 more by Thursday" in said


def test_a_couple_is_named_as_its_mail_is(context: Context, book: Book, qtbot: QtBot) -> None:
    margaret, daniel = make_couple(book)
    set_wedding_day(book, margaret, PartialDate(year=1992, month=11, day=22), partner_id=daniel)
    home = household_of(book, margaret)
    assert home is not None
    set_couple_line(book, home.id, "The Ashworths of Rye", "Dear Maggie and Dan")

    page = counter(context, qtbot)

    row = page.today.occasions.model().index(0, 0)
    assert "The Ashworths of Rye" in row.data(Qt.ItemDataRole.AccessibleTextRole)


def test_of_very_many_days_it_is_said_that_they_are_many(
    context: Context, book: Book, qtbot: QtBot
) -> None:
    """No more are read than may be shown, however large the shop is."""
    born = PartialDate(month=11, day=22)
    people = [ShopperDraft(name=f"Shopper {number}", birthday=born) for number in range(230)]
    with book.change("A large shop") as change:
        write_shoppers(change, people, shop=SHOP, today=TODAY)

    page = counter(context, qtbot)

    assert len(page.today.occasions.records()) == 5
    said = [each.text() for each in page.today.occasions_head.findChildren(QLabel)]
    assert "more than 200 by Thursday" in said


def test_nobody_who_died_is_greeted(context: Context, book: Book, qtbot: QtBot) -> None:
    george = make_birthday(book, "George Petrov", 11, 23)
    mark_deceased(book, george, on=date(2026, 11, 9))

    page = counter(context, qtbot)

    assert page.today.occasions.records() == []


def test_a_follow_up_is_checked_off_and_said(
    context: Context, book: Book, qtbot: QtBot, heard: Heard
) -> None:
    owen = make_shopper(book, "Owen Tran")
    add_task(book, TaskDraft(what="How is the ring wearing?", shopper_id=owen))
    page = counter(context, qtbot)

    page.today.tasks.setFocus()
    press(page.today.tasks, Qt.Key.Key_Space)
    page.refresh()

    assert heard.said == ["Done: How is the ring wearing?"]
    assert page.today.tasks.records() == []


def test_all_of_today_shows_the_rest(context: Context, book: Book, qtbot: QtBot) -> None:
    for number in range(7):
        add_task(book, TaskDraft(what=f"Call number {number}"))
    page = counter(context, qtbot)
    few = len(page.today.tasks.records())

    page.today.all_link.click()

    assert (few, len(page.today.tasks.records())) == (5, 7)


def test_years_are_said_in_words() -> None:
    cases = {
        0: "", 1: "first", 10: "tenth", 12: "twelfth", 20: "twentieth", 21: "twenty-first",
        40: "fortieth", 60: "sixtieth", 99: "ninety-ninth", 100: "hundredth", 101: "",
    }  # fmt: skip

    assert {number: ordinal_word(number) for number in cases} == cases


@pytest.mark.parametrize(("look", "factor"), [(Look.LIGHT, 1.0), (Look.DARK, 1.5)])
def test_every_control_of_the_counter_has_a_name(
    context: Context, book: Book, qtbot: QtBot, qapp: QApplication, look: Look, factor: float
) -> None:
    make_ashworths(book)
    theme.wear(qapp, look, factor)
    page = counter(context, qtbot, 1036)
    type_text(page.search_line, "ash")

    assert unnamed_controls(page) == []


def test_names_keep_their_room_in_a_narrow_window(
    context: Context, book: Book, qtbot: QtBot
) -> None:
    make_ashworths(book)
    page = counter(context, qtbot, 900)
    type_text(page.search_line, "ash")

    assert page.results.isColumnHidden(2)
    assert page.results.columnWidth(0) >= 230
