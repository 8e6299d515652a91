"""A second place for backups, asked for and remembered: a stick, or another computer's folder.

A fire, a thief or a program that holds files to ransom takes the computer with all that is on it;
what lies elsewhere, and is not always connected, is safe. That it is not there now is no error.
"""

import shutil
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from storebook.base.errors import Refused
from storebook.base.files import remove_left
from storebook.book.backup_places import ELSEWHERE
from storebook.book.book import Book
from storebook.book.events import EventKind, note_event
from storebook.book.files import as_open_as, beside, copy_in_pieces, digest_of_file, put_in_place
from storebook.book.kept_backups import (
    KeptBackup,
    backups_folder,
    is_due,
    keep_backup,
    kept_backups,
    stamped,
    thin_out,
)
from storebook.book.protection.key_file import key_file_path
from storebook.book.remembered import folder_to_look_in, remember, remembered
from storebook.book.rights import Right, may, require
from storebook.book.trouble import sentence
from storebook.book.ways_out import note_whole

REMIND_AFTER = timedelta(days=7)
AT_MOST_EVERY = timedelta(hours=1)
ASK_AFTER = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondPlace:
    """The folder that was chosen, when, and when a backup was last there. Moments are aware.

    `is_there` says whether it is connected now: the folder in which a stick is found may stay on
    the computer's own disk when it was pulled out.
    """

    folder: Path
    chosen_at: datetime
    seen_at: datetime | None
    is_there: bool


class NotElsewhere(Refused):
    """The backup was made here, and could not be copied to the second place."""


def second_place(book_path: Path) -> SecondPlace | None:
    """The second place of this book on this computer; None when none was chosen."""
    known = remembered(book_path)
    if not known.second_place or known.chosen_at is None:
        return None
    folder = Path(known.second_place)
    is_there = folder.is_dir() and not (known.apart and is_on_the_same_disk(book_path, folder))
    return SecondPlace(
        folder=folder, chosen_at=known.chosen_at, seen_at=known.seen_at, is_there=is_there
    )


def choose_second_place(book: Book, folder: Path | None, now: datetime) -> SecondPlace | None:
    """Remember the folder, or that there is to be none; needs the right to say where backups go.

    The log has it, since all of the book goes there from now on. Raises Refused when the folder is
    not there, can't be written, or is where the book or its backups are: that is no second place.
    """
    require(book, Right.BACKUP)
    if folder is None:
        remember(book.path, second_place="", chosen_at=None, seen_at=None)
        note_event(book, EventKind.BACKED_UP, "Second place for backups given up")
        return None
    folder = folder.resolve()
    refuse_folder(book.path, folder)
    apart = not is_on_the_same_disk(book.path, folder)
    note_whole(book, "Second place for backups chosen", folder=str(folder))
    remember(book.path, second_place=str(folder), apart=apart, chosen_at=now, seen_at=None)
    return second_place(book.path)


def refuse_folder(book_path: Path, folder: Path) -> None:
    if not folder.is_dir():
        raise Refused(
            f"The folder “{folder}” is not there. Connect the disk, or choose another.", "folder"
        )
    first_place = folder_to_look_in(book_path).resolve()
    if folder == book_path.parent or folder.is_relative_to(first_place.parent):
        raise Refused(
            "The book or its backups are in that folder already. "
            "Choose one on a stick or on another computer.",
            field="folder",
        )
    probe = folder / ".storebook"
    try:
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as error:
        raise Refused(
            f"“{folder}” can’t be written. Choose another folder, or allow writing there.", "folder"
        ) from error


def is_on_the_same_disk(book_path: Path, folder: Path) -> bool:
    """Whether the folder is lost together with the book when the disk breaks: worth a word."""
    with suppress(OSError):
        return folder.stat().st_dev == book_path.parent.stat().st_dev
    return False


def folder_there(book_path: Path, place: SecondPlace) -> Path:
    """Where in the second place this book's backups go."""
    return place.folder / f"{book_path.stem[:60]}{ELSEWHERE}"


