"""How a book comes to be open: looked at, held, brought up to date, put to rest."""

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Literal

from storebook.base.errors import Refused
from storebook.book import backup, migrations
from storebook.book.backup_places import is_kept_backup, refuse_backup
from storebook.book.codes import code_of
from storebook.book.disks import refuse_second_name, refuse_unsafe_disk
from storebook.book.engine import (
    APPLICATION_ID,
    Connection,
    DatabaseError,
    Mode,
    OperationalError,
    begin_writing,
    connect,
    is_read_only,
    one_value,
    whole,
)
from storebook.book.files import has_log
from storebook.book.lock import BookLock, hold_book
from storebook.book.old_log import refuse_old_log
from storebook.book.open_here import identity
from storebook.book.protection.data_key import DataKey, hex_of
from storebook.book.protection.key_file import marks_beside
from storebook.book.protection.known_here import was_its_key
from storebook.book.protection.page_proof import Fit, key_fits, seems_protected
from storebook.book.protection.refusals import (
    Damaged,
    KeyNeeded,
    NotProtected,
    Overwritten,
    WrongKey,
)
from storebook.book.trouble import SENTENCES, sentence

SHARED_BYTES = 65_536  # SQLite makes a file of half of that beside a book that is open
ANALYSIS_ROWS = 1000  # as many as SQLite looks at to learn how its indexes are filled


def open_existing(
    path: Path,
    mode: Literal["write", "read"],
    program: str,
    busy_ms: int,
    key: DataKey | None,
) -> tuple[Connection, Mode, BookLock | None]:
    """Open a file that must already be a book, and hold it when it is to be written.

    The mode that comes back is "immutable" instead of "read" where the folder can't be written, and
    of a backup that the program keeps: it stays as it was proved, and nothing is noted in it.
    """
    with sentences():
        look_at_place(path)
        refuse_old_log(path, key)
        if mode == "write":
            refuse_backup(path)
            refuse_unsafe_disk(path)
            refuse_second_name(path)
        file = identity(path)
        connection, found_mode = connect_for_reading(path, busy_ms, key)
        lock = None
        try:
            refuse_other_books(path, connection)
            if mode == "read":
                refuse_older(path, connection)
                return connection, "immutable" if is_kept_backup(path) else found_mode, None
            lock = hold_or_refuse(path, program)
            with refusing_read_only(path):
                is_it = found_mode == "read" and identity(path) == file
                if not (is_it and writes(connection, busy_ms)):
                    connection.close()
                    connection = connect(path, "write", busy_ms=busy_ms, key_hex=hex_of(key))
                put_in_order(path, connection)
                bring_up_to_date(path, connection, key)
        except BaseException:
            connection.close()
            if lock is not None:
                lock.release()
            raise
        return connection, "write", lock


@contextmanager
def sentences() -> Iterator[None]:
    """Trouble while opening is an answer for the user: the book stays as it is."""
    try:
        yield
    except UnicodeDecodeError as error:  # what SQLite quotes of a damaged file is no text
        raise Refused(SENTENCES["SQLITE_CORRUPT"], field="path") from error
    except (DatabaseError, OSError) as error:
        text = sentence(error)
        if text is None:
            raise
        raise Refused(text, field="path") from error


def look_at_place(path: Path) -> None:
    """Refuse what is plainly no book.

    The file is never opened here: closing a handle of a file that this program has open as a book
    elsewhere would give up SQLite's locks on it.
    """
    if not path.exists():
        raise Refused(f"There is no book “{path}”. Check the name, or make a new one.", "path")
    if path.is_dir():
        raise Refused(f"“{path}” is a folder, not a book. Choose a file.", "path")
    if path.stat().st_size == 0:
        raise Refused(
            f"“{path.name}” is empty: it is not a book. Nothing was changed. "
            "Restore a backup in its place.",
            field="path",
        )


