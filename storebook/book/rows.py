"""Whole rows as the file itself describes them: for what must reach every table, known or new."""

from storebook.book.book import Book
from storebook.book.change import Change, Row
from storebook.book.reverting import DERIVED, Reference, columns_of, references
from storebook.book.statements import quoted


def row(book: Book, table: str, row_id: int) -> Row:
    """One row by its columns; raises LookupError when there is none."""
    found = rows_where(book, table, "id", row_id)
    if not found:
        raise LookupError(f"{table} {row_id} is not in the book")
    return found[0]


def rows_where(book: Book, table: str, column: str, value: int | str) -> list[Row]:
    """The rows that have this value there, the first written first."""
    columns = columns_of(book, table)
    sql = f"SELECT * FROM {quoted(table)} WHERE {quoted(column)} = :value ORDER BY id"  # noqa: S608
    return [dict(zip(columns, found, strict=True)) for found in book.rows(sql, value=value)]


def references_to(book: Book, table: str) -> list[Reference]:
    """Every column that holds ids of this table, but for what triggers keep by themselves."""
    return [
        reference
        for reference in references(book)
        if reference.to == table and reference.table not in DERIVED
    ]


def point_elsewhere(change: Change, table: str, from_id: int, to_id: int) -> None:
    """Whatever points at one row of the table points at another one from now on."""
    for reference in references_to(change.book, table):
        for found in rows_where(change.book, reference.table, reference.column, from_id):
            change.update(reference.table, found["id"], **{reference.column: to_id})
