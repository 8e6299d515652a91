"""Before a list is brought in the book is backed up: whatever it does, there is a way back."""

from pathlib import Path

from storebook.book.book import Book
from storebook.book.kept_backups import backups_folder, kept_backups
from tests.exchange.make import bring_in, make_list
from tests.make import make_shopper


def test_the_backup_of_before_an_import_has_what_was_there(book: Book, tmp_path: Path) -> None:
    make_shopper(book, "Ann Lee")

    bring_in(book, make_list(tmp_path, "Name,Phone\nBea Moss,603-555-0199\n"))

    (backup,) = kept_backups(backups_folder(book.path))
    assert " before-import " in backup.path.name
    with Book.open(backup.path, mode="read") as before:
        assert before.values("SELECT name FROM shopper") == ["Ann Lee"]
