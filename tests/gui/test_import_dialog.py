"""A list comes in after a look: every column, every refused row, saved whole and undone whole."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from storebook.book.book import Book
from storebook.book.history import undo_last
from storebook.exchange.fields import Kind
from storebook.gui import ask, theme
from storebook.gui.context import Context
from storebook.gui.dialogs.import_list import NO_FILE, ImportList
from storebook.gui.dialogs.import_words import why
from storebook.gui.form import tab_stops
from storebook.gui.theme import Look
from storebook.people.own_fields import own_values
from tests.gui.conftest import Heard
from tests.gui.hands import click, press, shown, unnamed_controls
from tests.make import make_shopper

CONTROL = Qt.KeyboardModifier.ControlModifier
LIST = """First Name,Last Name,E-mail,Birthday,Ring tray
Ann,Lee,ann@example.com,1966-11-26,Tray 4
,,zoe@example.com,1970-01-30,Løvland
小明,王,,--02-29,
"""
TICKETS = """Invoice,Date,Customer,Description,Quantity,Price
1,2026-11-02,Ann Lee,"Ring, platinum",1,9400.00
2,2026-11-03,,Care kit,2,12.50
"""

Open = Callable[..., ImportList]


@pytest.fixture
def open_list(context: Context, tmp_path: Path, qtbot: QtBot) -> Open:
    """The dialog over its page with a list in it, once it has been read."""
    context.window().show()

    def make(text: str, name: str = "list.csv", encoding: str = "utf-8") -> ImportList:
        path = tmp_path / name
        path.write_bytes(text.encode(encoding))
        dialog = ImportList(context)
        context.dialogs.open(dialog)
        dialog.open_file(path)
        wait(dialog, qtbot)
        return dialog

    return make


def wait(dialog: ImportList, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not dialog.context.jobs.busy())


def read_again(dialog: ImportList, qtbot: QtBot) -> None:
    dialog._read()
    wait(dialog, qtbot)


def fields(dialog: ImportList) -> dict[str, str]:
    return {header: str(choice.value()) for header, choice in dialog.columns.choices}


def shoppers(book: Book) -> list[str]:
    return book.values("SELECT name FROM shopper ORDER BY id")


def test_recognized_columns_go_to_their_fields(open_list: Open) -> None:
    dialog = open_list(LIST)

    assert fields(dialog) == {
        "First Name": "given",
        "Last Name": "family",
        "E-mail": "email",
        "Birthday": "birthday",
        "Ring tray": "",
    }
    assert dialog.columns.head._fact is not None
    assert dialog.columns.head._fact.text() == "4 of 5 used"


def test_tab_comes_to_the_columns_before_the_button(
    open_list: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = open_list(LIST)
    dialog.open_file(tmp_path / "list.csv")  # the choices are made anew
    wait(dialog, qtbot)
    QApplication.processEvents()

    stops = [each.accessibleName() for each in tab_stops(dialog) if each.isVisible()]

    first = stops.index("“First Name” goes to")
    assert stops[first - 1] == "The first row is data, not headings"
    assert stops[first + 4] == "“Ring tray” goes to"
    assert stops[first + 5] == "Save the refused rows as CSV"


def test_what_it_brings_and_what_is_refused_is_seen_before(open_list: Open, book: Book) -> None:
    dialog = open_list(LIST)

    (problem,) = dialog.problems.records()
    assert problem.line == 3
    assert "no name" in problem.problem
    assert dialog.problem.text() == problem.problem
    assert dialog.save_button.words == "Import 2 rows"
    assert shoppers(book) == []


def test_what_is_kept_as_a_note_is_seen_before(open_list: Open) -> None:
    dialog = open_list("Name,Phone,Birthday\nAnn Lee,603 555 0101,1980\nBob Roe,,1970-01-30\n")

    (odd,) = dialog.problems.records()
    assert (odd.line, odd.problem) == (2, None)
    assert "A year alone is not enough. It is kept as a note." in why(odd)
    assert dialog.save_button.words == "Import 2 rows"
    assert dialog.problems_link.isHidden()


def test_it_is_saved_whole_and_taken_back_whole(
    open_list: Open, book: Book, heard: Heard, qtbot: QtBot
) -> None:
    dialog = open_list(LIST)

    press(dialog.file_button, Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: len(heard.said) == 1)
    saved = shoppers(book)
    undo_last(book)

    assert len(saved) == 2
    assert heard.said[0].startswith("2 shoppers imported, 1 refused")
    assert shoppers(book) == []


def test_another_field_is_chosen_for_a_column(
    open_list: Open, book: Book, heard: Heard, qtbot: QtBot
) -> None:
    dialog = open_list(LIST)
    dict(dialog.columns.choices)["Ring tray"].set_value("own:Ring tray")

    read_again(dialog, qtbot)
    dialog.accept()
    qtbot.waitUntil(lambda: len(heard.said) == 1)

    (ann,) = book.values("SELECT id FROM shopper WHERE name = 'Ann Lee'")
    assert [(one.name, one.value) for one in own_values(book, ann)] == [("Ring tray", "Tray 4")]


def test_a_list_of_purchases_is_known_as_one(open_list: Open, book: Book, qtbot: QtBot) -> None:
    dialog = open_list(TICKETS)

    assert dialog.kind.value() is Kind.PURCHASES
    dialog.accept()
    qtbot.waitUntil(lambda: book.value("SELECT count(*) FROM purchase") == 2)


def test_without_a_name_it_asks_for_the_column(open_list: Open, qtbot: QtBot) -> None:
    dialog = open_list("Who,When\nAnn Lee,1966-11-26\n")
    asked = dialog.save_button.isEnabled()

    dict(dialog.columns.choices)["Who"].set_value("name")
    read_again(dialog, qtbot)

    assert not asked
    assert dialog.save_button.words == "Import 1 row"


def test_a_list_without_headings(open_list: Open, qtbot: QtBot) -> None:
    dialog = open_list("Ann Lee,555 0142\nZoë Løvland,555 0143\n")

    dialog.no_headings.box.click()
    wait(dialog, qtbot)
    dict(dialog.columns.choices)["1"].set_value("name")
    read_again(dialog, qtbot)

    assert list(fields(dialog)) == ["1", "2"]
    assert dialog.save_button.words == "Import 2 rows"


def test_the_letters_can_be_changed(open_list: Open, qtbot: QtBot) -> None:
    dialog = open_list("Name\nLøvland\n", encoding="cp1252")

    dialog.encoding.set_value("cp1250")
    read_again(dialog, qtbot)

    assert dialog.encoding.value() == "cp1250"
    assert dialog._looked is not None
    assert "ř" in dialog._looked.look.columns[0].samples[0]


def test_a_file_that_is_no_list_is_said_and_another_can_be_chosen(
    open_list: Open, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = open_list("", name="empty.csv")
    said = dialog._problem.text()

    path = tmp_path / "good.csv"
    path.write_text(LIST, encoding="utf-8")
    dialog.open_file(path)
    wait(dialog, qtbot)

    assert "is empty" in said
    assert dialog.save_button.isEnabled()


def test_who_is_here_already_is_not_brought_twice(
    open_list: Open, heard: Heard, qtbot: QtBot
) -> None:
    first = open_list(LIST)
    first.accept()
    qtbot.waitUntil(lambda: len(heard.said) == 1)

    again = open_list(LIST)

    assert again._looked is not None
    assert again._looked.plan is not None
    assert again._looked.plan.already_here == 2
    assert not again.save_button.isEnabled()


def test_the_refused_rows_are_saved_to_be_mended(
    open_list: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "refused.csv"
    monkeypatch.setattr(ask, "save_file", lambda *_: out)
    dialog = open_list(LIST)

    click(dialog.problems_link)

    text = out.read_text(encoding="utf-8-sig")
    assert "Løvland" in text
    assert "Problem" in text
    assert "Ann" not in text


def test_after_saving_the_refused_rows_are_offered(
    open_list: Open, heard: Heard, qtbot: QtBot
) -> None:
    dialog = open_list(LIST)

    dialog.accept()

    qtbot.waitUntil(lambda: len(heard.said) == 1)
    follow_up = heard.follow_ups[0]
    assert follow_up is not None
    assert follow_up.words == "Save the refused rows"


def test_stop_leaves_nothing_saved(open_list: Open, book: Book, heard: Heard, qtbot: QtBot) -> None:
    names = "\n".join(f"Shopper {number}" for number in range(3_000))
    dialog = open_list(f"Name\n{names}\n")

    dialog.accept()
    dialog.leave()

    qtbot.waitUntil(lambda: dialog._ticket is None, timeout=30_000)
    assert dialog._problem.text() == "Stopped. Nothing was saved."
    assert shoppers(book) == []
    assert dialog.save_button.isEnabled()
    assert heard.said == []


def test_nothing_can_be_saved_without_a_list(context: Context, book: Book) -> None:
    dialog = ImportList(context)
    context.dialogs.open(dialog)

    dialog.accept()

    assert not dialog.save_button.isEnabled()
    assert shoppers(book) == []


def test_what_is_there_is_not_touched_by_looking(open_list: Open, book: Book) -> None:
    make_shopper(book, "Ann Lee")
    before = book.changed_count

    open_list(LIST)

    assert book.changed_count == before


def test_it_stands_in_a_small_window_with_large_text(
    open_list: Open, qapp: QApplication, context: Context
) -> None:
    dialog = open_list(LIST)
    theme.wear(qapp, Look.LIGHT, 1.5)
    shown(context.window(), 1100, 700)

    assert dialog.width() <= 1100
    assert dialog.height() <= 700


def test_every_control_has_a_name(open_list: Open) -> None:
    dialog = open_list(LIST)

    assert unnamed_controls(dialog) == []


def test_what_was_chosen_for_the_columns_is_there_again(
    open_list: Open, context: Context, book: Book, qtbot: QtBot
) -> None:
    dialog = open_list(LIST)
    found = fields(dialog)
    choice = dict(dialog.columns.choices)["Ring tray"]
    choice.set_value("notes")
    choice.picked.emit("notes")
    wait(dialog, qtbot)
    dialog.leave()

    again = ImportList(context)
    context.dialogs.open(again)
    wait(again, qtbot)
    brought_back = fields(again)
    again.accept()
    wait(again, qtbot)
    last = ImportList(context)

    assert brought_back == {**found, "Ring tray": "notes"}
    assert len(shoppers(book)) == 2
    assert last.file.text() == NO_FILE
