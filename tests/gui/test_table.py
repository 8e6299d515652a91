"""A list keeps its place, is worked by keys alone and says its rows aloud."""

from dataclasses import dataclass
from functools import partial

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from storebook.gui import theme
from storebook.gui.cells import Cell, Column
from storebook.gui.delegates import PAD, SPARE, RowDelegate
from storebook.gui.drawing import text_width
from storebook.gui.table import RecordTable
from storebook.gui.timeline import Entry, Timeline
from tests.gui.hands import click, press, shown, spoken_name


@dataclass(frozen=True, slots=True, kw_only=True)
class Guest:
    """Somebody in a list."""

    id: int
    name: str
    coming: bool = False


COLUMNS = [
    Column[Guest]("Guest & friend", lambda guest: Cell(text=guest.name, second="at eight")),
    Column[Guest]("Comes", lambda guest: Cell(checked=guest.coming), 40),
    Column[Guest]("", lambda guest: Cell(text="Call", link=True), 80, key="call"),
    Column[Guest]("Number", lambda guest: str(guest.id), 80, right=True, key="number"),
]

THREE = [Guest(id=1, name="Ann"), Guest(id=2, name="Bo"), Guest(id=3, name="Cy")]


@pytest.fixture
def table(qtbot: QtBot) -> RecordTable:
    made = RecordTable(COLUMNS, "Guests", sentence=lambda guest: f"{guest.name}, at eight")
    qtbot.addWidget(made)
    shown(made, 640, 400)
    made.show_records(THREE)
    return made


def center(table: RecordTable, row: int, column: int) -> QPoint:
    return table.visualRect(table.model().index(row, column)).center()


def test_the_first_row_is_chosen_so_that_enter_always_means_something(
    table: RecordTable,
) -> None:
    assert table.chosen() == THREE[0]


def test_end_is_the_last_row_and_home_the_first(table: RecordTable) -> None:
    press(table, Qt.Key.Key_End)
    last = table.chosen()
    press(table, Qt.Key.Key_Home)

    assert (last, table.chosen()) == (THREE[-1], THREE[0])


def test_in_a_short_list_that_has_the_keys_the_new_one_is_chosen(qtbot: QtBot) -> None:
    table = RecordTable(COLUMNS, "Guests", bare=True, fit=True)
    qtbot.addWidget(table)
    shown(table, 640, 400)
    table.show_records(THREE)
    table.choose(3)
    table.clearFocus()
    table.show_records([Guest(id=9, name="New"), *THREE])
    without_keys = table.chosen().id
    table.setFocus()

    table.show_records([Guest(id=9, name="New"), THREE[0], Guest(id=8, name="Di"), *THREE[1:]])
    just_written = table.chosen().id
    table.show_records([Guest(id=9, name="New"), *THREE])
    taken_back = table.chosen().id
    table.show_records([Guest(id=6, name="E"), Guest(id=7, name="F"), *THREE])

    assert (without_keys, just_written, taken_back) == (3, 8, 2)
    assert table.chosen().id == 2


def test_the_chosen_one_stays_chosen_when_the_list_is_read_again(table: RecordTable) -> None:
    table.choose(3)

    table.show_records([Guest(id=9, name="New"), *THREE])

    assert table.chosen().id == 3


def test_when_the_chosen_one_is_gone_its_place_is_chosen(table: RecordTable) -> None:
    table.choose(2)

    table.show_records([THREE[0], THREE[2]])

    assert table.chosen().id == 3


def test_one_click_opens_a_row(table: RecordTable, qtbot: QtBot) -> None:
    with qtbot.waitSignal(table.opened) as opened:
        click(table.viewport(), center(table, 1, 0))

    assert opened.args == [THREE[1]]


def test_enter_opens_the_chosen_row(table: RecordTable, qtbot: QtBot) -> None:
    table.setFocus()
    press(table, Qt.Key.Key_Down)

    with qtbot.waitSignal(table.opened) as opened:
        press(table, Qt.Key.Key_Return)

    assert opened.args == [THREE[1]]


def test_space_checks_the_row_and_a_click_on_the_box_does_too(
    table: RecordTable, qtbot: QtBot
) -> None:
    table.setFocus()
    with qtbot.waitSignal(table.toggled) as by_key:
        press(table, Qt.Key.Key_Space)
    with qtbot.waitSignal(table.toggled) as by_mouse, qtbot.assertNotEmitted(table.opened):
        click(table.viewport(), center(table, 2, 1))

    assert by_key.args == [THREE[0], True]
    assert by_mouse.args == [THREE[2], True]


def test_words_that_act_do_so_by_themselves(table: RecordTable, qtbot: QtBot) -> None:
    with qtbot.waitSignal(table.acted) as acted, qtbot.assertNotEmitted(table.opened):
        click(table.viewport(), center(table, 1, 2))

    assert acted.args == [THREE[1], "call"]


def test_the_search_moves_the_row_while_the_caret_stays_in_it(table: RecordTable) -> None:
    table.move_by(Qt.Key.Key_Down)
    table.move_by(Qt.Key.Key_Down)
    table.move_by(Qt.Key.Key_Down)
    at_the_end = table.chosen()
    table.move_by(Qt.Key.Key_PageUp)

    assert at_the_end == THREE[2]
    assert table.chosen() == THREE[0]


def test_a_row_is_said_as_a_sentence(table: RecordTable) -> None:
    spoken = table.model().data(table.model().index(1, 0), Qt.ItemDataRole.AccessibleTextRole)

    assert spoken == "Bo, at eight"
    assert spoken_name(table) == "Guests"


