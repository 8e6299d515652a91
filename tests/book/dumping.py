"""What a test compares: every row of a book, in words."""

from storebook.book.book import Book

# The log and the list of upgrades tell how the book came to be so, not how it is.
NOT_COMPARED = ("change", "change_row", "change_shopper", "event", "_sqlite_migrations")


def dump(book: Book) -> str:
    """Every row of every table but the log's; the search indexes are left to `check`."""
    tables = book.values(
        """
        SELECT name FROM sqlite_schema
        WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'shopper_word%'
          AND name NOT LIKE 'shopper_inside%'
        ORDER BY name
        """
    )
    lines = []
    for table in tables:
        if table not in NOT_COMPARED:
            lines += [f"{table} {row!r}" for row in sorted(book.rows(f'SELECT * FROM "{table}"'))]  # noqa: S608
    return "\n".join(lines)
