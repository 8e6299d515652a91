"""Opens the file with the one recipe that was measured to lose nothing."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Literal
from urllib.parse import quote

from sqlcipher3 import dbapi2

from storebook.book.codes import code_of

Connection = dbapi2.Connection
Cursor = dbapi2.Cursor
DatabaseError = dbapi2.DatabaseError
IntegrityError = dbapi2.IntegrityError
OperationalError = dbapi2.OperationalError

APPLICATION_ID = 0x53_54_42_4B  # "STBK", so that a foreign SQLite file is told apart from a book
WINDOW_BUSY_MS = 200
COMMAND_BUSY_MS = 5000
JOURNAL_LIMIT_BYTES = 6 * 1024 * 1024
# A shopper's page asks forty, all pages together two hundred; to plan one takes ten times as long
# as to answer it.
STATEMENTS_KEPT = 400
# Measured: SQLite on Linux and macOS opens paths of up to 504 bytes; the name of
# a file that is being made is a little longer than the book's.
LONGEST_PATH_BYTES = 480
LONGEST_NAME_BYTES = 235  # of 255 that file systems take

Mode = Literal["write", "read", "immutable", "create"]
# A reader opens the file as a writer does: it may have to put in order what a crash left behind.
# `query_only` keeps it from writing anything else. A missing file is never made by opening it.
URI_MODE = {
    "write": "mode=rw",
    "read": "mode=rw",
    "immutable": "mode=ro&immutable=1",
    "create": "mode=rwc",
}
# What a connection that writes is told besides.
WRITING: tuple[str, ...] = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA wal_autocheckpoint = 0",
)


def connect(
    path: Path, mode: Mode, *, busy_ms: int = COMMAND_BUSY_MS, key_hex: str | None = None
) -> Connection:
    """A connection to an existing file (or, for "create", to a new one), set up by the recipe.

    "immutable" is for a folder that can't be written: it reads the file alone, without the log
    beside it. `key_hex` is the raw key of a protected book. Nothing is read yet beyond what the
    recipe needs; a file that is not SQLite, or not with this key, raises `DatabaseError`, and so
    does for "write" one that can only be read.
    """
    try:
        return set_up(path, mode, busy_ms, key_hex)
    except OperationalError as error:
        if not is_read_only(error):
            raise
    # The disk may not have answered just then: it is asked once more.
    return set_up(path, mode, busy_ms, key_hex)


def set_up(path: Path, mode: Mode, busy_ms: int, key_hex: str | None) -> Connection:
    connection = plain_connection(path, mode, busy_ms)
    try:
        for pragma in recipe(mode, busy_ms, key_hex):
            connection.execute(pragma).fetchall()
        if mode == "write":
            prove_writable(connection, busy_ms)
    except BaseException:
        connection.close()
        raise
    return connection


def begin_writing(connection: Connection, busy_ms: int) -> None:
    """Make a connection that was opened for "read" one for "write"; `connect` says what it raises.

    It answers as one that was opened to write: whatever is read from here on is read anew where
    somebody has written since.
    """
    for pragma in ["PRAGMA query_only = OFF", *WRITING]:
        connection.execute(pragma).fetchall()
    prove_writable(connection, busy_ms)


def prove_writable(connection: Connection, busy_ms: int) -> None:
    """Raise what the first save would: SQLite has opened the file to be read alone.

    It does that without a word where the file may not be written, or the disk did not answer when
    it was opened, and then takes BEGIN IMMEDIATE for a plain BEGIN. Nothing is written or waited
    for here: whoever finds somebody else writing may write too. Measured: 20 µs.
    """
    connection.execute("PRAGMA busy_timeout = 0").fetchall()
    try:
        version = int(one_value(connection, "PRAGMA user_version"))
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(f"PRAGMA user_version = {version}")
    except OperationalError as error:
        if not code_of(error).startswith("SQLITE_BUSY"):
            raise
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        connection.execute(f"PRAGMA busy_timeout = {busy_ms}").fetchall()


def is_read_only(error: DatabaseError) -> bool:
    """Whether SQLite refuses to write because it has the file to be read alone."""
    return code_of(error).startswith("SQLITE_READONLY")


def is_interrupted(error: DatabaseError) -> bool:
    """Whether somebody who could not wait has stopped it."""
    return code_of(error) == "SQLITE_INTERRUPT"


def plain_connection(path: Path, mode: Mode, busy_ms: int) -> Connection:
    """A connection that was told nothing yet: for `connect`, and for writing a book anew."""
    return dbapi2.connect(
        file_uri(path, mode),
        uri=True,
        isolation_level=None,
        timeout=busy_ms / 1000,
        cached_statements=STATEMENTS_KEPT,
    )


def file_uri(path: Path, mode: Mode) -> str:
    """The file as SQLite wants to be told of it.

    Percent-encoding keeps ?, #, % and letters outside ASCII from being read as parts of the URI;
    three slashes make `C:/shop` and `//server/shop` paths too.
    """
    posix = path.resolve().as_posix()
    rooted = posix if posix.startswith("/") else f"/{posix}"
    return f"file://{quote(rooted)}?{URI_MODE[mode]}"


def recipe(mode: Mode, busy_ms: int, key_hex: str | None = None) -> list[str]:
    """The pragmas of a connection, in the order in which they must be given."""
    pragmas = keyed(key_hex)
    if mode in {"write", "create"}:
        pragmas += WRITING
    pragmas += [
        "PRAGMA foreign_keys = ON",
        f"PRAGMA busy_timeout = {busy_ms}",
        "PRAGMA trusted_schema = OFF",
        "PRAGMA cell_size_check = ON",
        "PRAGMA temp_store = MEMORY",
        "PRAGMA secure_delete = ON",
        f"PRAGMA journal_size_limit = {JOURNAL_LIMIT_BYTES}",
    ]
    if sys.platform == "darwin":
        pragmas += ["PRAGMA fullfsync = ON", "PRAGMA checkpoint_fullfsync = ON"]
    if mode in {"read", "immutable"}:
        pragmas.append("PRAGMA query_only = ON")
    return pragmas


def keyed(key_hex: str | None) -> list[str]:
    """What must be said before anything else of a protected book, and nothing of another.

    Without the second, SQLCipher would write lines of its own on standard error at the first page
    that it can't read: the page with which the rest of the recipe begins.
    """
    if key_hex is None:
        return []
    return [f"PRAGMA key = \"x'{key_hex}'\"", "PRAGMA cipher_log_level = NONE"]


@contextmanager
def whole(connection: Connection) -> Iterator[None]:
    """What is done inside is saved together, or nothing is; a busy book is refused before any work.

    `BEGIN IMMEDIATE`, because a plain BEGIN fails half way, and at once, when somebody else wrote.
    """
    try:
        connection.execute("BEGIN IMMEDIATE")
        yield
        connection.execute("COMMIT")
    except BaseException:
        # On a full disk SQLite has already rolled back; what fails here would hide why.
        with suppress(DatabaseError):
            connection.execute("ROLLBACK")
        raise


@contextmanager
def one_moment(connection: Connection) -> Iterator[None]:
    """Whatever others save meanwhile, what is read inside is as it was when this began."""
    if connection.in_transaction:
        yield
        return
    connection.execute("BEGIN")
    try:
        yield
    finally:
        # After some trouble SQLite has already ended it; what fails here would hide that.
        with suppress(DatabaseError):
            connection.execute("ROLLBACK")


def one_value(connection: Connection, sql: str) -> Any:
    """The first column of the first row, or None."""
    rows = connection.execute(sql).fetchall()
    return rows[0][0] if rows else None
