"""Slow reading away from the window: one worker with its own book, answers by one signal."""

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from queue import SimpleQueue
from threading import Event, Thread
from typing import Any

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal

from storebook.book.book import Book
from storebook.book.resting import rest


class Stopped(Exception):  # noqa: N818 - it is what the user asked for
    """The user pressed Stop; nothing of the long change was saved."""


class Progress:
    """Handed to a long change: it says how far it is, and hears when it should stop."""

    def __init__(self, report: Callable[[int, int, str], None]) -> None:
        self._report = report
        self._stop = Event()

    def __call__(self, done: int, total: int, words: str = "") -> None:
        """`done` of `total`; raises Stopped when the user wants no more."""
        if self._stop.is_set():
            raise Stopped
        self._report(done, total, words)

    def stop(self) -> None:
        """Ask it to stop at its next report."""
        self._stop.set()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticket:
    """One piece of work that was handed in; `progress.stop()` stops a long change."""

    number: int
    progress: Progress


@dataclass(slots=True, kw_only=True)
class _Waiting:
    done: Callable[[Any], None]
    failed: Callable[[BaseException], None] | None
    owner: QObject | None
    lane: str
    task: "_Task | None" = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Task:
    number: int
    work: Callable[..., Any]
    writes: bool
    progress: Progress
    associate_id: int
    touched: set[str] = field(default_factory=set)


class Jobs(QObject):
    """Lives as long as the window. Default to no job: most reading is quick enough without.

    `read(work, done)` runs `work(book)` with a read-only book in the worker and hands its plain
    values to `done` in the window's thread. Of one `lane` only the newest answer is handed on (the
    search). An answer whose `owner` is gone is dropped. An error goes to `failed`, or is raised
    again in the window's thread.
    """

    _answered = Signal(int, object, object)
    progressed = Signal(int, int, int, str)
    """number of the ticket, done, total, words"""
    answered = Signal()
    """something was read or written, whoever wanted it"""

    def __init__(self, book: Book, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._book = book
        self._numbers = count(1)
        self._waiting: dict[int, _Waiting] = {}
        self._newest: dict[str, int] = {}
        self._tasks: SimpleQueue[_Task | None] = SimpleQueue()
        self._worker: Thread | None = None
        self._is_over = False
        self._answered.connect(self._hand_over, Qt.ConnectionType.QueuedConnection)

    def read(
        self,
        work: Callable[[Book], Any],
        done: Callable[[Any], None],
        *,
        owner: QObject | None = None,
        lane: str = "",
        failed: Callable[[BaseException], None] | None = None,
    ) -> Ticket:
        """Read in the worker; `done` gets the answer."""
        waiting = _Waiting(done=done, failed=failed, owner=owner, lane=lane)
        return self._hand_in(work, waiting, writes=False)

    def write(
        self,
        work: Callable[[Book, Progress], Any],
        done: Callable[[Any], None],
        *,
        owner: QObject | None = None,
        failed: Callable[[BaseException], None] | None = None,
    ) -> Ticket:
        """A long change, whole in the worker on a writing book of its own: import, demo, rebuild.

        Other saves wait meanwhile, so the caller shows progress (`progressed`) and a Stop button.
        """
        waiting = _Waiting(done=done, failed=failed, owner=owner, lane="")
        return self._hand_in(work, waiting, writes=True)

    def tell_instead(
        self,
        ticket: Ticket,
        done: Callable[[Any], None],
        failed: Callable[[BaseException], None],
    ) -> None:
        """Whoever asked is not there any more: the answer goes to these."""
        if (waiting := self._waiting.get(ticket.number)) is not None:
            waiting.done, waiting.failed, waiting.owner = done, failed, None

    def busy(self) -> bool:
        """Whether an answer is still to come."""
        return bool(self._waiting)

    def close(self, *, for_good: bool = False) -> None:
        """Stop long changes, let the worker finish what it is reading, and wait for it.

        What is handed in after it was closed `for_good` is never looked at: the book is closed, and
        whoever waits for the answer is on the way out.
        """
        self._is_over = self._is_over or for_good
        for waiting in self._waiting.values():
            if waiting.task is not None:
                waiting.task.progress.stop()
        if self._worker is not None:
            self._tasks.put(None)
            self._worker.join()
            self._worker = None
        self._waiting.clear()

    def _hand_in(self, work: Callable[..., Any], waiting: _Waiting, *, writes: bool) -> Ticket:
        number = next(self._numbers)
        progress = Progress(
            lambda done, total, words: self.progressed.emit(number, done, total, words)
        )
        if self._is_over:
            return Ticket(number=number, progress=progress)
        self._waiting[number] = waiting
        if waiting.lane:
            self._newest[waiting.lane] = number
        if self._worker is None:
            self._worker = Thread(target=self._run, name="storebook-reader", daemon=True)
            self._worker.start()
        task = _Task(
            number=number,
            work=work,
            writes=writes,
            progress=progress,
            associate_id=self._book.associate_id,
        )
        waiting.task = task
        self._tasks.put(task)
        return Ticket(number=number, progress=progress)

    def _run(self) -> None:
        """The worker: its book is opened, used and closed in this thread."""
        reader: Book | None = None
        while (task := self._tasks.get()) is not None:
            answer: Any = None
            failure: BaseException | None = None
            number = task.number
            if not self._is_overtaken(number):
                try:
                    if task.writes:
                        answer = self._write_whole(task)
                    else:
                        reader = reader or self._book.another("read")
                        reader.associate_id = task.associate_id  # another one may work here by now
                        answer = task.work(reader)
                except BaseException as error:
                    failure = error
            del task  # the window lets go of it last: what it was asked with may be a page's
            self._answered.emit(number, answer, failure)
            del answer, failure  # the window has it now, and lets it go when it has a newer one
            if reader is not None and self._tasks.empty():
                rest(reader)
        if reader is not None:
            reader.close()

    def _write_whole(self, task: _Task) -> Any:
        writer = self._book.another("write")
        writer.associate_id = task.associate_id
        writer.listeners.append(task.touched.update)
        try:
            return task.work(writer, task.progress)
        finally:
            writer.close()

    def _tell_of_writes(self, waiting: _Waiting) -> None:
        """What the worker's own book has written makes pages stale like any change."""
        if waiting.task is not None and waiting.task.touched:
            for listener in self._book.listeners:
                listener(frozenset(waiting.task.touched))

    def _is_overtaken(self, number: int) -> bool:
        waiting = self._waiting.get(number)
        return waiting is None or (bool(waiting.lane) and self._newest.get(waiting.lane) != number)

    def _hand_over(self, number: int, answer: Any, error: BaseException | None) -> None:
        overtaken = self._is_overtaken(number)
        waiting = self._waiting.pop(number, None)
        if waiting is None or overtaken:
            return
        self.answered.emit()
        self._tell_of_writes(waiting)
        if waiting.owner is not None and not shiboken6.isValid(waiting.owner):
            return
        if error is None:
            waiting.done(answer)
        elif waiting.failed is not None:
            waiting.failed(error)
        elif not isinstance(error, Stopped):
            raise error
