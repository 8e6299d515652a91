"""What comes out of a printer later is written down as of who sent it, whoever works by then."""

from collections.abc import Iterator
from contextlib import contextmanager

from storebook.book.book import Book


@contextmanager
def working(book: Book, associate_id: int) -> Iterator[None]:
    """This one is at work for a moment, in which nothing else happens."""
    now, book.associate_id = book.associate_id, associate_id
    try:
        yield
    finally:
        book.associate_id = now
