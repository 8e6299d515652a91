"""Cards to send: who gets one, who does not and why, and nothing is sent before it is confirmed."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QPoint, Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from storebook.base.dates import PartialDate
from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.gui import ask, printer, theme
from storebook.gui.context import Context
from storebook.gui.dialogs.past_runs import PastRuns
from storebook.gui.dialogs.print_again import PrintAgain
from storebook.gui.pages.occasions import OccasionsPage
from storebook.gui.pages.occasions_preview import Side
from storebook.gui.theme import Look
from storebook.outreach.choosing import RunKind
from storebook.outreach.runs import run_waiting, runs
from storebook.outreach.touches import touches_of
from storebook.people.departures import mark_deceased
from storebook.people.occasions import OccasionKind, set_wedding_day
from storebook.staff.viewer import Viewer
from tests.gui.conftest import TODAY, Heard
from tests.gui.hands import click, press, shown, spoken_name, type_text, unnamed_controls
from tests.make import make_couple, make_shopper

NOVEMBER_26 = PartialDate(year=1966, month=11, day=26)
NOVEMBER_28 = PartialDate(month=11, day=28)
CONTROL = Qt.KeyboardModifier.ControlModifier

MakeContext = Callable[[Book], Context]


def make_birthday(book: Book, name: str, when: PartialDate = NOVEMBER_26, **fields: Any) -> int:
    return make_shopper(book, name, **{"street": "1 High Street", "birthday": when, **fields})


@pytest.fixture
def people(book: Book) -> dict[str, int]:
    """Two birthdays and an anniversary, and somebody who died."""
    vivian = make_birthday(book, "Vivian Castellane")
    yusuf = make_birthday(book, "Yusuf Demir", NOVEMBER_28)
    lena, karl = make_couple(book, "Lena Aster", "Karl Aster")
    set_wedding_day(book, lena, PartialDate(year=2001, month=11, day=28), partner_id=karl)
    walter = make_birthday(book, "Walter Finch")
    mark_deceased(book, walter, on=date(2026, 8, 1), note="his son told us")
    return {"vivian": vivian, "yusuf": yusuf, "lena": lena, "karl": karl, "walter": walter}


@pytest.fixture
def page(context: Context, people: dict[str, int], qtbot: QtBot) -> OccasionsPage:
    made = OccasionsPage(context)
    qtbot.addWidget(made)
    shown(made, 1240, 810)
    return made


@pytest.fixture
def saved(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Where the next file is saved."""
    path = tmp_path / "out.pdf"
    monkeypatch.setattr(ask, "save_file", lambda *_: path)
    return path


@pytest.fixture
def paper(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """What comes out of the printer, as a file."""
    path = tmp_path / "paper.pdf"

    def choose(*_: object, **__: object) -> QPrinter:
        chosen = QPrinter(QPrinter.PrinterMode.HighResolution)
        chosen.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        chosen.setOutputFileName(str(path))
        chosen.setResolution(72)
        return chosen

    monkeypatch.setattr(printer, "has_printer", lambda: True)
    monkeypatch.setattr(printer, "choose_printer", choose)
    return path


def names(page: OccasionsPage) -> list[str]:
    return [one.name_line for one in page.due.table.records()]


def pages_of(path: Path) -> int:
    return len(PdfReader(path).pages)


def text_of(path: Path) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(path).pages)


def choose_row(page: OccasionsPage, row: int) -> None:
    one = page.due.table.records()[row]
    page.due.table.choose((one.occasion_id, one.day))
    page._show_preview()


def test_who_is_due_stands_in_the_order_of_the_days(page: OccasionsPage) -> None:
    assert names(page) == ["Vivian Castellane", "Lena Aster & Karl Aster", "Yusuf Demir"]
    assert page.due.head._fact is not None
    assert page.due.head._fact.text() == "3 cards for 4 people"
    assert page.fact.text() == "Occasions from November 20 to December 3"


def test_who_is_left_out_stands_under_the_reason(page: OccasionsPage) -> None:
    said = [(line.words, line.detail, line.count) for line in page.left_out.lines()]

    assert said[0] == ("Died", "", 1)
    assert said[1][0] == "Walter Finch"
    assert "his son told us" in said[1][1]


def test_a_left_out_name_leads_to_its_page(
    page: OccasionsPage, people: dict[str, int], heard: Heard
) -> None:
    page.left_out.setFocus()
    press(page.left_out, Qt.Key.Key_Down)
    press(page.left_out, Qt.Key.Key_Down)

    press(page.left_out, Qt.Key.Key_Return)

    assert heard.shoppers == [people["walter"]]


def test_only_one_kind_and_other_days_can_be_asked_for(page: OccasionsPage) -> None:
    page.due.kind.set_value(OccasionKind.WEDDING)
    page.refresh()
    only_weddings = names(page)
    page.due.kind.set_value(None)
    page.windows.set_value(7)
    page.refresh()

    assert only_weddings == ["Lena Aster & Karl Aster"]
    assert names(page) == ["Vivian Castellane"]


