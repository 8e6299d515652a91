"""A connection that one failed read has spoiled is made anew, so that nobody has to start again.

Measured: after one page that SQLCipher could not read, every later statement of that connection
fails ("malformed", "not a database", "readonly"), also when the disk answers again.
"""

from contextlib import suppress
from pathlib import Path

from storebook.book.codes import code_of
from storebook.book.engine import Connection, DatabaseError, Mode, connect, one_value

CODES = ("SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_IOERR")


def spoils(error: DatabaseError | OSError) -> bool:
    """Whether the connection may be of no use from now on, whatever the file is like."""
    if isinstance(error, OSError):  # what is tidied up after a copy that failed may fail as well
        return True
    return code_of(error).startswith(CODES)


def made_anew(old: Connection, path: Path, mode: Mode, key_hex: str | None) -> Connection:
    """Another connection in the place of `old`, which is closed.

    Where the disk still does not answer that is raised, and `old` stays as it was.
    """
    busy_ms = int(one_value(old, "PRAGMA busy_timeout"))
    fresh = connect(path, mode, busy_ms=busy_ms, key_hex=key_hex)
    with suppress(DatabaseError):
        old.close()
    return fresh
