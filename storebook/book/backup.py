"""Backups by SQLite's own means: copied, read back, and only then given a name."""

from datetime import UTC, datetime
from pathlib import Path

from sqlcipher3 import dbapi2

from storebook.base.errors import Refused
from storebook.book.engine import Connection, keyed, one_value
from storebook.book.files import as_open_as, beside, put_in_place, remove_database
from storebook.book.protection.data_key import DataKey
from storebook.book.protection.key_file import copy_key_file

NEWEST_CHANGE = "SELECT coalesce(max(id), 0) FROM change"


def back_up(
    connection: Connection,
    book_path: Path,
    folder: Path,
    *,
    label: str = "backup",
    key: DataKey | None = None,
) -> Path:
    """Copy the open book into `folder` as one verified file and return its path.

    The copy gets its name only when it has been read back whole, so that a file that is called a
    backup is one. It may be made while others read and write: it holds every change that was saved
    when it began. That of a protected book is written with the same `key`, and has the key file
    beside it. Raises Refused when the folder is missing or the copy is not whole; trouble with the
    disk is raised as it comes, and leaves nothing behind.
    """
    if not folder.is_dir():
        raise Refused(
            f"The folder “{folder}” is not there. Make it first, or choose another.", field="folder"
        )
    moment = datetime.now(UTC).astimezone()
    target = free_name(folder, f"{book_path.stem} {label} {moment:%Y-%m-%d %H%M%S}")
    aside = beside(target, ".part")
    try:
        copy_whole(connection, aside, key)
        as_open_as(book_path, aside)
        put_in_place(aside, target)
        if key is not None:
            copy_key_file(book_path, target)
    finally:
        remove_database(aside)
    return target


def copy_whole(connection: Connection, aside: Path, key: DataKey | None) -> None:
    """Copy all pages at once, and read the copy back."""
    newest = one_value(connection, NEWEST_CHANGE)
    copy = dbapi2.connect(str(aside), isolation_level=None)
    try:
        for pragma in keyed(key.hex_for_new if key else None):
            copy.execute(pragma).fetchall()
        connection.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE").fetchall()  # a backup is one file
        verdict = copy.execute("PRAGMA integrity_check").fetchall()
        damaged = copy.execute("PRAGMA cipher_integrity_check").fetchall() if key else []
        is_whole = verdict == [("ok",)] and not damaged and one_value(copy, NEWEST_CHANGE) >= newest
    finally:
        copy.close()
    if not is_whole:
        raise Refused(
            "The copy could not be read back whole, so it was not kept. The book was not touched. "
            "Check the disk, and check the book."
        )


def free_name(folder: Path, stem: str) -> Path:
    """A name that is not taken: two backups can be made in one second."""
    path = folder / f"{stem}.book"
    number = 1
    while path.exists():
        number += 1
        path = folder / f"{stem} ({number}).book"
    return path
