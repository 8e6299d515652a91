"""How a new book is made: whole, or not at all."""

import os
from pathlib import Path

from storebook.base.errors import Refused
from storebook.base.text import one_line, required
from storebook.book.disks import refuse_unsafe_disk
from storebook.book.engine import (
    APPLICATION_ID,
    LONGEST_NAME_BYTES,
    LONGEST_PATH_BYTES,
    Connection,
    connect,
    whole,
)
from storebook.book.files import beside, put_in_place, remove_database
from storebook.book.lock import BookLock, hold_book
from storebook.book.opening import run_steps, sentences
from storebook.book.protection.data_key import DataKey, hex_of

NAME_NEEDED = "The book needs your name: every change will bear it."
LONGEST_OWNER_NAME = 100


def create(
    path: Path, program: str, owner_name: str, key: DataKey | None
) -> tuple[Connection, BookLock]:
    """Make a new book with its owner in it, and hold it; never over something that is there.

    It is made under another name and gets its own when it is whole, so that a crash half way
    leaves nothing that looks like a book.
    """
    name = one_line(
        required(owner_name, "owner_name", NAME_NEEDED, LONGEST_OWNER_NAME),
    )
    with sentences():
        refuse_place(path)
        refuse_unsafe_disk(path)
        aside = beside(path, ".making")
        lock = hold_new(path, program)
        try:
            remove_database(aside)  # what a crash may have left
            make(aside, name, key)
            put_in_place(aside, path)
            return connect(path, "write", key_hex=hex_of(key)), lock
        except BaseException:
            remove_database(aside)
            lock.release()
            beside(path, ".lock").unlink(missing_ok=True)
            raise


def hold_new(path: Path, program: str) -> BookLock:
    """Hold a book that is still to be made; on a full disk no lock file stays behind."""
    try:
        return hold_book(path, program)
    except OSError:
        beside(path, ".lock").unlink(missing_ok=True)
        raise


def refuse_place(path: Path) -> None:
    """Refuse to make a book where one can't be, or where something else is."""
    lengths = len(os.fsencode(path.name)), len(os.fsencode(path))
    if lengths[0] > LONGEST_NAME_BYTES or lengths[1] > LONGEST_PATH_BYTES:
        raise Refused(
            "The name of the book with all its folders is too long. Nothing was changed. "
            "Choose a shorter one.",
            field="path",
        )
    refuse_taken(path)


def refuse_taken(path: Path) -> None:
    """Refuse to write a new file over another, or where there is no folder for it."""
    if path.exists():
        raise Refused(
            f"There is already a file “{path.name}” in that folder. Choose another name.",
            field="path",
        )
    if not path.parent.is_dir():
        raise Refused(
            f"The folder “{path.parent}” is not there. Make it first, or choose another.",
            field="path",
        )


def make(path: Path, owner_name: str, key: DataKey | None) -> None:
    connection = connect(path, "create", key_hex=key.hex_for_new if key else None)
    try:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        with whole(connection):
            run_steps(connection)
            # The only row that no change bears: there was nobody yet to bear it.
            connection.execute(
                "INSERT INTO associate (name, initials, role) VALUES (?, ?, 'owner')",
                [owner_name, initials_of(owner_name)],
            )
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    finally:
        connection.close()


def initials_of(name: str) -> str:
    """First letters of the first and last word; of a single word in another script the first."""
    words = name.split()
    if len(words) == 1 and not words[0][0].isascii():
        return words[0][0]
    return (words[0][0] + (words[-1][0] if len(words) > 1 else "")).upper()
