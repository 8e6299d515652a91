"""A backup that somebody asks for, into a folder of their choice: a copy of everything."""

from pathlib import Path

from storebook.book.book import Book
from storebook.book.events import EventKind, note_event
from storebook.book.rights import Right, require


def back_up_into(book: Book, folder: Path) -> Path:
    """Copy the book into `folder` as one verified file, note who did, and return its path.

    Such a copy can be carried away, so it needs a right; those that the program keeps by itself
    (`kept_backups`) need none, whoever is at work. Raises as `backup.back_up` does.
    """
    require(book, Right.BACKUP)
    made = book.back_up(folder)
    note_event(book, EventKind.BACKED_UP, "Backup made", detail={"file": made.name})
    return made
