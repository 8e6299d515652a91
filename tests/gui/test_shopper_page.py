"""The shopper's page in the real window: who they are, what happened, and what may not be seen."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from storebook.base.dates import PartialDate
from storebook.book import settings
from storebook.book.book import Book
from storebook.book.history import undo_last
from storebook.gui import theme
from storebook.gui.dialog import Dialog
from storebook.gui.dialogs.new_shopper import EditShopper, NewShopper
from storebook.gui.dialogs.occasion import OccasionDialog
from storebook.gui.dialogs.purchase_detail import PurchaseDetail
from storebook.gui.main_window import MainWindow
from storebook.gui.pages.counter import CounterPage
from storebook.gui.pages.shopper import ShopperPage
from storebook.gui.pages.shoppers import ShoppersPage
from storebook.gui.theme import Look
from storebook.gui.words import Tag
from storebook.people.consent import Channel, Purpose, record_consent
from storebook.people.departures import archive, be_quiet_until, mark_deceased, mark_moved_away
from storebook.people.kin import add_kin
from storebook.people.listing import Group
from storebook.people.notes import add_note
from storebook.people.shoppers import ShopperDraft, write_shoppers
from tests.gui.hands import press, shown, type_text, unnamed_controls
from tests.gui.shop_people import TRILOGY, make_ashworths
from tests.make import SHOP, TODAY, make_line, make_purchase, make_shopper

CONTROL = Qt.KeyboardModifier.ControlModifier
LONG_NAME = "Dr. Maximiliane-Theodora Freifrau von Hohenlohe-Waldenburg-Schillingsfürst"


@pytest.fixture
def shop(book: Book, qtbot: QtBot) -> Iterator[MainWindow]:
    """The whole window over this test's book, on November 20, 2026."""
    with book.change("Shop set up") as change:
        settings.save(change, SHOP)
    window = MainWindow(book, today=lambda: TODAY)
    qtbot.addWidget(window)
    shown(window, 1440, 900)
    yield window
    window.close()


def people(shop: MainWindow) -> ShoppersPage:
    """The Shoppers page."""
    page = shop.stack.current()
    assert isinstance(page, ShoppersPage)
    return page


def opened(shop: MainWindow, shopper_id: int) -> ShopperPage:
    """The page of this shopper."""
    shop.open_shopper(shopper_id)
    return people(shop).one


def words(whole: QWidget) -> str:
    """Everything the labels and lists of a part say."""
    said = [each.text() for each in whole.findChildren(QLabel) if not each.isHidden()]
    said += [each.words for each in whole.findChildren(Tag)]
    return "\n".join(said)


def rows(table: object) -> list[str]:
    """What each row of a short list says aloud."""
    model = table.model()  # type: ignore[attr-defined]
    role = Qt.ItemDataRole.AccessibleTextRole
    return [str(model.index(row, 0).data(role)) for row in range(model.rowCount())]


def story(page: ShopperPage) -> list[str]:
    """The first lines of the timeline."""
    return [entry.first for entry in page.story.timeline.entries()]


def open_dialog(shop: MainWindow) -> Dialog:
    """The form that is open."""
    assert shop.scrim.dialog is not None
    return shop.scrim.dialog


def test_the_head_says_what_must_be_known_before_speaking(shop: MainWindow, book: Book) -> None:
    margaret, _ = make_ashworths(book)
    be_quiet_until(book, margaret, date(2026, 12, 1), note="no calls", today=TODAY)
    record_consent(
        book, margaret, Channel.EMAIL, list(Purpose), given=False, wording="May we?", day=TODAY
    )

    said = words(opened(shop, margaret).header)

    assert "Margaret Ashworth" in said
    assert "“Maggie”" in said
    assert "Nickel allergy" in said
    assert "Quiet until Dec 1: no calls" in said
    assert "E-mail: no" in said
    assert "Shopper since 2014" in said
    assert "$2,480" in said


def test_who_died_moved_or_was_archived_is_told_at_once(shop: MainWindow, book: Book) -> None:
    ann = make_shopper(book, "Ann Lee")
    mark_deceased(book, ann, on=date(2026, 11, 9), note="her son told us")
    mark_moved_away(book, ann, on=date(2026, 1, 5))
    archive(book, ann, on=date(2026, 11, 12))

    said = words(opened(shop, ann).header)

    assert "Died Nov 9: her son told us" in said
    assert "Moved away Jan 5" in said
    assert "Archived Nov 12" in said


def test_family_and_days_come_in_the_order_of_the_year(shop: MainWindow, book: Book) -> None:
    margaret, _ = make_ashworths(book)
    add_kin(book, margaret, "Peter Lorimer", "father", shop=SHOP, today=TODAY)

    said = rows(opened(shop, margaret).family.table)

    assert said[0].startswith("Nov 26, Her birthday, born 1966 · in 6 days")
    assert said[1].startswith("Dec 12, Wedding day, with Daniel")
    assert "Daniel, husband" in said[2]
    assert "Peter Lorimer, father" in said[3]


