"""Somebody of a run died after it was printed: the window says whose card is to be taken out."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from storebook.book.book import Book
from storebook.gui import ask, printer
from storebook.gui.context import Context
from storebook.gui.dialogs.run_pieces import RunPieces
from storebook.gui.pages.occasions import OccasionsPage
from storebook.outreach.runs import run_waiting
from storebook.people.departures import mark_deceased
from tests.gui.cards_to_send import make_people, open_page
from tests.gui.conftest import TODAY, Heard
from tests.gui.hands import click

TOLD = "Dropped: Yusuf Demir (Died). Take out what was printed for them."


@pytest.fixture
def people(book: Book) -> dict[str, int]:
    return make_people(book)


@pytest.fixture
def printed(
    context: Context,
    book: Book,
    people: dict[str, int],
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> OccasionsPage:
    """The page after its cards came out, and Yusuf has died since."""
    monkeypatch.setattr(ask, "save_file", lambda *_: tmp_path / "out.pdf")
    monkeypatch.setattr(printer, "has_printer", lambda: False)
    page = open_page(context, qtbot)
    click(page.print_bar.file_button)
    mark_deceased(book, people["yusuf"], on=TODAY)
    return page


def test_when_the_cards_are_confirmed(printed: OccasionsPage, heard: Heard) -> None:
    printed.paperwork.printed_fine()

    assert heard.said[-1] == "2 cards now count as sent."
    assert heard.troubles == [TOLD]


def test_when_their_labels_are_printed(printed: OccasionsPage, heard: Heard) -> None:
    printed.paperwork.save_labels()

    assert heard.troubles == [TOLD]


def test_when_they_are_confirmed_piece_by_piece(
    printed: OccasionsPage, context: Context, book: Book, heard: Heard
) -> None:
    waiting = run_waiting(book)
    assert waiting is not None
    dialog = RunPieces(context, waiting.id, lambda _: None)
    context.dialogs.open(dialog)

    dialog.accept()

    assert heard.troubles == [TOLD]
