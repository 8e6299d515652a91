"""Puts a backup in the place of the book, and keeps what was there under a dated name."""

import shutil
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from secrets import token_bytes

from storebook.base.errors import Refused
from storebook.book.backup_places import STAMP
from storebook.book.book import Book
from storebook.book.chain import give_key
from storebook.book.damaged_pages import damaged_pages
from storebook.book.engine import (
    COMMAND_BUSY_MS,
    Connection,
    DatabaseError,
    connect,
    one_value,
)
from storebook.book.events import EventKind, note_event
from storebook.book.files import (
    as_open_as,
    beside,
    flush,
    flush_folder,
    put_in_place,
    remove_database,
)
from storebook.book.kept_backups import backups_folder, keep_before, kept_backups
from storebook.book.kept_heads import last_link
from storebook.book.lock import hold_book
from storebook.book.making import hold_new
from storebook.book.old_log import is_another_s
from storebook.book.opening import (
    connect_for_reading,
    look_at_place,
    opens_without_key,
    refuse_other_books,
    sentences,
)
from storebook.book.protection.data_key import KEY_BYTES, DataKey, hex_of
from storebook.book.protection.key_file import (
    KeyFile,
    KeyFileTrouble,
    key_file_path,
    load_key_file,
    save_key_file,
)
from storebook.book.protection.refusals import WrongKey
from storebook.book.protection.rewriting import rewrite, wipe_database
from storebook.book.restorable import (
    OTHER_KEY,
    Restorable,
    Where,
    is_same_book,
    key_for,
    log_of,
    log_of_file,
)
from storebook.book.rights import Right, require
from storebook.book.second_place import digest
from storebook.book.working_here import WorkingHere, keep_working_here, working_here

NOT_GOOD = "“{name}” is damaged or no Storebook backup. Nothing was changed. Choose another one."

PLAIN_NOW = (
    "Everything restored is safe, but the backup is from before the book was protected: whoever "
    "has the file can read it now. Protect it again."
)
PROTECTED_AGAIN = (
    "The backup is from before the book was protected: it was protected again, with the same key."
)
DAMAGED = ("SQLITE_NOTADB", "SQLITE_CORRUPT")


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """What was done: the backup that is the book now, and where the replaced book is kept (None
    when there was none). `protected_again` says that the backup was from before there was a key.
    """

    backup: Path
    replaced: Path | None
    protected_again: bool


def restore_open(book: Book, backup: Path, *, program: str = "Storebook") -> Restored:
    """Restore while the book is open: needs the right, backs the book up first, and closes it.

    Who works here, with what rights and PINs, stays as it is, and so does the key: a backup from
    before there was one is written with it. The caller opens the book again afterwards. Raises
    Refused (the book is still open and as it was) when the backup is not good, is another book's,
    or the associate may not restore.
    """
    require(book, Right.BACKUP)
    path, key, associate_id = book.path, book.key, book.associate_id
    with sentences():
        try:
            prove(backup, key)
        except WrongKey as refusal:
            raise Refused(OTHER_KEY.format(name=backup.name), field="path") from refusal
        refuse_another_book(path, backup, key)
    working = None
    with suppress(DatabaseError, UnicodeDecodeError):
        working = working_here(book)
    with suppress(Refused, DatabaseError):  # a damaged book can't be copied whole: it is kept aside
        keep_before(book, "restore")
    book.close()
    restored = put_back(path, backup, key=key, program=program)
    with Book.open(path, key=key) as book:
        if working := working or known_elsewhere(book, restored):
            keep_working_here(book, working)
    note_restored(restored, path, key, associate_id)
    return restored


def restore(
    path: Path, backup: Path, *, key: DataKey | None = None, program: str = "Storebook"
) -> Restored:
    """Restore a book that can't be opened: there is nobody who could be asked for the right.

    Who works here stays as it is known to have been at last; a plain backup is protected again with
    the `key`, where there is one. Raises Refused, and nothing was changed, when the backup is not
    good, when it is known to be another book's, or when somebody has the book open.
    """
    path = path.resolve()
    with sentences():
        prove(backup, key)
        refuse_another_book(path, backup, key)
    restored = put_back(path, backup, key=key, program=program)
    with suppress(Refused, DatabaseError, OSError), Book.open(path, key=key) as book:
        if working := known_elsewhere(book, restored):
            keep_working_here(book, working)
    note_restored(restored, path, key)
    return restored


