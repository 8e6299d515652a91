"""A backup from before a book was protected becomes the book again, and is protected like it."""

from pathlib import Path

import pytest

from storebook.book.book import Book
from storebook.book.check import check_file
from storebook.book.events import EventKind, events
from storebook.book.kept_backups import backups_folder, keep_backup
from storebook.book.protection.key_file import load_key_file
from storebook.book.protection.paper import new_paper
from storebook.book.protection.protecting import protect
from storebook.book.protection.refusals import KeyNeeded
from storebook.book.restorable import restorables
from storebook.book.restoring import is_plain_now, restore, restore_open
from tests.make import make_shopper

PAPER = new_paper()
KEY = PAPER.data_key


@pytest.fixture
def plain(book: Book) -> Path:
    """A backup with Ann alone; then Bea came, and the book was protected and closed."""
    make_shopper(book, "Ann Lee")
    made = keep_backup(book, backups_folder(book.path))
    assert made is not None
    make_shopper(book, "Bea Moss")
    book.close()
    protect(book.path, PAPER)
    return made.path


def see_that_it_is_protected(path: Path) -> None:
    """With Ann alone, under the same paper, whole, and nothing plain beside it."""
    with pytest.raises(KeyNeeded):
        Book.open(path, mode="read")
    with Book.open(path, mode="read", key=KEY) as book:
        assert book.values("SELECT name FROM shopper") == ["Ann Lee"]
        assert EventKind.PROTECTED in {event.kind for event in events(book)}
    assert all(one.good for one in check_file(path, KEY))
    found = load_key_file(path)
    assert found is not None
    assert found.mark == KEY.mark
    assert not is_plain_now(path)
    assert not [one for one in path.parent.glob("*restoring*") if one.is_file()]
    assert all(b"Ann Lee" not in one.read_bytes() for one in path.parent.iterdir())


def test_it_is_protected_again_with_the_same_key(book: Book, plain: Path) -> None:
    with Book.open(book.path, key=KEY) as open_book:
        (one,) = restorables(book.path, key=KEY, book=open_book)
        done = restore_open(open_book, plain)

    assert (one.problem, one.lost, one.is_plain) == ("", 1, True)
    assert done.protected_again
    see_that_it_is_protected(book.path)


def test_so_it_is_when_the_book_is_lost_and_the_key_is_known(book: Book, plain: Path) -> None:
    book.path.unlink()

    assert restore(book.path, plain, key=KEY).protected_again

    see_that_it_is_protected(book.path)
