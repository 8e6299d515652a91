"""Whether the file of an open book is still the one that was opened, as this program left it."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import RLock

from storebook.base.errors import Refused
from storebook.book.engine import Connection, DatabaseError
from storebook.book.files import OLD_LOG, beside, free_beside
from storebook.book.open_here import Identity, identity

Shape = tuple[int, int]


class Untouched:
    """Knows which file it is and, for the one that holds the book, how that one left it.

    Whoever holds the book is the only one who writes into the file itself, and only when the log
    beside it is emptied: a copy over the open file, which keeps it the same file, shows by its size
    and moment. A log that was taken away would take each new save with it.
    """

    def __init__(self, path: Path, *, holds: bool) -> None:
        self.path = path
        self.file = identity(path)
        self._holds = holds and self.file is not None
        self._shape: Shape | None = None
        self._log: Identity | None = None
        self._writing = RLock()
        self._look()

    def _look(self) -> None:
        if self._holds:
            self._shape = shape_of(self.path)
            self._log = self._log or identity(beside(self.path, "-wal"))

    @contextmanager
    def being_written(self) -> Iterator[None]:
        """The log is moved into the file inside; how it is then is how it must stay.

        Not where somebody else wrote into it before: that is still to be refused.
        """
        with self._writing:
            is_ours = not self.is_moved and not self.is_written_over
            if is_ours:
                self._shape = None  # whatever cuts this short, it is looked at again
            try:
                yield
            finally:
                if is_ours and not self.is_moved:
                    self._look()

    @property
    def is_moved(self) -> bool:
        """Whether another file, or none, is in its place."""
        return identity(self.path) != self.file

    @property
    def is_written_over(self) -> bool:
        """Whether somebody else wrote into the file where it is."""
        with self._writing:
            if not self._holds or self.is_moved:
                return False
            if self._shape is None:
                self._look()
            return shape_of(self.path) != self._shape

    @property
    def is_log_gone(self) -> bool:
        """Whether the log beside it was taken away; what is in it is saved when it is closed."""
        if not self._holds:
            return False
        found = identity(beside(self.path, "-wal"))
        self._log = self._log or found
        return found != self._log

    def refuse_if_moved(self) -> None:
        """Refuse to read on in a file that nobody will find again."""
        if self.is_moved:
            raise self._refused()

    def refuse_if_written_over(self) -> None:
        """Refuse to read pages of two files as one."""
        if self.is_written_over:
            raise self._refused()

    def refuse_if_touched(self, connection: Connection) -> None:
        """Refuse to save where nobody would find it, or into what somebody else wrote.

        What was saved in a log that is gone since is moved into the file at once.
        """
        if self.is_moved or self.is_written_over:
            raise self._refused()
        if self.is_log_gone:
            with suppress(DatabaseError), self.being_written():
                connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
            raise self._refused()

    def _refused(self) -> Refused:
        return Refused(
            f"The file “{self.path.name}” was moved, deleted or replaced while it was open. "
            "What was just done is not saved. Close the book and open it where it is now."
        )

    def keep_log_out(self) -> bool:
        """Before the close: what is in the log does not belong into a file that was written over.

        It is kept under a name of its own, and the log is emptied, so that it can't get there. True
        when the file was written over.
        """
        if not self.is_written_over:
            return False
        log, aside = beside(self.path, "-wal"), free_beside(self.path, OLD_LOG)
        with suppress(OSError):
            shutil.copyfile(log, aside)
            with log.open("rb+") as file:
                file.truncate(0)
        return True


def shape_of(path: Path) -> Shape | None:
    """How large the file is and when it was last written; None when it is not there."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns
