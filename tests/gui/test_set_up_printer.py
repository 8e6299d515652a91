"""A printer is set up once: who turns its paper, and where on the paper it prints."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from storebook.gui import local_settings
from storebook.gui.context import Context
from storebook.gui.dialogs.set_up_printer import SetUpPrinter, read_millimeters
from storebook.gui.opener import Opener
from storebook.gui.pages.shop_computer import ShopComputer
from storebook.gui.printer_habits import (
    BothSides,
    PrinterHabits,
    calibration_of_printer,
    habits_from_text,
    habits_of,
    keep_calibration,
    keep_habits,
    turned_by_hand,
)
from storebook.gui.stack_picture import StackPicture
from storebook.printing.calibration import Calibration
from storebook.printing.folds import Edge
from tests.gui.hands import click, press, shown, type_text, unnamed_controls
from tests.gui.queue import Queue, lacking
from tests.gui.test_dialog import Room
from tests.printing.reading import pages

needs_a_server = pytest.mark.skipif(
    bool(lacking()), reason=f"no print server to try: {', '.join(lacking())} missing"
)
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def queue(queues: dict[str, Queue]) -> Queue:
    for left in queues["described"].folder.iterdir():
        left.unlink()
    return queues["described"]


@pytest.fixture
def dialog(context: Context, qtbot: QtBot) -> SetUpPrinter:
    room = Room()
    qtbot.addWidget(room)
    shown(room, 1300, 900)
    room.opener = Opener(room.scrim)
    made = SetUpPrinter(context, "described")
    made.room = room  # type: ignore[attr-defined]
    room.scrim.open(made)
    return made


def test_what_is_measured_is_said_at_once_and_kept(dialog: SetUpPrinter) -> None:
    for letter, number in zip("abcd", ("21,2", "19.6 mm", "170", "230"), strict=True):
        type_text(dialog.numbers[letter].control, number)

    assert dialog.found.text() == "Prints 1.2 mm too far right and 0.4 mm too high."
    press(dialog, Qt.Key.Key_Return, CONTROL)

    off = calibration_of_printer("described")
    assert (off.offset_x, off.offset_y) == (1.2, -0.4)


def test_what_was_measured_is_there_again_after_it_was_left(
    dialog: SetUpPrinter, context: Context
) -> None:
    for letter, number in zip("ab", ("21.2", "19.6"), strict=True):
        type_text(dialog.numbers[letter].control, number)
    dialog.leave()

    again = SetUpPrinter(context, "described")

    assert [again.numbers[letter].value() for letter in "abc"] == ["21.2", "19.6", ""]


def test_a_wrong_number_stands_beside_its_field_and_nothing_is_kept(dialog: SetUpPrinter) -> None:
    for letter, number in zip("abcd", ("21", "20", "190", "230"), strict=True):
        type_text(dialog.numbers[letter].control, number)

    press(dialog, Qt.Key.Key_Return, CONTROL)

    assert "100 %" in dialog.numbers["c"].message.text()
    assert calibration_of_printer("described").is_exact


def test_a_missing_number_is_asked_for(dialog: SetUpPrinter) -> None:
    type_text(dialog.numbers["a"].control, "21")

    press(dialog, Qt.Key.Key_Return, CONTROL)

    assert dialog.numbers["b"].message.text() == "B is missing."


def test_each_stock_and_tray_has_its_own_numbers() -> None:
    anything, labels = Calibration(offset_x=1), Calibration(offset_x=2)
    keep_calibration("described", anything)
    keep_calibration("described", labels, stock="avery-5160")
    keep_calibration("described", Calibration(offset_x=3), tray="manual")

    assert calibration_of_printer("described", stock="a4") == anything
    assert calibration_of_printer("described", stock="avery-5160", tray="manual") == labels
    assert calibration_of_printer("described", tray="manual").offset_x == 3
    assert calibration_of_printer("another").is_exact

    keep_calibration("described", None, stock="avery-5160")
    assert calibration_of_printer("described", stock="avery-5160") == anything


def test_who_turns_the_stack_is_kept(dialog: SetUpPrinter) -> None:
    dialog.both_sides.set_value(BothSides.BY_HAND)
    dialog.turn_over.set_value(Edge.SHORT)
    dialog.last_first.set_on(True)
    dialog.envelopes.set_value(270)

    press(dialog, Qt.Key.Key_Return, CONTROL)

    assert habits_of("described") == PrinterHabits(
        both_sides=BothSides.BY_HAND, turn_over=Edge.SHORT, last_first=True, envelope_turn=270
    )
    assert turned_by_hand("described")


@pytest.mark.parametrize(
    "text", ["", "[]", "{", '{"turn_over": "sideways"}', '{"envelope_turn": 7}']
)
def test_settings_that_cannot_be_read_are_the_usual_ones(text: str) -> None:
    assert habits_from_text(text) == PrinterHabits()


def test_every_control_has_a_name(dialog: SetUpPrinter, context: Context, qtbot: QtBot) -> None:
    page = ShopComputer(context)
    qtbot.addWidget(page)
    page.refresh()

    assert unnamed_controls(dialog) == []
    assert unnamed_controls(page) == []


@pytest.mark.parametrize(("text", "number"), [("20.5", 20.5), (" 20,5 mm ", 20.5), ("", None)])
def test_millimeters_are_read_as_people_write_them(text: str, number: float | None) -> None:
    assert read_millimeters(text, "a") == number


def test_the_picture_follows_the_edge(qtbot: QtBot) -> None:
    picture = StackPicture(Edge.LONG)
    qtbot.addWidget(picture)
    book = picture.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    words = picture.accessibleDescription()

    picture.show_turn(Edge.SHORT)

    assert picture.grab().toImage().convertToFormat(QImage.Format.Format_RGB32) != book
    assert "book" in words
    assert "notepad" in picture.accessibleDescription()


@needs_a_server
def test_the_sheet_goes_out_plain_for_measuring_and_put_right_for_looking(
    dialog: SetUpPrinter, queue: Queue, qtbot: QtBot
) -> None:
    click(dialog.measure_button)
    qtbot.waitUntil(lambda: not dialog.sheets.busy(), timeout=20_000)
    for letter, number in zip("abcd", ("22", "20", "170", "230"), strict=True):
        type_text(dialog.numbers[letter].control, number)
    click(dialog.look_button)
    qtbot.waitUntil(lambda: not dialog.sheets.busy(), timeout=20_000)

    plain, right = (pages(paper.pdf)[0].text("FRONT") for paper in queue.papers(2))
    assert right.x == pytest.approx(plain.x - 2, abs=0.05)
    assert right.y == pytest.approx(plain.y, abs=0.05)


@needs_a_server
def test_a_test_of_both_sides_waits_for_the_hand(
    dialog: SetUpPrinter, queue: Queue, qtbot: QtBot
) -> None:
    dialog.both_sides.set_value(BothSides.BY_HAND)
    dialog.last_first.set_on(True)

    click(dialog.try_sides)
    qtbot.waitUntil(dialog.go_on.isVisible, timeout=20_000)
    click(dialog.go_on)
    qtbot.waitUntil(lambda: not dialog.sheets.busy(), timeout=20_000)

    first, second = queue.papers(2)
    assert [
        page.texts and next(t.text for t in page.texts if "FRONT" in t.text)
        for page in pages(first.pdf)
    ] == ["FRONT 1", "FRONT 2"]
    assert [
        next(t.text for t in page.texts if t.text.startswith("BACK ")) for page in pages(second.pdf)
    ] == ["BACK 2", "BACK 1"]
    assert first.options["sides"] == second.options["sides"] == "one-sided"


@needs_a_server
def test_the_printers_are_listed_with_what_is_known_of_them(
    context: Context, queue: Queue, qtbot: QtBot
) -> None:
    keep_habits("plain", PrinterHabits(both_sides=BothSides.BY_HAND))
    keep_calibration("described", Calibration(offset_x=1.5))
    local_settings.remember_printer("described")
    page = ShopComputer(context)
    qtbot.addWidget(page)

    page.refresh()

    found = {one.name: one.fact for one in page.printers.table.records()}
    assert (
        found["described"]
        == "used last, both sides by itself, put right: prints 1.5 mm too far right"
    )
    assert found["plain"] == "you turn the stack"
