"""How a backup takes the place of a book, step by step: a power cut may be the last of any."""

import errno
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from secrets import token_bytes

from storebook.base.errors import Refused
from storebook.book.aside import opened_aside
from storebook.book.backup import free_name
from storebook.book.book import Book
from storebook.book.chain import give_key, head
from storebook.book.engine import DatabaseError, connect
from storebook.book.events import EventKind, note_event
from storebook.book.files import (
    as_open_as,
    beside,
    digest_of_file,
    flush,
    flush_folder,
    has_log,
    remove_database,
    take_its_place,
)
from storebook.book.kept_heads import last_link
from storebook.book.lock import hold_book
from storebook.book.making import hold_new
from storebook.book.old_log import is_anothers
from storebook.book.opening import sentences
from storebook.book.protection.data_key import KEY_BYTES, DataKey, hex_of
from storebook.book.protection.key_file import (
    KeyFile,
    KeyFileTrouble,
    key_file_path,
    load_key_file,
    save_key_file,
)
from storebook.book.protection.rewriting import rewrite, wipe_database
from storebook.book.restorable import key_for
from storebook.book.taken_out import Kept, keep_taken_out
from storebook.book.working_here import WorkingHere, keep_working_here

ENDING = ".restoring"
FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
NOT_COPIED = (
    "The backup could not be copied whole. Nothing was changed. Check the disk, and try again."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Along:
    """What the backup is given before it becomes the book.

    `working` is who works here, where that is known; `by` who restores it, by their number in the
    book that is replaced. `also` is done last, by whoever knows more of the shop than `book/`.
    `earlier` opens the backup where it was made under another key than the book has today.
    `taken_out` is what had left the book that is replaced.
    """

    working: WorkingHere | None
    by: int | None
    also: Callable[[Book], None]
    earlier: DataKey | None = None
    taken_out: Sequence[Kept] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PutBack:
    """Where the replaced book is kept (None when there was none), and whether what was plain was
    protected.
    """

    kept: Path | None
    protected_again: bool


def put_back(
    path: Path, backup: Path, *, key: DataKey | None, program: str, along: Along
) -> PutBack:
    """Copy aside, prove the copy, complete it, end the old log, keep the old book, and rename.

    Everything that can fail is done aside: until the last step the book is as it was, and from then
    on it has all that belongs into it.
    """
    aside = beside(path, ENDING)
    written_with = key_for(backup, along.earlier or key)
    is_plain = key is not None and written_with is None
    with sentences():
        lock = hold_book(path, program) if path.exists() else hold_new(path, program)
        try:
            copy_aside(path, backup, aside)
            if written_with != key:
                rewrite(aside, written_with, key)
            kept, link = name_for_replaced(path, key)
            with opened_aside(aside, key, called=backup) as book:
                complete(book, along, noted(backup, kept, link), was_plain=is_plain)
            key_file = None if written_with != key else key_file_to_come(path, backup)
            with set_aside(path, kept, until_gone=aside):
                take_its_place(aside, path)
            if key_file is not None:
                with suppress(OSError):  # until it is put right, the one that is there opens both
                    save_key_file(path, key_file)
        finally:
            with suppress(OSError):  # it must not look as if the book were not there, nor hide why
                (wipe_database if is_plain else remove_database)(aside)
            lock.release()
    return PutBack(kept=kept, protected_again=is_plain)


def copy_aside(path: Path, backup: Path, aside: Path) -> None:
    wipe_database(aside)  # what a crash may have left: it can be a plain copy
    with naming(path):
        shutil.copyfile(backup, aside)
    as_open_as(backup, aside)
    if path.exists():
        with suppress(OSError):  # who may open the book may open it now
            shutil.copymode(path, aside)
    flush(aside)
    if digest_of_file(aside) != digest_of_file(backup):
        raise Refused(NOT_COPIED)


@contextmanager
def naming(path: Path) -> Iterator[None]:
    """On a full disk it is the book that is not written, not the backup that is read."""
    try:
        yield
    except OSError as error:
        if error.errno in FULL:
            error.filename = str(path)
        raise


def name_for_replaced(path: Path, key: DataKey | None) -> tuple[Path | None, int | None]:
    """What the book that is there will be called, and how many steps its log has, where it can be
    read. What lies in the log beside it is moved into it first.
    """
    if not path.exists() and not beside(path, "-wal").exists():
        return None, None
    link = None
    if path.exists() and not is_anothers(path, key):
        end_log(path, key)
        link = last_link(path, key)
    moment = datetime.now().astimezone()
    return free_name(path.parent, f"{path.stem} replaced {moment:%Y-%m-%d %H%M%S}"), link


def end_log(path: Path, key: DataKey | None) -> None:
    with (
        suppress(DatabaseError, UnicodeDecodeError),
        closing(connect(path, "write", key_hex=hex_of(key))) as connection,
    ):
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


# -- what the backup is given


def noted(backup: Path, kept: Path | None, link: int | None) -> dict[str, str | int | None]:
    """For the log: what was kept elsewhere of the steps that are given up is explained by it."""
    return {
        "file": backup.name,
        "replaced": None if kept is None else kept.name,
        "replaced_link": link,
    }


def complete(
    book: Book, along: Along, detail: dict[str, str | int | None], *, was_plain: bool
) -> None:
    """Write down what happens to it, while it is still aside."""
    first = head(book).link + 1
    if was_plain:
        give_key(book, token_bytes(KEY_BYTES))
        note_event(book, EventKind.PROTECTED, "The book protected again with its key")
    numbers = {} if along.working is None else keep_working_here(book, along.working)
    by = along.by if along.working is None else numbers.get(along.by or 0)
    what = f"Backup restored: {Path(str(detail['file'])).stem}"
    with working_for(book, by):
        note_event(book, EventKind.RESTORED, what, detail={**detail, "first_link": first})
    keep_taken_out(book, along.taken_out, numbers)
    along.also(book)


@contextmanager
def working_for(book: Book, by: int | None) -> Iterator[None]:
    """Whoever restores it bears the note; what only keeps promises is borne by the owner."""
    owner = book.associate_id
    if book.value("SELECT 1 FROM associate WHERE id = :id", id=by):
        book.associate_id = by or owner
    try:
        yield
    finally:
        book.associate_id = owner


# -- what is replaced


@contextmanager
def set_aside(path: Path, kept: Path | None, *, until_gone: Path) -> Iterator[None]:
    """Give the old book a second, dated name with all that belongs to it, while the block puts
    another in its place. As long as that is there (`until_gone`) all of it is undone.

    Where the log could not be moved into it (it is damaged) the log goes with it: beside the
    restored book it would bring the old work back into it.
    """
    if kept is None:
        yield
        return
    try:
        keep_key_file(path, kept)
        if path.exists():
            second_name(path, kept)
        if has_log(path):
            beside(path, "-wal").replace(beside(kept, "-wal"))
        for ending in ("-wal", "-shm", "-journal"):
            beside(path, ending).unlink(missing_ok=True)
        flush_folder(path.parent)
        yield
    except BaseException:
        if until_gone.exists():
            with suppress(OSError):
                take_back(path, kept)
        raise


def take_back(path: Path, kept: Path) -> None:
    """The book stays: what a second name was given goes, and its log comes back to it."""
    log = beside(kept, "-wal")
    if log.exists():
        log.replace(beside(path, "-wal"))
    if path.exists():
        kept.unlink(missing_ok=True)
    if not kept.exists():
        key_file_path(kept).unlink(missing_ok=True)


def second_name(path: Path, kept: Path) -> None:
    """A second name costs no room on a full disk; a copy where the disk knows no such names."""
    try:
        kept.hardlink_to(path)
    except OSError:
        shutil.copyfile(path, kept)
        as_open_as(path, kept)
        flush(kept)


def keep_key_file(path: Path, kept: Path) -> None:
    """Leave a copy beside the replaced book."""
    here = key_file_path(path)
    if here.exists():
        shutil.copyfile(here, key_file_path(kept))


def key_file_to_come(path: Path, backup: Path) -> KeyFile | None:
    """For a backup that brings its own key along, its key file.

    Until the book is in its place the file here opens both: a power cut locks nobody out.
    """
    here = key_file_path(path)
    ours, theirs = readable_key_file(path), readable_key_file(backup)
    if theirs is None or not key_file_path(backup).exists():
        return None
    if ours is None or ours.mark == theirs.mark:
        return None if ours is not None and here.exists() else theirs
    both = replace(ours, slots=(*ours.slots, *theirs.slots), coming=theirs.mark)
    save_key_file(path, both)
    return theirs


def readable_key_file(path: Path) -> KeyFile | None:
    try:
        return load_key_file(path)
    except KeyFileTrouble:
        return None