def test_nothing_of_a_secret_gift_shows_on_the_wearers_page(shop: MainWindow, book: Book) -> None:
    margaret, daniel = make_ashworths(book)

    page = opened(shop, margaret)
    her_story, her_pieces = story(page), rows(page.pieces.table)
    page = opened(shop, daniel)
    his_story, his_pieces = story(page), rows(page.pieces.table)

    assert not any(TRILOGY in line for line in [*her_story, *her_pieces])
    assert any(TRILOGY in line for line in his_story)
    assert any("secret until Dec 13" in line for line in his_pieces)


def test_a_wish_is_told_on_the_page_of_who_may_hear_of_it(shop: MainWindow, book: Book) -> None:
    margaret, daniel = make_ashworths(book)
    ann = make_shopper(book, "Ann Lee")

    hers = rows(opened(shop, margaret).wish_list.table)
    his = rows(opened(shop, daniel).may_hear.table)
    page = opened(shop, ann)

    assert hers == [f"{TRILOGY}, $9,400.00"]
    assert his == [f"{TRILOGY}, a wish of Margaret Ashworth · $9,400.00"]
    assert page.may_hear.isHidden()


def test_tabs_show_one_kind_of_thing(shop: MainWindow, book: Book) -> None:
    margaret, _ = make_ashworths(book)
    add_note(book, margaret, "Likes tea.", day=TODAY)
    page = opened(shop, margaret)
    everything = story(page)

    press(page.sell, Qt.Key.Key_Tab, CONTROL)
    purchases = story(page)
    press(page.sell, Qt.Key.Key_Tab, CONTROL)
    contacts = story(page)

    assert everything == [
        "Note: Likes tea",
        "Sapphire earrings",
        "Telephone: The clasp holds well",
    ]
    assert purchases == ["Sapphire earrings"]
    assert contacts == ["Note: Likes tea", "Telephone: The clasp holds well"]


def test_a_purchase_opens_whole_from_the_page_of_who_bought_it(
    shop: MainWindow, book: Book
) -> None:
    _, daniel = make_ashworths(book)
    page = opened(shop, daniel)

    page.story.timeline.opened.emit(page.story.timeline.entries()[0])

    ticket = open_dialog(shop)
    assert isinstance(ticket, PurchaseDetail)
    assert TRILOGY in ticket.ticket.lines[0].description


def test_earlier_entries_are_counted_and_read_when_wanted(shop: MainWindow, book: Book) -> None:
    ann = make_shopper(book, "Ann Lee")
    for number in range(35):
        day = date(2020, 1, 1 + number % 28)
        make_purchase(book, ann, make_line(f"Ring {number}"), day=day)
    page = opened(shop, ann)
    first, offer = len(story(page)), page.story.earlier.words

    page.story.earlier.click()

    assert (first, offer) == (30, "5 earlier entries, back to 2020")
    assert len(story(page)) == 35
    assert not page.story.earlier.isVisible()


def test_what_was_just_saved_is_lit_up(shop: MainWindow, book: Book, qtbot: QtBot) -> None:
    margaret, _ = make_ashworths(book)
    page = opened(shop, margaret)

    make_purchase(book, margaret, make_line("Eternity band"), day=TODAY)

    qtbot.waitUntil(lambda: "Eternity band" in story(page))
    fresh = [entry.first for entry in page.story.timeline.entries() if entry.fresh]
    assert fresh == ["Eternity band"]


def test_insert_adds_to_the_section_that_has_the_focus(shop: MainWindow, book: Book) -> None:
    margaret, _ = make_ashworths(book)
    page = opened(shop, margaret)
    page.family.table.setFocus()

    press(page.family.table, Qt.Key.Key_Insert)

    assert isinstance(open_dialog(shop), OccasionDialog)


def test_a_contact_is_logged_from_the_page_and_stands_on_it(
    shop: MainWindow, book: Book, qtbot: QtBot
) -> None:
    margaret, _ = make_ashworths(book)
    page = opened(shop, margaret)

    press(page.sell, Qt.Key.Key_T, CONTROL)
    focus = QApplication.focusWidget()
    assert focus is not None
    type_text(focus, "Wants to come on Friday")
    press(focus, Qt.Key.Key_Return, CONTROL)

    qtbot.waitUntil(lambda: story(page)[0] == "Visit: Wants to come on Friday")
    assert shop.undo_bar.text() == "Contact with Margaret Ashworth logged."


def test_f2_opens_the_form_and_a_corrected_name_stands_in_the_head(
    shop: MainWindow, book: Book, qtbot: QtBot
) -> None:
    margaret, _ = make_ashworths(book)
    page = opened(shop, margaret)

    press(page.sell, Qt.Key.Key_F2)
    form = open_dialog(shop)
    assert isinstance(form, EditShopper)
    form.fields.name.set_value("Margaret Ashworth-Lorimer")
    form.accept()

    qtbot.waitUntil(lambda: page.header.name.text() == "Margaret Ashworth-Lorimer")


