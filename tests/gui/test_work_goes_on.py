"""Somebody else signs in while a list is saved or a person erased: it is done, and not seen."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from storebook.book.book import Book
from storebook.book.history import changes
from storebook.exchange.fields import Kind
from storebook.gui.dialog import Dialog
from storebook.gui.dialogs.erase import EraseShopper
from storebook.gui.dialogs.import_list import ImportList
from storebook.gui.main_window import MainWindow
from storebook.gui.places import PAGES
from tests.gui.conftest import TODAY
from tests.gui.hands import shown
from tests.gui.seen import seen_of
from tests.make import make_shopper
from tests.staff.people import make_clerk

ANN = 1


@pytest.fixture
def window(book: Book, qtbot: QtBot) -> Iterator[MainWindow]:
    """Ann Lee (1) is in the book."""
    make_shopper(book, "Ann Lee")
    made = MainWindow(book, today=lambda: TODAY, pages=PAGES)
    qtbot.addWidget(made)
    shown(made, 1280, 800)
    yield made
    made.let_go()


def bringing_in(window: MainWindow, folder: Path, qtbot: QtBot) -> Dialog:
    path = folder / "list.csv"
    path.write_text("Name\nWilhelmina Otherby\n", encoding="utf-8")
    dialog = ImportList(window.context)
    window.opener.open(dialog)
    dialog.open_file(path)
    qtbot.waitUntil(lambda: not window.jobs.busy())
    dialog.kind.chosen.emit(Kind.SHOPPERS)  # by hand, which is kept as a draft
    qtbot.waitUntil(lambda: not window.jobs.busy())
    return dialog


def erasing(window: MainWindow, folder: Path, qtbot: QtBot) -> Dialog:
    dialog = EraseShopper(window.context, ANN)
    window.opener.open(dialog)
    return dialog


@pytest.mark.parametrize(
    ("begin", "done", "said"),
    [
        (bringing_in, "Shoppers imported from list.csv", "1 shopper"),
        (erasing, "Shopper 1 erased", "Shopper 1 was erased."),
    ],
)
def test_what_was_begun_goes_on_unseen_by_who_works_next(
    window: MainWindow,
    book: Book,
    tmp_path: Path,
    qtbot: QtBot,
    begin: Callable[[MainWindow, Path, QtBot], Dialog],
    done: str,
    said: str,
) -> None:
    olga = make_clerk(book)
    dialog = begin(window, tmp_path, qtbot)
    name = "Wilhelmina" if begin is bringing_in else "Ann Lee"
    assert name in seen_of(window)
    dialog.accept()

    window.keep_typing()  # as the lock does
    book.associate_id = olga
    window.take_over()

    assert window.scrim.dialog is None
    assert name not in seen_of(window.scrim)
    qtbot.waitUntil(lambda: not window.jobs.busy())
    assert (changes(book)[0].what, changes(book)[0].associate) == (done, "Ruth Hallam")
    assert said in window.undo_bar.text()
    assert (
        book.values("SELECT form FROM draft") == []
    )  # what is saved is not offered to be saved once more
