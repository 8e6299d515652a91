"""What a window does while nobody presses a key takes nothing from the book."""

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from storebook.book.book import Book
from storebook.book.history import undo_last
from storebook.gui import idling, memory
from storebook.gui.idling import Idling
from storebook.gui.memory import tidy


def test_after_an_idle_moment_the_work_goes_on(book: Book) -> None:
    with book.change("Noor came") as change:
        change.insert("associate", name="Noor", initials="N", role="clerk", active=True)

    tidy(book)
    with book.change("Omar came") as change:
        change.insert("associate", name="Omar", initials="O", role="clerk", active=True)
    tidy(book)
    undo_last(book)

    names = book.values("SELECT name FROM associate ORDER BY id")
    assert "Noor" in names
    assert "Omar" not in names


def test_a_window_that_was_only_looked_at_lets_the_pages_go_too(
    book: Book, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = QWidget()
    done: list[Book] = []
    qtbot.addWidget(window)
    monkeypatch.setattr(idling, "IDLE_MS", 10)
    monkeypatch.setattr(memory, "let_go", done.append)

    Idling(window, book).looked()

    qtbot.waitUntil(lambda: done == [book])
