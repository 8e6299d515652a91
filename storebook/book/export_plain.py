"""A plain copy of the book that any tool can read: its tables and rows, and nothing of ours."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from sqlcipher3 import dbapi2

from storebook.base.text import quoted as quoted_text
from storebook.book.book import Book
from storebook.book.by_sqlite_utils import Database, Table, wrap
from storebook.book.engine import Connection
from storebook.book.events import EventKind, note_event
from storebook.book.files import beside, digest_of_file, put_in_place, remove_database
from storebook.book.making import refuse_taken
from storebook.book.rights import Right, name_at_work, require
from storebook.book.standing import refuse_noted, standings
from storebook.book.statements import insert_statement, quoted
from storebook.book.ways_out import gone_unless_noted

# Half-typed forms are nobody's record, the list of upgrades means nothing to other programs, and
# the key of the log's chain is a secret of the book.
LEFT_OUT = frozenset({"chain_key", "draft", "key_list", "pin", "_sqlite_migrations"})


def write_plain_copy(book: Book, path: Path) -> None:
    """Write every table with its rows to `path`, as a SQLite file without triggers or indexes.

    Such a copy is not encrypted and is no book: it can't be opened here again. It is written under
    another name and gets its own when it is whole; Refused when something is there already. PINs
    are not in it. The table `written_by` says who wrote it, and when (UTC).
    """
    require_everything(book)
    refuse_taken(path)
    aside = beside(path, ".part")
    remove_database(aside)
    try:
        with book.snapshot() as source, fresh_file(aside) as target:
            for table in plain_tables(wrap(source)):
                copy_table(source, target, table)
            sign(target, name_at_work(book))
        put_in_place(aside, path)
    finally:
        remove_database(aside)
    with gone_unless_noted(path):
        note_event(
            book,
            EventKind.EXPORTED,
            f"Everything exported: a plain copy, into {quoted_text(path.name)}",
            detail={"file": path.name, "sha256": digest_of_file(path)},
        )


def require_everything(book: Book) -> None:
    """Refuse who may not have all of it: beside what everybody spent it holds what the owner alone
    reads, such as what pieces cost, and what colleagues looked at.
    """
    require(book, Right.EXPORT)
    require(book, Right.SEE_SPEND)
    if not standings(book)[book.associate_id].is_owner:
        refuse_noted(
            book,
            "write a plain copy of everything",
            "A plain copy holds what only the owner may read, so only an owner writes one. Nothing "
            "was written. A list of shoppers or of purchases can be exported.",
        )


def sign(target: Connection, name: str) -> None:
    target.execute("CREATE TABLE written_by (name TEXT, at TEXT)")
    at = datetime.now(UTC).isoformat(timespec="seconds")
    target.execute("INSERT INTO written_by (name, at) VALUES (?, ?)", [name, at])


@contextmanager
def fresh_file(path: Path) -> Iterator[Connection]:
    connection = dbapi2.connect(str(path), isolation_level=None)
    try:
        connection.execute("BEGIN")
        yield connection
        connection.execute("COMMIT")
    finally:
        connection.close()


def plain_tables(db: Database) -> list[Table]:
    """The tables that hold rows of their own: not the search indexes, nor what they keep."""
    indexes = [table.name for table in db.tables if table.virtual_table_using is not None]
    return [
        table
        for table in db.tables
        if table.name not in LEFT_OUT
        and not table.name.startswith("sqlite_")
        and not any(table.name == index or table.name.startswith(f"{index}_") for index in indexes)
    ]


def copy_table(source: Connection, target: Connection, table: Table) -> None:
    """The same columns, keys and references in the oldest dialect that every tool understands."""
    columns = tuple(column.name for column in table.columns)
    lines = [f"{quoted(column.name)} {column.type}" for column in table.columns]
    if table.pks == ["id"]:
        lines[columns.index("id")] += " PRIMARY KEY"
    else:
        lines.append(f"PRIMARY KEY ({', '.join(quoted(name) for name in table.pks)})")
    lines += [
        f"FOREIGN KEY ({quoted(str(key.column))}) REFERENCES {quoted(key.other_table)} (id)"
        for key in table.foreign_keys
    ]
    target.execute(f"CREATE TABLE {quoted(table.name)} ({', '.join(lines)})")
    names = ", ".join(quoted(name) for name in columns)
    rows = source.execute(f"SELECT {names} FROM {quoted(table.name)}")  # noqa: S608
    target.executemany(insert_statement(table.name, columns), rows)
