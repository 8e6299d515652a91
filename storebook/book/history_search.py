"""Finds a change again by any words of it: of what was done, or of who did it."""

from storebook.base.text import fold
from storebook.book.book import Book
from storebook.book.history import ChangeRow, changes

AT_ONCE = 1_000


def find_changes(
    book: Book, text: str, *, limit: int = 100, before_id: int | None = None
) -> list[ChangeRow]:
    """The newest changes in which every word of `text` stands, blind to accents and case."""
    wanted = fold(text).split()
    found: list[ChangeRow] = []
    while len(found) < limit:
        page = changes(book, limit=AT_ONCE, before_id=before_id)
        found += [row for row in page if holds(row, wanted)]
        if len(page) < AT_ONCE:
            break
        before_id = page[-1].id
    return found[:limit]


def holds(row: ChangeRow, wanted: list[str]) -> bool:
    said = fold(f"{row.what} {row.associate}")
    return all(word in said for word in wanted)
