"""Plain copies of a book from before it was protected: whoever finds one reads it all."""

import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path

from storebook.base.errors import Refused
from storebook.book.engine import COMMAND_BUSY_MS
from storebook.book.files import OLD_LOG, SQLITE_ENDINGS, beside, flush_folder
from storebook.book.old_log import old_logs
from storebook.book.opening import opens_without_key
from storebook.book.protection.page_proof import PAGE, is_random
from storebook.book.protection.rewriting import ENDING, wipe
from storebook.book.remembered import folder_to_look_in, remember, remembered
from storebook.book.second_place import folder_there, second_place

# As `backup` names them: the book's name, what it was made for, and when.
STAMP = r" [a-z][a-z-]* \d{4}-\d{2}-\d{2} \d{6}(?: \(\d+\))?\.book"
WHILE_ASKED = timedelta(hours=1)  # whoever protects it is asked at once
LOG_HEAD = 32 + 24  # of the log, and of its first page
UNFINISHED = (".making", ".part", ".restoring", ENDING)


def plain_copies_of(path: Path) -> list[Path]:
    """Backups of this book that anybody can read, by name: beside it, where the program keeps them,
    in its second place as far as that is connected, and where somebody had some made.
    """
    path = path.resolve()
    place = second_place(path)
    there = () if place is None else (folder_there(path, place),)
    named = re.compile(re.escape(path.stem) + STAMP)
    own = map(Path, remembered(path).own_folders)
    found = []
    for folder in dict.fromkeys([path.parent, folder_to_look_in(path), *there, *own]):
        if folder.is_dir():
            found += [
                one
                for one in sorted(folder.iterdir())
                if named.fullmatch(one.name) and is_plain(one)
            ]
    unfinished = (beside(path, ending) for ending in UNFINISHED)
    left = [*unfinished, *old_logs(path)]
    return found + [one for one in left if one.is_file() and is_plain(one)]


def out_of_reach(path: Path) -> str:
    """A sentence when plain backups may lie where nobody can look now, else nothing."""
    place = second_place(path)
    if place is None or place.is_there:
        return ""
    return (
        f"The second place, “{place.folder}”, is not connected: older backups there are plain. "
        "The book is safe. Connect it, and its window asks whether to remove them."
    )


def watch_for_plain(path: Path, now: datetime) -> None:
    """The book was protected just now: what is found plain later is asked about again."""
    remember(path, protected_at=now)


def plain_copies_left(path: Path, now: datetime) -> list[Path]:
    """The plain copies that are still there an hour after the book was protected; asked until there
    is none, also in the second place.
    """
    since = remembered(path).protected_at
    if since is None or timedelta() <= now - since < WHILE_ASKED:
        return []
    found = plain_copies_of(path)
    if not found and not out_of_reach(path):
        remember(path, protected_at=None)
    return found


def is_plain(path: Path) -> bool:
    """Whether the file is a book that opens without a key, or a log of one."""
    try:
        if OLD_LOG in path.name:
            return is_plain_log(path)
        return path.is_file() and opens_without_key(path, COMMAND_BUSY_MS)
    except Refused:  # a SQLite file of somebody else's
        return False


def is_plain_log(path: Path) -> bool:
    """Whether the first page of a log can be read: those of a protected book look like chance."""
    with path.open("rb") as log:
        log.seek(LOG_HEAD)
        page = log.read(PAGE)
    return bool(page) and not is_random(page)


def remove_plain_copies(copies: Iterable[Path]) -> list[Path]:
    """Overwrite and remove these copies; what comes back could not be removed.

    A disk without moving parts may keep old bytes all the same. What is no plain book is left
    alone.
    """
    left = []
    for path in copies:
        try:
            if not is_plain(path):
                continue
            for ending in SQLITE_ENDINGS:
                wipe(beside(path, ending))
            flush_folder(path.parent)
        except OSError:
            left.append(path)
    return left
