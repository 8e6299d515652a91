"""Puts rows back as the log remembers them, and sees what stands in the way."""

import json
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby

from storebook.book.book import Book
from storebook.book.change import RANGE_LIMIT, Change, Row
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
    """Entries of the log that follow one another: one change, one table, one deed."""

    table: str
    action: str
    entries: range


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


def spans(
    book: Book, change_id: int, *, inserted: bool | None = None, entries: range | None = None
) -> list[Span]:
    """The rows that a change is about, each once, as few spans as they make, last done first.

    `inserted` asks for the rows that it wrote newly, or for the others; `entries` for those of a
    part of its log.
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
              AND id BETWEEN :from_entry AND :to_entry
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
        ORDER BY max(id) DESC
        """,
        change_id=change_id,
        inserted=inserted,
        from_entry=entries[0] if entries else 0,
        to_entry=entries[-1] if entries else 2**62,
    )


def runs(book: Book, change_id: int, born: list[Span]) -> Iterator[Run]:
    """Updates and deletions, last done first, but for rows that the change itself wrote newly."""
    is_born = born_in(born)
    kept = [
        (entry, table, action)
        for entry, table, action, row_id in book.rows(
            """
            SELECT id, table_name, action, first_id FROM change_row
            WHERE change_id = :change_id AND action <> 'insert'
            ORDER BY id DESC
            """,
            change_id=change_id,
        )
        if not is_born(table, row_id)
    ]
    # Numbers that go down by one, counted up by one, stay the same.
    for (table, action, _), same in groupby(
        enumerate(kept), key=lambda item: (item[1][1], item[1][2], item[1][0] + item[0])
    ):
        numbers = [entry for _, (entry, _, _) in same]
        yield Run(table=table, action=action, entries=range(numbers[-1], numbers[0] + 1))


def born_in(born: list[Span]) -> Callable[[str, int], bool]:
    """A quick question: is this row in one of the spans?"""
    by_table: dict[str, list[tuple[int, int]]] = {}
    for span in sorted(born, key=lambda span: span.first):
        by_table.setdefault(span.table, []).append((span.first, span.last))

    def is_born(table: str, row_id: int) -> bool:
        known = by_table.get(table)
        if known is None:
            return False
        place = bisect_right(known, row_id, key=lambda span: span[0]) - 1
        return place >= 0 and row_id <= known[place][1]

    return is_born


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


def revert(change: Change, change_id: int) -> None:
    """Put every row back as it was before the change; raises InTheWay when that does not go.

    What it wrote newly goes first, whatever it did to that later, so that nothing new is where
    something old comes back. References are looked at when all is done: rows that point at each
    other come and go together.
    """
    book = change.book
    born = spans(book, change_id, inserted=True)
    others = spans(book, change_id, inserted=False)
    book.rows("PRAGMA defer_foreign_keys = ON")
    try:
        for span in born:
            change.delete_span(span.table, columns_of(book, span.table), span.first, span.last)
        for run in runs(book, change_id, born):
            put_back(change, change_id, run)
    except IntegrityError as error:
        raise in_its_place(book, change_id, str(error)) from error
    refuse_if_others_stand_on(book, born)
    refuse_if_ground_is_gone(book, others)


def put_back(change: Change, change_id: int, run: Run) -> None:
    """Put back rows of one table that were all changed, or all removed."""
    columns = columns_of(change.book, run.table)
    if run.action == "delete":
        oldest = row_before(change.book, run.entries[0])
        change.bring_back(
            run.table,
            [column for column in columns if column in oldest],
            run.entries,
            [
                (span.first, span.last)
                for span in reversed(spans(change.book, change_id, entries=run.entries))
            ],
        )
        return
    for entry in reversed(run.entries):
        row = row_before(change.book, entry)
        # In today's shape: an upgrade since may have taken columns away.
        fitting = {name: value for name, value in row.items() if name in columns}
        change.update(run.table, fitting.pop("id"), **fitting)


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
