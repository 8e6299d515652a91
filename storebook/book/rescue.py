"""What happened to a book that does not open: in three sentences, with the ways out of it.

Never a new, empty book in its place, and never an offer to delete anything.
"""

import os
import shutil
from contextlib import closing
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from storebook.base.errors import Refused
from storebook.book.codes import code_of
from storebook.book.disks import FAT, NETWORK, kind_of_disk
from storebook.book.engine import COMMAND_BUSY_MS, DatabaseError, one_value
from storebook.book.kept_backups import SCARCE_BYTES, kept_backups
from storebook.book.lock import BookHeld, refuse_if_held
from storebook.book.migrations import KNOWN
from storebook.book.old_log import OldLog, refuse_old_log
from storebook.book.opening import can_write_beside, connect_for_reading, steps_applied
from storebook.book.protection.data_key import DataKey
from storebook.book.protection.known_here import was_plain
from storebook.book.protection.refusals import (
    Damaged,
    KeyNeeded,
    NotProtected,
    Overwritten,
    WrongKey,
)
from storebook.book.remembered import folder_to_look_in
from storebook.book.restorable import Restorable, restorables
from storebook.book.restoring import newest_good, reads_whole
from storebook.book.trouble import is_damage, is_full, sentence


class Trouble(StrEnum):
    """What happened."""

    MISSING = "missing"
    EMPTY = "empty"
    FOLDER = "a folder"
    FOREIGN = "foreign"
    NEWER = "newer"
    DAMAGED = "damaged"
    OLD_LOG = "old log"
    KEY_NEEDED = "key needed"
    WRONG_KEY = "wrong key"
    NOT_PROTECTED = "not protected"
    HELD = "held"
    READ_ONLY = "read-only"
    DISK_FULL = "disk full"
    NETWORK = "network share"
    FAT = "FAT disk"
    DISK = "disk trouble"


class WayOut(StrEnum):
    """What can be done about it, the best first."""

    RESTORE = "restore the newest good backup"
    SALVAGE = "bring back what can be read"
    SET_LOG_ASIDE = "set the old log aside"
    GIVE_KEY = "give the key"
    TRY_AGAIN = "try again"
    OPEN_ANOTHER = "open another book"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rescue:
    """One record for the screen: what happened, is my data safe, what now.

    `newest` is the newest backup that is good; `skipped` are those after it that are not.
    """

    path: Path
    trouble: Trouble
    happened: str
    safe: str
    now: str
    ways: tuple[WayOut, ...]
    newest: Restorable | None
    skipped: tuple[Restorable, ...]

    @property
    def sentence(self) -> str:
        return f"{self.happened} {self.safe} {self.now}"


