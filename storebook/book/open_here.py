"""Which books this program has open: their files may not be opened a second time, except by SQLite.

On POSIX systems closing any handle of a file gives up all locks that the program has on it.
"""

import os
from collections import Counter
from pathlib import Path

Identity = tuple[int, int]

_open: Counter[Identity] = Counter()


def identity(path: Path) -> Identity | None:
    """Which file it is, whatever it is called; None when it is not there.

    Windows keeps an open file where it is, and not every disk there can tell files apart.
    """
    if os.name == "nt":
        return None
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def note_opened(file: Identity | None) -> None:
    """A book was opened on this file."""
    if file is not None:
        _open[file] += 1


def note_closed(file: Identity | None) -> None:
    """One opening less."""
    if file is not None:
        _open[file] -= 1
        if _open[file] <= 0:
            del _open[file]


def is_open_here(path: Path) -> bool:
    """Whether this program has the file open as a book, under whatever name."""
    found = path.stat()
    return (found.st_dev, found.st_ino) in _open
