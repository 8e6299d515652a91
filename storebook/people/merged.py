"""Where the files are that were merged into others: an old number still leads to its person."""

from storebook.book.book import Book


def file_of(book: Book, shopper_id: int) -> int:
    """The number under which this shopper is in the book today; their own unless it was merged."""
    found = book.value("SELECT shopper_id FROM merged WHERE gone_id = :id", id=shopper_id)
    return shopper_id if found is None else int(found)


def merged_numbers(book: Book, shopper_id: int) -> list[int]:
    """The numbers of the files that went into this one, the earliest merge first."""
    return book.values(
        "SELECT gone_id FROM merged WHERE shopper_id = :id ORDER BY id", id=shopper_id
    )
