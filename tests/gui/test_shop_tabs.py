"""The tabs of the shop's page: made one by one, and nothing of what is in them is lost by that."""

import pytest
from PySide6.QtWidgets import QStackedWidget
from pytestqt.qtbot import QtBot

from storebook.gui.context import Context
from storebook.gui.pages.shop import ShopPage
from tests.gui.hands import shown


@pytest.fixture
def page(context: Context, qtbot: QtBot) -> ShopPage:
    made = ShopPage(context)
    qtbot.addWidget(made)
    shown(made, 1240, 810)
    return made


def test_ctrl_tab_goes_through_the_tabs(page: ShopPage) -> None:
    words = [page.tabs().tabText(index) for index in range(page.tabs().count())]

    assert words == [
        "The shop",
        "Staff",
        "Own fields",
        "Cards and mail",
        "History",
        "The book",
        "This computer",
    ]


def test_a_tab_is_made_when_it_is_opened(page: ShopPage) -> None:
    def made() -> list[str]:
        tabs = page.findChild(QStackedWidget)
        assert isinstance(tabs, QStackedWidget)
        return [type(tabs.widget(place)).__name__ for place in range(tabs.count())]

    page.refresh()
    page.step_back()
    page.leave_it()
    before = made()
    page.open_tab("Staff")

    assert before == ["ShopDetails"]
    assert made() == ["ShopDetails", "ShopStaff"]


def test_what_is_half_typed_in_a_tab_waits_until_it_is_opened(
    page: ShopPage, context: Context, qtbot: QtBot
) -> None:
    page.open_tab("Staff")
    page.staff.name.set_value("Iris Va")
    page.leave_it()

    passed_by = ShopPage(context)
    qtbot.addWidget(passed_by)
    passed_by.leave_it()
    again = ShopPage(context)
    qtbot.addWidget(again)
    again.open_tab("Staff")

    assert again.staff.name.value() == "Iris Va"
