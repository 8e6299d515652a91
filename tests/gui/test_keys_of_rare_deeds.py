"""Every action has a key, an entry of the menu and a line on the sheet under F1."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.gui import ask, keys, privacy
from storebook.gui.deeds import deeds_of
from storebook.gui.dialogs.photos import PhotosDialog
from storebook.gui.dialogs.piece import PieceDialog
from storebook.gui.dialogs.purchase_detail import PurchaseDetail
from storebook.gui.key_sheet import KeySheet
from storebook.gui.main_window import MainWindow
from storebook.gui.pages.shop import ShopPage
from storebook.gui.pages.shoppers import ShoppersPage
from storebook.gui.rare_keys import OF_BOOK, OF_LISTS, OF_SHOPPER
from storebook.gui.two_strokes import PRESS, TABS, two_stroke_deeds
from storebook.gui.words import KeyCap
from storebook.sales.pieces import pieces_of
from tests.gui.conftest import TODAY
from tests.gui.hands import shown
from tests.make import make_line, make_purchase, make_shopper

# The looks of the window, which are chosen in its menu alone.
WITHOUT_A_KEY = {"As the computer", "Light", "Dark"}
OPENS = {
    "departure": "DepartureDialog", "household": "HouseholdDialog", "permissions": "ConsentDialog",
    "merge": "MergeShoppers", "erase": "EraseShopper", "photos": "PhotosDialog",
    "twice": "MergeShoppers", "past_runs": "PastRuns", "more_lists": "MoreLists",
    "returned": "MailCameBack", "import": "ImportList", "restore": "RestoreBackup",
    "note": "NoteDialog", "wish": "WishDialog", "piece": "PieceDialog", "size": "SizeDialog",
    "taste": "PreferenceDialog", "day": "OccasionDialog", "family": "AddKin",
    "ties": "FamilyTies", "changes": "ShopperHistory", "task": "TaskDialog",
    "member_cards": "MemberSheets",
}  # fmt: skip


@pytest.fixture
def window(book: Book, qtbot: QtBot) -> Iterator[MainWindow]:
    made = MainWindow(book, today=lambda: TODAY)
    qtbot.addWidget(made)
    shown(made, 1440, 900)
    yield made
    made.let_go()


def entries(menu: QMenu) -> Iterator[tuple[str, str]]:
    """Each entry of the menu and of those inside it: its words, and the key beside it."""
    for action in menu.actions():
        inner = action.menu()
        if isinstance(inner, QMenu):
            yield from entries(inner)
        elif not action.isSeparator():
            words, _, key = action.text().replace("&&", "&").partition("\t")
            yield words, key or action.shortcut().toString()


def test_everything_in_the_menu_has_a_key_and_stands_on_the_sheet(window: MainWindow) -> None:
    menu = QMenu(window)
    window.commands.fill(menu)
    sheet = KeySheet(window.context)
    on_sheet = {cap.accessibleName().rpartition(":")[0] for cap in sheet.findChildren(KeyCap)}

    found = dict(entries(menu))

    assert {words for words, key in found.items() if not key} == WITHOUT_A_KEY
    assert found.keys() - WITHOUT_A_KEY <= on_sheet
    for name in (*OF_SHOPPER, *OF_LISTS, *OF_BOOK, *two_stroke_deeds(window)):
        assert keys.BY_ACTION[name].words in found


def test_everything_under_more_has_its_key_beside_it(window: MainWindow, book: Book) -> None:
    window.open_shopper(make_shopper(book))
    page = window.stack.current().one  # type: ignore[union-attr]

    page.show_more()

    under = [menu for menu in page.findChildren(QMenu) if menu.parent() is page][-1]
    found = dict(entries(under))
    under.close()
    assert len(found) == 7
    assert all(found.values())
    assert {one.action for one in page.all_more()} == {*OF_SHOPPER, "photos"}


def test_each_key_opens_what_its_button_opens(window: MainWindow, book: Book) -> None:
    ann, opened = make_shopper(book), {}

    for name in OPENS:
        window.open_shopper(ann)
        window.commands.actions[name].trigger()
        opened[name] = type(window.scrim.dialog).__name__
        assert window.scrim.dialog is not None
        window.scrim.dialog.leave()

    assert opened == OPENS


def test_the_keys_of_the_shop_open_its_tabs_and_parts(window: MainWindow) -> None:
    def press(name: str) -> ShopPage:
        window.go("counter")
        window.commands.actions[name].trigger()
        page = window.stack.current()
        assert isinstance(page, ShopPage)
        return page

    titles = {name: press(name) for name in TABS}
    parts = {name: press(name).press.which.value() for name in PRESS}
    at_printers = press("shop_printers").computer.printers.table.hasFocus()
    protection = press("protection").book.protection

    tabs = next(iter(titles.values())).tabs()
    assert [tabs.tabText(place) for place in range(tabs.count()) if place != 3] == [*TABS.values()]
    assert parts == PRESS
    assert at_printers
    assert protection.protect_button.hasFocus()


@pytest.fixture
def line(window: MainWindow, book: Book) -> QLineEdit:
    """A line to type into, where letters are letters."""
    window.open_shopper(make_shopper(book))
    window.go("shoppers")
    page = window.stack.current()
    assert isinstance(page, ShoppersPage)
    page.find_in_list()
    found = QApplication.focusWidget()
    assert isinstance(found, QLineEdit)
    return found


def stroke(window: MainWindow, key: Qt.Key, *, control: bool = False) -> str:
    """Press a key as the system brings it; what is said to be waited for then."""
    held = Qt.KeyboardModifier.ControlModifier if control else Qt.KeyboardModifier.NoModifier
    QTest.keyClick(window.windowHandle(), key, held)
    hint = window.commands.second_stroke.hint
    return hint.words if hint.isVisible() else ""


def test_two_strokes_are_a_letter_in_no_field(window: MainWindow, line: QLineEdit) -> None:
    said = stroke(window, Qt.Key.Key_J, control=True)
    after = stroke(window, Qt.Key.Key_2)

    assert said == "Ctrl J: and now a letter. Esc leaves it."
    assert after == line.text() == ""
    assert window.stack.key == "shop"


@pytest.mark.parametrize("leave", [Qt.Key.Key_Escape, Qt.Key.Key_F5, None])
def test_the_letter_is_waited_for_until_esc_another_key_or_two_seconds(
    window: MainWindow, line: QLineEdit, leave: Qt.Key | None
) -> None:
    stroke(window, Qt.Key.Key_J, control=True)
    if leave is None:
        window.commands.second_stroke._timer.timeout.emit()  # two seconds later
    else:
        stroke(window, leave)

    said = stroke(window, Qt.Key.Key_2)

    assert (said, line.text(), window.stack.key) == ("", "2", "shoppers")
    assert window.commands.actions["note"].shortcut().toString() == "Ctrl+J, N"


def test_another_key_with_ctrl_in_between_does_what_it_always_does(
    window: MainWindow, line: QLineEdit
) -> None:
    stroke(window, Qt.Key.Key_J, control=True)

    said = stroke(window, Qt.Key.Key_1, control=True)

    assert (said, window.stack.key) == ("", "counter")


def test_the_keys_of_a_purchase_are_heard_while_it_is_open(window: MainWindow, book: Book) -> None:
    ann = make_shopper(book)
    ticket = make_purchase(book, ann)
    actions = window.commands.actions
    before = [actions[name].isEnabled() for name in ("return_line", "note")]
    opened = []
    for name in ("return_line", "exchange", "take_back"):
        window.opener.open(PurchaseDetail(window.context, ticket, subject_id=ann))
        during = [actions[each].isEnabled() for each in ("return_line", "payment", "note")]
        actions[name].trigger()
        opened.append(type(window.scrim.dialog).__name__)
        if window.scrim.dialog is not None:
            window.scrim.dialog.leave()

    assert before == [True, True]
    assert during == [True, False, False]
    assert opened == ["ReturnLines", "ReturnLines", "NoneType"]
    assert book.value("SELECT count(*) FROM purchase") == 0
    with pytest.raises(Refused, match="Open the purchase first"):
        deeds_of(window)["exchange"]()


def test_the_photos_are_those_of_the_piece_that_is_open(window: MainWindow, book: Book) -> None:
    ann = make_shopper(book)
    make_purchase(book, ann, make_line("Opal ring", wearer_id=ann))
    window.open_shopper(ann)
    (piece,) = pieces_of(book, ann, window.viewer())
    window.opener.open(PieceDialog(window.context, ann, piece=piece))
    window.commands.actions["photos"].trigger()

    dialog = window.scrim.dialog
    assert isinstance(dialog, PhotosDialog)
    assert dialog.subject.piece_id == piece.id


def test_the_caret_goes_into_what_is_asked_today(window: MainWindow, book: Book) -> None:
    window.open_shopper(make_shopper(book))

    window.commands.actions["ask"].trigger()

    ask_one = window.stack.current().one.header.ask  # type: ignore[union-attr]
    at = QApplication.focusWidget()
    assert at is not None
    assert ask_one.isAncestorOf(at)


def test_whoever_is_chosen_on_another_page_is_opened_to_be_asked(
    window: MainWindow, book: Book
) -> None:
    ann = make_shopper(book, "Ann Lee")
    window.go("counter")
    window.stack.current().search("ann")  # type: ignore[union-attr]

    window.commands.actions["ask"].trigger()

    at = QApplication.focusWidget()
    assert (window.stack.key, window.shopper_id()) == ("shoppers", ann)
    assert at is not None
    assert window.stack.current().one.header.ask.isAncestorOf(at)  # type: ignore[union-attr]


@pytest.mark.parametrize("name", ["everything", "export_shoppers", "export_plain"])
def test_the_key_asks_where_the_file_goes(
    window: MainWindow, book: Book, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Path] = []
    monkeypatch.setattr(ask, "save_file", lambda _window, _title, path, *_: asked.append(path))
    window.open_shopper(make_shopper(book))

    window.commands.actions[name].trigger()

    assert len(asked) == 1


def test_without_a_shopper_one_sentence_says_what_is_missing(window: MainWindow) -> None:
    for name in ("erase", "note", "log_contact", "ask"):
        with pytest.raises(Refused, match="Open the shopper first"):
            deeds_of(window)[name]()


def test_a_key_of_the_page_does_it_for_the_row_that_is_chosen(
    window: MainWindow, book: Book
) -> None:
    ann = make_shopper(book, "Ann Lee")
    make_purchase(book, ann)
    window.go("purchases")
    window.commands.actions["print"].trigger()
    slip = type(window.scrim.dialog).__name__
    window.scrim.dialog.leave()  # type: ignore[union-attr]
    window.go("counter")
    window.stack.current().search("ann")  # type: ignore[union-attr]
    window.commands.actions["edit"].trigger()

    assert (slip, type(window.scrim.dialog).__name__) == ("PrintSlip", "EditShopper")


def test_escape_clears_the_search_then_leaves_it_then_goes_back(window: MainWindow) -> None:
    been = []
    for page in ("shoppers", "purchases", "shop"):
        window.go("counter")
        window.go(page)
        window.commands.actions["find"].trigger()
        line = QApplication.focusWidget()
        assert isinstance(line, QLineEdit)
        line.setText("ann")
        for _ in range(3):
            at = QApplication.focusWidget()
            assert at is not None
            QTest.keyClick(at, Qt.Key.Key_Escape)
            been.append((line.text(), line.hasFocus(), window.stack.key))

    expected = [("", True, False), ("", False, False), ("", False, True)]
    assert [(text, on, key == "counter") for text, on, key in been] == 3 * expected


def test_a_key_that_can_do_nothing_here_says_so(window: MainWindow, book: Book) -> None:
    window.go("counter")
    deeds = deeds_of(window)

    for name in ("edit", "print", "photos"):
        with pytest.raises(Refused):
            deeds[name]()
    window.go("shoppers")  # where nobody is chosen
    with pytest.raises(Refused, match="nothing to edit here"):
        deeds["edit"]()
    window.open_shopper(make_shopper(book))
    with pytest.raises(Refused, match="no list to search here"):
        deeds["find"]()


def test_runs_stay_hidden_from_who_looks_on(window: MainWindow) -> None:
    privacy.turn(True)

    with pytest.raises(Refused):
        deeds_of(window)["past_runs"]()

    assert window.scrim.dialog is None
