"""One map of the keyboard, in which no key does two things."""

from collections import Counter

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu

from storebook.gui import keys
from storebook.gui.context import Context
from storebook.gui.key_sheet import KeySheet
from storebook.gui.main_window import MainWindow
from storebook.gui.words import KeyCap


def test_no_key_does_two_things() -> None:
    bound = [key for key in keys.KEYS if not key.held]
    pressed = Counter(written for key in bound for written in (key.sequence, *key.also))

    assert [written for written, times in pressed.items() if times > 1] == []


def test_qt_knows_every_key_that_is_bound() -> None:
    unknown = [
        key.action
        for key in keys.KEYS
        if not key.held
        for sequence in keys.sequences(key.action)
        if sequence.isEmpty() or "Unknown" in sequence.toString()
    ]

    assert unknown == []
    assert QKeySequence("Ctrl+K") in keys.sequences("search")


def test_keys_are_shown_as_people_read_them() -> None:
    assert keys.shown("record_purchase") == "Ctrl R"
    assert keys.shown("save") == "Ctrl Enter"
    assert keys.shown("back") == "Alt ←"
    assert keys.shown("text_larger") == "Ctrl +"


def test_pages_keep_their_numbers_where_others_have_not_landed() -> None:
    assert keys.BY_ACTION["page_club"].sequence == "Ctrl+5"
    assert keys.BY_ACTION["page_owner"].sequence == "Ctrl+8"
    assert keys.BY_ACTION["page_shop"].sequence == "Ctrl+9"


def test_the_sheet_shows_every_key(context: Context) -> None:
    sheet = KeySheet(context)

    caps = [cap.accessibleName() for cap in sheet.findChildren(KeyCap)]

    assert len(caps) == len(keys.KEYS)
    assert "Record purchase: Ctrl R" in caps


def test_every_key_that_does_something_stands_in_the_menu(window: MainWindow) -> None:
    def words_of(menu: QMenu) -> set[str]:
        found = {action.text() for action in menu.actions()}
        for action in menu.actions():
            inner = action.menu()
            if isinstance(inner, QMenu):
                found |= words_of(inner)
        return found

    menu = QMenu(window)
    window.commands.fill(menu)

    missing = {action.text() for action in window.commands.actions.values()} - words_of(menu)
    assert missing == set()
