"""Whatever was typed, every page, dialog, bar and menu shows it as it was typed, and it does
nothing: no error, no file opened, nobody called."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import SIGNAL
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QTabBar, QWidget

from storebook.book.book import Book
from storebook.gui import theme
from storebook.gui.context import FollowUp
from storebook.gui.dialog import Dialog
from storebook.gui.fields import CheckLine, Field
from storebook.gui.main_window import MainWindow
from storebook.gui.pages.shopper_rare import file_name
from storebook.gui.pictures import wait_until
from tests.gui.every_dialog import OPENED, all_dialogs
from tests.gui.hands import shown, unnamed_controls
from tests.gui.read import not_plain, read_of, read_of_menu
from tests.hostile import SHOP, Hostile, HostileShop
from tests.make import TODAY
from tests.photographs import photo
from tests.watching import nothing_opened

# Where on a shopper's page everything stands that is written about them.
ON_THE_PAGE = "koipstnacwdemzygjufAlv"
# What each dialog shows of it beyond the name.
IN_A_DIALOG = {
    "AddressDialog": "ac",
    "EditShopper": "kopsiac",
    "LogContact": "u",
    "NoteDialog": "n",
    "OccasionDialog": "gh",
    "PieceDialog": "lvx",
    "PurchaseDetail": "lbNP",
    "ReturnLines": "l",
    "SizeDialog": "zy",
    "TaskDialog": "j",
    "WishDialog": "de",
    "PhotosDialog": "q",
    "HouseholdDialog": "f",
    "FamilyTies": "f",
    "MergeShoppers": "f",
}
# What Qt reads as a page of the web, or as a key; the slow tests try everything.
SIGNS = set("<&")


def is_worst(one: Hostile) -> bool:
    return bool(SIGNS & set(one.shown)) or not one.shown or one.number % 12 == 0


@pytest.fixture(scope="module")
def shop(hostile: HostileShop) -> HostileShop:
    return hostile


@pytest.fixture(scope="module")
def window(
    shop: HostileShop, qapp: QApplication, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[MainWindow]:
    """The shop of the badly typed, in its window."""
    if not qapp.property("dressed"):
        theme.dress(qapp)
    with Book.open(shop.copy(tmp_path_factory.mktemp("window"))) as book:
        made = MainWindow(book, today=lambda: TODAY)
        shown(made, 1440, 900)
        yield made
        made.hide()
        made.let_go()


@pytest.fixture(autouse=True)
def watched(shop: HostileShop) -> Iterator[None]:
    with nothing_opened(shop.bait):
        yield


def looked_at(window: MainWindow, part: QWidget | None = None) -> str:
    """What is read on it once everything has come and was painted."""
    whole = window if part is None else part
    wait_until(lambda: not window.jobs.busy())
    QApplication.processEvents()
    whole.grab()
    assert not_plain(whole) == []
    return read_of(whole)


def lost(read: str, one: Hostile, places: str) -> list[str]:
    """What was typed about somebody and cannot be read."""
    wanted = [one.name, *(one.at(place) for place in places)]
    return [each for each in wanted if each not in read]


def pages_of(window: MainWindow, people: list[Hostile]) -> dict[int, list[str]]:
    """What is lost on the pages of these shoppers."""
    missing = {}
    for one in people:
        window.context.open_shopper(one.shopper_id)
        if gone := lost(looked_at(window), one, ON_THE_PAGE):
            missing[one.number] = gone
    return missing


def test_the_page_of_the_worst_reads_as_typed(window: MainWindow, shop: HostileShop) -> None:
    assert pages_of(window, [one for one in shop.people if is_worst(one)]) == {}


@pytest.mark.slow
def test_the_page_of_each_reads_as_typed(window: MainWindow, shop: HostileShop) -> None:
    assert pages_of(window, list(shop.people)) == {}


@pytest.mark.parametrize(
    ("page", "places"),
    [("shoppers", ""), ("occasions", ""), ("purchases", "l"), ("counter", ""), ("owner", "")],
)
def test_every_list_reads_as_typed(
    window: MainWindow, shop: HostileShop, page: str, places: str
) -> None:
    window.context.go(page)
    read = looked_at(window)

    found = [one for one in shop.people if not lost(read, one, places)]
    # Not every list has room for all, and some need no more than the first.
    least = {"counter": 3, "owner": 3}.get(page, len(shop.people) // 2)
    assert len(found) >= least, (page, len(found))
    assert SHOP.name in read


@pytest.mark.parametrize("page", ["club", "shop"])
def test_every_tab_reads_as_typed(window: MainWindow, shop: HostileShop, page: str) -> None:
    window.context.go(page)
    whole = window.stack.current()
    assert whole is not None
    read = ""
    for tabs in whole.findChildren(QTabBar):
        for place in range(tabs.count()):
            tabs.setCurrentIndex(place)
            read += looked_at(window)

    assert SHOP.name in read
    assert len([one for one in shop.people if one.name in read]) > len(shop.people) // 2
    if page == "shop":
        hired = [one for one in shop.people if one.at("A") in read]
        assert len(hired) == len(shop.people)


def test_every_dialog_is_among_those_that_are_tried() -> None:
    assert {name.split(",")[0] for name in OPENED} == all_dialogs()


@pytest.fixture
def opened(window: MainWindow, shop: HostileShop) -> Iterator[Callable[[str, Hostile], Dialog]]:
    """Opens a dialog for somebody, over the page of whom it is about."""

    def open_it(name: str, one: Hostile) -> Dialog:
        dialog = OPENED[name](window.context, one, shop.run_id)
        window.context.dialogs.open(dialog)
        return dialog

    yield open_it
    close_dialog(window)


def close_dialog(window: MainWindow) -> None:
    """Nothing stands over the page."""
    while window.scrim.dialog is not None:
        window.scrim.dialog.leave()
        QApplication.processEvents()


def dialogs_of(
    window: MainWindow, open_it: Callable[[str, Hostile], Dialog], people: list[Hostile]
) -> dict[str, list[str]]:
    """What is lost in the dialogs of these shoppers; every control there without a name, and every
    answer where Enter would stay.
    """
    missing = {}
    for name in OPENED:
        for one in people:
            dialog = open_it(name, one)
            read = looked_at(window, dialog)
            places = IN_A_DIALOG.get(name.split(",")[0], "")
            gone = [each for each in map(one.at, places) if each not in read]
            gone += unnamed_controls(dialog) + without_enter(dialog)
            if gone:
                missing[f"{name} {one.number}"] = gone
            close_dialog(window)
    return missing


# There it keeps the words of a photo, or waits until somebody was found.
ENTER_IS_TAKEN = ("What it shows", "Who buys")


def without_enter(dialog: Dialog) -> list[str]:
    """The answers from which Enter goes nowhere."""
    return [
        f"{each.control.accessibleName()}: Enter stays"
        for each in dialog.findChildren(QWidget)
        if isinstance(each, Field | CheckLine) and not each.receivers(SIGNAL("entered()"))
        if each.control.accessibleName() not in ENTER_IS_TAKEN
    ]


def test_every_dialog_reads_as_typed_names_its_controls_and_goes_on_with_enter(
    window: MainWindow, shop: HostileShop, opened: Callable[[str, Hostile], Dialog]
) -> None:
    (worst,) = [one for one in shop.people if one.shown.startswith("<b>Ann")]

    assert dialogs_of(window, opened, [worst]) == {}


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_every_dialog_reads_as_typed_of_everybody(
    window: MainWindow, shop: HostileShop, opened: Callable[[str, Hostile], Dialog]
) -> None:
    assert dialogs_of(window, opened, list(shop.people)) == {}


def test_the_watch_hears_of_a_picture_that_is_looked_at(tmp_path: Path) -> None:
    (tmp_path / "c.png").write_bytes(photo().jpeg)
    rich = QLabel(f"<img src={tmp_path / 'c.png'}>")

    with (
        pytest.raises(pytest.fail.Exception, match=r"c\.png was looked at"),
        nothing_opened(tmp_path / "c.png"),
    ):
        rich.grab()


def test_bars_titles_and_questions_read_as_typed(window: MainWindow, shop: HostileShop) -> None:
    for one in shop.people:
        window.context.say(f"Saved for {one.name}.", FollowUp(words=one.at("F"), do=print))
        window.context.trouble(f"Not saved: {one.at('T')}")
        read = read_of(window)
        assert f"Saved for {one.name}." in read
        assert one.at("F") in read
        assert f"Not saved: {one.at('T')}" in read
    window.context.trouble("")
    window.undo_bar.close_bar()


def menu_after(window: MainWindow, open_menu: Callable[[], object]) -> list[str]:
    """What the menu offers that opens then."""
    open_menu()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    read = read_of_menu(menu)
    menu.close()
    return read


def test_menus_read_as_typed(window: MainWindow, shop: HostileShop) -> None:
    people = menu_after(window, window.top_bar.person.click)

    assert [one.number for one in shop.people if one.at("A") not in people] == []


def test_every_name_makes_a_name_of_a_file(shop: HostileShop, tmp_path: Path) -> None:
    for one in shop.people:
        for typed in (one.name, one.name * 50):
            made = tmp_path / file_name(typed)
            made.write_bytes(b"%PDF")
            assert made.parent == tmp_path