def test_another_first_day_is_typed(page: OccasionsPage) -> None:
    page.due.from_day.line.clear()
    type_text(page.due.from_day.line, "Nov 27")
    press(page.due.from_day.line, Qt.Key.Key_Return)

    assert page.fact.text() == "Occasions from November 27 to December 10"
    assert names(page) == ["Lena Aster & Karl Aster", "Yusuf Demir"]


def test_with_nobody_due_the_next_one_is_said(context: Context, book: Book, qtbot: QtBot) -> None:
    first, second = make_couple(book, "Hugo Lind", "Vera Lind")
    set_wedding_day(book, first, PartialDate(year=2023, month=12, day=19), partner_id=second)

    page = OccasionsPage(context)
    qtbot.addWidget(page)
    shown(page)

    said = page.due._coming(page._seen)
    assert said == "The next one is December 19: Hugo Lind & Vera Lind, 3 years."
    assert not page.print_bar.print_button.isEnabled()


def test_nothing_is_sent_before_somebody_says_so(
    page: OccasionsPage, book: Book, saved: Path
) -> None:
    click(page.print_bar.file_button)

    waiting = run_waiting(book)
    assert waiting is not None
    assert waiting.sent_on is None
    assert pages_of(saved) == 6
    assert page.answer_bar.isVisible()
    assert page.answer_bar.sentence.startswith("3 cards were saved as “out.pdf” at ")


def test_the_question_stays_after_a_restart(
    page: OccasionsPage, context: Context, qtbot: QtBot, saved: Path
) -> None:
    click(page.print_bar.file_button)

    again = OccasionsPage(context)
    qtbot.addWidget(again)
    shown(again)

    assert again.answer_bar.isVisible()
    assert again.answer_bar.sentence == "3 cards went to paper today."


def test_printed_fine_marks_them_as_sent(
    page: OccasionsPage, book: Book, people: dict[str, int], saved: Path, heard: Heard
) -> None:
    click(page.print_bar.file_button)

    page.save_it()

    assert heard.said == ["3 cards now count as sent."]
    viewer = Viewer(today=TODAY)
    assert [touch.text for touch in touches_of(book, people["karl"], viewer)] == [
        "Anniversary card mailed"
    ]
    assert names(page) == []
    assert "Card sent already" in [line.words for line in page.left_out.lines()]
    assert not page.answer_bar.isVisible()


def test_not_printed_makes_them_due_again(
    page: OccasionsPage, book: Book, saved: Path, heard: Heard
) -> None:
    click(page.print_bar.file_button)

    click(page.answer_bar.not_button)

    assert run_waiting(book) is None
    assert len(names(page)) == 3
    assert heard.said == ["The run was put away: its days are due again."]


def test_a_cleared_box_stays_out_of_the_run(page: OccasionsPage, book: Book, saved: Path) -> None:
    page.due.table.setFocus()
    choose_row(page, 1)

    press(page.due.table, Qt.Key.Key_Space)
    click(page.print_bar.file_button)

    assert runs(book)[0].pieces == 2
    assert "Aster" not in text_of(saved)


def test_clearing_all_leaves_nothing_to_print(page: OccasionsPage) -> None:
    click(page.due.all_link)
    nothing = page.print_bar.print_button.isEnabled()
    click(page.due.all_link)

    assert not nothing
    assert page.print_bar.print_button.isEnabled()


def test_enter_opens_the_shopper_and_a_click_only_chooses(
    page: OccasionsPage, people: dict[str, int], heard: Heard
) -> None:
    table = page.due.table
    place = table.visualRect(table.model().index(2, 1)).center()
    click(table.viewport(), place)
    after_click = list(heard.shoppers)

    press(table, Qt.Key.Key_Return)

    assert after_click == []
    assert heard.shoppers == [people["yusuf"]]
    assert page.shopper_id == people["yusuf"]


def test_the_cards_go_to_a_real_printer_page_by_page(
    page: OccasionsPage, book: Book, paper: Path, qtbot: QtBot
) -> None:
    page.print_it()

    qtbot.waitUntil(page.answer_bar.isVisible)
    assert pages_of(paper) == 6
    assert page.answer_bar.sentence.startswith("3 cards went to the printer at ")


def test_after_a_jam_it_goes_on_from_a_card(
    page: OccasionsPage, context: Context, paper: Path, qtbot: QtBot
) -> None:
    page.print_it()
    qtbot.waitUntil(page.answer_bar.isVisible)
    first_time = pages_of(paper)

    page.paperwork.print_again()
    dialog = context.window().findChild(PrintAgain)
    assert isinstance(dialog, PrintAgain)
    dialog.first.set_value(3)
    dialog.accept()

    qtbot.waitUntil(lambda: not page.paperwork.printing.busy())
    assert first_time == 6
    assert pages_of(paper) == 2
    assert page.answer_bar.isVisible()


def test_while_a_run_waits_no_second_one_is_made(
    page: OccasionsPage, book: Book, saved: Path
) -> None:
    click(page.print_bar.file_button)

    with pytest.raises(Refused, match="First say how the last cards came out"):
        page.print_it()

    assert len(runs(book)) == 1


