"""How long backups that were made before still hold somebody who was erased."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from storebook.book.kept_backups import MONTHS, kept_backups
from storebook.book.old_log import old_logs
from storebook.book.own_backup import own_backups
from storebook.book.remembered import folder_to_look_in
from storebook.book.second_place import backups_elsewhere, second_place


@dataclass(frozen=True, slots=True, kw_only=True)
class StillKept:
    """So many backups from before, and the day from which none of them is kept any more."""

    backups: int
    until: date


def still_in_backups(book_path: Path, erased_at: datetime) -> StillKept | None:
    """The program's own backups from before the erasure, on this computer and in the second place
    as far as that is connected; None where there are none.

    They age out by themselves as new ones are made. A restore of one of them erases the person
    again. What somebody had made elsewhere is told by `copies_in_own_folders`.
    """
    kept = [*kept_backups(folder_to_look_in(book_path)), *backups_elsewhere(book_path)]
    before = {one.path.name: one.at for one in kept if one.at <= erased_at}
    if not before:
        return None
    return StillKept(backups=len(before), until=gone_by(max(before.values()).date()))


def out_of_sight(book_path: Path) -> str:
    """A sentence when backups with the person may lie where nobody can look now, else nothing."""
    place = second_place(book_path)
    if place is None or place.is_there:
        return ""
    return (
        f"The second place, “{place.folder}”, is not connected: older backups there hold the "
        "person too, until they age out."
    )


def copies_in_own_folders(book_path: Path) -> list[Path]:
    """Backups that somebody had made into a folder of their choice, as far as those are known and
    there: they stay until somebody deletes them. Those beside the book are told there.
    """
    return [one for one in own_backups(book_path) if one.parent != book_path.parent]


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