def connect_for_reading(path: Path, busy_ms: int, key: DataKey | None) -> tuple[Connection, Mode]:
    """Connect and prove that this is a book of ours; nothing of the file is changed."""
    try:
        return proven(path, "read", busy_ms, key), "read"
    except DatabaseError as error:
        if is_unreadable(error):
            refuse_by_key(path, busy_ms, key)
        if can_write_beside(path):
            raise
    # Nobody can write beside it, so there is nothing to share with a writer: but then the log
    # beside the book, if there is one, can't be read either.
    if has_log(path):
        raise Refused(
            f"“{path.name}” was not closed properly, and its folder can only be read. "
            "Nothing was changed. Copy it, with the files beside it, into a folder of your own.",
            field="path",
        )
    try:
        return proven(path, "immutable", busy_ms, key), "immutable"
    except DatabaseError as error:
        if is_unreadable(error):
            refuse_by_key(path, busy_ms, key)
        raise


def is_unreadable(error: DatabaseError) -> bool:
    """Whether SQLite takes the file for none of its own: so a key may be missing, or be wrong."""
    return code_of(error) == "SQLITE_NOTADB"


def refuse_by_key(path: Path, busy_ms: int, key: DataKey | None) -> None:
    """Refuse with what the key has to do with it; nothing where it has nothing to do with it."""
    if key is None:
        if seems_protected(path, marks_beside(path)):
            raise KeyNeeded(path)
        return
    if opens_without_key(path, busy_ms):
        raise NotProtected(path)
    fit = key_fits(path, key)
    if fit is Fit.YES:
        raise Damaged(path)
    if seems_protected(path):
        raise Overwritten(path) if was_its_key(path, key) else WrongKey(path)


def opens_without_key(path: Path, busy_ms: int) -> bool:
    try:
        proven(path, "immutable", busy_ms, None).close()
    except DatabaseError:
        return False
    return True


def can_write_beside(path: Path) -> bool:
    """Whether its folder may be written, and has room for what readers and writers share."""
    allowed = os.access(path.parent, os.W_OK, effective_ids=os.access in os.supports_effective_ids)
    return allowed and shutil.disk_usage(path.parent).free >= SHARED_BYTES


def proven(path: Path, mode: Mode, busy_ms: int, key: DataKey | None) -> Connection:
    connection = connect(path, mode, busy_ms=busy_ms, key_hex=hex_of(key))
    try:
        if one_value(connection, "PRAGMA application_id") != APPLICATION_ID:
            raise Refused(
                f"“{path.name}” was not made by Storebook. Nothing was changed. "
                "Choose another file.",
                field="path",
            )
    except BaseException:
        connection.close()
        raise
    return connection


def refuse_other_books(path: Path, connection: Connection) -> None:
    """Refuse a book that is newer than this program, and one that has nothing in it."""
    applied = steps_applied(connection)
    if not applied:
        raise Refused(
            f"“{path.name}” is not a whole Storebook book. Nothing was changed. "
            "Choose another file, or restore a backup.",
            field="path",
        )
    if applied - set(migrations.KNOWN):
        raise Refused(
            f"“{path.name}” was made by a newer Storebook. Nothing was changed. "
            "Install the newer version to open it.",
            field="path",
        )


def refuse_older(path: Path, connection: Connection) -> None:
    if steps_applied(connection) != set(migrations.KNOWN):
        raise Refused(
            f"“{path.name}” was made by an older Storebook. Nothing was changed. "
            "Open it in the window once to bring it up to date.",
            field="path",
        )


def hold_or_refuse(path: Path, program: str) -> BookLock:
    try:
        return hold_book(path, program)
    except OSError as error:
        if error.errno not in {errno.EACCES, errno.EPERM, errno.EROFS}:
            raise
        raise Refused(only_read(path), field="path") from error


def only_read(path: Path) -> str:
    return (
        f"“{path.name}” or its folder can only be read. Nothing was changed. "
        "Allow writing there, or copy the book elsewhere."
    )


def writes(connection: Connection, busy_ms: int) -> bool:
    """Whether what was connected to be read could be told to write, now that the book is held.

    To connect anew would read and understand the whole schema again, the longest part of opening.
    """
    try:
        begin_writing(connection, busy_ms)
    except OperationalError as error:
        if is_read_only(error):
            return False
        raise
    return True


