"""Another book in the place of one that was here: the backups of the place still tell whose it was.

Copied there while the program was closed it opens as any book does, and the backups of the one
before are in no list any more, since they are not of the book that is there.
"""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.book.kept_backups import keep_longer, kept_backups
from storebook.book.opening import sentences
from storebook.book.remembered import folder_to_look_in
from storebook.book.restorable import log_of
from storebook.book.settings import load
from storebook.book.shop import Shop


@dataclass(frozen=True, slots=True, kw_only=True)
class StoodBefore:
    """The newest backup of the book that was here, when it was made, and of which shop."""

    backup: Path
    at: datetime
    shop: str


def stood_before(book: Book) -> StoodBefore | None:
    """What stood here before this plain book, until that was backed up itself; None as a rule."""
    if book.key is not None:
        return None
    for one in kept_backups(folder_to_look_in(book.path))[:1]:
        with suppress(Refused), sentences(), Book.open(one.path, mode="read") as backup:
            if not log_of(backup).is_of_the_same_book_as(log_of(book)):
                return StoodBefore(backup=one.path, at=one.at, shop=load(backup, Shop).name)
    return None


def stood_before_and_stays(book: Book) -> StoodBefore | None:
    """The same; its backup is not thinned out for two weeks by those of this book."""
    found = stood_before(book)
    if found is None:
        return None
    return StoodBefore(backup=keep_longer(found.backup), at=found.at, shop=found.shop)
