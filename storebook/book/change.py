"""One named step: what is written through it is saved together, logged, and can be taken back."""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import islice
from typing import TYPE_CHECKING, Any

from storebook.book.digests import ROWS_IN_A_BLOCK, seal_change, seal_small_change
from storebook.book.engine import Connection
from storebook.book.records import stored
from storebook.book.statements import (
    bring_back_statement,
    delete_statement,
    ids_statement,
    insert_statement,
    quoted,
    remember_statement,
    select_statement,
    staged_statement,
    update_statement,
)

if TYPE_CHECKING:
    from storebook.book.book import Book

# Entries that wait in memory before they are written: a long import must not fill it.
WAITING_LIMIT = 4096
# From how many rows on a temporary table is worth its making, and how many it holds at a time.
STAGED_FROM = 200
STAGED_ROWS = 20_000
UNLOGGED = frozenset(
    {
        "asked",
        "chain_key",
        "change",
        "change_row",
        "change_shopper",
        "draft",
        "event",
        "key_list",
        "log_erasure",
        "pin",
        "shopper_summary",
    }
)
# Written once, never changed, and not kept in the log a second time.
WRITTEN_ONCE = frozenset({"picture"})

Row = dict[str, Any]
Entry = tuple[str, str, int, int, str | None]
as_text = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class NothingChanged(Exception):  # noqa: N818
    """Ends a change that wrote nothing."""


