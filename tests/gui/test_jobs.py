"""Slow reading leaves the window free, and its answers come back in the window's thread."""

from collections.abc import Iterator
from threading import Event, get_ident
from weakref import ref

import pytest
import shiboken6
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.book.engine import DatabaseError
from storebook.gui.jobs import Jobs, Progress, Stopped


@pytest.fixture
def jobs(book: Book) -> Iterator[Jobs]:
    made = Jobs(book)
    yield made
    made.close()


def count_associates(book: Book) -> int:
    return int(book.value("SELECT count(*) FROM associate"))


def test_the_answer_comes_back_in_the_windows_thread(jobs: Jobs, qtbot: QtBot) -> None:
    answers: list[tuple[int, int]] = []
    here = get_ident()
    worked_in: list[int] = []

    def work(book: Book) -> int:
        worked_in.append(get_ident())
        return count_associates(book)

    jobs.read(work, lambda answer: answers.append((answer, get_ident())))

    qtbot.waitUntil(lambda: answers == [(1, here)])
    assert worked_in != [here]
    assert not jobs.busy()


def test_the_worker_cannot_write(jobs: Jobs, qtbot: QtBot) -> None:
    errors: list[BaseException] = []

    def work(book: Book) -> None:
        with book.change("Something") as change:
            change.insert("associate", name="X", initials="X", role="clerk", active=True)

    jobs.read(work, lambda answer: None, failed=errors.append)

    qtbot.waitUntil(lambda: len(errors) == 1)
    assert isinstance(errors[0], DatabaseError)


def test_it_sees_what_was_saved_before_it_was_asked(jobs: Jobs, book: Book, qtbot: QtBot) -> None:
    answers: list[int] = []
    jobs.read(count_associates, answers.append)
    qtbot.waitUntil(lambda: answers == [1])
    with book.change("Jun works here now") as change:
        change.insert("associate", name="Jun", initials="J", role="clerk", active=True)

    jobs.read(count_associates, answers.append)

    qtbot.waitUntil(lambda: answers == [1, 2])


def test_of_one_lane_only_the_newest_answer_counts(jobs: Jobs, qtbot: QtBot) -> None:
    held, answers = Event(), list[str]()

    def slow(book: Book) -> str:
        held.wait(5)
        return "a"

    jobs.read(slow, answers.append, lane="search")
    jobs.read(lambda book: "as", answers.append, lane="search")
    jobs.read(lambda book: "ash", answers.append, lane="search")
    held.set()

    qtbot.waitUntil(lambda: not jobs.busy())
    assert answers == ["ash"]


def test_an_answer_for_a_page_that_is_gone_is_dropped(jobs: Jobs, qtbot: QtBot) -> None:
    answers: list[str] = []
    page = QObject()
    held = Event()
    jobs.read(lambda book: held.wait(5) and "late", answers.append, owner=page)

    page.deleteLater()
    qtbot.waitUntil(lambda: not _is_there(page))
    held.set()

    qtbot.waitUntil(lambda: not jobs.busy())
    assert answers == []


def _is_there(thing: QObject) -> bool:
    return bool(shiboken6.isValid(thing))


def test_an_error_comes_back_to_be_shown(jobs: Jobs, qtbot: QtBot) -> None:
    def work(book: Book) -> None:
        raise Refused("There is no such list.")

    with qtbot.captureExceptions() as raised:
        jobs.read(work, lambda answer: None)
        qtbot.waitUntil(lambda: not jobs.busy())

    assert [str(error) for _, error, _ in raised] == ["There is no such list."]


def write_ten(book: Book, progress: Progress) -> int:
    with book.change("A list was imported") as change:
        for number in range(10):
            progress(number, 10, f"Row {number}")
            change.insert("associate", name=f"A {number}", initials="A", role="clerk", active=True)
    return 10


def test_a_long_change_says_how_far_it_is_and_makes_pages_stale(
    jobs: Jobs, book: Book, qtbot: QtBot
) -> None:
    answers: list[int] = []
    steps: list[tuple[int, int]] = []
    touched: list[frozenset[str]] = []
    book.listeners.append(touched.append)
    jobs.progressed.connect(lambda number, done, total, words: steps.append((done, total)))

    jobs.write(write_ten, answers.append)

    qtbot.waitUntil(lambda: answers == [10])
    assert steps[0] == (0, 10)
    assert steps[-1] == (9, 10)
    assert any("associate" in tables for tables in touched)
    assert book.value("SELECT count(*) FROM associate") == 11


def test_a_stopped_change_leaves_nothing_behind(jobs: Jobs, book: Book, qtbot: QtBot) -> None:
    errors: list[BaseException] = []
    half_way, stopped = Event(), Event()

    def work(writer: Book, progress: Progress) -> None:
        with writer.change("A list was imported") as change:
            change.insert("associate", name="A", initials="A", role="clerk", active=True)
            half_way.set()
            stopped.wait(5)
            progress(5, 10)

    ticket = jobs.write(work, lambda answer: None, failed=errors.append)
    half_way.wait(5)
    ticket.progress.stop()
    stopped.set()

    qtbot.waitUntil(lambda: len(errors) == 1)
    assert isinstance(errors[0], Stopped)
    assert book.value("SELECT count(*) FROM associate") == 1


class Long(list[int]):
    """A list of the whole book, that can be watched."""


def test_a_worker_that_waits_keeps_neither_the_answer_nor_the_question(
    jobs: Jobs, qtbot: QtBot
) -> None:
    """Else the longest list of the day would be in memory twice until something else is asked."""
    asked = Long([1])
    watched = [ref(asked)]

    def answer_with(_: Book, asked: Long = asked) -> Long:
        answer = Long(asked)
        watched.append(ref(answer))
        return answer

    jobs.read(answer_with, lambda answer: None)
    del asked, answer_with

    qtbot.waitUntil(lambda: not jobs.busy())
    qtbot.waitUntil(lambda: [one() for one in watched] == [None, None])


def test_nothing_is_asked_of_a_book_that_was_given_back(jobs: Jobs, qtbot: QtBot) -> None:
    asked: list[Book] = []
    jobs.close(for_good=True)

    jobs.read(asked.append, lambda answer: None)
    busy = jobs.busy()
    jobs.close()

    assert asked == []
    assert not busy
