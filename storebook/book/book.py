"""A book that is open: it answers questions, and `change` is the one door for writing."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal, TypeVar

from storebook.book import opening
from storebook.book.change import Change
from storebook.book.engine import COMMAND_BUSY_MS, Connection, DatabaseError, connect
from storebook.book.lock import BookLock
from storebook.book.records import builder, stored

Record = TypeVar("Record")
Listener = Callable[[frozenset[str]], None]

INDEX_TESTS = {
    "shopper_word": "INSERT INTO shopper_word (shopper_word, rank) VALUES ('integrity-check', 1)",
    "shopper_inside": "INSERT INTO shopper_inside (shopper_inside, rank) VALUES ('integrity-check', 1)",
}


class Book:
    """One open book. Made by `Book.create` or `Book.open`; used in the thread that opened it.

    `associate_id` is who is working: every change bears that name. `listeners` are told which tables a saved
    change touched; they only take note, because a list that fails to refresh must not look like a save that failed.
    """

    def __init__(
        self, path: Path, connection: Connection, lock: BookLock | None, associate_id: int
    ) -> None:
        self.path = path
        self.associate_id = associate_id
        self.listeners: list[Listener] = []
        self._db = connection
        self._lock = lock
        self._changing = False
        self._closed = False

    # -- opening and closing

    @classmethod
    def create(cls, path: Path, *, owner_name: str, program: str = "Storebook") -> "Book":
        """Make a new book at `path` with its owner as the first associate, and open it for writing."""
        connection, lock = opening.create(path, program)
        book = cls(path, connection, lock, associate_id=0)
        try:
            book.associate_id = opening.first_associate(connection, owner_name)
        except BaseException:
            book.close()
            raise
        return book

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        mode: Literal["write", "read"] = "write",
        program: str = "Storebook",
        busy_ms: int = COMMAND_BUSY_MS,
        take_over: bool = False,
    ) -> "Book":
        """Open a book that exists; it works for the owner until `associate_id` is set.

        For writing the book is held until `close`, and an older book is backed up and brought up to date.
        Raises Refused with a sentence when the file is missing, empty, no book, newer than this program,
        damaged, or held by somebody else.
        """
        connection, lock = opening.open_existing(path, mode, program, busy_ms, take_over=take_over)
        book = cls(path, connection, lock, associate_id=0)
        book.associate_id = book.value("SELECT min(id) FROM associate WHERE role = 'owner'")
        return book

    def another(self, mode: Literal["write", "read"] = "read") -> "Book":
        """A second opening of the same book, for another thread; it works for the same associate."""
        return Book(self.path, connect(self.path, mode), None, self.associate_id)

    def close(self) -> None:
        """Put everything into the one file and give the book back; harmless when that has been done."""
        if self._closed:
            return
        self._closed = True
        if self._lock is not None:
            opening.settle(self._db)
        self._db.close()
        if self._lock is not None:
            self._lock.release()

    def checkpoint(self) -> None:
        """Move saved changes from the log beside the book into it: for a moment in which nobody is waiting."""
        self._db.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()

    # -- reading

    def all(self, record: type[Record], sql: str, **params: Any) -> list[Record]:
        """Every row as a `record`."""
        cursor = self._db.execute(sql, bound(params))
        rows = cursor.fetchall()
        if not rows:
            return []
        build = builder(record, tuple(column[0] for column in cursor.description))
        return [build(row) for row in rows]

    def first(self, record: type[Record], sql: str, **params: Any) -> Record | None:
        """The first row as a `record`, or None."""
        found = self.all(record, sql, **params)
        return found[0] if found else None

    def one(self, record: type[Record], sql: str, **params: Any) -> Record:
        """The row as a `record`; raises LookupError when there is none."""
        found = self.first(record, sql, **params)
        if found is None:
            raise LookupError(f"no {record.__name__} for {params}")
        return found

    def rows(self, sql: str, **params: Any) -> list[tuple[Any, ...]]:
        """Every row as a plain tuple."""
        return self._db.execute(sql, bound(params)).fetchall()  # type: ignore[no-any-return]

    def values(self, sql: str, **params: Any) -> list[Any]:
        """The first column of every row."""
        return [row[0] for row in self._db.execute(sql, bound(params)).fetchall()]

    def value(self, sql: str, **params: Any) -> Any:
        """The first column of the first row, or None."""
        rows = self._db.execute(sql, bound(params)).fetchall()
        return rows[0][0] if rows else None

    @property
    def changed_count(self) -> int:
        """A number that moves with every saved change: an answer kept under it is still right."""
        return int(self.value("SELECT coalesce(max(id), 0) FROM change"))

    def search_index_fault(self, table: Literal["shopper_word", "shopper_inside"]) -> str:
        """What SQLite says is wrong with one search index; empty when it agrees with the shoppers.

        FTS5's self-test is spelled as an insert, so a book that is open for reading only can't run it.
        """
        if self.value("PRAGMA query_only"):
            return ""
        try:
            self._db.execute(INDEX_TESTS[table])
        except DatabaseError as error:
            return str(error)
        return ""

    # -- writing

    @contextmanager
    def change(self, what: str, shoppers: Iterable[int | None] = ()) -> Iterator[Change]:
        """Everything done in this block is saved together, or nothing is.

        `what` is the sentence of the history ("Purchase recorded for Ann Lee"): the deed and the shopper, never
        the piece. `shoppers` are those whose history shows it. A block that changes nothing leaves no trace.
        """
        with self._transaction():
            change = Change(self, self._db, self._begin_change(what))
            change.about(*shoppers)
            yield change
            if not change.finish():
                raise _NothingChanged
        for listener in self.listeners:
            listener(frozenset(change.touched))

    @contextmanager
    def unlogged(self) -> Iterator[Connection]:
        """A saved step outside the history: drafts, and the rebuilding of what is derived. For `book/` alone."""
        with self._transaction():
            yield self._db

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        if self._changing:
            raise RuntimeError("an action was called inside another action; call its step instead")
        self._db.execute("BEGIN IMMEDIATE")  # a book busy elsewhere is refused before any work
        self._changing = True
        try:
            yield
            self._db.execute("COMMIT")
        except _NothingChanged:
            self._db.execute("ROLLBACK")
        except BaseException:
            self._roll_back()
            raise
        finally:
            self._changing = False

    def _roll_back(self) -> None:
        # On a full disk SQLite has already rolled back; a second ROLLBACK would hide why.
        if self._db.in_transaction:
            try:
                self._db.execute("ROLLBACK")
            except DatabaseError:
                if self._db.in_transaction:
                    raise

    def _begin_change(self, what: str) -> int:
        row_id = self._db.execute(
            "INSERT INTO change (at, associate_id, what) VALUES (?, ?, ?)",
            [datetime.now(UTC).isoformat(timespec="seconds"), self.associate_id, what],
        ).lastrowid
        assert row_id is not None
        return row_id


class _NothingChanged(Exception):  # noqa: N818
    """Ends a change that wrote nothing."""


def bound(params: dict[str, Any]) -> dict[str, Any]:
    """Parameters as the file keeps them."""
    return {name: stored(value) for name, value in params.items()}
