"""The club's cards, many on a sheet: new ones first, front and back, and marked as printed."""

from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtWidgets import QApplication, QScrollArea
from pytestqt.qtbot import QtBot

from storebook.book.book import Book
from storebook.book.history import undo_last
from storebook.club.cards import members_without_card
from storebook.club.members import EnrollmentDraft, enroll
from storebook.gui import ask, printer
from storebook.gui.context import Context
from storebook.gui.dialogs import member_sheets
from storebook.gui.dialogs.member_sheets import MemberSheets
from storebook.printing.membership_cards import Code
from storebook.printing.sheets import CARD_SHEETS
from storebook.printing.stock_shelf import used_places
from tests.gui.conftest import TODAY, Heard
from tests.gui.hands import shown, unnamed_controls
from tests.make import SHOP

NAMES = ("Ann Lee", "欧阳美玲", "Maximiliane-Theodora Freifrau von Hohenlohe-Schillingsfürst")


@pytest.fixture
def saved(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    path = tmp_path / "cards.pdf"
    monkeypatch.setattr(ask, "save_file", lambda *_: path)
    monkeypatch.setattr(printer, "has_printer", lambda: False)
    return path


def open_dialog(context: Context) -> MemberSheets:
    made = MemberSheets(context)
    context.dialogs.open(made)
    return made


def test_new_cards_are_printed_on_both_sides_and_marked(
    context: Context, book: Book, saved: Path, heard: Heard, qtbot: QtBot
) -> None:
    for name in NAMES:
        enroll(book, EnrollmentDraft(name=name), today=TODAY, shop=SHOP)
    dialog = open_dialog(context)
    dialog.places.setValue(9)

    dialog.accept()

    assert len(PdfReader(saved).pages) == 4
    assert members_without_card(book) == []
    assert used_places(book, CARD_SHEETS["avery-5371"]) == {1}
    assert heard.said == ["Membership cards were saved as “cards.pdf”."]

    undo_last(book)
    assert len(members_without_card(book)) == 3
    assert used_places(book, CARD_SHEETS["avery-5371"]) == frozenset()


def test_nothing_of_it_is_scrolled_where_there_is_room(
    context: Context, book: Book, saved: Path
) -> None:
    for name in NAMES:
        enroll(book, EnrollmentDraft(name=name), today=TODAY, shop=SHOP)
    shown(context.window(), 1440, 900)

    dialog = open_dialog(context)
    QApplication.processEvents()

    assert dialog.sides.isVisible()
    assert dialog.findChildren(QScrollArea)[0].verticalScrollBar().maximum() == 0


def test_a_proof_marks_nothing(context: Context, book: Book, saved: Path, qtbot: QtBot) -> None:
    enroll(book, EnrollmentDraft(name="Ann Lee"), today=TODAY, shop=SHOP)
    dialog = open_dialog(context)
    dialog.proof.set_on(True)

    dialog.accept()

    assert len(members_without_card(book)) == 1
    assert used_places(book, CARD_SHEETS["avery-5371"]) == frozenset()


def test_many_are_drawn_while_the_choices_stay_open(
    context: Context, book: Book, saved: Path, heard: Heard, qtbot: QtBot
) -> None:
    for number in range(member_sheets.AT_ONCE + 1):
        enroll(book, EnrollmentDraft(name=f"Ann Lee {number}"), today=TODAY, shop=SHOP)
    dialog = open_dialog(context)
    assert dialog.primary is not None
    assert dialog.preview.sentence == member_sheets.DRAWING
    assert not dialog.primary.isEnabled()

    dialog.code.set_value(Code.QR)
    dialog.code.picked.emit(Code.QR)
    qtbot.waitUntil(dialog.primary.isEnabled, timeout=20_000)
    dialog.accept()

    assert len(PdfReader(saved).pages) == 6
    assert members_without_card(book) == []


def test_without_members_it_says_so(context: Context, qtbot: QtBot) -> None:
    dialog = open_dialog(context)

    assert dialog.preview.sentence == "There is no member to print a card for."
    assert dialog.primary is not None
    assert not dialog.primary.isEnabled()
    assert unnamed_controls(dialog) == []
