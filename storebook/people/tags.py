"""Tags: words of the shop's own that gather shoppers."""

from collections.abc import Iterable
from dataclasses import dataclass

from storebook.base.errors import Refused
from storebook.base.text import fold, one_line, required
from storebook.book.book import Book
from storebook.book.change import Change

LONGEST = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class TagCount:
    """A tag, and how many shoppers wear it."""

    name: str
    shoppers: int


def tags_of(book: Book, shopper_id: int) -> list[str]:
    """The shopper's tags by the alphabet."""
    return book.values(
        "SELECT name FROM tag WHERE shopper_id = :id ORDER BY folded, id", id=shopper_id
    )


def all_tags(book: Book) -> list[TagCount]:
    """Every tag of the book by the alphabet; spelled two ways it is one, as last written."""
    return book.all(
        TagCount,
        """
        SELECT name, shoppers FROM (
            SELECT name, folded, count(*) AS shoppers, max(id) FROM tag GROUP BY folded
        )
        ORDER BY folded
        """,
    )


def write_tags(change: Change, shopper_id: int, tags: Iterable[str]) -> None:
    """Make the shopper's tags just these; those that stay are not touched."""
    wanted = dict(tag_rows(tags))
    for row_id, name, folded in change.book.rows(
        "SELECT id, name, folded FROM tag WHERE shopper_id = :id ORDER BY id", id=shopper_id
    ):
        if folded not in wanted:
            change.delete("tag", row_id)
        elif (spelled := wanted.pop(folded)) != name:
            change.update("tag", row_id, name=spelled)
    for folded, name in wanted.items():
        change.insert("tag", shopper_id=shopper_id, name=name, folded=folded)


def tag_rows(tags: Iterable[str]) -> list[tuple[str, str]]:
    """Folded and as written; a tag that comes twice is one."""
    rows: dict[str, str] = {}
    for position, tag in enumerate(tags):
        name = one_line(required(tag, f"tags.{position}", "A tag needs a word.", LONGEST))
        if not (folded := fold(name)):
            raise Refused("A tag needs a word.", f"tags.{position}")
        rows.setdefault(folded, name)
    return list(rows.items())
