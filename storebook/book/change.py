"""One named step: everything written through it is saved together, logged, and can be taken back."""

import json
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from storebook.book.engine import Connection
from storebook.book.records import stored

if TYPE_CHECKING:
    from storebook.book.book import Book

RANGE_LIMIT = 4096  # longest range of ids in one log entry, so that a row's entries are found in a short index scan
UNLOGGED = frozenset({"change", "change_row", "change_shopper", "draft", "shopper_summary"})


class Change:
    """The inside of `with book.change(...)`: the only way to write rows.

    A step that takes a `Change` is part of somebody else's action; it reads what its decision rests on through
    `change.book`, so that it sees what the action has written so far.
    """

    __slots__ = ("_connection", "_entries", "_shoppers", "book", "id", "touched")

    def __init__(self, book: "Book", connection: Connection, change_id: int) -> None:
        self.book = book
        self.id = change_id
        self.touched: set[str] = set()
        self._connection = connection
        self._entries: list[tuple[str, str, int, int, str | None]] = []
        self._shoppers: set[int] = set()

    def insert(self, table: str, **values: Any) -> int:
        """Write one new row and return its id."""
        statement = insert_statement(table, tuple(values))
        row_id = self._connection.execute(
            statement, [stored(value) for value in values.values()]
        ).lastrowid
        assert row_id is not None
        self._note_insert(table, row_id, row_id)
        return row_id

    def insert_many(
        self, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]
    ) -> range:
        """Write many new rows, quickly, and return their ids: they follow one another in the order given.

        The values must be as the file keeps them (ISO dates, 0 and 1): nothing is converted here.
        """
        first = self._next_id(table)
        self._connection.executemany(insert_statement(table, tuple(columns)), rows)
        after = self._next_id(table)
        if after > first:
            self._note_insert(table, first, after - 1)
        return range(first, after)

    def update(self, table: str, row_id: int, **values: Any) -> None:
        """Set columns of one row; nothing is written or logged when it already says so.

        Raises LookupError when there is no such row.
        """
        before = self._row(table, row_id)
        fresh = {name: stored(value) for name, value in values.items()}
        different = {name: value for name, value in fresh.items() if before[name] != value}
        if not different:
            return
        self._connection.execute(
            update_statement(table, tuple(different)), [*different.values(), row_id]
        )
        self._note(table, "update", row_id, before)

    def delete(self, table: str, row_id: int) -> None:
        """Remove one row; raises LookupError when there is none."""
        before = self._row(table, row_id)
        self._connection.execute(delete_statement(table), [row_id])
        self._note(table, "delete", row_id, before)

    def about(self, *shopper_ids: int | None) -> None:
        """Say whose history shows this change. A wearer who must not know yet is not named here."""
        self._shoppers.update(shopper_id for shopper_id in shopper_ids if shopper_id is not None)

    def takes_back(self, change_id: int) -> None:
        """Say that this change takes another one back. For `history` alone."""
        self._connection.execute(
            "UPDATE change SET takes_back_id = ? WHERE id = ?", [change_id, self.id]
        )

    def finish(self) -> bool:
        """Write the log of this change; False when nothing was changed at all."""
        if not self._entries:
            return False
        self._connection.executemany(
            "INSERT INTO change_row (change_id, table_name, action, first_id, last_id, before) VALUES (?, ?, ?, ?, ?, ?)",
            [(self.id, *entry) for entry in self._entries],
        )
        self._connection.executemany(
            "INSERT INTO change_shopper (shopper_id, change_id) VALUES (?, ?)",
            [(shopper_id, self.id) for shopper_id in sorted(self._shoppers)],
        )
        return True

    def _note_insert(self, table: str, first: int, last: int) -> None:
        if table in UNLOGGED:
            raise ValueError(f"{table} is not written through a change")
        self.touched.add(table)
        if self._entries:
            name, action, start, end, _ = self._entries[-1]
            if (
                (name, action) == (table, "insert")
                and end + 1 == first
                and last - start < RANGE_LIMIT
            ):
                self._entries[-1] = (table, "insert", start, last, None)
                return
        for start in range(first, last + 1, RANGE_LIMIT):
            self._entries.append((table, "insert", start, min(start + RANGE_LIMIT - 1, last), None))

    def _note(self, table: str, action: str, row_id: int, before: dict[str, Any]) -> None:
        self.touched.add(table)
        text = json.dumps(before, ensure_ascii=False, separators=(",", ":"))
        self._entries.append((table, action, row_id, row_id, text))

    def _row(self, table: str, row_id: int) -> dict[str, Any]:
        cursor = self._connection.execute(select_statement(table), [row_id])
        rows = cursor.fetchall()
        if not rows:
            raise LookupError(f"{table} {row_id} is not in the book")
        return dict(zip((column[0] for column in cursor.description), rows[0], strict=True))

    def _next_id(self, table: str) -> int:
        row = self._connection.execute(
            "SELECT seq FROM sqlite_sequence WHERE name = ?", [table]
        ).fetchone()
        return 1 if row is None else int(row[0]) + 1


# The four statements below are the only ones put together from words; the words are names of our own tables.


def quoted(name: str) -> str:
    if not name.isidentifier():
        raise ValueError(f"{name!r} is not the name of a table or column")
    return f'"{name}"'


@lru_cache(maxsize=256)
def insert_statement(table: str, columns: tuple[str, ...]) -> str:
    names = ", ".join(quoted(column) for column in columns)
    marks = ", ".join("?" * len(columns))
    return f"INSERT INTO {quoted(table)} ({names}) VALUES ({marks})"  # noqa: S608


@lru_cache(maxsize=256)
def update_statement(table: str, columns: tuple[str, ...]) -> str:
    settings = ", ".join(f"{quoted(column)} = ?" for column in columns)
    return f"UPDATE {quoted(table)} SET {settings} WHERE id = ?"  # noqa: S608


@lru_cache(maxsize=64)
def delete_statement(table: str) -> str:
    return f"DELETE FROM {quoted(table)} WHERE id = ?"  # noqa: S608


@lru_cache(maxsize=64)
def select_statement(table: str) -> str:
    return f"SELECT * FROM {quoted(table)} WHERE id = ?"  # noqa: S608
