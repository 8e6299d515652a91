"""Which pages of a protected file are damaged: not those that the log beside it has whole.

A cut while the log was being moved into the file leaves torn pages in it. SQLite reads them from
the log, so they count for nothing; the cipher's own check looks at the file alone.
"""

from pathlib import Path

from storebook.book.engine import Connection
from storebook.book.files import beside, has_log

WORDS = "HMAC verification failed for page {}"  # as SQLCipher says it


def damaged_pages(connection: Connection) -> list[str]:
    """A line for each page that is not as it was encrypted; reads the whole file."""
    lines = [line for (line,) in connection.execute("PRAGMA cipher_integrity_check").fetchall()]
    if not lines:
        return []
    path = Path(connection.execute("PRAGMA database_list").fetchall()[0][2])
    if not has_log(path):
        return lines
    from storebook.book.salvage.log_beside import committed_pages

    in_log = {WORDS.format(page) for page in committed_pages(beside(path, "-wal"))}
    return [line for line in lines if line not in in_log]
