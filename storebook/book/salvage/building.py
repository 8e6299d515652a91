"""Writes what was read into a new book, table by table, by the book's own rules."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice

from storebook.book.by_sqlite_utils import wrap
from storebook.book.engine import APPLICATION_ID, Connection, IntegrityError, whole
from storebook.book.migrations import steps
from storebook.book.salvage.reading import Row
from storebook.book.salvage.shapes import Shape
from storebook.book.statements import insert_statement, quoted, staged_statement

STAGED_ROWS = 20_000


def begin(connection: Connection, stop_before: str | None) -> None:
    """An empty book without anybody in it, that has seen the same steps as the one that was."""
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    with whole(connection):
        steps.migrations.apply(wrap(connection), stop_before=stop_before)


@contextmanager
def rows_may_change(connection: Connection) -> Iterator[None]:
    """The log stays as it is, by triggers of its own; while it is being put together it may not."""
    guards = connection.execute(
        """
        SELECT name, sql FROM sqlite_schema
        WHERE type = 'trigger' AND sql LIKE '%raise(ABORT%' ORDER BY name
        """
    ).fetchall()
    for name, _ in guards:
        connection.execute(f"DROP TRIGGER {quoted(name)}")
    yield
    for _, sql in guards:
        connection.execute(sql)


def in_order(shapes: Sequence[Shape]) -> list[Shape]:
    """Each table after those that its rows can't be without, as far as that goes.

    What triggers derive from a row is looked up in the others.
    """
    left = {shape.table: shape for shape in shapes}
    ordered: list[Shape] = []
    while left:
        ready = [shape for shape in left.values() if not stands_on(shape) & (left.keys())]
        for shape in ready or [next(iter(left.values()))]:
            ordered.append(left.pop(shape.table))
    return ordered


def stands_on(shape: Shape) -> set[str]:
    """The other tables that its rows point to and must."""
    return {
        column.refers_to
        for column in shape.columns
        if column.refers_to and column.needed and column.refers_to != shape.table
    }


def write_rows(connection: Connection, shape: Shape, rows: Iterable[Row]) -> int:
    """Write the rows with the numbers they had; returns how many the table refused.

    By way of a temporary table, so that the search index is not written out row by row.
    """
    refused, source = 0, iter(rows)
    while chunk := list(islice(source, STAGED_ROWS)):
        by_length: dict[int, list[Row]] = {}
        for row in chunk:
            by_length.setdefault(len(row), []).append(row)
        for length, alike in by_length.items():
            refused += write_alike(connection, shape.table, shape.names[:length], alike)
    return refused


def write_alike(
    connection: Connection, table: str, columns: tuple[str, ...], rows: list[Row]
) -> int:
    names = ", ".join(quoted(column) for column in columns)
    connection.execute(f"CREATE TEMP TABLE staged ({names})")
    try:
        connection.executemany(insert_statement("staged", columns), rows)
        connection.execute(staged_statement(table, columns))
    except IntegrityError:  # one of them breaks a rule: the others are written one by one
        return write_singly(connection, insert_statement(table, columns), rows)
    finally:
        connection.execute("DROP TABLE temp.staged")
    return 0


def write_singly(connection: Connection, insert: str, rows: list[Row]) -> int:
    refused = 0
    for row in rows:
        try:
            connection.execute(insert, row)
        except IntegrityError:
            refused += 1
    return refused