UNTOUCHED = "Nothing was changed."
SAFE = f"The book is safe. {UNTOUCHED}"
LOCKED = "There is a backup of {when}: its key is needed before it can be read."
HAPPENED = {
    Trouble.MISSING: "“{name}” is not there: moved, renamed or deleted, or its disk is not "
    "connected.",
    Trouble.EMPTY: "“{name}” is empty: there is no book in it.",
    Trouble.FOLDER: "“{name}” is a folder, not a book.",
    Trouble.FOREIGN: "“{name}” is not a Storebook book.",
    Trouble.NEWER: "“{name}” was made by a newer Storebook than this one.",
    Trouble.DAMAGED: "“{name}” is damaged: the disk or another program changed it.",
    Trouble.OLD_LOG: "“{name}” was replaced by a backup, and work of the book before still lies "
    "beside it.",
    Trouble.KEY_NEEDED: "“{name}” is protected, and its key was not given.",
    Trouble.WRONG_KEY: "This key does not open “{name}”: it belongs to another book, or to another "
    "paper of this one.",
    Trouble.NOT_PROTECTED: "“{name}” is not protected, so no key opens it.",
    Trouble.HELD: "{held}",
    Trouble.READ_ONLY: "“{name}” or its folder can only be read.",
    Trouble.DISK_FULL: "The disk with “{name}” is full.",
    Trouble.NETWORK: "“{name}” is on a network share, where two computers can damage it.",
    Trouble.FAT: "“{name}” is on a stick or disk formatted as FAT, where a pulled plug can take "
    "the whole book.",
    Trouble.DISK: "The disk with “{name}” did not answer as it should.",
}
NOW = {
    Trouble.MISSING: "Connect its disk or open it where it is now; else restore.",
    Trouble.EMPTY: "Restore a backup in its place.",
    Trouble.FOLDER: "Choose a file; where the book was in that place, move the folder away and "
    "restore.",
    Trouble.FOREIGN: "Open another file.",
    Trouble.NEWER: "Install the newer Storebook, and open it there.",
    Trouble.DAMAGED: "Restore the newest good backup, or bring back what can be read.",
    Trouble.OLD_LOG: "Set that work aside to go on in the backup, or restore another.",
    Trouble.KEY_NEEDED: "Give the owner’s passphrase, or the key on the owner’s paper.",
    Trouble.WRONG_KEY: "Give the key on the paper that was made for it last.",
    Trouble.NOT_PROTECTED: "Open it without a key.",
    Trouble.HELD: "Close it there, and try again.",
    Trouble.READ_ONLY: "Allow writing there, or copy the book into a folder of your own.",
    Trouble.DISK_FULL: "Make room on it, and try again.",
    Trouble.NETWORK: "Move it to this computer’s own disk, and open it there.",
    Trouble.FAT: "Move it to this computer’s own disk, and open it there.",
    Trouble.DISK: "Check the disk and its cable, and try again.",
}
# Where no backup was found that is good.
NOW_WITHOUT = {
    Trouble.MISSING: "Connect its disk or open it where it is now; else choose a backup kept "
    "elsewhere.",
    Trouble.EMPTY: "Choose a backup that is kept elsewhere.",
    Trouble.DAMAGED: "Bring back what can be read, or choose a backup kept elsewhere.",
    Trouble.OLD_LOG: "Set that work aside to go on in the backup.",
}
LOST = frozenset({Trouble.MISSING, Trouble.EMPTY, Trouble.DAMAGED, Trouble.OLD_LOG})
NO_BOOK = frozenset({Trouble.FOLDER, Trouble.FOREIGN})
KEY = frozenset({Trouble.KEY_NEEDED, Trouble.WRONG_KEY})


def look_at(
    path: Path, key: DataKey | None = None, *, met_with: Trouble | None = None
) -> Rescue | None:
    """Why the book can't be worked in; None when nothing stands in the way.

    `met_with` is what opening, a check or a save has met with, which may not show here: the book is
    only read, not from end to end, and nothing is made beside it.
    """
    path = path.resolve()
    trouble, held = what_happened(path, key)
    trouble = trouble or met_with
    if trouble is None:
        return None
    newest, skipped = best_backup(path, key) if trouble in LOST else (None, ())
    return Rescue(
        path=path,
        trouble=trouble,
        happened=HAPPENED[trouble].format(name=path.name, held=held),
        safe=is_it_safe(trouble, newest, skipped),
        now=NOW[trouble] if newest else NOW_WITHOUT.get(trouble, NOW[trouble]),
        ways=ways_out(trouble, newest),
        newest=newest,
        skipped=skipped,
    )


def trouble_of(error: BaseException) -> Trouble | None:
    """What opening has met with: damage, or a disk without room (for the backup before an upgrade,
    as a rule); None where it is neither. A file outside of the book says nothing of its disk.
    """
    if is_damage(error):
        return Trouble.DAMAGED
    why = error.__cause__ if isinstance(error, Refused) else error
    of_the_book = isinstance(error, Refused | DatabaseError)
    return Trouble.DISK_FULL if of_the_book and is_full(why) else None


def what_happened(path: Path, key: DataKey | None) -> tuple[Trouble | None, str]:
    """The trouble, and who has the book open where that is what it is."""
    if not path.exists():
        return Trouble.MISSING, ""
    if path.is_dir():
        return Trouble.FOLDER, ""
    if path.stat().st_size == 0:
        return Trouble.EMPTY, ""
    try:
        refuse_if_held(path)
    except BookHeld as held:
        return Trouble.HELD, str(held).partition(". ")[0] + "."
    return trouble_inside(path, key) or trouble_around(path), ""


