"""The window around the pages: where one goes, what is read again, and what keys do."""

from collections import Counter
from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from storebook.book import settings
from storebook.book.book import Book
from storebook.book.kept_backups import backups_folder, keep_backup
from storebook.book.shop import Shop
from storebook.gui import keys, local_settings, places, theme
from storebook.gui.context import Context, FollowUp
from storebook.gui.main_window import MainWindow
from storebook.gui.pages.counter_today import Today
from storebook.gui.rail import Rail
from storebook.gui.theme import Look
from storebook.gui.top_bar import TopBar
from storebook.staff.associates import add_associate
from tests.gui.hands import press, shown, type_text, unnamed_controls
from tests.gui.sheets import Clock, Sheet, entry, sheet
from tests.make import make_shopper

CONTROL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


def test_pages_are_made_when_they_are_first_opened(book: Book, qtbot: QtBot) -> None:
    made: list[str] = []

    def factory(name: str) -> Callable[[Context], QWidget]:
        def make(context: Context) -> QWidget:
            made.append(name)
            return Sheet(context)

        return make

    pages = [entry("counter", 1, factory("counter")), entry("owner", 8, factory("owner"))]
    window = MainWindow(book, pages=pages)
    qtbot.addWidget(window)
    at_start = list(made)
    window.go("owner")
    window.go("counter")
    window.go("owner")
    window.let_go()

    assert at_start == ["counter"]
    assert made == ["counter", "owner"]


@pytest.mark.parametrize("key", [entry.key for entry in places.PAGES])
def test_every_page_of_the_rail_can_be_loaded(key: str) -> None:
    found = next(entry for entry in places.PAGES if entry.key == key)

    assert isinstance(found.factory, places.Later)
    assert isinstance(found.factory.load(), type)
    assert keys.BY_ACTION[f"page_{key}"].sequence == f"Ctrl+{found.number}"


@pytest.mark.parametrize("name", places.FORMS)
def test_every_form_behind_a_key_can_be_loaded(name: str) -> None:
    form = places.FORMS[name]

    assert isinstance(form, places.Later)
    assert isinstance(form.load(), type)


