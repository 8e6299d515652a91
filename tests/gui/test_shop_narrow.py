"""On a small screen or with large text: what the tabs of the Shop page show stays whole."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QLineEdit, QScrollBar, QWidget
from pytestqt.qtbot import QtBot

from storebook.gui import theme
from storebook.gui.context import Context
from storebook.gui.pages.shop_book import ShopBook
from storebook.gui.pages.shop_gift_days import ShopGiftDays
from storebook.gui.pages.shop_stock import ShopStock
from storebook.gui.theme import Look
from tests.gui.hands import shown


@pytest.mark.parametrize("tab", [ShopGiftDays, ShopStock])
def test_every_field_is_seen_in_its_whole_width(
    context: Context, qtbot: QtBot, qapp: QApplication, tab: type[ShopGiftDays | ShopStock]
) -> None:
    theme.wear(qapp, Look.LIGHT, 1.5)
    page = tab(context)
    qtbot.addWidget(page)
    page.refresh()
    shown(page, 920, 480)
    QApplication.processEvents()

    fields = [one for one in page.findChildren(QLineEdit) if one.isVisible()]
    assert fields
    assert [one.accessibleName() for one in fields if is_cut(one, page)] == []


def is_cut(field: QWidget, page: QWidget) -> bool:
    """Whether something that it stands in ends before it does."""
    above = field.parentWidget()
    while above is not None and above is not page:
        if field.mapTo(above, QPoint(field.width(), 0)).x() > above.width():
            return True
        above = above.parentWidget()
    return False


def test_all_about_the_book_is_seen_at_once_in_a_window_of_the_usual_size(
    context: Context, qtbot: QtBot
) -> None:
    page = ShopBook(context)
    qtbot.addWidget(page)
    page.refresh()
    shown(page, 1020, 610)
    QApplication.processEvents()

    assert {bar.maximum() for bar in page.findChildren(QScrollBar) if bar.isVisible()} <= {0}
