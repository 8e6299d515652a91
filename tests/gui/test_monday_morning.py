"""Monday morning: forty cards and their labels, from the first key to “counts as sent”."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from storebook.base.dates import PartialDate
from storebook.book.book import Book
from storebook.gui import printer
from storebook.gui.dialogs.mail_came_back import MailCameBack
from storebook.gui.main_window import MainWindow
from storebook.gui.pages.occasions import OccasionsPage
from storebook.outreach.returned import ReturnReason
from storebook.outreach.runs import PieceState, pieces_of_run, run_summaries, runs
from storebook.printing.stock_shelf import used_places
from tests.gui.cards_to_send import make_birthday, pages_of
from tests.gui.hands import click, press, shown, type_text

CONTROL = Qt.KeyboardModifier.ControlModifier
MOST_ACTIONS = 12
PEOPLE = 40


class Morning:
    """Whoever prints; each key, click and answered box is one action."""

    def __init__(self, window: MainWindow, folder: Path) -> None:
        self.window = window
        self.actions = 0
        self.sheets = folder
        self.printed: list[Path] = []

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = CONTROL) -> None:
        self.actions += 1
        press(self.window, key, modifiers)

    def click(self, widget: QWidget, place: QPoint | None = None) -> None:
        self.actions += 1
        click(widget, place)

    def answer_box(self, *_: object, **__: object) -> QPrinter:
        """The printer's own box, answered with Print."""
        self.actions += 1
        path = self.sheets / f"{len(self.printed)}.pdf"
        self.printed.append(path)
        chosen = QPrinter(QPrinter.PrinterMode.HighResolution)
        chosen.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        chosen.setOutputFileName(str(path))
        chosen.setResolution(72)
        return chosen


@pytest.fixture
def morning(
    book: Book, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Morning]:
    for number in range(PEOPLE):
        day = PartialDate(year=1960 + number, month=11, day=20 + number // 4)
        make_birthday(book, f"Person {number:02}", day)
    window = MainWindow(book, today=lambda: date(2026, 11, 20))
    qtbot.addWidget(window)
    shown(window, 1440, 900)
    made = Morning(window, tmp_path)
    monkeypatch.setattr(printer, "has_printer", lambda: True)
    monkeypatch.setattr(printer, "choose_printer", made.answer_box)
    yield made
    window.let_go()


def open_page(morning: Morning) -> OccasionsPage:
    morning.key(Qt.Key.Key_3)
    page = morning.window.findChild(OccasionsPage)
    assert isinstance(page, OccasionsPage)
    return page


def test_forty_cards_and_their_labels_take_at_most_twelve_actions(
    morning: Morning, book: Book, qtbot: QtBot
) -> None:
    page = open_page(morning)
    sheet = page.labels.sheet
    morning.click(sheet, sheet._rect(sheet.stock.box(8)).center().toPoint())
    morning.key(Qt.Key.Key_P)
    qtbot.waitUntil(page.answer_bar.isVisible, timeout=20_000)
    morning.key(Qt.Key.Key_Return)
    morning.key(Qt.Key.Key_G)  # “Print their labels” in the bar below
    qtbot.waitUntil(lambda: page.labels.note.text() != "", timeout=20_000)

    assert morning.actions <= MOST_ACTIONS
    (run,) = runs(book)
    assert [one.state for one in pieces_of_run(book, run.id)] == [PieceState.SENT] * PEOPLE
    assert [pages_of(path) for path in morning.printed] == [2 * PEOPLE, 2]
    assert used_places(book, page.labels.chosen_stock) == set(range(1, 18))


def test_mail_that_came_back_is_noted_in_four_actions(
    morning: Morning, book: Book, qtbot: QtBot
) -> None:
    page = open_page(morning)
    morning.key(Qt.Key.Key_P)
    qtbot.waitUntil(page.answer_bar.isVisible, timeout=20_000)
    morning.key(Qt.Key.Key_Return)
    before = morning.actions

    morning.click(page.left.returned_link)
    dialog = morning.window.findChild(MailCameBack)
    assert isinstance(dialog, MailCameBack)
    morning.actions += 1
    type_text(dialog.piece.line, "Person 07")
    morning.actions += 1
    dialog.reason.set_value(ReturnReason.VACANT)
    morning.actions += 1
    press(dialog, Qt.Key.Key_Return, CONTROL)

    assert morning.actions - before <= 4
    (summary,) = run_summaries(book)
    assert (summary.sent, summary.returned) == (PEOPLE, 1)
