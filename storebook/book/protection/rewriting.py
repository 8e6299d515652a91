"""A book written anew with another key, or with none: beside the old one, compared, then put in its
place, so that after a power cut one of the two is there whole.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from itertools import zip_longest
from pathlib import Path
from shutil import copymode
from typing import BinaryIO

from storebook.base.errors import Refused
from storebook.book.engine import (
    COMMAND_BUSY_MS,
    Connection,
    Cursor,
    DatabaseError,
    connect,
    keyed,
    one_value,
    plain_connection,
)
from storebook.book.files import beside, remove_database, take_its_place
from storebook.book.protection.data_key import DataKey, hex_of
from storebook.book.statements import quoted

ENDING = ".rewriting"
CHUNK = 2000
ZEROS = bytes(1024 * 1024)
TABLES = """
    SELECT name, wr FROM pragma_table_list
    WHERE schema = 'main' AND type IN ('table', 'shadow') AND name <> 'sqlite_schema'
    ORDER BY name
    """
SCHEMA = "SELECT type, name, tbl_name, sql FROM {}.sqlite_schema ORDER BY type, name"
NOT_THE_SAME = (
    "The book written anew is not the same as the book, so it was not kept. Nothing was changed. "
    "Check the disk, and check the book."
)


def rewrite(
    path: Path,
    old: DataKey | None,
    new: DataKey | None,
    finish: Callable[[Path], None] = lambda _: None,
) -> None:
    """Put the same book, written with the key `new`, in the place of the one with the key `old`.

    `finish` is given the copy before it is proven and gets its name: what belongs into the book
    with the new key is there from the first moment on. The caller holds the book, and this program
    has it open nowhere. Raises Refused when somebody else reads it meanwhile, or when the copy is
    not the same; trouble with the disk is raised as it comes. Either way the old book is as it was.
    Where a book was plain, its bytes are overwritten once it is replaced, as far as the disk does
    what it is told.
    """
    aside = beside(path, ENDING)
    wipe_database(aside)  # what a crash may have left
    try:
        copy_with_key(path, aside, old, new)
        finish(aside)
        prove_whole(aside, new)
        copymode(path, aside)  # whoever could read the book can, and nobody else
        with overwritten_afterwards(path, wanted=old is None):
            take_its_place(aside, path)
    except BaseException:
        wipe_database(aside)
        raise


def copy_with_key(path: Path, aside: Path, old: DataKey | None, new: DataKey | None) -> None:
    connection = plain_connection(path, "write", COMMAND_BUSY_MS)
    try:
        for pragma in keyed(hex_of(old)):
            connection.execute(pragma).fetchall()
        connection.execute("PRAGMA temp_store = MEMORY")  # what is sorted is never on the disk
        alone(path, connection)
        with_key = "" if new is None else f"x'{new.hex_for_new}'"
        connection.execute("ATTACH DATABASE ? AS aside KEY ?", [str(aside), with_key])
        # A copy that is not finished is thrown away: there is nothing to roll back in it, and no
        # journal of two files together that a crash could leave beside the book.
        connection.execute("PRAGMA aside.journal_mode = OFF").fetchall()
        connection.execute("PRAGMA aside.synchronous = FULL")
        connection.execute("BEGIN EXCLUSIVE")
        connection.execute("SELECT sqlcipher_export('aside')").fetchall()
        for pragma in ("application_id", "user_version"):
            kept = int(one_value(connection, f"PRAGMA main.{pragma}"))
            connection.execute(f"PRAGMA aside.{pragma} = {kept}")
        if not is_same(connection):
            raise Refused(NOT_THE_SAME)
        connection.execute("COMMIT")
        connection.execute("DETACH DATABASE aside")
    finally:
        connection.close()


def alone(path: Path, connection: Connection) -> None:
    """Move everything from the log into the book and end the log; only who is alone with it can."""
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    mode = ""
    with suppress(DatabaseError):
        mode = one_value(connection, "PRAGMA journal_mode = DELETE")
    if mode != "delete":
        raise Refused(
            f"“{path.name}” is open in another program. Nothing was changed. "
            "Close it there and try again.",
            field="path",
        )


def is_same(connection: Connection) -> bool:
    """Whether the copy has the same tables, and in them the same rows in the same order."""
    schemas = [connection.execute(SCHEMA.format(schema)).fetchall() for schema in ("main", "aside")]
    if schemas[0] != schemas[1]:
        return False
    return all(
        rows_agree(connection, name, has_rowid=not without_rowid)
        for name, without_rowid in connection.execute(TABLES).fetchall()
    )


def rows_agree(connection: Connection, table: str, *, has_rowid: bool) -> bool:
    row, order = ("rowid, *", "ORDER BY rowid") if has_rowid else ("*", "")
    if table.startswith("sqlite_stat"):  # nothing names these rows by their numbers
        row = "*"
    one, other = (
        connection.execute(f"SELECT {row} FROM {schema}.{quoted(table)} {order}")  # noqa: S608
        for schema in ("main", "aside")
    )
    ours, theirs = in_chunks(one), in_chunks(other)
    return all(mine == yours for mine, yours in zip_longest(ours, theirs))


def in_chunks(cursor: Cursor) -> Iterator[list[tuple[object, ...]]]:
    while rows := cursor.fetchmany(CHUNK):
        yield rows


def prove_whole(aside: Path, key: DataKey | None) -> None:
    """Read the new file back as whoever opens it will."""
    connection = connect(aside, "immutable", key_hex=hex_of(key))
    try:
        bad = connection.execute("PRAGMA cipher_integrity_check").fetchall() if key else []
        verdict = connection.execute("PRAGMA integrity_check").fetchall()
    finally:
        connection.close()
    if bad or verdict != [("ok",)]:
        raise Refused(NOT_THE_SAME)


@contextmanager
def overwritten_afterwards(path: Path, *, wanted: bool) -> Iterator[None]:
    """Overwrite what was in the file, once the block has put another in its place.

    Windows lets no open file be replaced, so it can't be done there. A disk without moving parts
    may keep old bytes all the same; and what has a second name is left alone.
    """
    if not wanted or os.name != "posix":
        yield
        return
    with path.open("rb+") as old:
        yield
        # The book is replaced: a disk that does not take this must not look like a failure.
        with suppress(OSError):
            if os.fstat(old.fileno()).st_nlink == 0:
                overwrite(old)


def overwrite(file: BinaryIO) -> None:
    left = os.fstat(file.fileno()).st_size
    file.seek(0)
    while left > 0:
        left -= file.write(ZEROS[:left])
    file.flush()
    os.fsync(file.fileno())


def wipe_database(path: Path) -> None:
    """Overwrite and remove a SQLite file that nobody has open; harmless when it is not there."""
    wipe(path)
    remove_database(path)


def wipe(path: Path) -> None:
    """Overwrite a file, unless it has a second name, and remove it; also where a full disk does not
    even take what is written over something.
    """
    with suppress(FileNotFoundError):
        with path.open("rb+") as file:
            if os.fstat(file.fileno()).st_nlink == 1:
                with suppress(OSError):
                    overwrite(file)
        path.unlink()
