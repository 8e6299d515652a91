"""Backups that the program keeps by itself, apart from the book, and thins out as they age.

Each is a verified copy of its own (see `backup`). All of the last hour are kept, then one an hour
of the same day, one a day for two weeks, one a week for ten weeks and one a month for two years;
the newest never goes. One from before a deed that reaches far stays for two weeks.
"""

import shutil
from collections.abc import Callable, Hashable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from glob import escape
from itertools import pairwise
from pathlib import Path

from storebook.base.errors import Refused
from storebook.base.files import remove_left, unfinished
from storebook.book.backup_places import STAMP as STAMP
from storebook.book.book import Book
from storebook.book.engine import DatabaseError
from storebook.book.events import EventKind, note_event
from storebook.book.files import beside
from storebook.book.opening import sentences
from storebook.book.protection.data_key import DataKey
from storebook.book.protection.key_file import key_file_path, spare_path
from storebook.book.remembered import backups_folder as backups_folder
from storebook.book.remembered import folder_to_look_in, remembered

LABEL = "kept"
BEFORE_ANOTHER = "before-another"  # book came to stand in its place
DAYS, WEEKS, MONTHS = 14, 10, 24
ASIDE = (".restoring", ".rewriting")  # whole copies, whom the power took before they were the book
LATELY = timedelta(hours=1)
ONE_SITTING = timedelta(minutes=10)
# A longer pause is a shop that was shut, or a clock that was set wrong: it makes nothing older.
LONGEST_PAUSE = timedelta(days=60)
SCARCE_BYTES = 200 * 1000 * 1000
SCARCE = (
    "Less than 200 MB are free on the disk with the book. Everything saved so far is safe. "
    "Make room on it soon."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptBackup:
    """One backup that the program made: its file, and when by this computer's clock."""

    path: Path
    at: datetime


def kept_backups(folder: Path) -> list[KeptBackup]:
    """What is kept in the folder, the newest first; other files there are nobody's business.

    Those from a time that is still to come (the clock was wrong then, or is now) come last.
    """
    found = []
    for path in folder.glob("*.book"):
        if at := stamped(path):
            found.append(KeptBackup(path=path, at=at))
    soon = datetime.now().astimezone() + timedelta(hours=2)
    return sorted(found, key=lambda one: (one.at <= soon, *order(one)), reverse=True)


def order(one: KeptBackup) -> tuple[datetime, int, str]:
    """Two can be made in one second: then it is told by the file which was the first."""
    try:
        written = one.path.stat().st_mtime_ns
    except OSError:
        written = 0
    return one.at, written, one.path.name


def stamped(path: Path) -> datetime | None:
    """When the program made this backup, by its name; None when it made no such file."""
    stamp = STAMP.search(path.name)
    if stamp is None:
        return None
    with suppress(ValueError, OverflowError, OSError):
        return datetime.fromisoformat(f"{stamp[2]} {stamp[3]}:{stamp[4]}:{stamp[5]}").astimezone()
    return None


def keep_backup(book: Book, folder: Path, *, label: str = LABEL) -> KeptBackup | None:
    """Back the book up unless the newest backup already says the same; then thin out.

    None when nothing has changed since. A book that can't be copied whole raises, and nothing that
    was kept before is touched; nor is it while the book fails its whole check.
    """
    before = kept_backups(folder)
    if before and newest_seal_in(before[0].path, book.key) == newest_seal(book):
        return None
    path = book.back_up(folder, label=label)
    with suppress(DatabaseError, Refused):  # made it is, noted or not
        note_event(book, EventKind.BACKED_UP, "Backup kept", detail={"file": path.name})
    remove_what_a_crash_left(book.path, path)
    if not remembered(book.path).faults:
        thin_out(folder, path)
    return KeptBackup(path=path, at=stamped(path) or datetime.now().astimezone())


def is_due(book: Book, now: datetime) -> bool:
    """Whether an hour has passed since the last backup that was made for no deed, or, where there
    was none yet, since the first change. A moment still to come is that of another clock.
    """
    kept = kept_backups(folder_to_look_in(book.path))
    last = next((one.at for one in kept if not is_before_a_deed(one)), None)
    if last is None:
        first = book.value("SELECT at FROM change ORDER BY id LIMIT 1")
        if first is None:
            return False
        last = datetime.fromisoformat(first)
    return not timedelta() <= now - last < LATELY


def keep_before(
    book: Book, deed: str, *, at_most_every: timedelta = timedelta()
) -> KeptBackup | None:
    """Back the book up before a deed that reaches far ("import", "merge", "restore").

    None when the newest backup already says all that the book does, and when there is one from
    before the same deed that is younger than `at_most_every`: many merges in a row are one deed.
    """
    label = f" before-{deed} "
    now = datetime.now().astimezone()
    for one in kept_backups(folder_to_look_in(book.path)):
        if label in one.path.name and timedelta() <= now - one.at < at_most_every:
            return None
    return keep_backup(book, backups_folder(book.path), label=f"before-{deed}")


def newest_seal(book: Book) -> bytes:
    """What no two histories have in common: after a restore another may have as many changes.

    What is no change and must not be lost either counts too: a PIN, and who took a list or a copy
    of the whole away.
    """
    seals = book.values(
        """
        SELECT * FROM (SELECT chain FROM change ORDER BY id DESC LIMIT 1)
        UNION ALL
        SELECT * FROM (
            SELECT chain FROM event
            WHERE kind IN ('pin_changed', 'exported', 'printed', 'refused')
                OR (kind = 'backed_up' AND json_extract(detail, '$.whole') = 1)
            ORDER BY id DESC
            LIMIT 1
        )
        """
    )
    return b"".join(bytes(seal) for seal in seals)


def newest_seal_in(path: Path, key: DataKey | None = None) -> bytes | None:
    """The same of a backup; None when it can't be read."""
    try:
        with sentences(), Book.open(path, mode="read", key=key) as backup:
            return newest_seal(backup)
    except Refused:
        return None


def scarce_space(path: Path) -> str:
    """A sentence when the disk with the book is nearly full, else nothing.

    A full disk loses nothing that was saved, but the log beside the book needs room to grow.
    """
    with suppress(OSError):
        if shutil.disk_usage(path.parent).free < SCARCE_BYTES:
            return SCARCE
    return ""


# -- thinning out


def remove_what_a_crash_left(book_path: Path, made: Path) -> None:
    """Copies and key files that were not written to their end, and books that never came to take
    their place: an hour old when this was `made`.
    """
    remove_left(made.parent, "*.part", made)
    for ending in ASIDE:
        remove_left(book_path.parent, f"{escape(beside(book_path, ending).name)}*", made)
    for path in (key_file_path(book_path), spare_path(book_path)):
        remove_left(path.parent, unfinished(path), made)


def thin_out(folder: Path, made: Path) -> None:
    """Remove what is no longer needed beside the backup that was made just now."""
    kept = kept_backups(folder)
    now = stamped(made)
    if now is None:
        return
    # What is dated later than now was made under another clock: it is neither counted nor removed.
    others = [one for one in kept if one.at <= now and one.path != made]
    others.sort(key=order, reverse=True)
    counted = [KeptBackup(path=made, at=now), *others]
    for place in to_thin_out([one.at for one in counted]):
        if not is_before_a_deed(counted[place]) or now - counted[place].at > timedelta(days=DAYS):
            remove_backup(counted[place].path)


def is_before_a_deed(one: KeptBackup) -> bool:
    stamp = STAMP.search(one.path.name)
    return stamp is not None and stamp[1] != LABEL


def keep_longer(backup: Path) -> Path:
    """Have it stay for two weeks, as one from before a deed; where it is now."""
    longer = backup.with_name(STAMP.sub(rf" {BEFORE_ANOTHER} \2 \3\4\5.book", backup.name))
    if f" {LABEL} " not in backup.name or longer.exists():
        return backup
    with suppress(OSError):
        backup.rename(longer)
        with suppress(FileNotFoundError):
            key_file_path(backup).rename(key_file_path(longer))
        return longer
    return backup


def remove_backup(path: Path) -> None:
    path.unlink(missing_ok=True)
    key_file_path(path).unlink(missing_ok=True)


def to_thin_out(moments: Sequence[datetime]) -> list[int]:
    """Which of these backups, newest first, may go: by their places in the list, never the first.

    Ages are counted from the newest, and a very long pause between two does not count; when the
    newest comes after such a one, nothing goes.
    """
    if len(moments) < 2 or moments[0] - moments[1] > LONGEST_PAUSE:
        return []
    ages = ages_of(moments)
    newest = moments[0].date()
    weeks, months = timedelta(weeks=WEEKS), newest - months_back(newest, MONTHS)
    keep = {place for place, at in enumerate(moments) if moments[0] - at <= LATELY}
    for oldest, key in (
        (timedelta(), hour_of),
        (timedelta(days=DAYS), datetime.date),
        (weeks, week_of),
        (months, month_of),
    ):
        keep |= first_of_each(moments, ages, oldest, key)
    return [place for place in range(len(moments)) if place not in keep]


def ages_of(moments: Sequence[datetime]) -> list[timedelta]:
    """How many days each lies before the newest, without pauses that are too long to be true."""
    ages = [timedelta()]
    for later, earlier in pairwise(moments):
        pause = later.date() - earlier.date()
        ages.append(ages[-1] + (pause if pause <= LONGEST_PAUSE else timedelta()))
    return ages


def first_of_each(
    moments: Sequence[datetime],
    ages: Sequence[timedelta],
    oldest: timedelta,
    key: Callable[[datetime], Hashable],
) -> set[int]:
    """The newest of each hour, day, week or month, up to an age."""
    kept: dict[Hashable, int] = {}
    for place, at in enumerate(moments):
        if ages[place] <= oldest:
            kept.setdefault(key(at), place)
    return set(kept.values())


def hour_of(at: datetime) -> tuple[date, int]:
    return at.date(), at.hour


def week_of(at: datetime) -> tuple[int, int]:
    return at.isocalendar()[:2]


def month_of(at: datetime) -> tuple[int, int]:
    return at.year, at.month


def months_back(day: date, months: int) -> date:
    """The first of the month so many months before."""
    count = day.year * 12 + day.month - 1 - months
    return date(count // 12, count % 12 + 1, 1)
