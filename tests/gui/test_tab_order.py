"""Tab goes in reading order also through what came onto the screen later, and Shift Tab back."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from storebook.book.book import Book
from storebook.gui.context import Context
from storebook.gui.dialogs.record_purchase import RecordPurchase
from storebook.gui.form import focus_next
from storebook.gui.pages.counter_opened import OpenedChips
from storebook.gui.pages.shopper_header import ShopperHeader
from storebook.people.known import facts_of
from storebook.people.search import rows_for
from storebook.people.shoppers import shopper
from tests.gui.conftest import TODAY
from tests.gui.hands import press, shown, type_text
from tests.make import SHOP, make_shopper

Show = Callable[[QWidget], QWidget]


@pytest.fixture
def show(qtbot: QtBot) -> Show:
    def on_screen(made: QWidget) -> QWidget:
        qtbot.addWidget(made)
        return shown(made, 1000, 800)

    return on_screen


def walk(first: QWidget, inside: QWidget, *, forward: bool = True) -> list[str]:
    """What has the keys one after the other, once round."""
    first.setFocus()
    been: list[str] = []
    while not been or QApplication.focusWidget() is not first:
        at = QApplication.focusWidget()
        assert at is not None
        been.append(at.accessibleName())
        focus_next(at, inside=inside, forward=forward)
    return been


def test_the_lines_of_a_purchase_come_before_what_is_asked_of_the_whole(
    context: Context, book: Book, show: Show
) -> None:
    dialog = RecordPurchase(context, make_shopper(book, "Ann Lee"))
    show(dialog)
    entry = dialog.panel.entry.line
    for words in ("Opal ring 900", "Gold chain 200"):
        type_text(entry, words)
        press(entry, Qt.Key.Key_Return)
    dialog.panel.rows[0].more.click()
    QApplication.processEvents()

    there = walk(dialog.when.day.line, dialog)
    back = walk(dialog.when.day.line, dialog, forward=False)

    wanted = ["Day", "Price of Opal ring", "Details of Opal ring", "Metal", "Price of Gold chain",
              entry.accessibleName(), "Given by", "Save purchase"]  # fmt: skip
    assert [one for one in there if one in wanted] == wanted
    assert back == [there[0], *reversed(there[1:])]


def test_what_is_asked_today_comes_with_the_name(context: Context, book: Book, show: Show) -> None:
    ann = make_shopper(book, "Ann Lee")
    header = ShopperHeader(context)
    last = QWidget(header)
    last.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    last.setAccessibleName("The first deed")
    facts = facts_of(book, ann, context.viewer(), leap_day=SHOP.leap_day_rule)
    header.refresh(shopper(book, ann), None, facts)
    show(header)
    last.setGeometry(0, 700, 40, 40)

    names = walk(header.mark, header)

    assert names[-1] == "The first deed"
    assert len(names) > 2


def test_who_was_opened_stands_where_the_names_are(
    context: Context, book: Book, show: Show
) -> None:
    ids = [make_shopper(book, name) for name in ("Ann Lee", "Bea Moss")]
    whole = QWidget()
    parts = []
    for place, name in enumerate(("Enroll", "Today")):
        part = QWidget(whole)
        part.setGeometry(0, 100 * place, 90, 90)
        part.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        part.setAccessibleName(name)
        parts.append(part)
    chips = OpenedChips()
    chips.setParent(whole)
    chips.setGeometry(0, 300, 900, 60)
    chips.after = parts[0]
    show(whole)
    chips.show_shoppers(rows_for(book, ids, today=TODAY, leap_day=SHOP.leap_day_rule))
    QApplication.processEvents()

    names = walk(parts[0], whole)

    assert [names[0], names[-1]] == ["Enroll", "Today"]
    assert len(names) == 4
