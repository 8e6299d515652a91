"""A backup that was copied over the book by hand, beside the log of the book that was there before.

SQLite would take the old log for the backup's own: the old work would show again, and be mixed
with the backup. A backup keeps no log, so the two are told apart by its head.
"""

from pathlib import Path

from storebook.base.errors import Refused
from storebook.book.files import OLD_LOG, beside, flush_folder, free_beside, has_log
from storebook.book.lock import BookHeld, hold_book, refuse_if_held
from storebook.book.open_here import is_open_here
from storebook.book.protection.data_key import DataKey


class OldLog(Refused):
    """The log beside the book belongs to another; nothing was read of either."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"“{path.name}” was replaced by a backup while work of the book before lay beside it, "
            f"in “{path.name}-wal”. Nothing was changed. Set that file aside to work in the "
            "backup, or restore a backup from within Storebook.",
            field="path",
        )


def refuse_old_log(path: Path, key: DataKey | None) -> None:
    """Refuse a book with another's log beside it, before anything of either is read."""
    if is_old_log(path, key):
        raise OldLog(path)


def is_old_log(path: Path, key: DataKey | None) -> bool:
    """Whether the log beside the book was left by another; a book at work has its own."""
    if not has_log(path) or is_open_here(path):
        return False
    try:
        refuse_if_held(path)
    except BookHeld:
        return False
    return is_anothers(path, key)


def is_anothers(path: Path, key: DataKey | None) -> bool:
    """Whether the book and the log beside it do not belong together; for whoever holds the book."""
    if not has_log(path):
        return False
    from storebook.book.salvage import pages

    return pages.keeps_no_log(path, key)


def old_logs(path: Path) -> list[Path]:
    """Logs of this book that were set aside: what they hold stays until somebody deletes them."""
    begins = beside(path, OLD_LOG).name
    return sorted(one for one in path.parent.iterdir() if one.name.startswith(begins))


def set_old_log_aside(path: Path) -> Path:
    """Give the log beside the book a name of its own, so that the book opens as it is.

    Returns where it is now. Raises BookHeld when somebody has the book open.
    """
    lock = hold_book(path, "Storebook")
    try:
        aside = free_beside(path, OLD_LOG)
        beside(path, "-wal").replace(aside)
        beside(path, "-shm").unlink(missing_ok=True)
        flush_folder(path.parent)
    finally:
        lock.release()
    return aside
