"""Backups by SQLite's own means: copied, read back, and only then given a name."""

import os
from datetime import UTC, datetime
from pathlib import Path

from sqlcipher3 import dbapi2

from storebook.base.errors import Refused
from storebook.book.engine import Connection, keyed, one_moment, one_value
from storebook.book.files import PIECE_BYTES, as_open_as, beside, put_in_place, remove_database
from storebook.book.protection.data_key import DataKey
from storebook.book.protection.key_file import copy_key_file

NEWEST_CHANGE = "SELECT coalesce(max(id), 0) FROM change"
PAGE_BYTES = 4096
UNFINISHED = ".part"
COPYING_KIB = PIECE_BYTES // 1024
# Measured at 370 MB: reading back takes 9 s of work instead of the 27 s with the usual 8 MB, and
# with 128 MB not less.
READING_BACK_KIB = 32_000
# What is not finished is thrown away, so there is nothing to roll back; and whoever gives the copy
# its name has flushed it.
ASIDE = (
    "PRAGMA journal_mode = OFF",
    "PRAGMA synchronous = OFF",
    f"PRAGMA cache_size = -{COPYING_KIB}",
)


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
    aside = beside(target, UNFINISHED)
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
    """Copy the book as it is at this moment, and read the copy back."""
    copy = dbapi2.connect(str(aside), isolation_level=None)
    try:
        for pragma in (*keyed(key.hex_for_new if key else None), *ASIDE):
            copy.execute(pragma).fetchall()
        with one_moment(connection):  # else it would begin anew at each save of another program
            newest = one_value(connection, NEWEST_CHANGE)
            copy_in_pieces(connection, copy, aside)
        copy.execute("PRAGMA journal_mode = DELETE").fetchall()  # a backup is one file
        is_whole = reads_back_whole(copy, key) and one_value(copy, NEWEST_CHANGE) == newest
    finally:
        copy.close()
    if not is_whole:
        raise Refused(
            "The copy could not be read back whole, so it was not kept. The book was not touched. "
            "Check the disk, and check the book."
        )


def copy_in_pieces(connection: Connection, copy: Connection, aside: Path) -> None:
    """Copy all pages; each piece is on the disk before the next is written.

    A save that waits for the disk waits for what others have written, too: for a piece, then, and
    not for a whole book.
    """
    handle = os.open(aside, os.O_RDWR | getattr(os, "O_BINARY", 0) | os.O_CREAT)
    try:
        connection.backup(
            copy, pages=PIECE_BYTES // PAGE_BYTES, progress=lambda *_: os.fsync(handle)
        )
    finally:
        os.close(handle)


def reads_back_whole(copy: Connection, key: DataKey | None) -> bool:
    copy.execute(f"PRAGMA cache_size = -{READING_BACK_KIB}").fetchall()
    verdict = copy.execute("PRAGMA integrity_check").fetchall()
    damaged = copy.execute("PRAGMA cipher_integrity_check").fetchall() if key else []
    return verdict == [("ok",)] and not damaged


def free_name(folder: Path, stem: str) -> Path:
    """A name that is not taken, nor about to be: two backups can be made in one second, and one of
    them may have been cut short.
    """
    path = folder / f"{stem}.book"
    number = 1
    while path.exists() or beside(path, UNFINISHED).exists():
        number += 1
        path = folder / f"{stem} ({number}).book"
    return path
