"""A book that is open: it answers questions, and `change` is the one door for writing."""

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Literal, TypeVar

from storebook.base.errors import Refused
from storebook.book import backup, making, opening
from storebook.book.change import Change, NothingChanged, begin_change
from storebook.book.engine import (
    COMMAND_BUSY_MS,
    Connection,
    Cursor,
    DatabaseError,
    Mode,
    connect,
    one_moment,
    whole,
)
from storebook.book.lock import BookLock
from storebook.book.open_here import note_closed, note_opened
from storebook.book.protection.data_key import DataKey, hex_of
from storebook.book.records import bound, builder
from storebook.book.rights import Right, require
from storebook.book.spoiled import made_anew, spoils
from storebook.book.statements import prepared_once
from storebook.book.untouched import Untouched

Record = TypeVar("Record")
Listener = Callable[[frozenset[str]], None]


class Book:
    """One open book. Made by `Book.create` or `Book.open`; used in the thread that opened it.

    `associate_id` is who is working: every change bears that name. `listeners` are told which
    tables a saved change touched; they only take note, because a list that fails to refresh must
    not look like a save that failed. Their errors go where uncaught ones go.
    """

    def __init__(  # noqa: PLR0913 - only `_opened` and `another` call it
        self,
        path: Path,
        connection: Connection,
        lock: BookLock | None,
        associate_id: int,
        *,
        mode: Mode = "write",
        key: DataKey | None = None,
    ) -> None:
        self.path = path
        self.associate_id = associate_id
        self.listeners: list[Listener] = []
        self._db = connection
        self._lock = lock
        self._mode: Mode = mode
        self._key = key
        self._untouched = Untouched(path, holds=lock is not None)
        self._noted: list[Callable[[Connection], None]] = []
        self._unsettled = 0
        self._spoiled = False
        self._closed = False
        note_opened(self._untouched.file)

    # -- opening and closing

    @classmethod
    def create(
        cls,
        path: Path,
        *,
        owner_name: str,
        program: str = "Storebook",
        key: DataKey | None = None,
    ) -> "Book":
        """Make a new book at `path` with its owner as the first associate, and open it for writing.

        With a `key` it is protected from its first page on. Raises Refused with a sentence when
        something is there already, or a book can't be there.
        """
        path = path.resolve()
        connection, lock = making.create(path, program, owner_name, key)
        return cls._opened(path, connection, lock, "write", key)

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        mode: Literal["write", "read"] = "write",
        program: str = "Storebook",
        busy_ms: int = COMMAND_BUSY_MS,
        key: DataKey | None = None,
    ) -> "Book":
        """Open a book that exists; it works for the owner until `associate_id` is set.

        For writing the book is held until `close`, and an older book is backed up and brought up
        to date. Raises Refused with a sentence when the file is missing, empty, no book, newer
        than this program, damaged, or held by somebody else (`BookHeld`); when it is protected and
        there is no `key` (`KeyNeeded`), when the `key` is another book's (`WrongKey`), and when
        there is a `key` and the book is not protected (`NotProtected`).
        """
        path = path.resolve()
        connection, found_mode, lock = opening.open_existing(path, mode, program, busy_ms, key)
        return cls._opened(path, connection, lock, found_mode, key)

    @classmethod
    def _opened(
        cls,
        path: Path,
        connection: Connection,
        lock: BookLock | None,
        mode: Mode,
        key: DataKey | None,
    ) -> "Book":
        try:
            with opening.sentences():
                owner = opening.who_works(connection, path)
                return cls(path, connection, lock, owner, mode=mode, key=key)
        except BaseException:
            connection.close()
            if lock is not None:
                lock.release()
            raise

    def another(self, mode: Literal["write", "read"] = "read") -> "Book":
        """A second opening of the same book, to be called in the thread that will use it.

        It works for the same associate, has no listeners, and is closed before this one is.
        """
        self._untouched.refuse_if_moved()
        if mode == "write" and self._mode != "write":
            raise ValueError("a book that was opened for reading has no second opening to write")
        wanted: Mode = "immutable" if self._mode == "immutable" else mode
        connection = connect(self.path, wanted, key_hex=hex_of(self._key))
        other = Book(self.path, connection, None, self.associate_id, mode=wanted, key=self._key)
        other._untouched = self._untouched
        return other

    @property
    def key(self) -> DataKey | None:
        """The key of a protected book, to open its backups with; None when it is not protected."""
        return self._key

    def stop_reading(self) -> None:
        """From another thread: what this opening is being asked just now ends as interrupted."""
        self._db.interrupt()

    def close(self) -> None:
        """Put everything into the one file and give the book back; harmless when that is done."""
        if self._closed:
            return
        self._closed = True
        try:
            if self._lock is not None and not self._untouched.keep_log_out():
                opening.settle(self._db, self.path)
        finally:
            try:
                self._db.close()
            finally:
                note_closed(self._untouched.file)
                if self._lock is not None:
                    self._lock.release()

    def __enter__(self) -> "Book":
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def checkpoint(self) -> None:
        """Move what was saved from the log beside the book into it, while nobody is waiting, and
        begin the log anew, so that the next save waits for the disk just once.

        What can't be moved now (the disk is full) is as safe in the log.
        """
        with suppress(DatabaseError, Refused), self._emptying_log():
            self._db.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
            opening.begin_log(self._db)

    def rewrite_file(self) -> bool:
        """Write the whole file anew, so that nothing is left in it of what was erased.

        False when the log beside it can't be emptied yet, because somebody reads; that is done at
        the close. Trouble with the disk is raised as it comes, and the book is as it was.
        """
        with self._emptying_log():
            self._db.execute("VACUUM")
            ((is_waiting, _, _),) = self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        with suppress(DatabaseError), self._watched():
            opening.begin_log(self._db)
        return not is_waiting

    def back_up(self, folder: Path, *, label: str = "backup") -> Path:
        """Copy the book into `folder` as one verified file and return its path; see `backup`."""
        self._untouched.refuse_if_written_over()
        with self._watched():
            return backup.back_up(self._db, self.path, folder, label=label, key=self._key)

    # -- reading

    def all(self, record: type[Record], sql: str, **params: Any) -> list[Record]:
        """Every row as a `record`."""
        cursor, rows = self._fetched(sql, params)
        if not rows:
            return []
        build = builder(record, sql, cursor.description)
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
        return self._fetched(sql, params)[1]

    def values(self, sql: str, **params: Any) -> list[Any]:
        """The first column of every row."""
        return [row[0] for row in self._fetched(sql, params)[1]]

    def value(self, sql: str, **params: Any) -> Any:
        """The first column of the first row, or None."""
        rows = self._fetched(sql, params)[1]
        return rows[0][0] if rows else None

    def _fetched(self, sql: str, params: dict[str, Any]) -> tuple[Cursor, list[tuple[Any, ...]]]:
        """The whole answer. What the disk did not answer is asked once more, but in a change."""
        try:
            cursor = self._db.execute(prepared_once(sql), bound(params))
            return cursor, cursor.fetchall()
        except DatabaseError as error:
            if self._changing or not (self._spoiled or spoils(error)):
                raise
            self._spoiled = True
        with self._watched():
            cursor = self._db.execute(prepared_once(sql), bound(params))
            return cursor, cursor.fetchall()

    @property
    def changed_count(self) -> int:
        """A number that moves with every saved change: an answer kept under it is still right.

        Inside a change it is another one each time, so that nothing half done is kept.
        """
        if self._changing:
            self._unsettled -= 1
            return self._unsettled
        return int(self.value("SELECT coalesce(max(id), 0) FROM change"))

    @contextmanager
    def snapshot(self) -> Iterator[Connection]:
        """One moment of the book, whatever others write meanwhile. For `book/` alone."""
        with self._watched(), one_moment(self._db):
            yield self._db

    @contextmanager
    def scratch(self) -> Iterator[Connection]:
        """Temporary tables beside the book, for a reader too. For `book/` alone."""
        with self._watched():
            self._db.execute("PRAGMA query_only = OFF").fetchall()
            try:
                yield self._db
            finally:
                if self._mode != "write":
                    self._db.execute("PRAGMA query_only = ON").fetchall()

    # -- writing

    @contextmanager
    def change(self, what: str, shoppers: Iterable[int | None] = ()) -> Iterator[Change]:
        """Everything done in this block is saved together, or nothing is.

        `what` is the sentence of the history ("Purchase recorded for Ann Lee"): the deed and the
        shopper, never the piece. `shoppers` are those whose history shows it. A block that changes
        nothing leaves no trace. An error of the disk comes as `DatabaseError`; nothing is saved.
        Raises NotAllowed, before anything is begun, when who is at work may not write.
        """
        require(self, Right.EDIT)
        with self._transaction():
            change = begin_change(self, self._db, what)
            change.about(*shoppers)
            yield change
            if not change.finish():
                raise NothingChanged
        if change.touched:
            self._announce(frozenset(change.touched))

    @contextmanager
    def unlogged(self) -> Iterator[Connection]:
        """A saved step outside the history: drafts, and what is derived. For `book/` alone."""
        with self._transaction():
            yield self._db

    def note(self, write: Callable[[Connection], None]) -> None:
        """Save a step of the log of events (see `events.note_event`). For `book/` alone."""
        if self._changing:
            self._noted.append(write)
        elif self._mode == "write":
            with self._transaction():
                write(self._db)
            self._announce(frozenset({"event"}))
        elif self._mode == "read":
            self.refuse_if_moved()
            connection = connect(self.path, "write", key_hex=hex_of(self._key))
            try:
                with whole(connection):
                    write(connection)
            finally:
                connection.close()

    @property
    def _changing(self) -> bool:
        """Whether a change is under way. SQLite is asked: a flag of ours could stay behind."""
        return self._db.in_transaction

    def _write_noted(self) -> None:
        """What was noted while a change went on, as a part of the save that is under way."""
        for write in self._noted:
            write(self._db)

    def _save_noted(self) -> None:
        """The same by itself, when nothing else of the change is saved."""
        if self._noted:
            with whole(self._db):
                self._write_noted()

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        if self._changing:
            raise RuntimeError("an action was called inside another action; call its step instead")
        self.refuse_if_moved()
        self._mend()
        try:
            with self._watched(), whole(self._db):
                yield
                self._write_noted()
        except NothingChanged:
            self._save_noted()
        except BaseException:
            with suppress(DatabaseError):  # it would hide why the change was not saved
                self._save_noted()
            raise
        finally:
            self._noted.clear()

    @contextmanager
    def _watched(self) -> Iterator[None]:
        """Note when the connection is spoiled: it is made anew before it is used again."""
        self._mend()
        try:
            yield
        except (DatabaseError, OSError) as error:
            self._spoiled = self._spoiled or spoils(error)
            raise

    @contextmanager
    def _emptying_log(self) -> Iterator[None]:
        self.refuse_if_moved()
        with self._untouched.being_written(), self._watched():
            yield

    def _mend(self) -> None:
        if self._spoiled and not self._changing:
            self._untouched.refuse_if_moved()
            with self._untouched.being_written():
                self._db = made_anew(self._db, self.path, self._mode, hex_of(self._key))
            self._spoiled = False

    def refuse_if_moved(self) -> None:
        """Refuse to save where saving would only seem to succeed: see `Untouched`."""
        self._untouched.refuse_if_touched(self._db)

    def _announce(self, tables: frozenset[str]) -> None:
        for listener in tuple(self.listeners):
            try:
                listener(tables)
            except Exception:
                # It is saved: an error raised from here would look like a save that failed, and
                # the others must hear of it all the same.
                sys.excepthook(*sys.exc_info())
