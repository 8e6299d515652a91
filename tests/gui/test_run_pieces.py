"""A run piece by piece: what came out well is confirmed, the rest is printed again."""

import pytest
from pytestqt.qtbot import QtBot

from storebook.book.book import Book
from storebook.gui.context import Context
from storebook.gui.dialogs.mail_came_back import MailCameBack
from storebook.gui.dialogs.past_runs import came_of
from storebook.gui.dialogs.run_pieces import RunPieces
from storebook.gui.pages.occasions import OccasionsPage
from storebook.gui.shown import days_as_written
from storebook.outreach.returned import ReturnReason
from storebook.outreach.runs import (
    PieceState,
    freeze_run,
    mark_printed,
    mark_sent,
    pieces_of_run,
    run,
    run_summaries,
)
from tests.gui.cards_to_send import make_people, open_page
from tests.gui.conftest import TODAY, Heard
from tests.gui.hands import unnamed_controls


@pytest.fixture
def page(context: Context, book: Book, qtbot: QtBot) -> OccasionsPage:
    make_people(book)
    return open_page(context, qtbot)


@pytest.fixture
def run_id(page: OccasionsPage, book: Book) -> int:
    made = freeze_run(book, page._seen.look, today=TODAY)
    mark_printed(book, made, today=TODAY)
    return made


def states(book: Book, run_id: int) -> list[PieceState]:
    return [one.state for one in pieces_of_run(book, run_id) if one.position is not None]


def test_only_what_is_checked_counts_as_sent(
    page: OccasionsPage, context: Context, book: Book, run_id: int, heard: Heard
) -> None:
    dialog = RunPieces(context, run_id, lambda first: None)
    context.dialogs.open(dialog)
    third = next(one for one in dialog.table.records() if one.position == 3)
    dialog.table.toggled.emit(third, False)

    dialog.accept()
    page.paperwork.read_waiting()

    assert states(book, run_id) == [PieceState.SENT, PieceState.SENT, PieceState.DUE]
    assert heard.said == ["2 pieces count as sent."]
    name = days_as_written(run(book, run_id).name)
    waiting = f"1 of 3 cards of “{name}” is not confirmed yet."
    assert page.paperwork.waiting_words() == waiting


def test_a_piece_is_found_by_name_or_number_and_printed_again_from_there(
    context: Context, run_id: int
) -> None:
    again: list[int] = []
    dialog = RunPieces(context, run_id, again.append)
    context.dialogs.open(dialog)
    dialog.search.setText("yusuf")
    dialog._show()
    by_name = [one.position for one in dialog.table.records()]
    dialog.search.setText("2")
    dialog._show()
    dialog.table.choose_first()

    dialog._print_again()

    assert by_name == [3]
    assert again == [2]


def test_mail_that_came_back_marks_the_address_and_shows_in_the_rate(
    context: Context, book: Book, run_id: int, heard: Heard
) -> None:
    mark_sent(book, run_id, today=TODAY)
    dialog = MailCameBack(context)
    context.dialogs.open(dialog)
    found = [words for _, words in dialog._find("viv")]
    dialog.piece.line.setText("vivian")
    dialog.reason.set_value(ReturnReason.MOVED)

    dialog.accept()

    assert found == ["Vivian Castellane, sent Nov 20, piece 1"]
    assert heard.said[0].startswith("Mail to Vivian Castellane came back: its address gets no mail")
    assert came_of(run_summaries(book)[0]) == "3 sent; 1 came back, 33.3 %."


def test_whose_mail_it_is_must_be_said(context: Context, run_id: int) -> None:
    dialog = MailCameBack(context)
    context.dialogs.open(dialog)
    dialog.piece.line.setText("nobody at all")

    dialog.accept()

    assert dialog.piece.message.text() == "Choose one from the list: whose mail came back?"


def test_every_control_of_these_has_a_name(context: Context, run_id: int) -> None:
    for made in (RunPieces(context, run_id, lambda first: None), MailCameBack(context)):
        context.dialogs.open(made)
        assert unnamed_controls(made) == []
