"""What goes to paper is frozen, and counts as sent only when somebody says that it came out."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.book.history import changes, undo_last
from storebook.gui import ask, printer
from storebook.gui.answer_bar import PRINT_THE_FILE
from storebook.gui.context import Context
from storebook.gui.dialogs.past_runs import PastRuns
from storebook.gui.dialogs.print_again import PrintAgain
from storebook.gui.pages.occasions import OccasionsPage
from storebook.gui.shown import days_as_written
from storebook.outreach.choosing import RunKind
from storebook.outreach.runs import PieceState, pieces_of_run, run_waiting, runs
from storebook.outreach.touches import touches_of
from storebook.staff.viewer import Viewer
from tests.gui.cards_to_send import (
    choose_row,
    make_birthday,
    make_people,
    names,
    open_page,
    pages_of,
    text_of,
)
from tests.gui.conftest import TODAY, Heard
from tests.gui.hands import click, press, shown, unnamed_controls
from tests.gui.paper_file import print_into
from tests.gui.seen import seen_of


@pytest.fixture
def people(book: Book) -> dict[str, int]:
    return make_people(book)


@pytest.fixture
def page(context: Context, people: dict[str, int], qtbot: QtBot) -> OccasionsPage:
    return open_page(context, qtbot)


@pytest.fixture
def saved(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Where the next file is saved."""
    path = tmp_path / "out.pdf"
    monkeypatch.setattr(ask, "save_file", lambda *_: path)
    return path


@pytest.fixture
def paper(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """What comes out of the printer, as a file."""
    return print_into(monkeypatch, tmp_path / "paper.pdf")


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
    assert PRINT_THE_FILE in seen_of(page.answer_bar)


def test_the_question_stays_after_a_restart(
    page: OccasionsPage, context: Context, qtbot: QtBot, saved: Path
) -> None:
    click(page.print_bar.file_button)

    again = OccasionsPage(context)
    qtbot.addWidget(again)
    shown(again)

    assert again.answer_bar.isVisible()
    (waiting,) = runs(context.book)
    name = days_as_written(waiting.name, context.shop().locale)
    assert again.answer_bar.sentence == f"3 cards of “{name}” went to paper today."


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


def test_the_cards_go_to_a_real_printer_page_by_page(
    page: OccasionsPage, paper: Path, qtbot: QtBot
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
    assert runs(book) == []
    assert len(names(page)) == 3


def test_without_a_printer_it_says_why_printing_asks_for_a_file(
    page: OccasionsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(printer, "has_printer", lambda: False)
    monkeypatch.setattr(ask, "save_file", lambda _, title, *__: asked.append(title))

    page.print_it()

    assert asked == ["No printer is set up here. Save greeting cards as a PDF"]


def test_a_run_saved_as_a_file_is_one_change_and_one_undo(
    page: OccasionsPage, book: Book, saved: Path
) -> None:
    before = len(changes(book))

    page.paperwork.save_cards()
    made = len(changes(book)) - before
    undo_last(book)

    assert saved.exists()
    assert made == 1
    assert runs(book) == []


def test_the_mailing_list_goes_to_a_spreadsheet(
    page: OccasionsPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "list.csv"
    monkeypatch.setattr(ask, "save_file", lambda *_: out)
    monkeypatch.setattr(ask, "choose", lambda *_: 2)

    click(page.list_button)

    text = out.read_text(encoding="utf-8-sig")
    assert text.index("Vivian Castellane") < text.index("Yusuf Demir")


def test_a_sign_in_a_name_takes_nobody_off_the_mailing_list(
    context: Context,
    book: Book,
    saved: Path,
    heard: Heard,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    make_birthday(book, "Yusuf 💎 Demir")
    monkeypatch.setattr(ask, "choose", lambda *_: 1)
    page = open_page(context, qtbot)

    click(page.list_button)

    (run_made,) = runs(book)
    assert [one.state for one in pieces_of_run(book, run_made.id)] == [PieceState.DUE]
    assert text_of(saved).count("Yusuf Demir") == 1
    assert heard.troubles == [
        "Look at Yusuf 💎 Demir: No font has the letters 💎: they are left out on the list."
    ]


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


def test_every_control_that_asks_has_a_name(page: OccasionsPage, saved: Path) -> None:
    click(page.print_bar.file_button)

    assert unnamed_controls(page) == []
