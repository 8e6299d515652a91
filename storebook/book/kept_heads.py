"""How far the log went when backups were kept: what it must still begin with today."""

from pathlib import Path

from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.book.chain import Broken, Head, head, verify
from storebook.book.kept_backups import kept_backups

LOOKED_INTO = 5  # the newest; each says what all before it say, and more


def heads_kept(book: Book, folder: Path) -> list[Head]:
    """The heads of the newest backups in the folder that can be read with this book's key."""
    heads = []
    for backup in kept_backups(folder)[:LOOKED_INTO]:
        try:
            with Book.open(backup.path, mode="read", key=book.key) as opened:
                heads.append(head(opened))
        except Refused:  # from before the book had this key, or this shape; or damaged
            continue
    return heads


def verify_against_backups(book: Book, folder: Path) -> list[Broken]:
    """The first steps of the log that do not match, asked of the log itself and of the backups."""
    return verify(book, heads_kept(book, folder))
