"""Where a dialog stands over the page, and that it comes to rest there."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from storebook.book.book import Book
from storebook.gui import theme
from storebook.gui.dialogs.record_purchase import RecordPurchase
from storebook.gui.main_window import MainWindow
from storebook.gui.pictures import settle
from storebook.gui.scrim import EDGE
from storebook.gui.theme import Look
from tests.gui.hands import shown
from tests.make import make_shopper


@pytest.mark.parametrize("text_size", [1.0, 1.5])
def test_a_ticket_that_nobody_touches_is_not_laid_out_again_and_again(
    book: Book, window: MainWindow, qapp: QApplication, qtbot: QtBot, text_size: float
) -> None:
    shown(window, 1280, 800)
    theme.wear(qapp, Look.LIGHT, text_size)
    dialog = RecordPurchase(window.context, make_shopper(book, "Margaret Ashworth"))
    window.opener.open(dialog)
    settle(window)

    with qtbot.assertNotEmitted(dialog.grown, wait=200):
        pass


def test_a_wide_dialog_has_as_much_air_at_its_left_as_at_its_right(
    book: Book, window: MainWindow, qapp: QApplication
) -> None:
    shown(window, 1280, 800)
    theme.wear(qapp, Look.LIGHT, 1.5)
    dialog = RecordPurchase(window.context, make_shopper(book, "Margaret Ashworth"))
    window.opener.open(dialog)
    settle(window)

    place = dialog.geometry()
    assert (place.left(), window.scrim.width() - place.left() - place.width()) == (EDGE, EDGE)
