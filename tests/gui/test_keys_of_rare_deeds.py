"""Every action has a key, an entry of the menu and a line on the sheet under F1."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.gui import ask, keys, privacy
from storebook.gui.deeds import deeds_of
from storebook.gui.key_sheet import KeySheet
from storebook.gui.main_window import MainWindow
from storebook.gui.rare_keys import OF_BOOK, OF_LISTS, OF_SHOPPER
from storebook.gui.words import KeyCap
from tests.gui.conftest import TODAY
from tests.gui.hands import shown
from tests.make import make_shopper

# What one page shows of its own, by the entry: the looks, and what is chosen there.
WITHOUT_A_KEY = {"As the computer", "Light", "Dark"}
OPENS = {
    "departure": "DepartureDialog", "household": "HouseholdDialog", "permissions": "ConsentDialog",
    "merge": "MergeShoppers", "erase": "EraseShopper", "photos": "PhotosDialog",
    "twice": "MergeShoppers", "past_runs": "PastRuns", "more_lists": "MoreLists",
    "returned": "MailCameBack", "import": "ImportList", "restore": "RestoreBackup",
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
    for name in (*OF_SHOPPER, *OF_LISTS, *OF_BOOK):
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


@pytest.mark.parametrize("name", OPENS)
def test_the_key_opens_what_its_button_opens(window: MainWindow, book: Book, name: str) -> None:
    window.open_shopper(make_shopper(book))

    window.commands.actions[name].trigger()

    assert type(window.scrim.dialog).__name__ == OPENS[name]


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
    with pytest.raises(Refused, match="Open the shopper first"):
        deeds_of(window)["erase"]()


def test_runs_stay_hidden_from_who_looks_on(window: MainWindow) -> None:
    privacy.turn(True)

    with pytest.raises(Refused):
        deeds_of(window)["past_runs"]()

    assert window.scrim.dialog is None