class Change:
    """The inside of `with book.change(...)`: the only way to write rows.

    A step that takes a `Change` is part of somebody else's action; it reads what its decision rests
    on through `change.book`, so that it sees what the action has written so far.
    """

    __slots__ = (
        "_connection",
        "_logged",
        "_own",
        "_shoppers",
        "_waiting",
        "book",
        "id",
        "touched",
    )

    def __init__(
        self, book: "Book", connection: Connection, change_id: int, own: Sequence[Any]
    ) -> None:
        self.book = book
        self.id = change_id
        self._own = own
        self.touched: set[str] = set()
        self._connection = connection
        self._waiting: list[Entry] = []
        self._logged = False
        self._shoppers: set[int] = set()

    # -- steps

    def insert(self, table: str, **values: Any) -> int:
        """Write one new row and return its id, which the book gives it."""
        if "id" in values:
            raise ValueError("the book gives new rows their ids")
        self._refuse_after_the_end()
        row_id = self._new_row(table, values)
        self._note_insert(table, row_id, row_id)
        return row_id

    def insert_many(
        self, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]
    ) -> range:
        """Write many new rows, quickly, and return their ids, one after another as they were given.

        The values must be as the file keeps them (ISO dates, 0 and 1): nothing is converted here.
        The ids are given out by the book, so `id` is not among the columns.
        """
        if "id" in columns:
            raise ValueError("the book gives new rows their ids")
        self._refuse_after_the_end()
        first = self._next_id(table)
        source = iter(rows)
        few = list(islice(source, STAGED_FROM))
        self._connection.executemany(insert_statement(table, tuple(columns)), few)
        after = first + len(few)  # nobody else writes while the transaction lasts
        if len(few) == STAGED_FROM:
            self._insert_staged(table, tuple(columns), source)
            after = self._next_id(table)
        if after > first:
            self._note_insert(table, first, after - 1)
        return range(first, after)

    def update(self, table: str, row_id: int, **values: Any) -> None:
        """Set columns of one row; nothing is written or logged when it already says so.

        Raises LookupError when there is no such row.
        """
        self._refuse_after_the_end()
        before = self._row(table, row_id)
        fresh = {name: stored(value) for name, value in values.items()}
        different = {name: value for name, value in fresh.items() if before[name] != value}
        if not different:
            return
        self._connection.execute(
            update_statement(table, tuple(different)), [*different.values(), row_id]
        )
        self._note(table, "update", before)

    def delete(self, table: str, row_id: int) -> None:
        """Remove one row; raises LookupError when there is none."""
        self._refuse_after_the_end()
        before = self._row(table, row_id)
        self._connection.execute(delete_statement(table), [row_id, row_id])
        self._note(table, "delete", before)

    def keep_once(self, table: str, **values: Any) -> int:
        """Write a row that stays when this change is taken back, so that it can be done again.

        For what is large and is only pointed to: pictures. Rows of such a table are never changed
        and never removed through a change.
        """
        if table not in WRITTEN_ONCE:
            raise ValueError(f"{table} is written through the log")
        self._refuse_after_the_end()
        return self._new_row(table, values)

    def about(self, *shopper_ids: int | None) -> None:
        """Say whose history shows this change. A wearer who must not know yet is not named here."""
        self._shoppers.update(shopper_id for shopper_id in shopper_ids if shopper_id is not None)

    # -- for `history` alone

    def delete_span(self, table: str, columns: Sequence[str], first: int, last: int) -> None:
        """Remove every row of these ids, logged as if the last one had gone first."""
        self._refuse_after_the_end()
        self._write_log()
        logged = self._connection.execute(
            remember_statement(table, tuple(columns)), [self.id, table, first, last]
        ).rowcount
        self._connection.execute(delete_statement(table), [first, last])
        if logged:
            self._logged = True
            self.touched.add(table)

    def bring_back(
        self, table: str, columns: Sequence[str], first_entry: int, last_entry: int
    ) -> None:
        """Write rows again, with the ids they had, that these entries of the log remember."""
        self._refuse_after_the_end()
        entries = [first_entry, last_entry]
        self._connection.execute(bring_back_statement(table, tuple(columns)), entries)
        for (row_id,) in self._connection.execute(
            "SELECT first_id FROM change_row WHERE id BETWEEN ? AND ? ORDER BY id DESC", entries
        ).fetchall():
            self._note_insert(table, row_id, row_id)

    def takes_back(self, change_id: int, *, step_id: int | None, is_undo: bool) -> None:
        """Say that this change takes another one back, undoing a step or doing it again."""
        self._connection.execute(
            "UPDATE change SET takes_back_id = ?, step_id = ?, is_undo = ? WHERE id = ?",
            [change_id, step_id, int(is_undo), self.id],
        )
        self._own = (*self._own[:3], change_id, step_id, int(is_undo))

    # -- for erasing alone

    def erase_row(self, table: str, row_id: int, **values: Any) -> None:
        """Set columns of one row for good: the log keeps that it was done, not what was there.

        Only within a change that erases from the log (`log_erasing`): it can't be taken back.
        """
        self._refuse_after_the_end()
        self._row(table, row_id)
        fresh = [stored(value) for value in values.values()]
        self._connection.execute(update_statement(table, tuple(values)), [*fresh, row_id])
        self._note(table, "update", {"id": row_id})

    def erase_rows(self, table: str, first: int, last: int) -> None:
        """Remove the rows of these ids for good, as `erase_row` does."""
        self._refuse_after_the_end()
        gone = self._connection.execute(ids_statement(table), [first, last]).fetchall()
        self._connection.execute(delete_statement(table), [first, last])
        for (row_id,) in gone:
            self._note(table, "delete", {"id": row_id})

    def open_log(self) -> Connection:
        """The connection for `log_erasing`, which writes over what the log says."""
        self._refuse_after_the_end()
        self._logged = True
        return self._connection

    def open_beside_the_log(self) -> Connection:
        """The connection for what is kept beside the history. For `book/` alone."""
        self._refuse_after_the_end()
        return self._connection

    # -- the log

    def finish(self) -> bool:
        """Write what is left of the log of this change; False when nothing was changed at all."""
        is_small = not self._logged and len(self._waiting) < ROWS_IN_A_BLOCK
        entries = list(self._waiting) if is_small else []
        self._write_log()
        if not self._logged:
            return False
        shoppers = sorted(self._shoppers)
        self._connection.executemany(
            "INSERT INTO change_shopper (shopper_id, change_id) VALUES (?, ?)",
            [(shopper_id, self.id) for shopper_id in shoppers],
        )
        if is_small and len(shoppers) <= ROWS_IN_A_BLOCK:
            own = (self.id, *self._own)
            seal_small_change(self._connection, own, self._numbered(entries), shoppers)
        else:
            seal_change(self._connection, self.id)
        return True

    def _numbered(self, entries: list[Entry]) -> list[tuple[int, *Entry]]:
        """The entries that were written just now, with the numbers that the book gave them."""
        ((last,),) = self._connection.execute("SELECT last_insert_rowid()").fetchall()
        first = last - len(entries) + 1
        return [(number, *entry) for number, entry in enumerate(entries, start=first)]

    def _write_log(self) -> None:
        self._logged = self._logged or bool(self._waiting)
        self._connection.executemany(
            """
            INSERT INTO change_row (change_id, table_name, action, first_id, last_id, before)
            VALUES (?, ?, ?, ?, ?, ?)
            """,
            [(self.id, *entry) for entry in self._waiting],
        )
        self._waiting.clear()

    def _note_insert(self, table: str, first: int, last: int) -> None:
        if self._waiting:
            name, action, start, end, _ = self._waiting[-1]
            if (name, action, end + 1) == (table, "insert", first):
                self._waiting[-1] = (table, "insert", start, last, None)
                return
        self._keep(table, "insert", first, last, None)

    def _note(self, table: str, action: str, before: Row) -> None:
        self._keep(table, action, before["id"], before["id"], as_text(before))

    def _keep(self, table: str, action: str, first: int, last: int, before: str | None) -> None:
        if table in UNLOGGED | WRITTEN_ONCE:
            raise ValueError(f"{table} is not written through a change")
        self.touched.add(table)
        if len(self._waiting) >= WAITING_LIMIT:
            self._write_log()
        self._waiting.append((table, action, first, last, before))

    def _new_row(self, table: str, values: Row) -> int:
        row_id = self._connection.execute(
            insert_statement(table, tuple(values)), [stored(value) for value in values.values()]
        ).lastrowid
        assert row_id is not None
        return row_id

    def _insert_staged(
        self, table: str, columns: tuple[str, ...], rows: Iterator[Sequence[Any]]
    ) -> None:
        """Write rows by way of a temporary table, so that one statement writes thousands.

        Measured: before each statement FTS5 writes out the search index as far as it has come.
        100,000 shoppers took 4.3 s one by one, and 0.5 s in a few statements.
        """
        names = ", ".join(quoted(column) for column in columns)
        self._connection.execute("DROP TABLE IF EXISTS temp.staged")  # of a list that failed
        self._connection.execute(f"CREATE TEMP TABLE staged ({names})")
        stage = insert_statement("staged", columns)
        while chunk := list(islice(rows, STAGED_ROWS)):
            self._connection.executemany(stage, chunk)
            self._connection.execute(staged_statement(table, columns))
            self._connection.execute("DELETE FROM temp.staged")
        self._connection.execute("DROP TABLE temp.staged")

    # -- reading

    def _refuse_after_the_end(self) -> None:
        # Without a transaction each statement would be saved by itself, and logged nowhere.
        if not self._connection.in_transaction:
            raise RuntimeError("a change can’t be written to after it has ended")

    def _row(self, table: str, row_id: int) -> Row:
        cursor = self._connection.execute(select_statement(table), [row_id])
        rows = cursor.fetchall()
        if not rows:
            raise LookupError(f"{table} {row_id} is not in the book")
        return dict(zip((column[0] for column in cursor.description), rows[0], strict=True))

    def _next_id(self, table: str) -> int:
        rows = self._connection.execute(
            "SELECT seq FROM sqlite_sequence WHERE name = ?", [table]
        ).fetchall()
        return int(rows[0][0]) + 1 if rows else 1


def begin_change(book: "Book", connection: Connection, what: str) -> Change:
    """A change that has its number, its moment and who does it; a transaction has begun."""
    own = [datetime.now(UTC).isoformat(timespec="seconds"), book.associate_id, what]
    row_id = connection.execute(
        "INSERT INTO change (at, associate_id, what) VALUES (?, ?, ?)", own
    ).lastrowid
    assert row_id is not None
    return Change(book, connection, row_id, (*own, None, None, 0))
