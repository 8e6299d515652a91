"""Trouble with disk or file as sentences: what happened, is my data safe, what now."""

import errno
import zlib
from pathlib import Path

from storebook.book.engine import DatabaseError

SAFE = "Everything saved before is safe; this step was not saved."

SENTENCES = {
    "SQLITE_FULL": f"The disk is full. {SAFE} Make room on it and save again.",
    "SQLITE_IOERR": f"The disk did not answer as it should. {SAFE} Check the disk and its cable, then save again.",
    "SQLITE_READONLY": f"The book may not be written to here. {SAFE} Allow writing to its folder, then save again.",
    "SQLITE_CANTOPEN": "The book can't be opened where it is. Nothing was changed. Check that its folder is there and may be opened.",
    "SQLITE_BUSY": f"The book is busy in another program. {SAFE} Wait a moment and save again.",
    "SQLITE_LOCKED": f"The book is busy in another program. {SAFE} Wait a moment and save again.",
    "SQLITE_CORRUPT": "The book is damaged. Nothing was changed. Stop working in it and restore the newest good backup.",
    "SQLITE_NOTADB": "This file is not a Storebook book, or it is damaged. Nothing was changed. Choose another file, or restore a backup.",
    "SQLITE_PERM": f"The book may not be written to here. {SAFE} Allow writing to its folder, then save again.",
    "SQLITE_TOOBIG": f"One of the texts is too long for the book. {SAFE} Shorten it and save again.",
    "SQLITE_NOMEM": f"The computer ran out of memory. {SAFE} Close other programs and save again.",
}

FILE_SENTENCES = {
    errno.ENOSPC: "The disk is full, so {name} was not written. Nothing was changed. Make room and try again.",
    errno.EDQUOT: "The disk is full, so {name} was not written. Nothing was changed. Make room and try again.",
    errno.EACCES: "{name} may not be read or written here. Nothing was changed. Choose another folder.",
    errno.EPERM: "{name} may not be read or written here. Nothing was changed. Choose another folder.",
    errno.EROFS: "The folder of {name} can only be read. Nothing was changed. Choose another folder.",
    errno.ENOENT: "{name} is not there. Nothing was changed. Check the name and the folder.",
    errno.EISDIR: "{name} is a folder, not a file. Nothing was changed. Choose a file.",
    errno.ENOTDIR: "The folder of {name} is not there. Nothing was changed. Check the name and the folder.",
    errno.ENAMETOOLONG: "The name of the file is too long. Nothing was changed. Choose a shorter one.",
    errno.EIO: "The disk did not answer as it should, so {name} was not written. Check the disk and try again.",
}


def sentence(error: BaseException) -> str | None:
    """The sentence for trouble with disk or file; None when the error is our own bug."""
    if isinstance(error, DatabaseError):
        return database_sentence(error)
    if isinstance(error, UnicodeDecodeError | zlib.error):
        return SENTENCES["SQLITE_CORRUPT"]
    if isinstance(error, OSError):
        name = Path(error.filename).name if isinstance(error.filename, str) else "the file"
        pattern = FILE_SENTENCES.get(error.errno or 0)
        return None if pattern is None else upper_first(pattern.format(name=name))
    return None


def database_sentence(error: DatabaseError) -> str | None:
    code = getattr(error, "sqlite_errorname", None) or ""
    for known, text in SENTENCES.items():
        if code == known or code.startswith(known + "_"):
            return text
    return None


def upper_first(text: str) -> str:
    return text[:1].upper() + text[1:]
