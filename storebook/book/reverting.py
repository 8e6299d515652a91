"""Puts rows back as the log remembers them, and sees what stands in the way."""

import json
from dataclasses import dataclass

from storebook.book.book import Book
from storebook.book.change import Change, Row
from storebook.book.engine import IntegrityError
from storebook.book.statements import quoted

UNIQUE_FAILED = "UNIQUE constraint failed: "
DERIVED = frozenset({"shopper_summary"})


@dataclass(frozen=True, slots=True)
class Span:
    """Rows of one table whose ids follow one another."""

    table: str
    first: int
    last: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Entries of the log that follow one another: one change, one table, one deed.

    The rows of a run of inserts follow one another too, from `first` to `last`.
    """

    table: str
    action: str
    first_entry: int
    last_entry: int
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


def spans(book: Book, change_id: int, *, inserted: bool | None = None) -> list[Span]:
    """The rows that a change is about, each once, in as few spans as they make.

    `inserted` asks for the rows that it wrote newly, or for the others.
    """
    return book.all(
        Span,
        """
        WITH entry AS (
            SELECT id, table_name, first_id, last_id,
                   max(last_id) OVER (
                       PARTITION BY table_name ORDER BY first_id, last_id, id
                       ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
                   ) AS reached
            FROM change_row
            WHERE change_id = :change_id AND coalesce((action = 'insert') = :inserted, 1)
        ),
        island AS (
            SELECT id, table_name, first_id, last_id,
                   sum(reached IS NULL OR first_id > reached + 1) OVER (
                       PARTITION BY table_name ORDER BY first_id, last_id, id
                   ) AS number
            FROM entry
        )
        SELECT table_name AS "table", min(first_id) AS first, max(last_id) AS last
        FROM island
        GROUP BY table_name, number
        ORDER BY table_name, number
        """,
        change_id=change_id,
        inserted=inserted,
    )


def runs(book: Book, change_id: int) -> list[Run]:
    """What a change did, last done first, in as few runs as it makes."""
    return book.all(
        Run,
        """
        WITH entry AS (
            SELECT id, table_name, action, first_id, last_id,
                   lag(table_name) OVER log IS NOT table_name
                   OR lag(action) OVER log <> action
                   OR (action = 'insert' AND lag(last_id) OVER log <> first_id - 1) AS begins
            FROM change_row
            WHERE change_id = :change_id
            WINDOW log AS (ORDER BY id)
        ),
        run AS (
            SELECT id, table_name, action, first_id, last_id,
                   sum(begins) OVER (ORDER BY id) AS number
            FROM entry
        )
        SELECT table_name AS "table", action, min(id) AS first_entry, max(id) AS last_entry,
               min(first_id) AS first, max(last_id) AS last
        FROM run
        GROUP BY number
        ORDER BY number DESC
        """,
        change_id=change_id,
    )


def later_changes(book: Book, span: Span, *, after_id: int) -> list[int]:
    """The changes after `after_id` that did something to these rows, newest first.

    A list of new rows is found by its first row alone: what a change did to rows is not followed by
    their being written newly, unless they were removed in between.
    """
    return book.values(
        """
        SELECT DISTINCT change_id FROM change_row
        WHERE table_name = :table AND first_id BETWEEN :first AND :last
          AND change_id > :after_id
        ORDER BY change_id DESC
        """,
        table=span.table,
        first=span.first,
        last=span.last,
        after_id=after_id,
    )


def change_that_wrote(book: Book, span: Span) -> int | None:
    """The newest change that wrote this one row newly, alone or in a list."""
    found: int | None = book.value(
        """
        SELECT max(change_id) FROM (
            SELECT change_id FROM change_row
            WHERE table_name = :table AND first_id = :row AND action = 'insert'
            UNION ALL
            SELECT change_id FROM (
                SELECT change_id, last_id FROM change_row
                WHERE table_name = :table AND first_id <= :row AND last_id > first_id
                ORDER BY first_id DESC, id DESC
                LIMIT 1
            )
            WHERE last_id >= :row
        )
        """,
        table=span.table,
        row=span.first,
    )
    return found


# -- putting back


def revert(change: Change, change_id: int) -> None:
    """Put every row back as it was before the change; raises InTheWay when that does not go.

    Strictly backwards: the book passes through the states it had, so that no row finds another in
    its place, and triggers find what they look for. References are looked at when all is done, for
    the sake of a good sentence.
    """
    book = change.book
    book.rows("PRAGMA defer_foreign_keys = ON")
    try:
        for run in runs(book, change_id):
            put_back(change, run)
    except IntegrityError as error:
        raise in_its_place(book, change_id, str(error)) from error
    refuse_if_others_stand_on(book, spans(book, change_id, inserted=True))
    refuse_if_ground_is_gone(book, spans(book, change_id, inserted=False))


def put_back(change: Change, run: Run) -> None:
    """Put back rows of one table that were all written, all changed, or all removed."""
    columns = columns_of(change.book, run.table)
    if run.action == "insert":
        change.delete_span(run.table, columns, run.first, run.last)
    elif run.action == "delete":
        known = row_before(change.book, run.first_entry)
        fitting = [column for column in columns if column in known]
        change.bring_back(run.table, fitting, run.first_entry, run.last_entry)
    else:
        for entry in range(run.last_entry, run.first_entry - 1, -1):
            row = row_before(change.book, entry)
            # In today's shape: an upgrade since may have taken columns away.
            values = {name: value for name, value in row.items() if name in columns}
            change.update(run.table, values.pop("id"), **values)


def row_before(book: Book, entry: int) -> Row:
    found: Row = json.loads(
        book.value("SELECT before FROM change_row WHERE id = :entry", entry=entry)
    )
    return found


def columns_of(book: Book, table: str) -> list[str]:
    found = book.values("SELECT name FROM pragma_table_info(:table)", table=table)
    if not found:
        raise InTheWay("It was done in an older Storebook, in a table that is gone", None)
    return found


# -- what stands in the way


def in_its_place(book: Book, change_id: int, error: str) -> InTheWay:
    """What is in the way of a row that must be the only one of its kind."""
    if error.startswith(UNIQUE_FAILED):
        names = [name.split(".") for name in error.removeprefix(UNIQUE_FAILED).split(", ")]
        table = names[0][0]
        for before in book.values(
            """
            SELECT before FROM change_row
            WHERE change_id = :change_id AND table_name = :table AND action <> 'insert'
            ORDER BY id DESC
            """,
            change_id=change_id,
            table=table,
        ):
            other = alike(book, table, [name[1] for name in names], json.loads(before))
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
