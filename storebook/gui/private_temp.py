"""A folder of our own for what the system writes down for a moment, such as pages on their way to
the printer: emptied at the end, and of what a program that was killed left at the next start.
"""

import atexit
import os
import secrets
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

from filelock import FileLock, Timeout

from storebook.book.places import default_folder, own_folder

NAME = "Temporary"
LOCK = ".lock"
VARIABLES = ("TMPDIR", "TEMP", "TMP")

_held: list[FileLock] = []


def begin() -> Path | None:
    """From now on temporary files of this program, and of what prints for it, go into a folder that
    only this user may read. None where none can be made: then the system's own is used.
    """
    clear_left()
    try:
        place = default_folder() / NAME
        place.mkdir(mode=0o700, exist_ok=True)
        own = place / f"run-{secrets.token_hex(8)}"
        lock = FileLock(own.with_name(own.name + LOCK))
        lock.acquire(timeout=0)  # first: a folder without its lock is taken for one that was left
        own.mkdir(mode=0o700)
    except (OSError, Timeout):
        return None
    _held.append(lock)
    for variable in VARIABLES:
        os.environ[variable] = str(own)
    tempfile.tempdir = str(own)
    atexit.register(end, own, lock)
    return own


def end(own: Path, lock: FileLock) -> None:
    """Nothing stays behind."""
    shutil.rmtree(own, ignore_errors=True)
    lock.release()
    with suppress(OSError):
        Path(lock.lock_file).unlink()


def clear_left() -> None:
    """Remove what a program left that was killed; one that still runs holds its lock."""
    place = own_folder() / NAME
    if not place.is_dir():
        return
    for own in place.glob("run-*"):
        if own.name.endswith(LOCK):
            if not own.with_name(own.name.removesuffix(LOCK)).exists():
                remove_lock(own)
            continue
        lock = FileLock(own.with_name(own.name + LOCK))
        try:
            lock.acquire(timeout=0)
        except (OSError, Timeout):
            continue
        end(own, lock)


def remove_lock(path: Path) -> None:
    """A lock whose folder is gone, unless somebody is just making that."""
    lock = FileLock(path)
    with suppress(OSError, Timeout):
        lock.acquire(timeout=0)
        lock.release()
        path.unlink()
