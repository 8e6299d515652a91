"""The moments in which nothing was changed or opened for a while."""

from PySide6.QtWidgets import QWidget

from storebook.book.book import Book
from storebook.book.resting import is_log_large
from storebook.gui import memory
from storebook.gui.timers import after

IDLE_MS = 3_000


class Idling:
    """Tidies in such a moment; its timers are the window's, and stop with it."""

    def __init__(self, window: QWidget, book: Book) -> None:
        self._book = book
        self._after_change = after(window, IDLE_MS, lambda: self._tidy())
        self._after_look = after(window, IDLE_MS, lambda: self._let_go())

    def _tidy(self) -> None:
        self._after_look.stop()  # its share is done by this
        memory.tidy(self._book)

    def _let_go(self) -> None:
        if not self._after_change.isActive():  # else that does it in a moment
            memory.let_go(self._book)

    def changed(self) -> None:
        """The book has changed. It is tidied after the last change, or, when they do not end and
        the log beside it grows, all the same.
        """
        if not self._after_change.isActive() or not is_log_large(self._book):
            self._after_change.start()

    def looked(self) -> None:
        """A page was opened, or the worker has read what was asked."""
        self._after_look.start()
        self.pressed()

    def pressed(self) -> None:
        """Somebody types: the moment has not come yet."""
        if self._after_look.isActive():
            self._after_look.start()
        if self._after_change.isActive():
            self.changed()