def test_headings_ask_for_another_order_where_there_is_one(
    table: RecordTable, qtbot: QtBot
) -> None:
    header = table.horizontalHeader()
    places = [header.sectionViewportPosition(3) + 20, header.sectionViewportPosition(0) + 20]

    with qtbot.waitSignal(table.heading_clicked) as clicked:
        click(header.viewport(), QPoint(places[0], 10))
    with qtbot.assertNotEmitted(table.heading_clicked):
        click(header.viewport(), QPoint(places[1], 10))

    assert clicked.args == ["number"]


def test_an_empty_list_says_what_is_so(table: RecordTable) -> None:
    table.set_empty("No guests tonight", "The next evening is December 12.")

    table.show_records([])

    said = [part.text() for part in table.findChildren(QLabel) if part.isVisible()]
    assert said == ["No guests tonight", "The next evening is December 12."]
    assert table.chosen() is None


def test_growing_columns_fill_the_room_that_is_left(table: RecordTable) -> None:
    table.resize(900, 300)

    widths = [table.columnWidth(column) for column in range(4)]

    assert sum(widths) <= table.viewport().width()
    assert widths[0] == table.viewport().width() - 40 - 80 - 80


def test_only_rows_that_are_seen_are_made_out_of_a_hundred_thousand(qtbot: QtBot) -> None:
    asked: set[int] = set()

    def name(guest: Guest) -> str:
        asked.add(guest.id)
        return guest.name

    table = RecordTable([Column[Guest]("Guest", name)], "Guests")
    qtbot.addWidget(table)
    shown(table, 640, 400)

    table.show_records([Guest(id=number, name="Guest") for number in range(100_000)])
    table.grab()

    assert 0 < len(asked) < 50


def test_a_timeline_opens_entries_and_passes_over_years(qtbot: QtBot) -> None:
    timeline = Timeline("Everything that happened")
    qtbot.addWidget(timeline)
    shown(timeline, 600, 300)
    entries = [
        Entry(id=2, year="2026", day="Nov 20", mark="purchase", first="A ring", amount="$9,400"),
        Entry(
            id=1, year="2025", day="Dec 1", mark="contact", first="Telephone", second="She called"
        ),
    ]
    timeline.show_entries(entries)
    timeline.setFocus()
    press(timeline, Qt.Key.Key_Down)
    press(timeline, Qt.Key.Key_Down)

    with qtbot.waitSignal(timeline.opened) as opened:
        press(timeline, Qt.Key.Key_Return)

    assert opened.args == [entries[1]]
    assert timeline.entries() == entries
    assert entries[0].spoken() == "Nov 20, 2026, A ring, $9,400"


def test_small_words_at_the_right_give_way_to_a_name_that_needs_the_room() -> None:
    rows = RowDelegate(row_letters="listname")
    name, town = "Caroline & Kenneth Fairbanks", "Portsmouth"
    needed = text_width(name, theme.font("listname")) + SPARE
    all_of_it = text_width(town, theme.font("small")) + 1
    cell = Cell(text=name, second="Anniversary", aside=town)

    roomy = rows.aside_room(cell, needed + PAD + all_of_it + 30)
    tight = rows.aside_room(cell, needed + PAD + all_of_it - 10)
    narrow = rows.aside_room(cell, needed + PAD + 5)

    assert roomy == (all_of_it, needed + 30)
    assert tight == (all_of_it - 10, needed)
    assert narrow == (0, needed + PAD + 5)


def test_a_warning_at_the_right_stays_beside_the_longest_name() -> None:
    rows = RowDelegate(row_letters="listname")
    cell = Cell(text="Caroline & Kenneth Fairbanks" * 4, aside="look at this", stays=True)

    wide, room = rows.aside_room(cell, 300)

    assert wide == text_width("look at this", theme.font("small")) + 1
    assert room == 300 - wide - PAD
    assert cell.spoken().endswith("look at this")


def ink(table: RecordTable, row: int, column: int) -> range:
    """From the highest to the lowest line of its cell that has letters on it."""
    box = table.visualRect(table.model().index(row, column)).adjusted(PAD, 1, -PAD, -1)
    picture = table.viewport().grab(box).toImage()
    dark = [
        y
        for y in range(picture.height())
        if any(picture.pixelColor(x, y).lightness() < 128 for x in range(picture.width()))
    ]
    return range(dark[0], dark[-1] + 1)


def as_it_is(cell: Cell, _: Guest) -> Cell:
    return cell


def listed(qtbot: QtBot, *cells: Cell) -> RecordTable:
    """A list of one row, of those cells."""
    columns = [Column[Guest]("", partial(as_it_is, cell), 200) for cell in cells]
    made = RecordTable(columns, "Guests", row_height=46)
    qtbot.addWidget(made)
    shown(made, 640, 200)
    made.show_records(THREE[:1])
    return made


def test_a_name_and_the_figures_beside_it_stand_on_one_line(qtbot: QtBot) -> None:
    table = listed(qtbot, Cell(text="HHH", kind="listname"), Cell(text="HHH"))

    assert ink(table, 0, 0)[-1] == ink(table, 0, 1)[-1]


def test_a_name_with_a_fact_beneath_it_has_as_much_air_above_as_below(qtbot: QtBot) -> None:
    table = listed(qtbot, Cell(text="Haggai", kind="listname", second="Haggai"))

    seen = ink(table, 0, 0)
    tall = table.visualRect(table.model().index(0, 0)).height() - 2
    assert abs(seen[0] - (tall - 1 - seen[-1])) <= 1
