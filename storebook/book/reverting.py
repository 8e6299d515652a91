"""Puts rows back as the log remembers them, and sees what stands in the way."""

import json
from dataclasses import dataclass
from itertools import groupby

from storebook.book.book import Book
from storebook.book.change import RANGE_LIMIT, Change, Row, quoted
from storebook.book.engine import IntegrityError

UNIQUE_FAILED = "UNIQUE constraint failed: "
DERIVED = frozenset({"shopper_summary"})


@dataclass(frozen=True, slots=True, kw_only=True)
class LogEntry:
    """What one change did to one row, or to a range of new rows."""

    table_name: str
    action: str
    first_id: int
    last_id: int
    before: str | None

    @property
    def kind(self) -> tuple[str, str]:
        return self.table_name, self.action

    def row(self) -> Row:
        """The row as it was before."""
        found: Row = json.loads(self.before or "{}")
        return found


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Rows of one table whose ids follow one another."""

    table: str
    first: int
    last: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A column that holds the id of a row of another table, or of its own."""

    table: str
    column: str
    to: str


class InTheWay(Exception):  # noqa: N818
    """What is in the book now does not go with what would be put back.

    `span` is the row that a later change put there or took away, where it is known.
    """

    def __init__(self, sentence: str, span: Span | None) -> None:
        super().__init__(sentence)
        self.span = span


# -- the log


def entries_of(book: Book, change_id: int) -> list[LogEntry]:
    """What the change did, in the order in which it did it."""
    return book.all(
        LogEntry,
        """
        SELECT table_name, action, first_id, last_id, before
        FROM change_row
        WHERE change_id = :change_id
        ORDER BY id
        """,
        change_id=change_id,
    )


def spans(entries: list[LogEntry]) -> list[Span]:
    """The rows that these entries are about, each once, as few spans as they make."""
    found: list[Span] = []
    for table, first, last in sorted(
        (entry.table_name, entry.first_id, entry.last_id) for entry in entries
    ):
        if found and found[-1].table == table and first <= found[-1].last + 1:
            found[-1] = Span(table, found[-1].first, max(last, found[-1].last))
        else:
            found.append(Span(table, first, last))
    return found


def later_changes(book: Book, span: Span, *, after_id: int) -> list[int]:
    """The changes after `after_id` that did something to these rows, newest first.

    The second half finds the ranges of new rows that begin before the span and reach into it.
    """
    return book.values(
        """
        SELECT change_id FROM change_row
        WHERE table_name = :table AND first_id BETWEEN :first AND :last
          AND change_id > :after_id
        UNION
        SELECT change_id FROM change_row
        WHERE table_name = :table AND first_id BETWEEN :first - :limit AND :first - 1
          AND last_id > first_id AND last_id >= :first
          AND change_id > :after_id
        ORDER BY change_id DESC
        """,
        table=span.table,
        first=span.first,
        last=span.last,
        limit=RANGE_LIMIT,
        after_id=after_id,
    )


# -- putting back


def revert(change: Change, entries: list[LogEntry]) -> None:
    """Put every row back as it was before; raises InTheWay when that does not go.

    References are looked at when all is back: rows that point at each other come and go together.
    """
    change.book.rows("PRAGMA defer_foreign_keys = ON")
    try:
        for kind, same in groupby(reversed(entries), key=lambda entry: entry.kind):
            revert_alike(change, kind, list(same))
    except IntegrityError as error:
        raise in_its_place(change.book, entries, str(error)) from error
    refuse_if_others_stand_on(change.book, spans([e for e in entries if e.action == "insert"]))
    refuse_if_ground_is_gone(change.book, spans([e for e in entries if e.action != "insert"]))


def revert_alike(change: Change, kind: tuple[str, str], entries: list[LogEntry]) -> None:
    """Put back entries of one table and one action, newest first."""
    table, action = kind
    if action == "insert":
        for entry in entries:
            change.delete_range(table, entry.first_id, entry.last_id)
        return
    columns = columns_of(change.book, table)
    rows = [fitting(entry.row(), columns) for entry in entries]
    if action == "delete":
        change.insert_again(table, rows)
        return
    for row in rows:
        row_id = row.pop("id")
        change.update(table, row_id, **row)


