"""One long piece of work at a time for a page: its line, its answer, and its trouble."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.gui.bars import LoadingLine
from storebook.gui.context import Context
from storebook.gui.jobs import Ticket

BUSY = "One thing at a time: wait until the last one is done."


class Working(QObject):
    """The reader's own opening of the book is enough for all that is done here."""

    done = Signal()

    def __init__(self, context: Context, loading: LoadingLine) -> None:
        super().__init__(loading)
        self._context = context
        self._loading = loading
        self._ticket: Ticket | None = None

    @property
    def is_busy(self) -> bool:
        """Whether something is being done."""
        return self._ticket is not None

    def work(self, words: str, work: Callable[[Book], Any], then: Callable[[Any], None]) -> None:
        """Away from the window; `words` are said when it takes long."""
        if self._ticket is not None:
            raise Refused(BUSY, harmless=True)
        self._loading.start(words)
        self._ticket = self._context.jobs.read(
            work, partial(self._ended, then), owner=self, failed=self._failed
        )

    def _ended(self, then: Callable[[Any], None], answer: Any) -> None:
        self._rest()
        then(answer)
        self.done.emit()

    def _failed(self, error: BaseException) -> None:
        self._rest()
        raise error

    def _rest(self) -> None:
        self._ticket = None
        self._loading.done()
