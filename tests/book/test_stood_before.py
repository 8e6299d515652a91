"""Another book in the place of one that was here is known by the backups of the place."""

from storebook.book.book import Book
from storebook.book.kept_backups import backups_folder, keep_backup
from storebook.book.stood_before import stood_before
from tests.book.damaging import without_table
from tests.make import make_shopper


def test_a_backup_that_is_damaged_further_in_is_no_damage_of_the_book(
    book: Book,
) -> None:
    """It opens, and only its log can't be read."""
    make_shopper(book, "Ann Lee")
    backup = keep_backup(book, backups_folder(book.path))
    assert backup is not None
    without_table(backup.path, "change")

    assert stood_before(book) is None
