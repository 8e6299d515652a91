"""How backups that the program keeps are named, and that nobody works in one of them."""

import re
from pathlib import Path

from storebook.base.errors import Refused
from storebook.book.places import own_folder

STAMP = re.compile(
    r" (kept|before-[a-z]+) (\d{4}-\d{2}-\d{2}) (\d{2})(\d{2})(\d{2})(?: \(\d+\))?\.book$"
)
BACKUPS = "Backups"
ELSEWHERE = " backups"  # ends the folder of a book in its second place


class IsBackup(Refused):
    """Somebody wanted to work in a backup that the program keeps, and thins out one day."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"“{path.name}” is a backup, and is removed when it is old: work in it would be lost. "
            "Nothing was changed. Restore it, in the place of its book or as a new one.",
            field="path",
        )


def where_kept() -> Path:
    """The folder of all backups on this computer, there or not."""
    return (own_folder() / BACKUPS).resolve()


def is_kept_backup(path: Path) -> bool:
    """Whether it is one that the program keeps, where it keeps them; what was copied elsewhere is a
    book like others.
    """
    folder = path.parent
    is_there = folder.is_relative_to(where_kept()) or folder.name.endswith(ELSEWHERE)
    return is_there and STAMP.search(path.name) is not None


def refuse_backup(path: Path) -> None:
    """Refuse to work in it; it may be read."""
    if is_kept_backup(path):
        raise IsBackup(path)
