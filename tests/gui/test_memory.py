"""What a window does while nobody presses a key takes nothing from the book."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from storebook.book.book import Book
from storebook.book.history import undo_last
from storebook.gui import idling, memory
from storebook.gui.idling import Idling
from storebook.gui.memory import tidy
from storebook.gui.timers import every


def at_work(window: QWidget, deed: Callable[[], object]) -> tuple[QTimer, list[int]]:
    """The deed again and again, with hardly a pause; each time is counted."""
    times: list[int] = []
    timer = every(window, 10, deed)
    timer.timeout.connect(lambda: times.append(1))
    timer.start()
    return timer, times


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


def test_what_a_change_leaves_to_be_let_go_is_let_go_once(
    book: Book, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page reads itself again after it, which is a look as well."""
    window = QWidget()
    done: list[Book] = []
    qtbot.addWidget(window)
    monkeypatch.setattr(idling, "IDLE_MS", 10)
    monkeypatch.setattr(memory, "let_go", done.append)
    idle = Idling(window, book)

    idle.changed()
    idle.looked()

    timers = window.findChildren(QTimer)
    qtbot.waitUntil(lambda: not any(timer.isActive() for timer in timers))
    assert (len(timers), done) == (2, [book])


def test_a_log_that_has_grown_is_moved_into_the_book_without_a_pause_in_the_work(
    book: Book, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = QWidget()
    done: list[Book] = []
    qtbot.addWidget(window)
    monkeypatch.setattr(idling, "IDLE_MS", 60)
    monkeypatch.setattr(memory, "tidy", done.append)
    idle = Idling(window, book)
    _, changes = at_work(window, idle.changed)

    qtbot.waitUntil(lambda: len(changes) > 20)
    assert done == []
    with book.unlogged() as connection:
        connection.execute("CREATE TABLE heap (of_bytes)")
        connection.execute("INSERT INTO heap VALUES (zeroblob(7000000))")
    qtbot.waitUntil(lambda: bool(done))


def test_whoever_types_is_not_kept_waiting_by_what_is_tidied(
    book: Book, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = QWidget()
    done: list[Book] = []
    qtbot.addWidget(window)
    monkeypatch.setattr(idling, "IDLE_MS", 60)
    monkeypatch.setattr(memory, "let_go", done.append)
    idle = Idling(window, book)
    hands, keys = at_work(window, idle.pressed)

    idle.looked()
    qtbot.waitUntil(lambda: len(keys) > 15)
    assert done == []
    hands.stop()

    qtbot.waitUntil(lambda: done == [book])
