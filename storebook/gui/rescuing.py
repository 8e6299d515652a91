"""What a rescue screen is told and does, in the worker: nothing here knows the window."""

import shutil
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from storebook.base.errors import Refused
from storebook.book.aside import end_log
from storebook.book.book import Book
from storebook.book.engine import DatabaseError
from storebook.book.files import beside
from storebook.book.kept_backups import STAMP, backups_folder, keep_backup, kept_backups
from storebook.book.places import default_folder, new_book_path
from storebook.book.protection.data_key import DataKey
from storebook.book.protection.key_file import copy_key_file
from storebook.book.protection.unlocking import key_from_computer
from storebook.book.rescue import Rescue, Trouble, look_at
from storebook.book.restorable import Restorable, Where, looked_at, moment_of, restorables
from storebook.book.restoring import (
    PLAIN_NOW,
    PROTECTED_AGAIN,
    WORKING_AS_THEN,
    Restored,
    is_good,
    is_plain_now,
    newest_good,
    restore,
    restore_open,
)
from storebook.book.rights import Right, require
from storebook.people.erasing import erasing_again, forgotten_before, forgotten_elsewhere


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What is there. `rescue` is None for a backup that becomes a book here; `locked` is a backup
    whose key is not known yet, `by_earlier` are those that the key on an earlier paper opened.
    """

    path: Path
    rescue: Rescue | None
    backups: tuple[Restorable, ...]
    newest: Restorable | None
    skipped: tuple[Restorable, ...]
    key: DataKey | None
    locked: Path | None
    by_earlier: frozenset[Path] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class PutBack:
    """A backup that is the book now, the key it has, and how many were erased from it again."""

    path: Path
    key: DataKey | None
    restored: Restored
    erased_again: int


def see(
    path: Path,
    key: DataKey | None,
    *,
    met_with: Trouble | None = None,
    earlier: DataKey | None = None,
) -> Seen:
    """Why this book does not open, and what can be restored; `earlier` opens backups of before its
    key was changed.
    """
    found = restorables(path, key=key)
    key, locked = known_key(found, key)
    if key is not None and locked is None:
        found = restorables(path, key=key)
    rescue = look_at(path, key, met_with=met_with)
    found, opened = opened_too(found, earlier)
    chosen = next((one for one in opened if not is_good(one.path, earlier)), None)
    return Seen(
        path=path,
        rescue=rescue,
        backups=tuple(found),
        newest=chosen or (None if rescue is None else rescue.newest),
        skipped=() if rescue is None else rescue.skipped,
        key=key,
        locked=locked,
        by_earlier=frozenset(one.path for one in opened),
    )


def opened_too(
    found: list[Restorable], earlier: DataKey | None
) -> tuple[list[Restorable], list[Restorable]]:
    """All of them, and those that the book's own key does not open and the `earlier` one does."""
    if earlier is None:
        return found, []
    again = [
        looked_at(one.path, one.at, one.where, None, earlier) for one in found if one.needs_key
    ]
    opened = [one for one in again if not one.problem]
    return list({one.path: one for one in (*found, *opened)}.values()), opened


def see_backup(
    chosen: Path,
    key: DataKey | None,
    instead: Path | None = None,
    earlier: DataKey | None = None,
) -> Seen:
    """A backup that somebody chose, with those of the same book beside it; it becomes a new book on
    this computer, or takes the place of the book `instead` of which it was chosen; for `earlier`
    see `see`.
    """
    found = around(chosen, key)
    key, locked = known_key(found, key)
    if key is not None and locked is None:
        found = around(chosen, key)
    found, opened = opened_too(found, earlier)
    newest, skipped = None, []
    try:
        newest, passed = newest_good(opened, earlier) if opened else newest_good(found, key)
        skipped = [one for one, _ in passed]
    except Refused:
        newest = None
    return Seen(
        path=instead or new_book_path(stem_of(chosen), default_folder()),
        rescue=None,
        backups=tuple(found),
        newest=newest,
        skipped=tuple(skipped),
        key=key,
        locked=locked,
        by_earlier=frozenset(one.path for one in opened),
    )


