"""Who was erased, when the book that knew it is gone: its newer backups know it too."""

from collections.abc import Iterable
from itertools import islice
from pathlib import Path

from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.book.kept_backups import STAMP, KeptBackup, backups_folder, kept_backups
from storebook.book.restorable import log_of, log_of_file
from storebook.book.restoring import Restored
from storebook.book.second_place import backups_elsewhere
from storebook.people.erasing.again import Erasure, Forgotten, forgotten_in

LOOKED_INTO = 5  # the newest of each place; each knows what all before it know


def forgotten_elsewhere(book: Book, restored: Restored) -> Forgotten:
    """Who was erased since the backup was made that is the book now, as far as what it replaced and
    the newest backups here, in the second place and beside that one can tell.

    For a restore of a book that did not open, which could not be asked itself (`forgotten_in`).
    """
    known = log_of(book)
    erasures: list[Erasure] = []
    for path in files_of(book.path, restored):
        try:
            if not log_of_file(path, book.key).is_of_the_same_book_as(known):
                continue
            with Book.open(path, mode="read", key=book.key) as other:
                erasures += forgotten_in(other).erasures
        except Refused:  # damaged, of another key, or from before there were erasures
            continue
    return Forgotten(erasures=tuple(dict.fromkeys(erasures)))


def files_of(path: Path, restored: Restored) -> list[Path]:
    """Each file once, as far as there are any."""
    stem = STAMP.sub("", restored.backup.name)
    beside = (
        one
        for one in kept_backups(restored.backup.parent)
        if STAMP.sub("", one.path.name) == stem and one.path != restored.backup
    )
    places = (kept_backups(backups_folder(path)), backups_elsewhere(path), beside)
    newest = [one.path for place in places for one in first_of(place)]
    replaced = [] if restored.replaced is None else [restored.replaced]
    return list(dict.fromkeys([*replaced, *newest]))


def first_of(place: Iterable[KeptBackup]) -> list[KeptBackup]:
    return list(islice(place, LOOKED_INTO))