def columns_of(book: Book, table: str) -> frozenset[str]:
    found = book.values("SELECT name FROM pragma_table_info(:table)", table=table)
    if not found:
        raise InTheWay("It was done in an older Storebook, in a table that is gone", None)
    return frozenset(found)


def fitting(row: Row, columns: frozenset[str]) -> Row:
    """The row in today's shape: an upgrade since may have taken columns away."""
    return {name: value for name, value in row.items() if name in columns}


# -- what stands in the way


def in_its_place(book: Book, entries: list[LogEntry], error: str) -> InTheWay:
    """What is in the way of a row that must be the only one of its kind."""
    if error.startswith(UNIQUE_FAILED):
        names = [name.split(".") for name in error.removeprefix(UNIQUE_FAILED).split(", ")]
        table = names[0][0]
        for entry in entries:
            if entry.table_name == table and entry.action != "insert":
                other = alike(book, table, [name[1] for name in names], entry.row())
                if other is not None:
                    return InTheWay("Something new is where it was", Span(table, other, other))
    return InTheWay("What is in the book now does not go with it", None)


def alike(book: Book, table: str, columns: list[str], row: Row) -> int | None:
    """The id of another row that has the same in these columns."""
    same = " AND ".join(f"{quoted(column)} = :{column}" for column in columns)
    found = book.values(
        f"SELECT id FROM {quoted(table)} WHERE {same} AND id <> :id",  # noqa: S608
        **{name: row.get(name) for name in {*columns, "id"}},
    )
    return found[0] if found else None


def refuse_if_others_stand_on(book: Book, gone: list[Span]) -> None:
    """Refuse when rows that stay refer to rows that have just gone."""
    known = [reference for reference in references(book) if reference.table not in DERIVED]
    for span in gone:
        for reference in known:
            if reference.to == span.table:
                standing = row_on(book, reference, span)
                if standing is not None:
                    raise InTheWay("Something stands on it since", standing)


def row_on(book: Book, reference: Reference, span: Span) -> Span | None:
    found = book.values(
        f"""
        SELECT id FROM {quoted(reference.table)}
        WHERE {quoted(reference.column)} BETWEEN :first AND :last
        ORDER BY id
        LIMIT 1
        """,  # noqa: S608
        first=span.first,
        last=span.last,
    )
    return Span(reference.table, found[0], found[0]) if found else None


def refuse_if_ground_is_gone(book: Book, back: list[Span]) -> None:
    """Refuse when rows that have just come back refer to rows that are not there any more."""
    known = references(book)
    for span in back:
        for reference in known:
            if reference.table == span.table:
                missing = missing_ground(book, reference, span)
                if missing is not None:
                    raise InTheWay("What it belongs to is gone since", missing)


def missing_ground(book: Book, reference: Reference, span: Span) -> Span | None:
    column = f"back.{quoted(reference.column)}"
    found = book.values(
        f"""
        SELECT {column} FROM {quoted(reference.table)} AS back
        WHERE back.id BETWEEN :first AND :last AND {column} IS NOT NULL
          AND NOT EXISTS (SELECT 1 FROM {quoted(reference.to)} AS ground WHERE ground.id = {column})
        ORDER BY back.id
        LIMIT 1
        """,  # noqa: S608
        first=span.first,
        last=span.last,
    )
    return Span(reference.to, found[0], found[0]) if found else None


def references(book: Book) -> list[Reference]:
    """Every column of the book that refers to a row, as the file itself says."""
    return book.all(
        Reference,
        """
        SELECT sqlite_schema.name AS "table", reference."from" AS "column",
               reference."table" AS "to"
        FROM sqlite_schema, pragma_foreign_key_list(sqlite_schema.name) AS reference
        WHERE sqlite_schema.type = 'table'
        ORDER BY sqlite_schema.name, reference."from"
        """,
    )
