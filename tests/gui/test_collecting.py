"""What was closed is let go of in the window's thread, however much a worker makes meanwhile."""

from collections.abc import Callable
from threading import get_ident
from typing import Any

from pytestqt.qtbot import QtBot

from storebook.book.book import Book
from storebook.gui.collecting import Collector, collect_all, collect_new, collect_old
from storebook.gui.context import Context

MANY = 20_000  # far more than Python would wait for before it collects


class Closed:
    """What refers to itself in a circle, as a page and its buttons do."""

    def __init__(self, gone: Callable[[int], object]) -> None:
        self.gone = gone
        self.itself = self

    def __del__(self) -> None:
        self.gone(get_ident())


class Asked:
    """What a worker is asked with."""

    def __init__(self, gone: Callable[[int], object]) -> None:
        self.gone = gone

    def __call__(self, book: Book) -> list[Any]:
        circles: list[Any] = [[] for _ in range(MANY)]
        for each in circles:
            each.append(each)
        return circles

    def __del__(self) -> None:
        self.gone(get_ident())


def test_a_worker_lets_go_of_nothing_that_was_closed(context: Context, qtbot: QtBot) -> None:
    gone_in: list[int] = []
    answers: list[int] = []
    Closed(gone_in.append)

    for _ in range(5):
        context.jobs.read(Asked(lambda thread: None), lambda answer: answers.append(len(answer)))
    qtbot.waitUntil(lambda: len(answers) == 5)
    collect_all()

    assert gone_in == [get_ident()]


def test_nor_of_what_it_was_asked_with(context: Context, qtbot: QtBot) -> None:
    gone_in: list[int] = []

    for _ in range(20):
        context.jobs.read(Asked(gone_in.append), lambda answer: None)

    qtbot.waitUntil(lambda: len(gone_in) == 20)
    assert set(gone_in) == {get_ident()}


def test_what_is_young_goes_by_itself(context: Context, qtbot: QtBot) -> None:
    Collector(context.window())
    gone_in: list[int] = []
    Closed(gone_in.append)

    circles: list[list[list[int]]] = [[[]] for _ in range(1_000)]

    qtbot.waitUntil(lambda: gone_in == [get_ident()])
    assert len(circles) == 1_000


def test_what_was_in_use_for_long_goes_in_an_idle_moment() -> None:
    gone_in: list[int] = []
    open_for_long: list[Closed] = [Closed(gone_in.append)]

    made = []
    for _ in range(20):
        made.append([[[place]] for place in range(1_000)])
        collect_new()
    open_for_long.clear()
    collect_all()
    at_work = len(gone_in)
    collect_old()

    assert (at_work, len(gone_in)) == (0, 1)
