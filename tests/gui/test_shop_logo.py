"""The logo of the shop among its other details."""

from pytestqt.qtbot import QtBot

from storebook.gui.context import Context
from storebook.gui.pages.shop_details import ShopDetails
from tests.gui.hands import shown


def test_on_a_tall_screen_what_stands_beneath_the_logo_stays_right_beneath_it(
    context: Context, qtbot: QtBot
) -> None:
    details = ShopDetails(context)
    qtbot.addWidget(details)
    details.refresh()
    shown(details, 1700, 900)

    assert details.logo.height() == details.logo.sizeHint().height()
    assert details.slip_note.y() - details.logo.geometry().bottom() < 40
