"""All that a shop wrote in a book, to be compared."""

from pathlib import Path

from storebook.book.book import Book
from storebook.book.protection.data_key import DataKey


def rows(path: Path, key: DataKey | None = None) -> list[object]:
    """Everything that the shop wrote, with the numbers of its rows."""
    with Book.open(path, mode="read", key=key) as book:
        tables = book.values(
            "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type <> 'virtual' "
            "AND name NOT IN ('event', 'chain_key') AND name NOT LIKE 'sqlite#_%' ESCAPE '#' "
            "ORDER BY name"
        )
        chained = {"change": "id, at, associate_id, what, digest"}
        return [
            (table, book.rows(f"SELECT {chained.get(table, '*')} FROM {table}"))  # noqa: S608
            for table in tables
        ]
