"""A backup that somebody asks for, into a folder of their choice: a copy of everything."""

import re
from contextlib import suppress
from pathlib import Path

from storebook.book.book import Book
from storebook.book.remembered import remember, remembered
from storebook.book.rights import Right, require
from storebook.book.ways_out import note_whole

MOST_FOLDERS = 5
STAMP = r" backup \d{4}-\d{2}-\d{2} \d{6}(?: \(\d+\))?\.book"  # as `backup` names them


def back_up_into(book: Book, folder: Path) -> Path:
    """Copy the book into `folder` as one verified file, note who did, and return its path.

    The folder is remembered on this computer, so that what is there is found on a bad day.

    Such a copy can be carried away, so it needs a right; those that the program keeps by itself
    (`kept_backups`) need none, whoever is at work. Raises as `backup.back_up` does.
    """
    require(book, Right.BACKUP)
    made = book.back_up(folder)
    note_whole(book, "Backup made", file=made.name)
    with suppress(OSError):  # the backup is made, whether its folder is found again or not
        remember_folder(book.path, made.parent.resolve())
    return made


def remember_folder(book_path: Path, folder: Path) -> None:
    known = [one for one in remembered(book_path).own_folders if one != str(folder)]
    remember(book_path, own_folders=(str(folder), *known[: MOST_FOLDERS - 1]))


def own_backups(book_path: Path) -> list[Path]:
    """The backups of this book in the folders of somebody's own, as far as they are there now."""
    named = re.compile(re.escape(book_path.stem) + STAMP)
    return [
        one
        for folder in map(Path, remembered(book_path).own_folders)
        if folder.is_dir()
        for one in sorted(folder.iterdir())
        if named.fullmatch(one.name)
    ]
