"""How long backups that were made before still hold somebody who was erased."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from storebook.book.kept_backups import MONTHS, kept_backups
from storebook.book.old_log import old_logs


@dataclass(frozen=True, slots=True, kw_only=True)
class StillKept:
    """So many backups from before, and the day from which none of them is kept any more."""

    backups: int
    until: date


def still_in_backups(folder: Path, erased_at: datetime) -> StillKept | None:
    """The program's own backups from before the erasure; None where there are none.

    They age out by themselves as new ones are made. A restore of one of them erases the person
    again. Copies that were taken elsewhere by hand are not known here.
    """
    before = [one.at for one in kept_backups(folder) if one.at <= erased_at]
    if not before:
        return None
    return StillKept(backups=len(before), until=gone_by(max(before).date()))


def copies_beside(book_path: Path) -> list[Path]:
    """Copies in the book's own folder, which stay until somebody deletes them: from before an
    upgrade, replaced by a restore, a backup made into that folder, or a log that was set aside.
    """
    stem = book_path.stem
    books = (
        path
        for path in book_path.parent.glob("*.book")
        if path.name.startswith(f"{stem} ") and path.name != book_path.name
    )
    return sorted([*books, *old_logs(book_path)])


def gone_by(day: date) -> date:
    """From when a backup of this day is not kept any more, even as the one of its month."""
    count = day.year * 12 + day.month - 1 + MONTHS + 1
    return date(count // 12, count % 12 + 1, 1)