def around(chosen: Path, key: DataKey | None) -> list[Restorable]:
    """The chosen one first, then the others of its book in the same folder, newest first."""
    stem = stem_of(chosen)
    others = [
        one.path
        for one in kept_backups(chosen.parent)
        if one.path != chosen and stem_of(one.path) == stem
    ]
    return [looked_at(one, moment_of(one), Where.CHOSEN, None, key) for one in (chosen, *others)]


def stem_of(backup: Path) -> str:
    """The name of the book, out of the name of its backup."""
    return STAMP.sub("", backup.name) if STAMP.search(backup.name) else backup.stem


def known_key(found: list[Restorable], key: DataKey | None) -> tuple[DataKey | None, Path | None]:
    """The key of protected backups, where this computer knows it; else which one is locked."""
    locked = next((one.path for one in found if one.needs_key), None)
    if key is not None or locked is None:
        return key, None
    for one in found:
        if one.needs_key and (known := silent_key(one.path)) is not None:
            return known, None
    return None, locked


def silent_key(path: Path) -> DataKey | None:
    """The key, when this computer's keychain has it; no word when it has not."""
    try:
        return key_from_computer(path)
    except Refused:
        return None


def put_back(
    path: Path, backup: Path, key: DataKey | None, today: date, earlier: DataKey | None = None
) -> PutBack:
    """Restore a book that does not open; who was erased before is erased again. `earlier` opens the
    backup where the book has another key today.
    """
    erase, again = erasing_again(forgotten_elsewhere(path, backup, key, earlier), today=today)
    restored = restore(path, backup, key=key, also=erase, earlier=earlier)
    return PutBack(path=path, key=key, restored=restored, erased_again=len(again))


def copy_here(path: Path, target: Path, key: DataKey | None, today: date) -> PutBack:
    """A book from where it can't be worked in becomes one at `target`, with what a crash left in
    the log beside it: where nothing may be written that can't be moved into the book first.
    """
    if not beside(path, "-wal").exists():
        return put_back(target, path, key, today)
    with TemporaryDirectory() as folder:
        whole = Path(folder) / path.name
        for ending in ("", "-wal"):
            shutil.copyfile(beside(path, ending), beside(whole, ending))
        copy_key_file(path, whole)
        end_log(whole, key)
        return put_back(target, whole, key, today)


def put_back_open(  # noqa: PLR0913 - which backup over which book, for whom and when
    path: Path,
    backup: Path,
    key: DataKey | None,
    by: int,
    today: date,
    earlier: DataKey | None = None,
) -> PutBack:
    """Restore over a book that opens: whoever asks needs the right. `earlier` opens the backup
    where the book has another key today.
    """
    book = Book.open(path, key=key)
    try:
        book.associate_id = by
        require(book, Right.BACKUP)
        erase, again = erasing_again(forgotten_before(book, backup, earlier), today=today)
        restored = restore_open(book, backup, also=erase, earlier=earlier)
    finally:
        book.close()
    return PutBack(path=path, key=key, restored=restored, erased_again=len(again))


def put_back_before(path: Path, backup: Path, by: int, today: date) -> PutBack:
    """The book that stood here before the one that opens now, of whom whoever asks needs the right.

    It is backed up at once: from now on the newest backup is of this book again.
    """
    with Book.open(path) as book:
        book.associate_id = by
        require(book, Right.BACKUP)
    erase, again = erasing_again(forgotten_elsewhere(path, backup, None), today=today)
    restored = restore(path, backup, also=erase, stood_before=True)
    with suppress(Refused, DatabaseError, OSError), Book.open(path) as book:
        keep_backup(book, backups_folder(path))
    return PutBack(path=path, key=None, restored=restored, erased_again=len(again))


def restored_words(done: PutBack, first: str) -> str:
    """What was done, for the bar of the window that opens on it."""
    kept = done.restored.replaced
    parts = [first]
    if kept is not None:
        parts.append(f"What it replaced is kept as “{kept.name}”.")
    if done.key is None and is_plain_now(done.path):
        parts.append(PLAIN_NOW)
    if done.restored.protected_again:
        parts.append(PROTECTED_AGAIN)
    if done.restored.working_as_then:
        parts.append(WORKING_AS_THEN)
    if done.erased_again:
        people = "person was" if done.erased_again == 1 else "people were"
        parts.append(f"{done.erased_again} {people} erased again, as asked before.")
    return " ".join(parts)