def copy_to_second_place(
    book_path: Path, now: datetime, *, at_the_end: bool = False
) -> Path | None:
    """Copy the newest backup there, read it back, and thin out what is there; the file's new path.

    None when there is no second place, when it is not connected, when there is nothing new, and
    when the last one is less than an hour old, unless the book is being closed (`at_the_end`).
    Trouble with its disk is raised as it comes, and harms nothing that is there.
    """
    place = second_place(book_path)
    newest = next(iter(kept_backups(folder_to_look_in(book_path))), None)
    if place is None or newest is None or not place.is_there:
        return None
    if was_just_there(place, now) and not at_the_end:
        return None
    folder = folder_there(book_path, place)
    folder.mkdir(exist_ok=True)
    target = folder / newest.path.name
    made = None
    if not target.exists():
        copy_proven(newest.path, target)
        made = target
        remove_left(folder, "*.part", target)
        if not remembered(book_path).faults and stamped(target):
            thin_out(folder, target)
    remember(book_path, seen_at=now)
    return made


def was_just_there(place: SecondPlace, now: datetime) -> bool:
    """Whether a backup came there within the hour. A moment still to come is of another clock."""
    return place.seen_at is not None and timedelta() <= now - place.seen_at < AT_MOST_EVERY


def copy_proven(source: Path, target: Path) -> None:
    """Copy a file and its key file; it gets its name once it was read back and is the same."""
    aside = beside(target, ".part")
    try:
        copy_in_pieces(source, aside)
        if digest_of_file(aside) != digest_of_file(source):
            raise Refused(
                "The backup could not be read back from the second place, so it was not kept "
                "there. The book was not touched. Check that disk, or choose another place."
            )
        as_open_as(source, aside)
        if key_file_path(source).exists():
            shutil.copyfile(key_file_path(source), key_file_path(target))
        put_in_place(aside, target)
    finally:
        aside.unlink(missing_ok=True)


def keep_everywhere(book: Book, now: datetime, *, at_the_end: bool = False) -> KeptBackup | None:
    """What the program does by itself, each hour and at the end: back up, here and elsewhere.

    Returns the backup that was made here; None when nothing has changed since the last. Raises
    NotElsewhere when all is well here, but not in the second place.
    """
    made = keep_backup(book, backups_folder(book.path))
    try:
        copy_to_second_place(book.path, now, at_the_end=at_the_end)
    except (OSError, Refused) as error:
        why = sentence(error) or str(error)
        raise NotElsewhere(f"The book is backed up here, but not in the second place. {why}") from (
            error
        )
    return made


def keep_when_due(book: Book, now: datetime) -> KeptBackup | None:
    """The same for who has no window that watches over the hours: asked at the end of what wrote.

    None when the last backup is less than an hour old, too. Measured at 31 MB: 1.1 s when one is
    made, else 0.5 ms.
    """
    return keep_everywhere(book, now) if is_due(book, now) else None


def should_ask(book: Book, now: datetime) -> bool:
    """Whether to ask for a second place now: once, of whoever may choose one, on the second day.

    A book that has been tried out for an hour needs none.
    """
    known = remembered(book.path)
    if known.second_place or known.asked_at is not None or not may(book, Right.BACKUP):
        return False
    found = kept_backups(folder_to_look_in(book.path))
    return bool(found) and now - found[-1].at > ASK_AFTER


def was_asked(book_path: Path, now: datetime) -> None:
    """Whatever the answer was, the page of the backups goes on saying it quietly."""
    remember(book_path, asked_at=now)


def backups_elsewhere(book_path: Path) -> list[KeptBackup]:
    """The backups in the second place, the newest first; none when it is not connected."""
    place = second_place(book_path)
    if place is None or not place.is_there:
        return []
    return kept_backups(folder_there(book_path, place))


def reminder(book_path: Path, now: datetime) -> str:
    """A sentence when no backup has reached the second place for a week, else nothing."""
    place = second_place(book_path)
    if place is None:
        return ""
    last = place.seen_at or place.chosen_at
    if timedelta() <= now - last <= REMIND_AFTER:
        return ""
    days = abs(now - last).days
    since = f"for {days} days" if place.seen_at is not None else "yet"
    return (
        f"No backup has reached the second place, “{place.folder}”, {since}. "
        "Everything is saved here. Connect it, so that a lost computer costs nothing."
    )
