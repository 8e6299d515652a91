"""What follows a change that was saved: its sentence, and that Ctrl Z means it from now on."""

from PySide6.QtWidgets import QApplication, QLineEdit

from storebook.book.book import Book
from storebook.book.history import is_for_good, may_take_back, take_back, undo_last

NOTHING_CHANGED = "Nothing was changed."


def as_sentence(what: str) -> str:
    """What was done, ended by a full stop where it has no end of its own."""
    return what if what.endswith((".", "!", "?")) else f"{what}."


def forget_typing() -> None:
    """From here on Ctrl Z means the change that was saved, not the letters typed before it."""
    line = QApplication.focusWidget()
    if isinstance(line, QLineEdit):
        at = line.cursorPosition()
        line.setText(line.text())
        line.setCursorPosition(at)


class LastDeed:
    """Which saved change the undo bar speaks of, so that its Undo takes back that one alone.

    The book tells of every change while it is saved (`written`). What is said in the same breath is
    about it; once the pages were told (`forget`), or another form begins to save (`begin`), what is
    said is about something else, or about nothing.
    """

    def __init__(self, book: Book) -> None:
        self._book = book
        self._written: int | None = None
        self._spoken_of: int | None = None
        self._is_form = False

    def written(self) -> None:
        """A change was saved just now."""
        self._written = self._book.changed_count

    def begin(self) -> None:
        """A form is about to be saved: it may find that there is nothing to change."""
        self._written, self._is_form = None, True

    def forget(self) -> None:
        """What comes from here on is not about the change before it."""
        self._written = None

    def leave_form(self) -> None:
        """The form is closed."""
        self._is_form = False

    def speak(self, sentence: str) -> tuple[str, bool]:
        """What the bar is to say, and whether there is something to take back."""
        self._spoken_of, self._written = self._written, None
        if self._spoken_of is None and self._is_form:
            return NOTHING_CHANGED, False
        undoable = self._spoken_of is not None and may_take_back(self._book, self._spoken_of)
        return sentence, undoable and not is_for_good(self._book, self._spoken_of or 0)

    def take_back(self) -> str:
        """Take back the change that the bar speaks of, and return its sentence.

        As the last one it is undone as by the key, which then goes further back.
        """
        spoken_of = self._spoken_of
        if spoken_of is None or spoken_of == self._book.changed_count:
            return as_sentence(undo_last(self._book).what)
        return as_sentence(take_back(self._book, spoken_of).what)