def test_a_shopper_who_is_taken_back_gives_way_to_the_list(
    shop: MainWindow, book: Book, qtbot: QtBot
) -> None:
    make_shopper(book, "Bo Abbott")
    ann = make_shopper(book, "Ann Lee")
    opened(shop, ann)

    undo_last(book)

    qtbot.waitUntil(lambda: people(shop).shopper_id is None)
    assert [one.row.name for one in people(shop).list.table.records()] == ["Bo Abbott"]


def test_the_rail_leads_to_the_list_and_back_leads_to_the_shopper(
    shop: MainWindow, book: Book
) -> None:
    ann, bo = make_shopper(book, "Ann Lee"), make_shopper(book, "Bo Abbott")
    shop.open_shopper(ann)
    shop.open_shopper(bo)

    shop.go("shoppers")
    in_list = people(shop).shopper_id
    shop.back()
    first_back = people(shop).shopper_id
    shop.back()

    assert (in_list, first_back, people(shop).shopper_id) == (None, bo, ann)


def test_escape_leads_back_to_the_counter_with_its_search_kept(
    shop: MainWindow, book: Book
) -> None:
    make_ashworths(book)
    shop.go("counter")
    counter = shop.stack.current()
    assert isinstance(counter, CounterPage)
    type_text(counter.search_line, "margaret")
    press(counter.search_line, Qt.Key.Key_Return)
    name = people(shop).one.header.name.text()

    press(people(shop).one.sell, Qt.Key.Key_Escape)

    assert name == "Margaret Ashworth"
    assert shop.stack.current() is counter
    assert counter.search_line.text() == "margaret"
    assert [chip.accessibleName() for chip in counter.chips.chips] == ["Margaret Ashworth"]


def test_a_new_shopper_opens_on_their_own_page(shop: MainWindow, qtbot: QtBot) -> None:
    shop.opener.new_shopper("Zoë Quill")

    open_dialog(shop).accept()

    qtbot.waitUntil(lambda: people(shop).shopper_id is not None)
    assert people(shop).one.header.name.text() == "Zoë Quill"
    assert shop.undo_bar.text() == "Zoë Quill is in the book."


def test_the_list_finds_sorts_and_shows_only_some(shop: MainWindow, book: Book) -> None:
    make_shopper(book, "Cora Dunn", since=date(2020, 1, 1))
    gone = make_shopper(book, "Abe Cole", since=date(2015, 1, 1))
    ann = make_shopper(book, "Ann Lee")
    make_purchase(book, ann, day=date(2026, 5, 1))
    archive(book, gone, on=TODAY)
    shop.go("shoppers")
    page = people(shop).list

    def names() -> list[str]:
        return [one.row.name for one in page.table.records()]

    by_name = names()
    page.table.heading_clicked.emit("last visit")
    by_visit = names()
    page.groups.set_value(Group.GONE)
    page.groups.chosen.emit(Group.GONE)
    left = names()
    type_text(page.search_line, "cora")

    assert by_name == ["Abe Cole", "Ann Lee", "Cora Dunn"]
    assert by_visit[0] == "Ann Lee"
    assert left == ["Abe Cole"]
    assert names() == ["Cora Dunn"]


def test_a_long_list_is_read_as_one_scrolls(shop: MainWindow, book: Book) -> None:
    drafts = [ShopperDraft(name=f"Ann {number:03}") for number in range(230)]
    with book.change("Many came") as change:
        write_shoppers(change, drafts, shop=SHOP, today=TODAY)
    shop.go("shoppers")
    page = people(shop).list
    first, said = len(page.table.records()), page.foot.text()

    bar = page.table.verticalScrollBar()
    bar.setValue(bar.maximum())

    assert (first, said) == (200, "200 of 230 shown")
    assert len(page.table.records()) == 230
    assert page.foot.text() == "230 shoppers shown"


@pytest.mark.parametrize(("look", "factor"), [(Look.LIGHT, 1.0), (Look.DARK, 1.5)])
def test_every_control_of_the_page_has_a_name(
    shop: MainWindow, book: Book, qapp: QApplication, look: Look, factor: float
) -> None:
    margaret, _ = make_ashworths(book)
    theme.wear(qapp, look, factor)

    page = opened(shop, margaret)
    shop.resize(1280, 800)
    QApplication.processEvents()

    assert unnamed_controls(page) == []
    shop.go("shoppers")
    assert unnamed_controls(people(shop).list) == []


def test_a_long_name_is_wrapped_and_never_pushes_anything_out(shop: MainWindow, book: Book) -> None:
    long = make_shopper(book, LONG_NAME, nickname="Maxi", birthday=PartialDate(month=2, day=29))
    shop.resize(1280, 800)

    page = opened(shop, long)
    QApplication.processEvents()

    assert page.header.name.text() == LONG_NAME
    assert page.header.name.width() <= page.header.width()
    right_end = page.history.mapTo(page, page.history.rect().bottomRight()).x()
    assert right_end <= page.width()


def test_new_and_edit_forms_are_those_of_the_keys(shop: MainWindow) -> None:
    shop.opener.new_shopper()

    assert isinstance(open_dialog(shop), NewShopper)
