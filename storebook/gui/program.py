"""What is open on this computer: a book in its window, or the first window when there is none."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QWidget

from storebook.base.errors import Refused
from storebook.book import trouble
from storebook.book.book import Book
from storebook.book.engine import DatabaseError
from storebook.gui import local_settings
from storebook.gui.errors import ErrorDesk
from storebook.gui.main_window import MainWindow, clock_today
from storebook.gui.places import FIRST_WINDOW

WINDOW_BUSY_MS = 200
FIRST_SIZE = (1440, 900)


class Program:
    """Opens and closes books; the first window asks it to."""

    def __init__(self, desk: ErrorDesk, *, today: Callable[[], date] = clock_today) -> None:
        self.today = today
        self.desk = desk
        self.window: MainWindow | None = None
        self.first: QWidget | None = None

    def start(self, path: Path | None) -> None:
        """Open this book, or the one that was open last, or show the first window."""
        wanted = path or local_settings.last_book()
        if wanted is None:
            self.show_first_window()
            return
        try:
            self.open_book(wanted)
        except (Refused, DatabaseError, OSError) as error:
            sentence = str(error) if isinstance(error, Refused) else trouble.sentence(error)
            if sentence is None:
                raise
            self.show_first_window(sentence)

    def open_book(self, path: Path, *, take_over: bool = False) -> None:
        """Open the book in a window of its own, and close whatever was open before.

        What is open stays open when the other book can't be opened, or is the same.
        """
        before = self.window
        if before is not None and before.isVisible() and before.book.path == path:
            before.raise_()
            return
        self.show_book(Book.open(path, busy_ms=WINDOW_BUSY_MS, take_over=take_over))
        if before is not None:
            before.close()

    def show_book(self, book: Book) -> None:
        """A book that was just made or opened, in its window."""
        window = MainWindow(book, today=self.today)
        self.window = window
        self.desk.window = window
        self.desk.say = window.say_trouble
        window.close_book_wanted.connect(self.close_book)
        window.resize(*FIRST_SIZE)
        local_settings.restore_window(window)
        local_settings.remember_book(book.path)
        window.show()
        if self.first is not None:
            self.first.close()
            self.first = None

    def close_book(self) -> None:
        """Back to the first window, to open or make another book."""
        if self.window is not None:
            window, self.window = self.window, None
            self.show_first_window()
            window.close()

    def show_first_window(self, sentence: str = "") -> None:
        """The demo shop, my book, my list; `sentence` says why the last book is not here."""
        self.desk.say = None
        self.first = FIRST_WINDOW[0](self)
        self.desk.window = self.first
        say = getattr(self.first, "say", None)
        if sentence and say is not None:
            say(sentence)
        self.first.resize(*FIRST_SIZE)
        self.first.show()
