"""Files beside and around a book: a name never stands for half a file."""

import os
import sys
import time
from contextlib import suppress
from hashlib import file_digest
from pathlib import Path
from stat import S_IMODE

from storebook.book.backup_places import where_kept

if sys.platform == "darwin":
    import fcntl

# Virus scanners hold a fresh file for a moment: measured on Windows, all let go within 50 ms.
PAUSES_S = (0.05, 0.1, 0.2, 0.4, 0.8)
# What a disk with moving parts writes in a fiftieth of a second.
PIECE_BYTES = 2 * 1024 * 1024
SQLITE_ENDINGS = ("", "-wal", "-shm", "-journal")
BESIDE_A_BOOK = (*SQLITE_ENDINGS, ".lock", ".holder", ".keys")
OF_BOOKS = tuple(f".book{ending}" for ending in BESIDE_A_BOOK)
OLD_LOG = ".old-log"  # one that was set aside


def beside(path: Path, ending: str) -> Path:
    """The file of the same name with `ending` behind it."""
    return path.with_name(path.name + ending)


def has_log(path: Path) -> bool:
    """Whether the log beside a book has something in it."""
    log = beside(path, "-wal")
    return log.exists() and log.stat().st_size > 0


def free_beside(path: Path, ending: str) -> Path:
    """The same, with a number from 2 on behind it where that name is taken."""
    free, number = beside(path, ending), 1
    while free.exists():
        number += 1
        free = beside(path, f"{ending}-{number}")
    return free


def is_of_a_book(path: Path, book: Path | None = None) -> bool:
    """Whether it is a book or belongs to one by its name, lies among the backups of this computer
    (with what is remembered of the books there), or is `book`, whatever that is called: what a
    list or a page to print must never replace.
    """
    if path.name.lower().endswith(OF_BOOKS) or path.resolve().is_relative_to(where_kept()):
        return True
    return book is not None and path in {beside(book, ending) for ending in BESIDE_A_BOOK}


def put_in_place(aside: Path, target: Path) -> None:
    """Give a finished file its name, for good: after a power cut it is there whole or not at all.

    A file that is already there under that name is replaced. The folder is the same.
    """
    flush(aside)
    rename_patiently(aside, target)
    flush_folder(target.parent)


def take_its_place(aside: Path, target: Path) -> None:
    """The same where a book is replaced: once the new one is there, what the disk says to that must
    not look like a failure.
    """
    try:
        put_in_place(aside, target)
    except OSError:
        if aside.exists():
            raise


def remove_database(path: Path) -> None:
    """Remove a SQLite file of ours and what SQLite keeps beside it; harmless when nothing is there.

    Only for files that nobody has open.
    """
    for ending in SQLITE_ENDINGS:
        beside(path, ending).unlink(missing_ok=True)


def flush(path: Path) -> None:
    """Have the file's content on the disk, not only in the system's memory.

    Never for a book that is open in this program: closing any handle of a file gives up SQLite's
    locks on it, for the whole program.
    """
    with path.open("rb+") as file:
        if sys.platform == "darwin":  # fsync alone does not reach the platter there
            fcntl.fcntl(file.fileno(), fcntl.F_FULLFSYNC)
        os.fsync(file.fileno())


def copy_in_pieces(source: Path, target: Path) -> None:
    """Copy a file; each piece is on the disk before the next is written.

    A save that waits for the disk waits for what others have written, too: for a piece, then, and
    not for a whole book.
    """
    with source.open("rb") as ours, target.open("wb", buffering=0) as theirs:
        while piece := ours.read(PIECE_BYTES):
            left = memoryview(piece)
            while left:
                left = left[theirs.write(left) :]
            os.fsync(theirs.fileno())


def digest_of_file(path: Path) -> str:
    """SHA-256 of the file's bytes, in hexadecimal digits."""
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def flush_folder(folder: Path) -> None:
    """Have the folder's names on the disk too, where the system lets a folder be flushed."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def as_open_as(model: Path, path: Path) -> None:
    """Let nobody read a file of ours who can't read `model`; whoever made it always may."""
    with suppress(OSError):
        both = S_IMODE(path.stat().st_mode) & S_IMODE(model.stat().st_mode)
        path.chmod(both | 0o600)


def rename_patiently(aside: Path, target: Path) -> None:
    """Put it in its place; on Windows somebody else may hold that for a moment."""
    for pause in PAUSES_S if os.name == "nt" else ():
        try:
            aside.replace(target)
        except PermissionError:
            time.sleep(pause)
        else:
            return
    aside.replace(target)
