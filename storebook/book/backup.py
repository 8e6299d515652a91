"""Backups by SQLite's own means: copied, verified, written aside and renamed."""

import os
from datetime import UTC, datetime
from pathlib import Path

from sqlcipher3 import dbapi2

from storebook.base.errors import Refused
from storebook.book.engine import Connection


def back_up(
    connection: Connection, book_path: Path, folder: Path, *, label: str = "backup"
) -> Path:
    """Copy the open book into `folder` as one verified file and return its path.

    The copy gets its name only when it has been read back whole, so that a file that is called a backup is one.
    Raises Refused when the folder is missing; trouble with the disk is raised as it comes.
    """
    if not folder.is_dir():
        raise Refused(
            f"The folder “{folder}” is not there. Make it first, or choose another.", field="folder"
        )
    target = free_name(folder, f"{book_path.stem} {label} {datetime.now(UTC):%Y-%m-%d %H%M%S}")
    aside = target.with_name(target.name + ".part")
    try:
        copy_whole(connection, aside)
        flush(aside)
        aside.replace(target)
        flush_folder(folder)
    finally:
        aside.unlink(missing_ok=True)
    return target


def copy_whole(connection: Connection, aside: Path) -> None:
    copy = dbapi2.connect(str(aside), isolation_level=None)
    try:
        connection.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE").fetchall()  # a backup is one file
        verdict = copy.execute("PRAGMA integrity_check").fetchall()
    finally:
        copy.close()
    if verdict != [("ok",)]:
        raise Refused(
            "The copy could not be read back whole, so it was not kept. Check the disk and the book."
        )


def free_name(folder: Path, stem: str) -> Path:
    number = 1
    while (
        path := folder / (f"{stem}.book" if number == 1 else f"{stem} ({number}).book")
    ).exists():
        number += 1
    return path


def flush(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def flush_folder(folder: Path) -> None:
    """Make the new name durable too, where the system lets a folder be flushed."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
