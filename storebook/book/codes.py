"""SQLite's own name of what went wrong, by which one trouble is told from another."""

# What fails in a backup, or in reading a text, has no name: it is known by its first words.
SAID_WITHOUT_CODE = {
    "database or disk is full": "SQLITE_FULL",
    "disk I/O error": "SQLITE_IOERR",
    "attempt to write a readonly database": "SQLITE_READONLY",
    "unable to open database file": "SQLITE_CANTOPEN",
    "database is locked": "SQLITE_BUSY",
    "database disk image is malformed": "SQLITE_CORRUPT",
    "file is not a database": "SQLITE_NOTADB",
    "Could not decode to UTF-8": "SQLITE_CORRUPT",
}


def code_of(error: BaseException) -> str:
    """As in "SQLITE_BUSY_SNAPSHOT"; empty for what SQLite has nothing to do with."""
    named: str | None = getattr(error, "sqlite_errorname", None)
    if named is not None:
        return named
    words = str(error)
    return next((code for said, code in SAID_WITHOUT_CODE.items() if words.startswith(said)), "")
