"""A shop with PINs in its window, and one of a single person without."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from storebook.book.book import Book
from storebook.gui.main_window import MainWindow
from storebook.gui.places import PAGES
from tests.gui.hands import shown
from tests.gui.locking import Clocks, make_staff, opened, shut, sign_in
from tests.make import TODAY


@pytest.fixture
def clocks() -> Clocks:
    return Clocks()


@pytest.fixture
def people(book: Book) -> dict[str, int]:
    return make_staff(book)


@pytest.fixture
def window(
    book: Book, people: dict[str, int], clocks: Clocks, qtbot: QtBot
) -> Iterator[MainWindow]:
    """Amara, who needs no PIN, works in it."""
    made = opened(book, clocks, qtbot, today=lambda: TODAY, pages=PAGES)
    sign_in(made, "a", qtbot)
    yield made
    shut(made)


@pytest.fixture
def alone(book: Book, qtbot: QtBot) -> Iterator[MainWindow]:
    """The window of a shop of one, without PINs."""
    made = MainWindow(book, today=lambda: TODAY, pages=PAGES)
    qtbot.addWidget(made)
    shown(made, 1280, 800)
    yield made
    shut(made)