def test_labels_of_a_waiting_run_lie_in_the_order_of_its_cards(
    page: OccasionsPage, book: Book, saved: Path
) -> None:
    click(page.print_bar.file_button)
    make_birthday(book, "Aaron Adams")

    click(page.labels.file_button)

    text = text_of(saved)
    places = [text.index(name) for name in ("Vivian", "Lena Aster", "Yusuf")]
    assert places == sorted(places)
    assert "Aaron" not in text
    assert len(runs(book)) == 1


def test_labels_begin_at_the_first_free_place(page: OccasionsPage, saved: Path) -> None:
    page.labels.sheet.setFocus()
    press(page.labels.sheet, Qt.Key.Key_Down)
    press(page.labels.sheet, Qt.Key.Key_Down)
    press(page.labels.sheet, Qt.Key.Key_Right)

    click(page.labels.file_button)

    assert page.labels.start == 8 + 3
    assert "3 labels were saved as “out.pdf”." in page.labels.note.text()


def test_the_first_free_label_is_clicked(page: OccasionsPage) -> None:
    sheet = page.labels.sheet
    box = sheet._rect(sheet._stock.box(8)).center().toPoint()

    click(sheet, QPoint(box))

    assert page.labels.start == 8
    assert page.labels._start.text() == "Starts at place 8"
    assert spoken_name(sheet) == "First free label"


def test_the_preview_is_the_real_card(page: OccasionsPage) -> None:
    choose_row(page, 1)
    front = page.preview.paper.shown
    page.preview.sides.set_value(Side.LABEL)
    page._show_preview()
    label = page.preview.paper.shown

    assert front is not None
    assert front.pages.count == 2
    assert label is not None
    assert label.ratio == pytest.approx(66.68 / 25.4, rel=0.01)
    assert page.preview.head._fact is not None
    assert page.preview.head._fact.text() == "2 of 3"


def test_what_cannot_be_printed_is_said_in_its_row(
    context: Context, book: Book, qtbot: QtBot
) -> None:
    make_birthday(book, "Ann Lee", greeting_line="Dear Ann \U0001f48d")

    page = OccasionsPage(context)
    qtbot.addWidget(page)
    shown(page)

    assert "No font has the letters" in next(iter(page._seen.problems.values()))
    with pytest.raises(Refused, match="No font has the letters"):
        page.print_it()
    assert runs(book) == []


def test_many_sheets_are_asked_about_first(
    context: Context, book: Book, qtbot: QtBot, paper: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(51):
        make_birthday(book, f"Shopper {number}")
    asked: list[str] = []

    def not_now(_: object, question: str, deed: str) -> bool:
        asked.append(f"{question} {deed}?")
        return False

    monkeypatch.setattr(ask, "confirm", not_now)
    page = OccasionsPage(context)
    qtbot.addWidget(page)

    page.print_it()

    assert asked == ["This takes 51 sheets of paper. Print 51 sheets?"]
    assert runs(book) == []


def test_a_file_that_cannot_be_written_leaves_them_due(
    page: OccasionsPage, book: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ask, "save_file", lambda *_: tmp_path / "missing" / "out.pdf")

    with pytest.raises(OSError, match=r"out\.pdf"):
        page.paperwork.save_cards()

    assert run_waiting(book) is None
    assert len(names(page)) == 3


def test_the_mailing_list_goes_to_a_spreadsheet(
    page: OccasionsPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "list.csv"
    monkeypatch.setattr(ask, "save_file", lambda *_: out)
    monkeypatch.setattr(ask, "choose", lambda *_: 2)

    click(page.list_button)

    text = out.read_text(encoding="utf-8-sig")
    assert text.index("Vivian Castellane") < text.index("Yusuf Demir")


def test_a_past_run_prints_its_labels_again(
    page: OccasionsPage, context: Context, book: Book, saved: Path, paper: Path, qtbot: QtBot
) -> None:
    click(page.print_bar.file_button)
    page.save_it()
    page.paperwork.show_past()
    dialog = context.window().findChild(PastRuns)
    assert isinstance(dialog, PastRuns)

    dialog.accept()

    qtbot.waitUntil(lambda: page.labels.note.text() != "")
    assert page.labels.note.text() == "3 labels went to the printer."
    assert [one.kind for one in runs(book)] == [RunKind.CARDS]


def test_a_hard_name_is_shown_as_it_is_written(context: Context, book: Book, qtbot: QtBot) -> None:
    make_birthday(book, "林美玲")
    make_birthday(book, "<b>Éloïse</b> & Ångström " * 4)

    page = OccasionsPage(context)
    qtbot.addWidget(page)
    shown(page)

    assert "林美玲" in names(page)
    assert page.preview.paper.shown is not None


def test_it_stands_in_a_narrow_window_with_large_text(
    page: OccasionsPage, qapp: QApplication
) -> None:
    theme.wear(qapp, Look.LIGHT, 1.5)
    shown(page, 986, 640)

    assert page.width() == 986
    assert page.due.table.isVisible()


def test_every_control_has_a_name(page: OccasionsPage, saved: Path) -> None:
    before = unnamed_controls(page)
    click(page.print_bar.file_button)

    assert before == []
    assert unnamed_controls(page) == []
