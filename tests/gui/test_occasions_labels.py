"""The sheet of labels is drawn as it lies in the drawer: a click chooses the first free one."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from storebook.gui import theme
from storebook.gui.pages.occasions_labels import LabelsColumn, LabelSheetView
from storebook.printing.sheets import SHEETS, LabelSheet
from tests.gui.hands import click, shown

EVERY = pytest.mark.parametrize("stock", SHEETS.values(), ids=SHEETS)


@pytest.fixture
def column(qtbot: QtBot) -> LabelsColumn:
    made = LabelsColumn(list(SHEETS.values()))
    qtbot.addWidget(made)
    shown(made, 152, 520)
    return made


def choose(column: LabelsColumn, stock: LabelSheet) -> LabelSheetView:
    column.stock.set_value(stock.name)
    column.stock.picked.emit(stock.name)
    shown(column, 152, 520)
    return column.sheet


def middle(view: LabelSheetView, stock: LabelSheet, place: int) -> QPoint:
    return view._rect(stock.box(place)).center().toPoint()


@EVERY
def test_every_place_of_a_sheet_can_be_clicked(column: LabelsColumn, stock: LabelSheet) -> None:
    view = choose(column, stock)

    for place in range(stock.places, 0, -1):
        click(view, middle(view, stock, place))

        assert column.start == place


@EVERY
def test_the_first_free_label_is_seen_on_every_sheet(
    column: LabelsColumn, stock: LabelSheet
) -> None:
    view = choose(column, stock)
    view.setValue(2)

    picture = view.grab().toImage()

    rect = view._rect(stock.box(2))
    corner = (rect.topLeft() + rect.bottomLeft()) / 2
    ratio = picture.devicePixelRatio()
    seen = picture.pixelColor(round((corner.x() + 3) * ratio), round(corner.y() * ratio))
    assert seen == QColor(theme.color("accent"))


def test_a_place_that_the_next_sheet_lacks_becomes_its_last(column: LabelsColumn) -> None:
    choose(column, SHEETS["avery-5167"]).setValue(80)

    choose(column, SHEETS["avery-5164"])

    assert column.start == 6