def trouble_inside(path: Path, key: DataKey | None) -> Trouble | None:
    """What is wrong with the file itself."""
    by_refusal = {
        OldLog: Trouble.OLD_LOG,
        WrongKey: Trouble.WRONG_KEY,
        NotProtected: Trouble.NOT_PROTECTED,
        Damaged: Trouble.DAMAGED,
        Overwritten: Trouble.DAMAGED,
    }
    try:
        refuse_old_log(path, key)
        connection, _ = connect_for_reading(path, COMMAND_BUSY_MS, key)
        with closing(connection):
            applied = steps_applied(connection)
            if applied - set(KNOWN):
                return Trouble.NEWER
            if not applied or not one_value(connection, "SELECT 1 FROM associate LIMIT 1"):
                return damaged_or_foreign(path, key)
            # An older book is brought up to date only when it can be copied whole before.
            is_good = applied == set(KNOWN) or reads_whole(connection, key)
            return None if is_good else Trouble.DAMAGED
    except KeyNeeded:
        return Trouble.DAMAGED if was_plain(path) else Trouble.KEY_NEEDED
    except Refused as refusal:
        return by_refusal.get(type(refusal)) or damaged_or_foreign(path, key)
    except UnicodeDecodeError:  # what SQLite quotes of a damaged file is no text
        return Trouble.DAMAGED
    except (DatabaseError, OSError) as error:
        return by_error(path, key, error)


def by_error(path: Path, key: DataKey | None, error: Exception) -> Trouble:
    """By SQLite's name of it; what no sentence is known for is our own mistake, and is raised."""
    code = code_of(error)
    if code.startswith("SQLITE_CORRUPT"):
        return Trouble.DAMAGED
    if code.startswith("SQLITE_NOTADB"):
        return damaged_or_foreign(path, key)
    if code.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM")):
        return Trouble.DISK_FULL if has_no_room(path) else Trouble.READ_ONLY
    if isinstance(error, PermissionError):
        return Trouble.READ_ONLY
    if code.startswith("SQLITE_FULL"):
        return Trouble.DISK_FULL
    if sentence(error) is None:
        raise error
    return Trouble.DISK


def damaged_or_foreign(path: Path, key: DataKey | None) -> Trouble:
    """A file that was backed up as a book, or has pages of one, is one whatever became of it."""
    if kept_backups(folder_to_look_in(path)):
        return Trouble.DAMAGED
    from storebook.book import salvage

    try:
        with closing(salvage.open_pages(path, key)) as pages:
            return Trouble.DAMAGED if salvage.looks_like_a_book(pages) else Trouble.FOREIGN
    except OSError:
        return Trouble.DISK


def trouble_around(path: Path) -> Trouble | None:
    """What is wrong with the place where it lies."""
    kind = kind_of_disk(path.parent)
    if kind in NETWORK:
        return Trouble.NETWORK
    if kind in FAT:
        return Trouble.FAT
    if not can_write_beside(path) or not is_writable(path):
        return Trouble.DISK_FULL if has_no_room(path) else Trouble.READ_ONLY
    return None


def is_writable(path: Path) -> bool:
    return os.access(path, os.W_OK, effective_ids=os.access in os.supports_effective_ids)


def has_no_room(path: Path) -> bool:
    """Whether there is no room left, in a folder that may be written."""
    free = shutil.disk_usage(path.parent).free
    return free < SCARCE_BYTES and is_writable(path.parent) and not can_write_beside(path)


def best_backup(
    path: Path, key: DataKey | None
) -> tuple[Restorable | None, tuple[Restorable, ...]]:
    found = restorables(path, key=key)
    try:
        newest, skipped = newest_good(found, key)
    except Refused:
        return None, tuple(found)
    return newest, tuple(one for one, _ in skipped)


def is_it_safe(trouble: Trouble, newest: Restorable | None, skipped: tuple[Restorable, ...]) -> str:
    if trouble in NO_BOOK:
        return UNTOUCHED
    if trouble not in LOST:
        return SAFE
    if newest is None and (locked := next((one for one in skipped if one.needs_key), None)):
        return f"{UNTOUCHED} {LOCKED.format(when=f'{locked.at:%Y-%m-%d %H:%M}')}"
    if newest is None:
        return f"{UNTOUCHED} No good backup was found on this computer or in the second place."
    return f"{UNTOUCHED} There is a good backup of {newest.at:%Y-%m-%d %H:%M}."


def ways_out(trouble: Trouble, newest: Restorable | None) -> tuple[WayOut, ...]:
    ways = []
    if trouble is Trouble.OLD_LOG:
        ways.append(WayOut.SET_LOG_ASIDE)
    if trouble in KEY:
        ways.append(WayOut.GIVE_KEY)
    if trouble in LOST and newest is not None:
        ways.append(WayOut.RESTORE)
    if trouble is Trouble.DAMAGED:
        ways.append(WayOut.SALVAGE)
    if trouble not in KEY | NO_BOOK | {Trouble.NEWER, Trouble.EMPTY, Trouble.DAMAGED}:
        ways.append(WayOut.TRY_AGAIN)
    return (*ways, WayOut.OPEN_ANOTHER)
