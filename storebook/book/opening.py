"""How a book comes to be open: made new, checked for what it is, brought up to date, put to rest."""

import os
from pathlib import Path
from typing import Literal

from storebook.base.errors import Refused
from storebook.book import backup, migrations
from storebook.book.engine import (
    APPLICATION_ID,
    Connection,
    DatabaseError,
    Mode,
    connect,
    one_value,
    wrap,
)
from storebook.book.lock import BookLock, hold_book
from storebook.book.trouble import sentence

ENDING = ".book"
HEADER = b"SQLite format 3\x00"


def create(path: Path, program: str) -> tuple[Connection, BookLock]:
    """Make a new, empty book; never over something that is there."""
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
    lock = hold_book(path, program)
    try:
        connection = connect(path, "create")
        try:
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            migrations.migrations.apply(wrap(connection))
        except BaseException:
            connection.close()
            raise
    except BaseException:
        for ending in ("", "-wal", "-shm"):
            path.with_name(path.name + ending).unlink(missing_ok=True)
        lock.release()
        raise
    return connection, lock


def first_associate(connection: Connection, owner_name: str) -> int:
    """Write the owner, the only row that no change bears: there is nobody yet to bear it."""
    name = " ".join(owner_name.split())
    if not name:
        raise Refused("The book needs your name: every change will bear it.", field="owner_name")
    initials = "".join(word[0] for word in name.split())[:2].upper()
    row_id = connection.execute(
        "INSERT INTO associate (name, initials, role) VALUES (?, ?, 'owner')", [name, initials]
    ).lastrowid
    assert row_id is not None
    return row_id


def open_existing(
    path: Path, mode: Literal["write", "read"], program: str, busy_ms: int, *, take_over: bool
) -> tuple[Connection, BookLock | None]:
    """Open a file that must already be a book, and hold it when it is to be written."""
    look_at_file(path)
    if mode == "read":
        return open_for_reading(path, busy_ms), None
    if not os.access(path, os.W_OK) or not os.access(path.parent, os.W_OK):
        raise Refused(
            f"“{path.name}” or its folder can only be read. Nothing was changed. Allow writing there, or copy the book elsewhere."
        )
    lock = hold_book(path, program, take_over=take_over)
    try:
        connection = careful_connect(path, "write", busy_ms)
        try:
            bring_up_to_date(path, connection)
        except BaseException:
            connection.close()
            raise
    except BaseException:
        lock.release()
        raise
    return connection, lock


def look_at_file(path: Path) -> None:
    """Refuse what is plainly no book, before SQLite is asked."""
    if not path.exists():
        raise Refused(f"There is no book “{path}”. Check the name, or make a new one.")
    if path.is_dir():
        raise Refused(f"“{path}” is a folder, not a book.")
    with path.open("rb") as file:
        start = file.read(len(HEADER))
    if not start:
        raise Refused(
            f"“{path.name}” is empty: it is not a book. Nothing was changed. Restore a backup in its place."
        )
    if start != HEADER:
        raise Refused(
            f"“{path.name}” is not a Storebook book, or it is damaged at its start. Nothing was changed."
        )


def open_for_reading(path: Path, busy_ms: int) -> Connection:
    folder_can_be_written = os.access(path.parent, os.W_OK)
    connection = careful_connect(path, "read" if folder_can_be_written else "immutable", busy_ms)
    try:
        refuse_other_version(path, connection)
        if migrations.migrations.pending(wrap(connection)):
            raise Refused(
                f"“{path.name}” was made by an older Storebook. Open it in the window once to bring it up to date."
            )
    except BaseException:
        connection.close()
        raise
    return connection


def careful_connect(path: Path, mode: Mode, busy_ms: int) -> Connection:
    """Connect and prove that this is a book of ours."""
    try:
        connection = connect(path, mode, busy_ms=busy_ms)
    except DatabaseError as error:
        raise Refused(
            sentence(error) or f"“{path.name}” can't be opened. Nothing was changed."
        ) from error
    try:
        if one_value(connection, "PRAGMA application_id") != APPLICATION_ID:
            raise Refused(f"“{path.name}” was not made by Storebook. Nothing was changed.")
    except DatabaseError as error:
        connection.close()
        raise Refused(
            sentence(error) or f"“{path.name}” can't be read. Nothing was changed."
        ) from error
    except BaseException:
        connection.close()
        raise
    return connection


def refuse_other_version(path: Path, connection: Connection) -> None:
    try:
        applied = {row.name for row in migrations.migrations.applied(wrap(connection))}
    except DatabaseError as error:
        raise Refused(
            sentence(error) or f"“{path.name}” can't be read. Nothing was changed."
        ) from error
    if not applied:
        raise Refused(f"“{path.name}” is not a Storebook book. Nothing was changed.")
    if applied - set(migrations.KNOWN):
        raise Refused(
            f"“{path.name}” was made by a newer Storebook. Nothing was changed. Install the newer version to open it."
        )


def bring_up_to_date(path: Path, connection: Connection) -> None:
    """Refuse a newer book; back an older one up, verified, and migrate it; then check its references."""
    refuse_other_version(path, connection)
    if not migrations.migrations.pending(wrap(connection)):
        return
    backup.back_up(connection, path, path.parent, label="before-upgrade")
    migrations.migrations.apply(wrap(connection))
    if connection.execute("PRAGMA foreign_key_check").fetchall():
        raise Refused(
            f"“{path.name}” has rows that point nowhere. A backup was made before the upgrade; restore it."
        )


def settle(connection: Connection) -> None:
    """Leave one file behind: everything checkpointed, the log beside it emptied."""
    connection.execute("PRAGMA optimize").fetchall()
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
