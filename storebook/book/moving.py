"""Moves a book to another folder, as out of one that is synced; it is whole there before."""

import shutil
from contextlib import closing, suppress
from pathlib import Path

from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.book.disks import refuse_unsafe_disk
from storebook.book.engine import connect
from storebook.book.files import (
    beside,
    digest_of_file,
    flush_folder,
    free_beside,
    put_in_place,
    remove_database,
)
from storebook.book.lock import hold_book
from storebook.book.making import refuse_place
from storebook.book.opening import sentences
from storebook.book.places import is_synced_folder
from storebook.book.protection.data_key import hex_of
from storebook.book.protection.key_file import (
    KeyFileTrouble,
    key_file_path,
    load_key_file,
    save_key_file,
)
from storebook.book.remembered import (
    backups_folder,
    begin_move,
    forget_move,
    remember,
    remembered,
)
from storebook.book.restoring import prove
from storebook.book.rights import Right, require

KEPT = ".moved"


def move_book(book: Book, target: Path) -> Path:
    """Close the book, copy it to `target`, prove the copy, and set the old file aside.

    Returns where the old file is now: it no longer ends in .book, so that nobody goes on working in
    it, and may be deleted once the new one has been opened. Backups go with the book. Needs the
    right to say where they go. Raises Refused, and the book is where it was, when something is at
    `target` already (it is still open then) or the copy is not whole.
    """
    require(book, Right.BACKUP)
    path, key, target = book.path, book.key, target.resolve()
    with sentences():
        refuse_place(target)
        refuse_unsafe_disk(target)
        book.close()
        lock = hold_book(path, "Storebook")
        aside = beside(target, ".making")
        try:
            with closing(connect(path, "write", key_hex=hex_of(key))) as connection:
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            remove_database(aside)
            shutil.copyfile(path, aside)
            with suppress(OSError):
                shutil.copymode(path, aside)
            if digest_of_file(aside) != digest_of_file(path):
                raise Refused(
                    "The book could not be copied whole, so it stays where it is. "
                    "Nothing was changed. Check the disk, and try again."
                )
            prove(aside, key)
            begin_move(path, target)
            if key is not None:
                take_key_file_along(path, target)
            put_in_place(aside, target)
            old = set_aside(path)
        except BaseException:
            if path.exists():
                forget_move(path, target)
            raise
        finally:
            remove_database(aside)
            lock.release()
    backups_folder(target)  # they come along now
    return old


def take_key_file_along(path: Path, target: Path) -> None:
    """With this computer's copy of it, under the new place; where there is none, the paper opens
    the book.
    """
    with suppress(KeyFileTrouble):
        if found := load_key_file(path):
            save_key_file(target, found)
            with suppress(OSError):
                shutil.copymode(path, key_file_path(target))


def set_aside(path: Path) -> Path:
    """The old file under a name that no book has; its lock file stays for whoever still looks."""
    old = free_beside(path, KEPT)
    path.replace(old)
    with suppress(FileNotFoundError):
        key_file_path(path).replace(key_file_path(old))
    flush_folder(path.parent)
    return old


def sync_to_tell_of(book_path: Path) -> str | None:
    """The service that syncs the book's folder, if the owner has not been told of it yet."""
    service = is_synced_folder(book_path)
    return service if service is not None and remembered(book_path).warned_of != service else None


def note_told_of_sync(book_path: Path, service: str) -> None:
    """Never to be told of this service again, for this book on this computer."""
    remember(book_path, warned_of=service)
