"""Somebody else signs in while paper comes out: it comes out whole, and is of who sent it."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from reportlab.pdfgen.canvas import Canvas

from storebook.book.book import Book
from storebook.book.events import EventKind, events
from storebook.book.history import changes
from storebook.club.cards import members_without_card
from storebook.club.cards_waiting import CardsWaiting, cards_waiting, keep_waiting
from storebook.club.members import EnrollmentDraft, enroll
from storebook.gui.context import Context
from storebook.gui.main_window import MainWindow
from storebook.gui.pages.club.cards import CardPrinting
from storebook.gui.pages.club.waiting import WaitingBars
from storebook.gui.pages.occasions import OccasionsPage
from storebook.gui.paper_out import PaperOut, Sheaf
from storebook.gui.printer import PrintJob
from storebook.outreach.runs import runs
from storebook.staff.associates import associate
from tests.gui.cards_to_send import make_people, pages_of
from tests.gui.conftest import TODAY
from tests.gui.hands import click, shown
from tests.gui.paper_file import print_into
from tests.make import SHOP
from tests.staff.people import make_clerk


@pytest.fixture
def paper(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """What comes out of the printer, page by page, as a file."""
    return print_into(monkeypatch, tmp_path / "paper.pdf", 36)


@pytest.fixture
def window(book: Book, qtbot: QtBot) -> Iterator[MainWindow]:
    make_people(book)
    made = MainWindow(book, today=lambda: TODAY)
    qtbot.addWidget(made)
    shown(made, 1440, 900)
    yield made
    made.let_go()


def test_cards_on_their_way_come_out_though_somebody_else_works(
    window: MainWindow, book: Book, paper: Path, qtbot: QtBot
) -> None:
    olga = make_clerk(book)
    window.go("occasions")
    page = window.stack.current()
    assert isinstance(page, OccasionsPage)
    QApplication.processEvents()
    printing = page.paperwork.printing
    with qtbot.waitSignal(printing.moved):
        click(page.print_bar.print_button)

    window.book.associate_id = olga
    window.take_over()
    qtbot.waitUntil(lambda: [one.printed_on for one in runs(book)] == [TODAY])

    assert pages_of(paper) == 6
    assert changes(book)[0].associate == "Ruth Hallam"
    (noted,) = [one for one in events(book) if one.kind is EventKind.PRINTED]
    assert noted.associate == "Ruth Hallam"
    assert book.associate_id == olga


def test_the_card_of_a_member_comes_out_though_somebody_else_works(
    window: MainWindow, book: Book, paper: Path, qtbot: QtBot
) -> None:
    olga = make_clerk(book)
    grace = enroll(book, EnrollmentDraft(name="Grace Kim"), today=TODAY, shop=SHOP)
    page = QWidget()
    CardPrinting(window.context, page).print_card(grace.shopper_id, enrolled=True)

    window.book.associate_id = olga
    shiboken6.delete(page)  # as the pages of who worked go
    qtbot.waitUntil(lambda: members_without_card(book) == [])

    assert pages_of(paper) == 2
    assert changes(book)[0].associate == "Ruth Hallam"
    assert window.undo_bar.text() == "Card 1 0019: it went to the printer."


def test_backs_of_membership_cards_come_out_though_somebody_else_works(
    window: MainWindow, book: Book, paper: Path, qtbot: QtBot
) -> None:
    olga = make_clerk(book)
    enroll(book, EnrollmentDraft(name="Grace Kim"), today=TODAY, shop=SHOP)
    cards = CardsWaiting(
        members=(1,), stock="avery-5371", code="bars", turn="long", fronts_only=True
    )
    keep_waiting(book, cards)
    bars = WaitingBars(window.context)
    bars.turn_bar.press_on()

    window.book.associate_id = olga
    shiboken6.delete(bars)  # as the pages of who worked go
    qtbot.waitUntil(lambda: cards_waiting(book) is None)

    assert pages_of(paper) == 1
    assert members_without_card(book) == []
    assert changes(book)[0].associate == "Ruth Hallam"
    assert book.associate_id == olga


def test_a_list_of_which_only_a_part_came_out_is_noted_by_who_sent_it(
    context: Context, book: Book, paper: Path, qtbot: QtBot
) -> None:
    ruth, olga = book.associate_id, make_clerk(book)
    pdf = io.BytesIO()
    canvas = Canvas(pdf)
    for _ in range(3):
        canvas.showPage()
    canvas.save()
    sheaf = Sheaf(title="Call sheet", pdf=pdf.getvalue(), paper="A4", done=print, is_list=True)
    out = PaperOut(context)
    out.to_printer(sheaf)
    job = out._job
    assert isinstance(job, PrintJob)
    job.progressed.connect(lambda *_: job.stop())
    book.associate_id = olga

    with qtbot.captureExceptions() as raised:
        QApplication.processEvents()
        qtbot.waitUntil(lambda: not out.busy())

    assert str(raised[0][1]).startswith("Call sheet: only 1 of 3 pages went")
    (noted,) = events(book)
    assert noted.what == "Call sheet, 1 of 3 pages, printed"
    assert noted.associate == associate(book, ruth).name
