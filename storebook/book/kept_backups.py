"""Backups that the program keeps by itself, apart from the book, and thins out as they age.

Each is a verified copy of its own (see `backup`). All of a day are kept while it lasts, then one a
day for two weeks, one a week for ten weeks and one a month for two years; the newest never goes.
"""

import re
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.book.places import default_folder
from storebook.book.protection.data_key import DataKey
from storebook.book.protection.key_file import key_file_path

LABEL = "kept"
STAMP = re.compile(r" kept (\d{4}-\d{2}-\d{2} \d{6})(?: \(\d+\))?\.book$")
STAMP_FORMAT = "%Y-%m-%d %H%M%S"
DAYS, WEEKS, MONTHS = 14, 10, 24
LONGEST_PAUSE = timedelta(days=60)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptBackup:
    """One backup that the program made: its file, and when by this computer's clock."""

    path: Path
    at: datetime


def backups_folder(book_path: Path) -> Path:
    """Where the backups of this book are kept on this computer; the folder is made."""
    whose = sha256(str(book_path.resolve()).encode()).hexdigest()[:8]
    folder = default_folder() / "Backups" / f"{book_path.stem[:60]} {whose}"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def kept_backups(folder: Path) -> list[KeptBackup]:
    """What is kept in the folder, the newest first; other files there are nobody's business."""
    found = []
    for path in folder.glob("*.book"):
        if stamp := STAMP.search(path.name):
            at = datetime.strptime(stamp[1], STAMP_FORMAT).astimezone()
            found.append(KeptBackup(path=path, at=at))
    return sorted(found, key=lambda one: (one.at, one.path.name), reverse=True)


def keep_backup(book: Book, folder: Path) -> KeptBackup | None:
    """Back the book up unless the newest backup already says the same; then thin out.

    None when nothing has changed since. A book that can't be copied whole raises, and nothing that
    was kept before is touched.
    """
    before = kept_backups(folder)
    if before and changes_in(before[0].path, book.key) == book.changed_count:
        return None
    made = book.back_up(folder, label=LABEL)
    after = kept_backups(folder)
    for old in to_thin_out([one.at for one in after]):
        if after[old].path != made:
            after[old].path.unlink(missing_ok=True)
            key_file_path(after[old].path).unlink(missing_ok=True)
    return next(one for one in after if one.path == made)


def changes_in(path: Path, key: DataKey | None) -> int | None:
    """How far the history of a backup goes; None when it can't be read, or not with this key.

    So the first backup after a book was protected, or got another key, is made at once.
    """
    try:
        with Book.open(path, mode="read", key=key) as backup:
            return backup.changed_count
    except Refused:
        return None


def to_thin_out(moments: Sequence[datetime]) -> list[int]:
    """Which of these backups, newest first, may go: by their places in the list.

    Ages are counted from the newest. When that is far from the one before, the clock may have been
    set wrong, and nothing goes.
    """
    if len(moments) < 2 or moments[0] - moments[1] > LONGEST_PAUSE:
        return []
    newest = moments[0].date()
    keep = {0}
    for oldest, key in (
        (newest, lambda at: at),
        (newest - timedelta(days=DAYS), datetime.date),
        (newest - timedelta(weeks=WEEKS), week_of),
        (months_back(newest, MONTHS), month_of),
    ):
        keep |= first_of_each(moments, oldest, key)
    return [place for place in range(len(moments)) if place not in keep]


def first_of_each(
    moments: Sequence[datetime], oldest: date, key: Callable[[datetime], Hashable]
) -> set[int]:
    """The newest of each day, week or month, back to a day."""
    kept: dict[Hashable, int] = {}
    for place, at in enumerate(moments):
        if at.date() >= oldest:
            kept.setdefault(key(at), place)
    return set(kept.values())


def week_of(at: datetime) -> tuple[int, int]:
    return at.isocalendar()[:2]


def month_of(at: datetime) -> tuple[int, int]:
    return at.year, at.month


def months_back(day: date, months: int) -> date:
    """The first of the month so many months before."""
    count = day.year * 12 + day.month - 1 - months
    return date(count // 12, count % 12 + 1, 1)