def known_elsewhere(book: Book, restored: Restored) -> WorkingHere | None:
    """Who worked in the shop at last, as the replaced book or the newest backup here, or beside the
    one that was restored, knows it: only one that goes on from where that one ends.
    """
    ours, stem = log_of(book), STAMP.sub("", restored.backup.name)
    beside_it = kept_backups(restored.backup.parent)
    newest = [one.path for one in kept_backups(backups_folder(book.path))[:1]]
    newest += [one.path for one in beside_it if STAMP.sub("", one.path.name) == stem][:1]
    for path in [*filter(None, [restored.replaced]), *newest]:
        with suppress(Refused, DatabaseError, UnicodeDecodeError):
            if log_of_file(path, book.key).shared_with(ours) == len(ours.marks) > 0:
                with Book.open(path, mode="read", key=book.key) as later:
                    return working_here(later)
    return None


def is_plain_now(path: Path) -> bool:
    """Whether a book that was protected was replaced by a backup that is not."""
    return key_file_path(path).exists() and opens_without_key(path, COMMAND_BUSY_MS)


def prove(backup: Path, key: DataKey | None) -> None:
    """Read a backup from end to end; raises Refused unless it is a whole book of this program.

    `key` is that of the book: a backup from before it was protected needs none.
    """
    look_at_place(backup)
    log = beside(backup, "-wal")
    if log.exists() and log.stat().st_size:
        raise Refused(
            f"“{backup.name}” is a book that is open or was not closed properly, not a backup. "
            "Nothing was changed. Open it and close it, or choose another file.",
            field="path",
        )
    try:
        good = is_whole(backup, key_for(backup, key))
    except UnicodeDecodeError:  # what SQLite quotes of a damaged file is no text
        good = False
    except DatabaseError as error:
        if not getattr(error, "sqlite_errorname", "").startswith(DAMAGED):
            raise
        good = False
    if not good:
        raise Refused(NOT_GOOD.format(name=backup.name), field="path")


def is_whole(backup: Path, key: DataKey | None) -> bool:
    connection, _ = connect_for_reading(backup, COMMAND_BUSY_MS, key)
    with closing(connection):
        refuse_other_books(backup, connection)
        owner = one_value(connection, "SELECT 1 FROM associate LIMIT 1")
        return reads_whole(connection, key) and owner is not None


def reads_whole(connection: Connection, key: DataKey | None) -> bool:
    """Whether every page is as it was written, and every row points somewhere."""
    damage = damaged_pages(connection) if key else []
    return (
        not damage
        and connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        and not connection.execute("PRAGMA foreign_key_check").fetchall()
    )


def is_good(backup: Path, key: DataKey | None) -> str:
    """Why the backup can't be restored, as a sentence; empty when it can."""
    try:
        with sentences():
            prove(backup, key)
    except Refused as refusal:
        return str(refusal)
    return ""


def refuse_another_book(path: Path, backup: Path, key: DataKey | None) -> None:
    """Refuse a backup of another book, where that can be told, and the book itself."""
    if backup.resolve() == path.resolve():
        raise Refused(
            f"“{path.name}” is the book itself, not a backup of it. Nothing was changed. "
            "Choose one of its backups.",
            field="path",
        )
    if not is_same_book(path, backup, key):
        raise Refused(
            f"“{backup.name}” is a backup of another book. Nothing was changed. "
            f"Choose one of “{path.stem}”, or open the other as a book of its own.",
            field="path",
        )


def newest_good(
    found: list[Restorable], key: DataKey | None
) -> tuple[Restorable, list[tuple[Restorable, str]]]:
    """The newest that is good, and those before it with the sentence why they are not.

    A book that a restore replaced comes after all backups: somebody wanted to be rid of it. Raises
    Refused when none is good.
    """
    skipped: list[tuple[Restorable, str]] = []
    for one in sorted(found, key=lambda one: one.where is Where.BESIDE):
        problem = one.problem or is_good(one.path, key)
        if not problem:
            return one, skipped
        skipped.append((one, problem))
    raise Refused(
        "There is no good backup of this book on this computer or in its second place. "
        "Nothing was changed. Choose a backup kept elsewhere, or bring back what can be read."
    )


# -- the steps, each of which a power cut may be the last of


