"""Trouble with disk or file as sentences: what happened, is my data safe, what now."""

import errno
from pathlib import Path

from storebook.book.codes import code_of
from storebook.book.engine import DatabaseError

SAFE = "Everything saved before is safe; this step was not saved."
NOT_WRITABLE = (
    f"The book may not be written to here. {SAFE} Allow writing to its folder, then save."
)
BUSY = f"The book is busy in another program. {SAFE} Wait a moment and save again."

# By SQLite's name of the code; the first that fits, since longer codes begin with shorter ones.
SENTENCES = {
    "SQLITE_FULL": f"The disk is full. {SAFE} Make room on it and save again.",
    "SQLITE_IOERR": (
        f"The disk did not answer as it should. {SAFE} "
        "Check the disk and its cable, then save again."
    ),
    "SQLITE_READONLY_DBMOVED": (
        f"The book’s file was moved or replaced while it was open. {SAFE} "
        "Close the book and open it where it is now."
    ),
    "SQLITE_READONLY": NOT_WRITABLE,
    "SQLITE_PERM": NOT_WRITABLE,
    "SQLITE_CANTOPEN": (
        "The book can’t be opened where it is. Nothing was changed. "
        "Check that its folder is there and may be opened."
    ),
    "SQLITE_BUSY": BUSY,
    "SQLITE_LOCKED": BUSY,
    "SQLITE_PROTOCOL": BUSY,
    "SQLITE_CORRUPT": (
        "The book is damaged, or its disk did not answer. Nothing was changed. "
        "Try once more; when that fails too, restore the newest good backup."
    ),
    "SQLITE_NOTADB": (
        "This file is not a Storebook book, or it is damaged. Nothing was changed. "
        "Choose another file, or restore a backup."
    ),
    "SQLITE_TOOBIG": f"A text is too long for the book. {SAFE} Shorten it and save again.",
    "SQLITE_NOMEM": (
        f"The computer ran out of memory. {SAFE} Close other programs and save again."
    ),
    "SQLITE_INTERRUPT": f"It was stopped before it was done. {SAFE} Begin again when you like.",
}

DISK_FULL = (
    "The disk is full, so {name} was not written. Nothing else was changed. "
    "Make room and try again."
)
NOT_ALLOWED = "{name} may not be read or written here. Nothing was changed. Choose another folder."
FILE_SENTENCES = {
    errno.ENOSPC: DISK_FULL,
    errno.EDQUOT: DISK_FULL,
    errno.EFBIG: DISK_FULL,
    errno.EACCES: NOT_ALLOWED,
    errno.EPERM: NOT_ALLOWED,
    errno.EROFS: (
        "The folder of {name} can only be read. Nothing was changed. Choose another folder."
    ),
    errno.ENOENT: "{name} is not there. Nothing was changed. Check the name and the folder.",
    errno.EEXIST: "{name} is there already. Nothing was changed. Choose another name.",
    errno.EISDIR: "{name} is a folder, not a file. Nothing was changed. Choose a file.",
    errno.ENOTDIR: (
        "The folder of {name} is not there. Nothing was changed. Check the name and the folder."
    ),
    errno.ENAMETOOLONG: (
        "The name of the file is too long. Nothing was changed. Choose a shorter one."
    ),
    errno.EIO: (
        "The disk did not answer as it should, so {name} may not be whole. "
        "Nothing else was changed. Check the disk and try again."
    ),
}
OTHER_FILE_TROUBLE = (
    "{name} can’t be read or written ({reason}). Nothing else was changed. "
    "Check the disk and the folder, and try again."
)


def sentence(error: BaseException) -> str | None:
    """The sentence for trouble with disk or file; None when the error is our own bug."""
    if isinstance(error, DatabaseError):
        return database_sentence(error)
    if isinstance(error, MemoryError):
        return SENTENCES["SQLITE_NOMEM"]
    if isinstance(error, OSError):
        return file_sentence(error)
    return None


def is_damage(error: BaseException) -> bool:
    """Whether it says that the file itself is damaged, in whichever of its words."""
    if isinstance(error, UnicodeDecodeError):  # what SQLite quotes of a damaged file is no text
        return True
    damage = (SENTENCES["SQLITE_CORRUPT"], SENTENCES["SQLITE_NOTADB"])
    return str(error) in damage or sentence(error) in damage


def is_full(error: BaseException | None) -> bool:
    """Whether there was no room left on a disk."""
    if isinstance(error, OSError):
        return FILE_SENTENCES.get(error.errno or 0) == DISK_FULL
    return isinstance(error, DatabaseError) and code_of(error).startswith("SQLITE_FULL")


def database_sentence(error: DatabaseError) -> str | None:
    code = code_of(error)
    for known, text in SENTENCES.items():
        if code == known or code.startswith(known + "_"):
            return text
    return None


def file_sentence(error: OSError) -> str:
    named = error.filename if isinstance(error.filename, str | Path) else None
    name = "the file" if named is None else f"“{Path(named).name}”"
    pattern = FILE_SENTENCES.get(error.errno or 0, OTHER_FILE_TROUBLE)
    text = pattern.format(name=name, reason=(error.strerror or str(error)).lower())
    return text[:1].upper() + text[1:]
