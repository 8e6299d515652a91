"""What is opened first: the last book, or the first window with a sentence why not."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.gui import local_settings, places, program
from storebook.gui.errors import ErrorDesk
from storebook.gui.program import Program
from tests.gui.conftest import TODAY
from tests.gui.protected_books import end


class Beginning(QWidget):
    """A first window that remembers what it was told."""

    def __init__(self, opened_by: Program) -> None:
        super().__init__()
        self.program = opened_by
        self.sentences: list[str] = []

    def say(self, sentence: str) -> None:
        self.sentences.append(sentence)


def today() -> date:
    return TODAY


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> Iterator[Program]:
    monkeypatch.setattr(program, "FIRST_WINDOW", [Beginning])
    monkeypatch.setattr(places, "PAGES", [])
    made = Program(ErrorDesk(), today=today)
    yield made
    end(made)


@pytest.fixture
def closed_book(empty_book: Path, tmp_path: Path) -> Path:
    path = tmp_path / "hallam.book"
    path.write_bytes(empty_book.read_bytes())
    return path


def test_without_a_book_the_first_window_is_shown(started: Program) -> None:
    started.start(None)

    assert isinstance(started.first, Beginning)
    assert started.first.isVisible()
    assert started.window is None


def test_the_last_book_is_opened_again(started: Program, closed_book: Path) -> None:
    local_settings.remember_book(closed_book)

    started.start(None)

    assert started.window is not None
    assert started.window.book.path == closed_book
    assert started.first is None


def test_a_book_that_is_gone_is_no_last_book(started: Program, closed_book: Path) -> None:
    local_settings.remember_book(closed_book)
    closed_book.unlink()

    started.start(None)

    assert isinstance(started.first, Beginning)


def test_a_file_that_is_no_book_is_said_in_the_first_window(
    started: Program, tmp_path: Path
) -> None:
    path = tmp_path / "letter.book"
    path.write_text("Dear Sir or Madam, " * 200, encoding="utf-8")

    started.start(path)

    assert isinstance(started.first, Beginning)
    assert started.first.sentences
    assert path.read_text(encoding="utf-8").startswith("Dear Sir")


def test_a_book_open_elsewhere_is_not_opened_twice(started: Program, closed_book: Path) -> None:
    other = Book.open(closed_book)

    started.start(closed_book)

    assert isinstance(started.first, Beginning)
    assert started.first.sentences
    other.close()


def test_opening_another_book_gives_the_first_one_back(
    started: Program, closed_book: Path, tmp_path: Path
) -> None:
    second = tmp_path / "rye.book"
    second.write_bytes(closed_book.read_bytes())
    started.open_book(closed_book)

    started.open_book(second)

    assert started.window is not None
    assert started.window.book.path == second
    Book.open(closed_book).close()


def test_closing_the_book_leads_back_to_the_first_window(
    started: Program, closed_book: Path
) -> None:
    started.open_book(closed_book)

    started.close_book()

    assert isinstance(started.first, Beginning)
    assert started.first.isVisible()
    Book.open(closed_book).close()


def test_refusals_of_a_command_reach_the_bar_of_the_window(
    started: Program, closed_book: Path
) -> None:
    started.open_book(closed_book)

    started.desk.take(Refused("There is nothing to undo."))

    assert started.window is not None
    assert started.window.trouble_bar.text() == "There is nothing to undo."
