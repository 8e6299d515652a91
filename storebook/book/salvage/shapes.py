"""What the tables of a book look like: a page that lost its place is known again by its rows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from re import findall

from sqlcipher3 import dbapi2

from storebook.book.by_sqlite_utils import wrap
from storebook.book.engine import Connection, IntegrityError
from storebook.book.migrations import steps
from storebook.book.salvage.cells import Value
from storebook.book.statements import insert_statement, quoted

# What the triggers of a book write by themselves: it is made anew instead of being read.
WRITTEN_BY_TRIGGER = r"INSERT INTO (\w+)"
ANYTHING = ""
CLASSES = {
    "INTEGER": (int,),
    "TEXT": (str,),
    "REAL": (int, float),
    "BLOB": (bytes,),
    ANYTHING: (int, float, str, bytes),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column; `refers_to` is the table whose ids it holds.

    `is_row_id` is the number of the row itself, which the file keeps apart from its values.
    """

    name: str
    kind: str
    needed: bool
    has_default: bool
    is_row_id: bool
    refers_to: str | None


@dataclass(frozen=True, kw_only=True)
class Shape:
    """A table: its columns in the order of the file, and the statement that makes it.

    `is_ours` is False for what SQLite and the search keep for themselves. `covering` are indexes
    that hold every column, each with its columns in their order.
    """

    table: str
    columns: tuple[Column, ...]
    sql: str
    is_ours: bool
    has_row_ids: bool
    covering: tuple[tuple[str, tuple[str, ...]], ...]

    @cached_property
    def names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)

    @cached_property
    def fewest(self) -> int:
        """How many values a row has at least: columns that came later may be missing."""
        needed = [
            place
            for place, column in enumerate(self.columns, start=1)
            if (column.needed and not column.has_default) or column.is_row_id
        ]
        return max(needed, default=1)

    def fits(self, row: Sequence[Value]) -> bool:
        """Whether the values are of the kinds that these columns take."""
        if not self.fewest <= len(row) <= len(self.columns):
            return False
        return all(
            column.is_row_id or not column.needed
            if value is None
            else isinstance(value, CLASSES[column.kind]) and not column.is_row_id
            for column, value in zip(self.columns, row, strict=False)
        )


class Shapes:
    """Every table of a book that has seen these steps, and a scratch copy to try rows in."""

    def __init__(self, stop_before: str | None) -> None:
        self._scratch = dbapi2.connect(":memory:", isolation_level=None)
        steps.migrations.apply(wrap(self._scratch), stop_before=stop_before)
        self.all = {shape.table: shape for shape in read_shapes(self._scratch)}
        strip(self._scratch)

    def close(self) -> None:
        self._scratch.close()

    @property
    def ours(self) -> list[Shape]:
        return [shape for shape in self.all.values() if shape.is_ours]

    def takes(self, shape: Shape, rows: Iterable[Sequence[Value]]) -> bool:
        """Whether the table takes all of these rows, each looked at by itself."""
        return all(self._takes(shape, row) for row in rows)

    def _takes(self, shape: Shape, row: Sequence[Value]) -> bool:
        self._scratch.execute("BEGIN")
        try:
            self._scratch.execute(insert_statement(shape.table, shape.names[: len(row)]), row)
        except (IntegrityError, OverflowError):
            return False
        finally:
            self._scratch.execute("ROLLBACK")
        return True


def read_shapes(connection: Connection) -> list[Shape]:
    """Every table with rows of its own, also those that SQLite and the search keep."""
    tables = connection.execute(
        """
        SELECT list.name, list.type, list.wr, coalesce(made.sql, '')
        FROM pragma_table_list AS list
        LEFT JOIN sqlite_schema AS made ON made.name = list.name
        WHERE list.schema = 'main' AND list.type IN ('table', 'shadow')
          AND list.name <> 'sqlite_schema'
        ORDER BY list.name
        """
    ).fetchall()
    derived = written_by_triggers(connection)
    return [
        Shape(
            table=name,
            columns=read_columns(connection, name),
            sql=sql,
            is_ours=kind == "table"
            and not name.startswith(("sqlite_", "_sqlite"))
            and name not in derived,
            has_row_ids=not without_row_ids,
            covering=covering_indexes(connection, name),
        )
        for name, kind, without_row_ids, sql in tables
    ]


def written_by_triggers(connection: Connection) -> set[str]:
    triggers = connection.execute("SELECT sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
    return {table for (sql,) in triggers for table in findall(WRITTEN_BY_TRIGGER, sql)}


def read_columns(connection: Connection, table: str) -> tuple[Column, ...]:
    references = connection.execute(
        'SELECT "from", "table" FROM pragma_foreign_key_list(?)', [table]
    ).fetchall()
    refers = dict(references)
    rows = connection.execute(
        'SELECT name, type, "notnull", dflt_value, pk FROM pragma_table_info(?)', [table]
    ).fetchall()
    has_one_key = sum(bool(row[4]) for row in rows) == 1
    return tuple(
        Column(
            name=name,
            kind=kind if kind in CLASSES else ANYTHING,
            needed=bool(needed),
            has_default=default is not None,
            is_row_id=bool(key) and has_one_key and kind == "INTEGER",
            refers_to=refers.get(name),
        )
        for name, kind, needed, default, key in rows
    )


def covering_indexes(connection: Connection, table: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    columns = {
        name
        for (name,) in connection.execute(
            "SELECT name FROM pragma_table_info(?)", [table]
        ).fetchall()
    }
    found = []
    for (index,) in connection.execute(
        "SELECT name FROM pragma_index_list(?) ORDER BY seq", [table]
    ).fetchall():
        rows = connection.execute(
            "SELECT name FROM pragma_index_xinfo(?) ORDER BY seqno", [index]
        ).fetchall()
        names = tuple(name for (name,) in rows)
        if set(names) == columns:
            found.append((index, names))
    return tuple(found)


def strip(connection: Connection) -> None:
    """Leave the tables alone: no triggers, no indexes, nothing that points anywhere."""
    connection.execute("PRAGMA foreign_keys = OFF")
    for kind, name in connection.execute(
        """
        SELECT type, name FROM sqlite_schema
        WHERE type IN ('trigger', 'index') AND sql IS NOT NULL
        ORDER BY type DESC, name
        """
    ).fetchall():
        connection.execute(f"DROP {kind.upper()} {quoted(name)}")
