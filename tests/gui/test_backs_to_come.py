"""Cards whose fronts lie there from before the program was closed: asked about until answered."""

import pytest
from pytestqt.qtbot import QtBot

from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.gui.context import Context
from storebook.gui.dialogs.past_runs import PastRuns
from storebook.gui.main_window import MainWindow
from storebook.gui.pages.occasions import OccasionsPage
from storebook.outreach.runs import Fronts, freeze_run, keep_fronts, run, run_half_printed, runs
from tests.gui.cards_to_send import make_people, open_page
from tests.gui.hands import click
from tests.make import TODAY
from tests.outreach.mailing import look

FRONTS = Fronts(positions=(1, 2, 3), fold="half", paper="letter", mono=False, printer="Laser")


@pytest.fixture
def page(context: Context, book: Book, qtbot: QtBot) -> OccasionsPage:
    make_people(book)
    run_id = freeze_run(book, look(book, None), today=TODAY)
    keep_fronts(book, run_id, FRONTS)
    return open_page(context, qtbot)


def test_past_runs_say_that_the_insides_are_to_come(page: OccasionsPage, context: Context) -> None:
    past = PastRuns(context, lambda *_: None)

    with pytest.raises(Refused, match="First the insides"):
        page.print_it()
    assert past._state(past.table.records()[0]).text == "the insides are to come"
    assert not page.turn_bar.isHidden()


def test_insides_that_are_not_wanted_are_not_offered_again(page: OccasionsPage, book: Book) -> None:
    click(page.turn_bar.leave_button)

    assert page.turn_bar.isHidden()
    assert run_half_printed(book) is None
    assert page.paperwork.waiting is not None
    assert "the fronts alone" in page.answer_bar.sentence


def test_where_no_printer_is_left_they_still_wait(page: OccasionsPage, book: Book) -> None:
    with pytest.raises(Refused, match="no printer"):
        page.save_it()

    assert not page.turn_bar.isHidden()
    assert run(book, runs(book)[0].id).printed_on is None


def test_whoever_opens_the_book_is_told(window: MainWindow, book: Book) -> None:
    assert window.trouble_bar.text() == ""
    make_people(book)
    keep_fronts(book, freeze_run(book, look(book, None), today=TODAY), FRONTS)

    window._go_first()

    assert window.trouble_bar.text().startswith("The fronts of 3 cards are printed")
