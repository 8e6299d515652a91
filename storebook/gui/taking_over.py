"""A book that another computer has open, or did not close: a person may take it over."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from storebook.book.lock import BookHeld, take_from_elsewhere
from storebook.gui import ask

TAKE_OVER = "Take it over"


def is_taken_over(parent: QWidget | None, path: Path, held: BookHeld) -> bool:
    """Whether somebody says that the book is free there; then nothing holds it any more."""
    if not (held.elsewhere and ask.confirm(parent, str(held), TAKE_OVER)):
        return False
    take_from_elsewhere(path)
    return True
