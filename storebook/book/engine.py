"""Opens the file with the one recipe that was measured to lose nothing."""

import sys
from pathlib import Path
from typing import Any, Literal
from urllib.parse import quote

import sqlcipher3
from sqlcipher3 import dbapi2

# sqlite-utils takes `pysqlite3` before `sqlite3`: under that name it uses this SQLite, and its exceptions match.
sys.modules.setdefault("pysqlite3", sqlcipher3)
sys.modules.setdefault("pysqlite3.dbapi2", dbapi2)

from sqlite_utils import Database

Connection = dbapi2.Connection
DatabaseError = dbapi2.DatabaseError
IntegrityError = dbapi2.IntegrityError
OperationalError = dbapi2.OperationalError

APPLICATION_ID = 0x53_54_42_4B  # "STBK", so that a foreign SQLite file is told apart from a book
WINDOW_BUSY_MS = 200
COMMAND_BUSY_MS = 5000
JOURNAL_LIMIT_BYTES = 8 * 1024 * 1024

Mode = Literal["write", "read", "immutable", "create"]
URI_MODE = {
    "write": "mode=rw",
    "read": "mode=rw",
    "immutable": "mode=ro&immutable=1",
    "create": "mode=rwc",
}


def connect(
    path: Path, mode: Mode, *, busy_ms: int = COMMAND_BUSY_MS, key_hex: str | None = None
) -> Connection:
    """A connection to an existing file (or, with mode "create", to a new one), set up by the recipe.

    `key_hex` is the raw key of an encrypted book. Nothing is read yet beyond what the recipe needs;
    a file that is not SQLite raises `DatabaseError`.
    """
    # Percent-encoding keeps ?, # and non-ASCII folders from being read as parts of the URI.
    uri = f"file:{quote(path.resolve().as_posix())}?{URI_MODE[mode]}"
    connection = dbapi2.connect(uri, uri=True, isolation_level=None)
    try:
        for pragma in recipe(mode, busy_ms, key_hex):
            connection.execute(pragma).fetchall()
    except BaseException:
        connection.close()
        raise
    return connection


def recipe(mode: Mode, busy_ms: int, key_hex: str | None) -> list[str]:
    """The pragmas of a connection, in the order in which they must be given."""
    pragmas = [f"PRAGMA key = \"x'{key_hex}'\""] if key_hex else []
    pragmas.append(f"PRAGMA busy_timeout = {busy_ms}")
    if mode in {"write", "create"}:
        pragmas += [
            "PRAGMA journal_mode = WAL",
            "PRAGMA synchronous = FULL",
            "PRAGMA wal_autocheckpoint = 0",
        ]
    pragmas += [
        "PRAGMA foreign_keys = ON",
        "PRAGMA trusted_schema = OFF",
        "PRAGMA cell_size_check = ON",
        "PRAGMA temp_store = MEMORY",
        "PRAGMA secure_delete = ON",
        f"PRAGMA journal_size_limit = {JOURNAL_LIMIT_BYTES}",
    ]
    if key_hex:
        pragmas.append("PRAGMA cipher_log_level = NONE")
    if sys.platform == "darwin":
        pragmas += ["PRAGMA fullfsync = ON", "PRAGMA checkpoint_fullfsync = ON"]
    if mode in {"read", "immutable"}:
        pragmas.append("PRAGMA query_only = ON")
    return pragmas


def wrap(connection: Connection) -> Database:
    """The same connection as sqlite-utils sees it: for migrations and for reading the schema."""
    return Database(connection)


def one_value(connection: Connection, sql: str) -> Any:
    """The first column of the first row, or None."""
    row = connection.execute(sql).fetchone()
    return None if row is None else row[0]
