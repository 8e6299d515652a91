"""Deeds for which the book has to be closed a moment: a key, a restore, another folder.

The window asks for one by `dialogs.while_closed(deed)`; the program closes the book, does it in the
worker, and opens the book again, whatever came of it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from storebook.book.protection.data_key import DataKey

if TYPE_CHECKING:
    from storebook.gui.aside import Say
    from storebook.gui.main_window import MainWindow


@dataclass(frozen=True, slots=True, kw_only=True)
class AtHand:
    """The book that was closed: where it is, its key, and who was at work."""

    path: Path
    key: DataKey | None
    associate_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """The book to open now, a sentence for its bar, and what its window does first."""

    path: Path
    key: DataKey | None
    said: str = ""
    then: "Callable[[MainWindow], None] | None" = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedDeed:
    """`title` and `fact` are shown meanwhile; `work` is done in the worker."""

    title: str
    fact: str
    work: "Callable[[AtHand, Say], Outcome]"