def put_back(path: Path, backup: Path, *, key: DataKey | None, program: str) -> Restored:
    """Copy aside, prove the copy, end the old log, keep the old book, and rename.

    What is plain becomes protected while it is still aside.
    """
    aside = beside(path, ".restoring")
    is_plain = key is not None and key_for(backup, key) is None
    with sentences():
        lock = hold_book(path, program) if path.exists() else hold_new(path, program)
        try:
            remove_database(aside)
            shutil.copyfile(backup, aside)
            as_open_as(backup, aside)
            if path.exists():
                with suppress(OSError):  # who may open the book may open it now
                    shutil.copymode(path, aside)
            flush(aside)
            if digest(aside) != digest(backup):
                raise Refused(
                    "The backup could not be copied whole. Nothing was changed. "
                    "Check the disk, and try again."
                )
            if is_plain:
                rewrite(aside, None, key)
            kept = keep_replaced(path, key)
            key_file = keep_key_file(path, backup, kept)
            put_in_place(aside, path)
            if key_file is not None:
                save_key_file(path, key_file)
        finally:
            (wipe_database if is_plain else remove_database)(aside)
            lock.release()
    if is_plain:
        seal(path, key)
    return Restored(backup=backup, replaced=kept, protected_again=is_plain)


def seal(path: Path, key: DataKey | None) -> None:
    """Chain the log of what was plain with a key of its own, as that of every protected book."""
    # The book is restored: what keeps this from being written would look like a failure.
    with suppress(Refused, DatabaseError, OSError), Book.open(path, key=key) as book:
        give_key(book, token_bytes(KEY_BYTES))
        note_event(book, EventKind.PROTECTED, "The book protected again with its key")


def keep_replaced(path: Path, key: DataKey | None) -> Path | None:
    """Give the old book a second, dated name with all that belongs to it; None when there is none.

    What lies in the log beside it is moved into it first. Where that can't be done (it is damaged)
    the log goes with it: beside the restored book it would bring the old work back into it.
    """
    log = beside(path, "-wal")
    if not path.exists() and not log.exists():
        return None
    if path.exists() and not is_another_s(path, key):
        end_log(path, key)
    kept = free_name(path, datetime.now().astimezone())
    if path.exists():
        second_name(path, kept)
    if log.exists():
        if log.stat().st_size:
            log.replace(beside(kept, "-wal"))
        else:
            log.unlink()
    beside(path, "-shm").unlink(missing_ok=True)
    beside(path, "-journal").unlink(missing_ok=True)
    flush_folder(path.parent)
    return kept if kept.exists() else None


def end_log(path: Path, key: DataKey | None) -> None:
    with (
        suppress(DatabaseError, UnicodeDecodeError),
        closing(connect(path, "write", key_hex=hex_of(key))) as connection,
    ):
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def second_name(path: Path, kept: Path) -> None:
    """A second name costs no room on a full disk; a copy where the disk knows no such names."""
    try:
        kept.hardlink_to(path)
    except OSError:
        shutil.copyfile(path, kept)
        as_open_as(path, kept)
        flush(kept)


def keep_key_file(path: Path, backup: Path, kept: Path | None) -> KeyFile | None:
    """Leave a copy beside the replaced book; for a backup of another key, return its key file.

    Until the book is in its place the file here opens both: a power cut locks nobody out.
    """
    here = key_file_path(path)
    if kept is not None and here.exists():
        shutil.copyfile(here, key_file_path(kept))
    ours, theirs = readable_key_file(path), readable_key_file(backup)
    if theirs is None or not key_file_path(backup).exists():
        return None
    if ours is None or ours.mark == theirs.mark:
        return None if ours is not None and here.exists() else theirs
    save_key_file(path, replace(ours, slots=(*ours.slots, *theirs.slots)))
    return theirs


def readable_key_file(path: Path) -> KeyFile | None:
    try:
        return load_key_file(path)
    except KeyFileTrouble:
        return None


def free_name(path: Path, moment: datetime) -> Path:
    """A name for the replaced book that is not taken."""
    stem, number = f"{path.stem} replaced {moment:%Y-%m-%d %H%M%S}", 1
    kept = path.with_name(f"{stem}.book")
    while kept.exists():
        number += 1
        kept = path.with_name(f"{stem} ({number}).book")
    return kept


def note_restored(
    restored: Restored, path: Path, key: DataKey | None, associate_id: int | None = None
) -> None:
    """Leave an event in the restored book, by whoever restored it.

    It says how far the log of the replaced book went, where that can be read: what was kept
    elsewhere of the steps that were given up is explained by it.
    """
    replaced = restored.replaced
    link = None if replaced is None else last_link(replaced, key)
    # The book is restored: what keeps this note from being written would look like a failure.
    with suppress(Refused, DatabaseError, OSError), Book.open(path, key=key) as book:
        if associate_id is not None and book.value(
            "SELECT 1 FROM associate WHERE id = :id", id=associate_id
        ):
            book.associate_id = associate_id
        note_event(
            book,
            EventKind.RESTORED,
            f"Backup restored: {restored.backup.stem}",
            detail={
                "file": restored.backup.name,
                "replaced": None if replaced is None else replaced.name,
                "replaced_link": link,
            },
        )
