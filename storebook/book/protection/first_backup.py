"""The first backup under a new key: until there is one, the paper of today brings no book back."""

from pathlib import Path

from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.book.engine import DatabaseError
from storebook.book.kept_backups import backups_folder, keep_backup
from storebook.book.protection.data_key import DataKey
from storebook.book.trouble import sentence

NO_BACKUP = "No backup could be made under the key yet; the next is tried within the hour."


def back_up_first(path: Path, key: DataKey) -> str:
    """Make it, and say nothing; where that fails, what to say of it. The book has its key all the
    same.
    """
    try:
        with Book.open(path, key=key) as book:
            keep_backup(book, backups_folder(path))
    except (Refused, DatabaseError, OSError) as error:
        return f"{NO_BACKUP} {sentence(error) or error}"
    return ""
