"""The club's cards, many on a sheet: new ones first, front and back, and marked as printed."""

from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtWidgets import QApplication, QScrollArea
from pytestqt.qtbot import QtBot

from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.book.history import undo_last
from storebook.club.cards import members_without_card
from storebook.club.cards_waiting import CardsWaiting, cards_waiting, keep_waiting
from storebook.club.members import EnrollmentDraft, enroll
from storebook.gui import ask, printer
from storebook.gui.context import Context
from storebook.gui.dialogs import member_sheets
from storebook.gui.dialogs.member_sheets import MemberSheets
from storebook.gui.main_window import MainWindow
from storebook.gui.pages.club import ClubPage
from storebook.gui.pages.club.waiting import WaitingBars
from storebook.printing.membership_cards import Code
from storebook.printing.sheets import CARD_SHEETS
from storebook.printing.stock_shelf import used_places
from tests.gui.conftest import TODAY, Heard
from tests.gui.hands import click, shown, unnamed_controls
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


def waiting_on(context: Context, qtbot: QtBot) -> WaitingBars:
    """What the page of the club asks about, opened anew as after a restart."""
    page = ClubPage(context)
    qtbot.addWidget(page)
    shown(page, 1244, 810)
    page.tab_bar.setCurrentIndex(1)
    assert page.waiting is not None
    return page.waiting


def test_new_cards_are_saved_on_both_sides_and_marked_when_somebody_says_so(
    context: Context, book: Book, saved: Path, heard: Heard, qtbot: QtBot
) -> None:
    for name in NAMES:
        enroll(book, EnrollmentDraft(name=name), today=TODAY, shop=SHOP)
    dialog = open_dialog(context)
    dialog.places.setValue(9)

    dialog.accept()

    assert len(PdfReader(saved).pages) == 4
    assert heard.said == ["Membership cards were saved as “cards.pdf”."]
    assert len(members_without_card(book)) == 3  # a file is no paper
    asked = waiting_on(context, qtbot)
    assert asked.answer_bar.sentence == "3 membership cards were saved as a PDF."

    asked.answer()

    assert members_without_card(book) == []
    assert used_places(book, CARD_SHEETS["avery-5371"]) == {1}
    assert cards_waiting(book) is None

    undo_last(book)
    assert cards_waiting(book) is not None
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
    context: Context, book: Book, saved: Path, qtbot: QtBot
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
    waiting = cards_waiting(book)
    assert waiting is not None
    assert (len(waiting.members), waiting.code) == (member_sheets.AT_ONCE + 1, "qr")


def test_without_members_it_says_so(context: Context, qtbot: QtBot) -> None:
    dialog = open_dialog(context)

    assert dialog.preview.sentence == "There is no member to print a card for."
    assert dialog.primary is not None
    assert not dialog.primary.isEnabled()
    assert unnamed_controls(dialog) == []


def test_backs_that_were_to_come_are_offered_after_a_restart_until_they_are_not_wanted(
    context: Context, book: Book, saved: Path, window: MainWindow, qtbot: QtBot
) -> None:
    enroll(book, EnrollmentDraft(name="Ann Lee"), today=TODAY, shop=SHOP)
    cards = CardsWaiting(
        members=(1,),
        stock="avery-5371",
        code="bars",
        turn="long",
        printer="Laser",
        fronts_only=True,
    )
    keep_waiting(book, cards)
    window._go_first()
    asked = waiting_on(context, qtbot)

    with pytest.raises(Refused, match="no printer"):
        asked.turn_bar.press_on()
    offered = asked.turn_bar.isVisible(), asked.answer_bar.isVisible()
    click(asked.turn_bar.leave_button)

    assert "The fronts of 1 membership card are printed" in window.trouble_bar.text()
    assert "Now the backs." in asked.turn_bar.sentence
    assert offered == (True, False)
    assert cards_waiting(book) is None
    assert len(members_without_card(book)) == 1


def test_fronts_that_lie_in_the_printer_are_not_forgotten_over_other_cards(
    context: Context, book: Book, saved: Path
) -> None:
    enroll(book, EnrollmentDraft(name="Ann Lee"), today=TODAY, shop=SHOP)
    fronts = CardsWaiting(members=(1,), stock="avery-5371", fronts_only=True)
    keep_waiting(book, fronts)
    dialog = open_dialog(context)

    dialog.accept()
    with pytest.raises(Refused, match="First the backs of the last cards"):
        dialog._save_file()

    assert dialog._problem.text() == member_sheets.BACKS_FIRST
    assert not saved.exists()
    assert cards_waiting(book) == fronts
