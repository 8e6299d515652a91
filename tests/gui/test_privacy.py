"""With privacy on a shopper may look at the screen: what it does not show, and what it does."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTabBar
from pytestqt.qtbot import QtBot

from storebook.book import settings
from storebook.book.book import Book
from storebook.book.shop import Shop
from storebook.club.members import EnrollmentDraft, enroll
from storebook.exchange.fields import Kind
from storebook.gui import ask, local_settings, privacy
from storebook.gui.dialogs.merge import MergeShoppers
from storebook.gui.dialogs.preference import PreferenceDialog
from storebook.gui.dialogs.record_purchase import RecordPurchase
from storebook.gui.dialogs.wish import WishDialog
from storebook.gui.main_window import MainWindow
from storebook.gui.pages.purchases import PurchasesPage
from storebook.gui.places import PAGES
from storebook.people.wishes import wishes_of
from tests.gui.hands import press, shown
from tests.gui.marked import (
    AMOUNTS,
    DIALOGS,
    EVERYTHING,
    LEE,
    OTHERS,
    OWNERS,
    Known,
    make_known,
)
from tests.gui.seen import seen_of
from tests.make import SHOP, TODAY, make_line, make_purchase, make_shopper

LONGEST = 10.0  # seconds that the worker may take
SHOWS = {
    "purchase typed": ("6,543.21",),
    "purchase": ("7,313.57", "313.31", "7,000.26", "4,321.99"),
    "return": ("7,000.26",),
    "wish": ("8,642.19",),
    "piece": ("7,000.26",),
    "budget": ("5,431",),
    "note": ("pawned a brooch",),
    "edit": ("haggles quietly", "band nine"),
}


@pytest.fixture
def known(book: Book) -> Known:
    return make_known(book)


@pytest.fixture
def window(book: Book, known: Known, qtbot: QtBot) -> Iterator[MainWindow]:
    with book.change("Shop set up") as change:
        settings.save(change, Shop(name="Hallam & Rye", country="US"))
    made = MainWindow(book, today=lambda: TODAY, pages=PAGES)
    qtbot.addWidget(made)
    shown(made, 1440, 900)
    yield made
    made.let_go()


def seen(window: MainWindow) -> str:
    """What the window shows once everything that is read elsewhere has come."""
    QApplication.processEvents()
    until = time.monotonic() + LONGEST
    while window.jobs.busy() and time.monotonic() < until:
        QApplication.processEvents()
    return seen_of(window)


def found(marks: tuple[str, ...], text: str) -> list[str]:
    """Which of them stand there."""
    return [mark for mark in marks if mark in text]


def look_about(window: MainWindow, known: Known) -> Iterator[tuple[str, str]]:
    """Every page and every tab of it, with what it shows."""
    for entry in PAGES:
        window.go(entry.key)
        yield entry.title, seen(window)
        tabs: QTabBar | None = getattr(window.stack.current(), "tabs", lambda: None)()
        for place in range(1, tabs.count()) if tabs is not None else ():
            assert tabs is not None
            tabs.setCurrentIndex(place)
            yield f"{entry.title}, tab {place}", seen(window)
    window.go("counter")
    window.stack.current().search(LEE)  # type: ignore[union-attr]
    yield "Counter, searched", seen(window)
    window.open_shopper(known.ann)
    for place in range(4):
        window.stack.current().tabs().setCurrentIndex(place)  # type: ignore[union-attr]
        yield f"Shopper, tab {place}", seen(window)


def open_dialog(window: MainWindow, name: str, known: Known) -> None:
    dialog = DIALOGS[name](window.context, known)
    if window.scrim.dialog is not dialog:
        window.opener.open(dialog)


def test_no_page_shows_an_amount_or_what_is_for_the_owner(window: MainWindow, known: Known) -> None:
    in_the_open = "\n".join(text for _, text in look_about(window, known))
    privacy.turn(True)

    leaks = {
        place: leaked
        for place, text in look_about(window, known)
        if (leaked := found(AMOUNTS + OWNERS, text))
    }

    assert leaks == {}
    # The cost, what was taken off and what is typed stand in dialogs alone.
    on_pages = [mark for mark in AMOUNTS + OWNERS if mark in in_the_open]
    assert set(AMOUNTS + OWNERS) - set(on_pages) == {"7,313.57", "313.31", "4,321.99", "6,543.21"}


@pytest.mark.parametrize("name", DIALOGS)
def test_an_open_dialog_hides_at_once_what_no_shopper_may_see(
    window: MainWindow, known: Known, name: str
) -> None:
    window.open_shopper(known.ann)
    open_dialog(window, name, known)
    in_the_open = seen_of(window.scrim)
    privacy.turn(True)
    covered = seen_of(window)
    privacy.turn(False)
    shown_again = seen_of(window.scrim)

    assert found(AMOUNTS + OWNERS, covered) == []
    assert found(SHOWS.get(name, ()), in_the_open) == list(SHOWS.get(name, ()))
    assert found(SHOWS.get(name, ()), shown_again) == list(SHOWS.get(name, ()))


@pytest.mark.parametrize("name", DIALOGS)
def test_a_dialog_that_is_opened_with_privacy_on_shows_none_of_it(
    window: MainWindow, known: Known, name: str
) -> None:
    privacy.turn(True)
    window.open_shopper(known.ann)
    open_dialog(window, name, known)

    assert found(AMOUNTS + OWNERS, seen_of(window)) == []


def test_other_people_are_counted_and_not_named(window: MainWindow, known: Known) -> None:
    window.open_shopper(known.other)
    window.go("counter")
    before = seen(window)
    window.go("occasions")
    window.go("counter")
    privacy.turn(True)
    counter = seen_of(window)
    window.go("occasions")
    occasions = seen(window)

    assert found(OTHERS, before) == ["Wilhelmina", "Call about the tiara"]
    assert found(OTHERS, counter) == []
    assert "1 by Thursday" in counter
    assert "WO" in counter
    assert found(OTHERS, occasions) == []
    assert "Privacy is on" in occasions


def test_what_others_bought_stands_beside_their_letters(
    window: MainWindow, known: Known, book: Book
) -> None:
    make_purchase(book, known.other, make_line("Zebra brooch"))
    window.go("purchases")
    in_the_open = seen(window)
    privacy.turn(True)
    covered = seen(window)

    assert "Wilhelmina Otherby bought Zebra brooch" in in_the_open
    assert "WO bought Zebra brooch" in covered
    assert found(OTHERS, covered) == []


def test_a_search_finds_somebody_by_name_alone(window: MainWindow) -> None:
    privacy.turn(True)
    window.stack.current().search("otherby")  # type: ignore[union-attr]

    text = seen(window)

    assert "Wilhelmina Otherby" in text
    assert found(("0177", "Nov 23", "Not yet bought"), text) == []


def test_what_is_known_of_the_open_shopper_is_still_there(
    window: MainWindow, known: Known, book: Book
) -> None:
    enroll(book, EnrollmentDraft(shopper_id=known.ann), shop=SHOP, today=TODAY)
    privacy.turn(True)
    window.open_shopper(known.ann)

    text = seen(window)

    wanted = (LEE, "Club member", "Shopper since 2014", "Nickel allergy", "Sapphire ring",
              "Pearl strand", "platinum", "likes the window seat")  # fmt: skip
    assert found(wanted, text) == list(wanted)
    assert "Prices hidden, F8 shows them" in text
    assert privacy.HIDDEN in text
    assert ", hidden" in text  # as it is read aloud


def test_f8_and_the_button_turn_it_on_and_off(window: MainWindow) -> None:
    press(window, Qt.Key.Key_F8)
    on = window.top_bar.privacy.words, window.viewer().private
    window.top_bar.privacy.click()
    off = window.top_bar.privacy.words, window.viewer().private

    assert on == ("Privacy on", True)
    assert off == ("Privacy", False)


def test_f8_is_heard_while_a_dialog_is_open(window: MainWindow, known: Known) -> None:
    open_dialog(window, "purchase", known)
    press(window, Qt.Key.Key_F8)

    assert privacy.is_on()


def test_a_price_is_seen_while_it_is_typed_and_no_longer(window: MainWindow, known: Known) -> None:
    privacy.turn(True)
    open_dialog(window, "purchase typed", known)
    dialog = window.scrim.dialog
    assert isinstance(dialog, RecordPurchase)
    price = dialog.panel.rows[0].price

    price.setFocus()
    looked_at = seen_of(window)
    QTest.keyClick(price, Qt.Key.Key_End)
    QTest.keyClicks(price, "0")
    typing = seen_of(window)
    QTest.keyClick(price, Qt.Key.Key_Backspace)
    dialog.panel.entry.setFocus()
    left = seen_of(window)

    assert "6,543.21" not in looked_at
    assert "6,543.210" in typing  # a digit too many, which is seen and taken off
    assert "6,543.21" not in left
    assert price.value() == 6_543_21
    assert price.accessibleDescription() == "hidden"
    assert dialog.sums.total.text() == privacy.HIDDEN
    assert dialog.sums.total.accessibleName() == "hidden"


def test_a_wish_keeps_the_price_that_nobody_sees(
    window: MainWindow, known: Known, book: Book
) -> None:
    privacy.turn(True)
    open_dialog(window, "wish", known)
    dialog = window.scrim.dialog
    assert isinstance(dialog, WishDialog)
    dialog.note.set_value("18 inches")
    dialog.accept()

    (one,) = wishes_of(book, known.ann, EVERYTHING)
    assert (one.note, one.price_cents) == ("18 inches", 8_642_19)


def test_what_stands_under_the_veil_cannot_be_saved_unseen(
    window: MainWindow, known: Known
) -> None:
    open_dialog(window, "budget", known)
    dialog = window.scrim.dialog
    assert isinstance(dialog, PreferenceDialog)
    dialog.value.set_value("changed")
    privacy.turn(True)
    press(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    assert window.scrim.dialog is dialog
    assert dialog.primary is not None
    assert not dialog.primary.isVisible()
    privacy.turn(False)
    assert dialog.primary.isVisible()
    assert dialog.value.value() == "changed"


def test_nobody_is_merged_unseen(window: MainWindow, book: Book) -> None:
    make_shopper(book, "Wilhelmina Otherby", phone="(603) 555-0177")
    saved = book.changed_count
    privacy.turn(True)
    window.opener.open(MergeShoppers(window.context))
    text = seen(window)
    dialog = window.scrim.dialog
    assert isinstance(dialog, MergeShoppers)

    leaving = dialog.leave_button.hasFocus()
    press(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    assert found(OTHERS, text) == []
    assert not dialog.merge_button.isVisible()
    assert not dialog.apart_button.isVisible()
    assert leaving
    assert book.changed_count == saved


def test_after_the_veil_the_keys_are_where_they_were(window: MainWindow, known: Known) -> None:
    open_dialog(window, "budget", known)
    dialog = window.scrim.dialog
    assert isinstance(dialog, PreferenceDialog)
    dialog.note.setFocus()
    privacy.turn(True)
    under = dialog.leave_button.hasFocus()
    privacy.turn(False)

    assert under
    assert dialog.note.line.hasFocus()


def test_the_undo_bar_names_no_piece_and_no_amount(window: MainWindow) -> None:
    window.say("Budget: $5,431, written down.")
    privacy.turn(True)

    assert window.undo_bar.text() == "The last change is saved."
    assert window.context.either("Done: Call about the tiara.", "Follow-up done.") == (
        "Follow-up done."
    )


def test_a_screen_that_faces_the_shopper_opens_with_privacy_on(book: Book, qtbot: QtBot) -> None:
    local_settings.remember_faces_shopper(True)
    window = MainWindow(book, today=lambda: TODAY, pages=PAGES)
    qtbot.addWidget(window)
    shown(window, 1440, 900)

    private = window.viewer().private
    window.let_go()

    assert private
    assert window.top_bar.privacy.words == "Privacy on"


def test_it_is_said_on_the_shop_page_that_the_screen_faces_the_shopper(
    window: MainWindow,
) -> None:
    window.go("shop")
    computer = window.stack.current().computer  # type: ignore[union-attr]
    computer.faces_shopper.box.click()

    assert local_settings.faces_shopper()
    assert privacy.is_on()


def test_the_sheet_of_keys_knows_f8(window: MainWindow) -> None:
    window.show_keys()

    assert "Privacy on or off: F8" in seen_of(window.scrim)


def test_what_was_found_by_words_loses_its_amounts_at_once(window: MainWindow) -> None:
    window.go("purchases")
    page = window.stack.current()
    assert isinstance(page, PurchasesPage)
    page.search_line.setText("sapphire")
    in_the_open = seen(window)
    privacy.turn(True)
    model = page.table.model()
    amount = model.index(0, model.columnCount() - 1).data()

    assert "7,000.26" in in_the_open
    assert amount == privacy.HIDDEN


def test_a_file_is_whole_also_with_privacy_on(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    out = tmp_path / "shoppers.csv"
    monkeypatch.setattr(ask, "save_file", lambda *_: out)
    privacy.turn(True)
    window.go("shop")
    window.stack.current().book.export(Kind.SHOPPERS)  # type: ignore[union-attr]
    seen(window)

    assert "band nine" in out.read_text("utf-8-sig")