def test_nothing_in_the_window_is_dressed_more_often_than_it_must(
    book: Book, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When it is put into its place, and on a page once more with the page."""
    dressed: Counter[type[QWidget]] = Counter()

    def count(kind: type[QWidget]) -> None:
        def changed(part: QWidget, event: QEvent) -> None:
            dressed[kind] += event.type() == QEvent.Type.StyleChange
            QWidget.changeEvent(part, event)

        monkeypatch.setattr(kind, "changeEvent", changed)

    for kind in (Rail, TopBar, Today):
        count(kind)
    window = MainWindow(book)
    qtbot.addWidget(window)
    window.let_go()

    assert dressed == {Rail: 1, TopBar: 1, Today: 2}


def test_the_keys_of_the_pages_open_them(window: MainWindow) -> None:
    press(window, Qt.Key.Key_8, CONTROL)
    on_owner = window.stack.key
    press(window, Qt.Key.Key_1, CONTROL)

    assert on_owner == "owner"
    assert window.stack.key == "counter"
    assert window.rail.pages["counter"].isChecked()


def test_what_was_written_is_read_again_on_the_page_that_is_open(
    window: MainWindow, book: Book, qtbot: QtBot
) -> None:
    page, hidden = sheet(window, "counter"), sheet(window, "owner")
    before = page.read

    add_associate(book, "Jun Halloran")

    assert page.read == before, "the save itself does not wait for a list"
    qtbot.waitUntil(lambda: page.read == before + 1)
    assert hidden.read == 0


def test_a_page_that_cannot_be_seen_is_read_when_it_is_opened(
    window: MainWindow, book: Book, qtbot: QtBot
) -> None:
    window.go("owner")
    hidden, page = sheet(window, "counter"), sheet(window, "owner")
    before = hidden.read
    add_associate(book, "Jun Halloran")
    qtbot.waitUntil(lambda: page.read == 1)
    assert hidden.read == before

    window.go("counter")

    assert hidden.read == before + 1


def test_a_page_lives_past_midnight(window: MainWindow, clock: Clock) -> None:
    page = sheet(window, "counter")
    before = page.read

    clock.day = date(2026, 11, 21)
    window.stack.day_is(clock.today())

    assert page.read == before + 1
    assert window.viewer().today == date(2026, 11, 21)


def test_the_line_at_the_foot_follows_backups_that_are_made_elsewhere(
    window: MainWindow, book: Book
) -> None:
    assert "Backed up" not in window.status_line.facts.text()
    keep_backup(book, backups_folder(book.path))

    window._minute.timeout.emit()

    assert "Backed up" in window.status_line.facts.text()


def test_back_goes_through_shoppers_that_were_open(window: MainWindow) -> None:
    window.open_shopper(7)
    window.open_shopper(9)
    window.go("owner")

    press(window, Qt.Key.Key_Left, ALT)
    last = (window.stack.key, sheet(window, "shoppers"))
    press(window, Qt.Key.Key_Left, ALT)
    before = getattr(sheet(window, "shoppers"), "shopper_id", None)
    press(window, Qt.Key.Key_Right, ALT)

    assert last[0] == "shoppers"
    assert before == 7
    assert getattr(sheet(window, "shoppers"), "shopper_id", None) == 9


def test_typing_into_the_search_at_the_top_goes_on_at_the_counter(window: MainWindow) -> None:
    window.go("owner")
    window.top_bar.search.setFocus()

    type_text(window.top_bar.search, "小")

    assert window.stack.key == "counter"
    assert sheet(window, "counter").search_line.text() == "小"
    assert sheet(window, "counter").search_line.hasFocus()


def test_keys_of_a_page_reach_the_page(window: MainWindow) -> None:
    page = sheet(window, "counter")

    press(window, Qt.Key.Key_P, CONTROL)
    press(window, Qt.Key.Key_F2)
    press(window, Qt.Key.Key_F, CONTROL)
    press(page.search_line, Qt.Key.Key_Return, CONTROL)
    press(window, Qt.Key.Key_Tab, CONTROL)

    assert page.deeds == ["print", "edit", "find", "save"]
    assert page.tab_bar.currentIndex() == 1


def test_who_is_working_bears_the_next_change(window: MainWindow, book: Book) -> None:
    jun = add_associate(book, "Jun Halloran")

    window.work_as(jun)
    make_shopper(book, "Sol Whitcombe")

    assert window.top_bar.person.accessibleName().startswith("Working: Jun Halloran")
    assert book.value("SELECT associate_id FROM change ORDER BY id DESC LIMIT 1") == jun


def test_the_follow_up_is_offered_beside_undo(window: MainWindow) -> None:
    done: list[str] = []
    window.say("Purchase saved.", FollowUp(words="Gift receipt", do=lambda: done.append("x")))

    window.undo_bar._offer.click()

    assert done == ["x"]


def test_the_shop_can_change_its_name(window: MainWindow, book: Book, qtbot: QtBot) -> None:
    with book.change("The shop's particulars were changed") as change:
        settings.save(change, Shop(name="Rye & <b>Daughters</b>"))

    qtbot.waitUntil(lambda: window.windowTitle() == "Rye & <b>Daughters</b>")
    assert window.rail.name.accessibleName() == "Rye & <b>Daughters</b>"
    assert window.context.shop().name == "Rye & <b>Daughters</b>"


def test_the_rail_is_narrow_in_a_narrow_window(window: MainWindow) -> None:
    wide = window.rail.width()

    window.resize(1100, 700)

    assert wide == 196
    assert window.rail.width() == 64
    assert "Counter" in window.rail.pages["counter"].toolTip()


def test_the_undo_bar_pushes_the_page_up_and_covers_nothing(window: MainWindow) -> None:
    before = window.stack.height()

    window.say("Purchase saved.")
    shown(window, 1440, 900)

    assert window.stack.height() < before
    top = window.undo_bar.mapTo(window, window.undo_bar.rect().topLeft()).y()
    bottom = window.stack.mapTo(window, window.stack.rect().bottomLeft()).y()
    assert bottom < top


def test_text_size_and_look_are_remembered(window: MainWindow) -> None:
    press(window, Qt.Key.Key_Plus, CONTROL)
    larger = theme.now().factor
    kept = local_settings.text_size()
    press(window, Qt.Key.Key_0, CONTROL)

    assert larger == 1.15
    assert kept == 115
    assert theme.now().factor == 1.0
    local_settings.remember_look(Look.DARK)
    assert local_settings.look() is Look.DARK


def test_the_menu_opens_with_alt_alone(window: MainWindow) -> None:
    page = sheet(window, "counter")
    page.search_line.setFocus()

    press(page.search_line, Qt.Key.Key_Alt, ALT)

    menu = QApplication.activePopupWidget()
    assert menu is not None
    menu.close()


def test_trouble_is_said_in_the_dialog_that_is_open(window: MainWindow) -> None:
    window.say_trouble("The disk is full.")
    on_page = window.trouble_bar.text()
    window.say_trouble("")
    window.show_keys()

    window.say_trouble("The disk is full.")

    dialog = window.scrim.dialog
    assert dialog is not None
    said = [part.text() for part in dialog.findChildren(QLabel) if part.isVisible()]
    assert on_page == "The disk is full."
    assert "The disk is full." in said
    assert window.trouble_bar.text() == ""


def test_the_page_behind_a_dialog_does_not_hear_its_keys(window: MainWindow) -> None:
    window.show_keys()

    press(window, Qt.Key.Key_8, CONTROL)
    with_dialog = window.stack.key
    assert window.scrim.dialog is not None
    window.scrim.dialog.leave()
    press(window, Qt.Key.Key_8, CONTROL)

    assert with_dialog == "counter"
    assert window.stack.key == "owner"


def test_every_control_of_the_frame_has_a_name(window: MainWindow) -> None:
    window.say("Purchase saved.", FollowUp(words="Gift receipt", do=lambda: None))

    assert unnamed_controls(window) == []


def test_the_book_is_given_back_when_the_window_closes(window: MainWindow, book: Book) -> None:
    path = book.path

    window.close()

    reopened = Book.open(path)
    assert reopened.value("SELECT count(*) FROM associate") == 1
    reopened.close()


def test_the_rail_is_one_stop_for_tab_and_arrows_move_in_it(window: MainWindow) -> None:
    sheet(window, "counter").search_line.setFocus()
    reached: list[QWidget | None] = []
    for _ in range(12):
        press(QApplication.focusWidget() or window, Qt.Key.Key_Tab)
        reached.append(QApplication.focusWidget())

    stops = [page for page in window.rail.pages.values() if page in reached]

    assert stops == [window.rail.pages["counter"]]
    assert window.top_bar.person in reached
    assert reached[0] is sheet(window, "counter").tab_bar


def test_tab_comes_to_the_open_page_in_the_rail(window: MainWindow) -> None:
    window.go("shoppers")
    reached: list[QWidget | None] = []
    for _ in range(40):
        press(QApplication.focusWidget() or window, Qt.Key.Key_Tab)
        reached.append(QApplication.focusWidget())

    stops = {key for key, page in window.rail.pages.items() if page in reached}

    assert stops == {"shoppers"}