def put_in_order(path: Path, connection: Connection) -> None:
    """Move what a crash left in the log into the file; somebody else's writing is waited for.

    A cut while the log was being moved leaves torn pages in the file, which its own check finds:
    they count for nothing, because the log has them, and are whole again now. Where that can't be
    done now (as in `settle`) they stay so: what is in the log is read from there.
    """
    with whole(connection):
        pass
    if has_log(path):
        with suppress(DatabaseError):
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


@contextmanager
def refusing_read_only(path: Path) -> Iterator[None]:
    try:
        yield
    except DatabaseError as error:
        if is_read_only(error):
            raise Refused(only_read(path), field="path") from error
        raise


def bring_up_to_date(path: Path, connection: Connection, key: DataKey | None) -> None:
    """Back an older book up, verified, and migrate it: all of the way, or not at all."""
    refuse_other_books(path, connection)
    if steps_applied(connection) == set(migrations.KNOWN):
        return
    backup.back_up(connection, path, path.parent, label="before-upgrade", key=key)
    migrate(path, connection)


def migrate(path: Path, connection: Connection) -> None:
    """Do what a book of an older program has not seen, or nothing; `path` is for the refusal."""
    if steps_applied(connection) == set(migrations.KNOWN):
        return
    with whole(connection):
        run_steps(connection)
        if connection.execute("PRAGMA foreign_key_check").fetchall():
            raise Refused(
                f"“{path.name}” has rows that point nowhere, so it can’t be brought up to date. "
                "Nothing was changed. Restore an earlier backup.",
                field="path",
            )


def steps_applied(connection: Connection) -> set[str]:
    """The names of the steps that this book has seen, as sqlite-utils notes them."""
    if not one_value(connection, "SELECT 1 FROM sqlite_schema WHERE name = '_sqlite_migrations'"):
        return set()
    rows = connection.execute(
        "SELECT name FROM _sqlite_migrations WHERE migration_set = 'storebook'"
    ).fetchall()
    return {name for (name,) in rows}


def run_steps(connection: Connection) -> None:
    """Do every step that the book has not seen.

    Loaded only here: sqlite-utils would be a tenth of the time until the window is there, and a
    book of today needs none of it.
    """
    from storebook.book.migrations import steps

    steps.run(connection)


def who_works(connection: Connection, path: Path, by: int | None = None) -> int:
    """For whom a book is opened: the associate `by`, where it knows them, else its owner.

    Refused where it knows nobody; `path` is for the refusal.
    """
    found = connection.execute(
        """
        SELECT id FROM associate
        ORDER BY id IS NOT ?, role <> 'owner', NOT active, id
        LIMIT 1
        """,
        [by],
    ).fetchall()
    if not found:
        raise Refused(
            f"“{path.name}” has lost its owner. Nothing was changed. Restore a backup.", "path"
        )
    return int(found[0][0])


def begin_log(connection: Connection) -> None:
    """Write a page that stays as it is, so that the log beside the book has begun.

    A log that begins has its head synced besides what is saved, and the folder too when there was
    no log: counted, the first purchase after opening waited for the disk three times, and the
    first after an idle moment twice.
    """
    version = int(one_value(connection, "PRAGMA user_version"))
    connection.execute(f"PRAGMA user_version = {version}")


def settle(connection: Connection, path: Path) -> None:
    """Leave one file behind: everything moved into it, the log beside it emptied.

    Where that can't be done now (a full disk, a reader at work) nothing is lost: what stays in the
    log is read from there, and moved at the next close. Where the log is empty nothing was written,
    and how the indexes are filled is not looked at: that reads a page of every table.
    """
    if has_log(path):
        with suppress(DatabaseError):
            connection.execute(f"PRAGMA analysis_limit = {ANALYSIS_ROWS}").fetchall()
            connection.execute("PRAGMA optimize").fetchall()
    with suppress(DatabaseError):
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
