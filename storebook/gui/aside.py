"""Long work while no book is open: a worker of its own, one deed at a time, answers by one signal.

While a book is open its `Jobs` do this.
"""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from functools import partial
from threading import Lock
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from storebook.base.errors import Refused
from storebook.book.book import Book

STOP_EVERY_S = 0.02
Say = Callable[[str], None]
Answer = TypeVar("Answer")
BUSY = "One thing at a time: wait until the last one is done."


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    done: Callable[[Any], None]
    failed: Callable[[BaseException], None]


class Aside(QObject):
    """`run(work, done, failed)`: `work(say)` in the worker, its answer or error in the window's
    thread. What the work says on its way comes as `said`.
    """

    said = Signal(str)
    _ended = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="storebook-aside")
        self._asked: _Asked | None = None
        self._future: Future[Any] | None = None
        self._ended.connect(self._hand_over, Qt.ConnectionType.QueuedConnection)

    @property
    def is_busy(self) -> bool:
        """Whether something is being done."""
        return self._asked is not None

    def run(
        self,
        work: Callable[[Say], Any],
        done: Callable[[Any], None],
        failed: Callable[[BaseException], None],
    ) -> None:
        """Begin; raises Refused while something else is being done."""
        if self.is_busy:
            raise Refused(BUSY, harmless=True)
        self._asked = asked = _Asked(done=done, failed=failed)
        self._future = future = self._worker.submit(work, self.said.emit)
        future.add_done_callback(partial(self._tell, asked))

    def _tell(self, asked: _Asked, future: "Future[Any]") -> None:
        self._ended.emit(asked, future)

    def _hand_over(self, asked: _Asked, future: "Future[Any]") -> None:
        if asked is not self._asked:  # it was closed meanwhile
            return
        self._asked = None
        error = future.exception()
        if error is None:
            asked.done(future.result())
        else:
            asked.failed(error)

    def close(self, stop: Callable[[], object] | None = None) -> None:
        """Wait until the worker has ended; nobody is told of what it was doing.

        With `stop` it is told to end, again and again: between two questions it does not hear.
        """
        self._asked = None
        while stop is not None and self._future is not None and not self._future.done():
            stop()
            wait([self._future], timeout=STOP_EVERY_S)
        self._worker.shutdown()


class Reader:
    """An opening of the book for one question of a worker, which can be stopped from outside."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._here = Lock()
        self._opened: Book | None = None

    def ask(self, question: Callable[[Book], Answer]) -> Answer:
        """In the worker: opened, asked, closed."""
        opened = self._book.another("read")
        self._set(opened)
        try:
            return question(opened)
        finally:
            self._set(None)
            opened.close()

    def _set(self, opened: Book | None) -> None:
        with self._here:
            self._opened = opened

    def stop(self) -> None:
        """In the window: the question ends with an error, if one is being asked."""
        with self._here:
            if self._opened is not None:
                self._opened.stop_reading()
