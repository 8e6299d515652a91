"""A protected book that was overwritten is told apart from a key that is wrong, and restored."""

import os
import shutil
from pathlib import Path

import pytest

from storebook.book.book import Book
from storebook.book.kept_backups import backups_folder, keep_backup
from storebook.book.protection.key_file import spare_path
from storebook.book.protection.protecting import change_paper_key
from storebook.book.protection.refusals import KeyNeeded, Overwritten, WrongKey
from storebook.book.protection.unlocking import (
    key_from_paper,
    key_from_passphrase,
    key_from_text,
    ways_in,
)
from storebook.book.rescue import Trouble, look_at
from storebook.book.restoring import restore
from tests.book.protection.conftest import Protected
from tests.book.protection.sentences import said
from tests.make import make_shopper


@pytest.fixture
def backup(ours: Protected) -> Path:
    """The program's own backup of the book, which nobody has open."""
    with Book.open(ours.path, key=ours.key) as book:
        made = keep_backup(book, backups_folder(book.path))
    assert made is not None
    return made.path


def by_ransom(book: Protected, _: Protected) -> None:
    book.path.write_bytes(os.urandom(book.path.stat().st_size))


def by_another_book(book: Protected, other: Protected) -> None:
    shutil.copyfile(other.path, book.path)


@pytest.mark.parametrize("overwrite", [by_ransom, by_another_book])
def test_the_right_key_leads_to_the_newest_backup(
    ours: Protected, theirs: Protected, backup: Path, overwrite: object
) -> None:
    """Not to the sentence that the key is another book's and the book is safe."""
    assert callable(overwrite)
    overwrite(ours, theirs)

    assert key_from_paper(ours.path, ours.paper.written) == ours.key
    assert key_from_passphrase(ours.path, ours.passphrase) == ours.key
    with pytest.raises(Overwritten) as refused:
        Book.open(ours.path, key=ours.key)
    said(refused.value)
    found = look_at(ours.path, ours.key)
    assert found is not None
    assert (found.trouble, found.newest and found.newest.path) == (Trouble.DAMAGED, backup)

    restore(ours.path, backup, key=ours.key)
    Book.open(ours.path, mode="read", key=ours.key).close()


def test_any_other_key_is_wrong_as_ever(ours: Protected, theirs: Protected, backup: Path) -> None:
    by_ransom(ours, theirs)

    with pytest.raises(WrongKey):
        key_from_text(ours.path, theirs.paper.written)


def test_an_earlier_paper_is_not_taken_for_that_of_a_lost_book(
    ours: Protected, theirs: Protected, backup: Path
) -> None:
    """Also where its key file is gone, and no backup was made since under the new key."""
    change_paper_key(ours.path, ours.key, theirs.paper)

    for place in (None, spare_path(ours.path)):
        if place is not None:
            place.unlink()
        with pytest.raises(WrongKey, match="its key was changed"):
            key_from_paper(ours.path, ours.paper.written)


def test_this_computer_s_copy_of_the_key_file_follows_the_book(ours: Protected) -> None:
    """Else it would speak of a book that lay there once; a backup that is opened gets none."""
    spare_path(ours.path).parent.mkdir(parents=True, exist_ok=True)
    spare_path(ours.path).write_bytes(b"{}")
    key_from_paper(ours.path, ours.paper.written)
    assert spare_path(ours.path).read_bytes() == ours.key_file.read_bytes()

    spare_path(ours.path).unlink()
    key_from_paper(ours.path, ours.paper.written)
    assert not spare_path(ours.path).exists()


def test_a_plain_book_that_was_overwritten_is_no_book_whose_key_is_missing(book: Book) -> None:
    """What a program that holds files to ransom leaves looks like a protected book."""
    make_shopper(book)
    made = keep_backup(book, backups_folder(book.path))
    assert made is not None
    book.close()
    book.path.write_bytes(os.urandom(book.path.stat().st_size))

    found = look_at(book.path)

    assert found is not None
    assert (found.trouble, found.newest and found.newest.path) == (Trouble.DAMAGED, made.path)
    assert "it was overwritten" in ways_in(book.path).trouble
    with pytest.raises(KeyNeeded):  # it may be another book all the same
        Book.open(book.path)
