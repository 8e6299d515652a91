"""An open window holds the book: one writer at a time, told by name."""

import json
import os
import platform
import stat
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from storebook.base.errors import Refused
from storebook.book.files import beside


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Who has the book open for writing. `since` is ISO time in UTC."""

    computer: str
    program: str
    process: int
    since: str


class BookHeld(Refused):
    """Somebody else has the book open; `holder` says who, where that is known.

    `elsewhere` is True when the note was left by another computer, whose program may have ended
    without removing it: only then may a person decide to take the book (`take_from_elsewhere`).
    """

    def __init__(self, sentence: str, holder: Holder | None, *, elsewhere: bool = False) -> None:
        super().__init__(sentence)
        self.holder = holder
        self.elsewhere = elsewhere


class BookLock:
    """The hold on a book, from `hold_book` until `release`.

    The lock file stays behind, empty: taking it away while somebody waits for it would let two in.
    """

    def __init__(self, lock: FileLock, note: Path) -> None:
        self._lock = lock
        self._note = note

    def release(self) -> None:
        """Give the book back; harmless when that has been done."""
        if not self._lock.is_locked:
            return
        try:
            self._note.unlink(missing_ok=True)
        finally:
            self._lock.release()


def hold_book(book_path: Path, program: str) -> BookLock:
    """Take the book for writing, or raise `BookHeld` with the name of who has it.

    A lock left by a crash on this computer is taken over at once. A note left by another computer
    is not, until a person takes it away: the operating systems' locks do not reach across
    computers. A folder that can't be written raises OSError.
    """
    lock = FileLock(beside(book_path, ".lock"))
    note = beside(book_path, ".holder")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        holder = read_holder(note)
        raise BookHeld(held_sentence(book_path, holder), holder) from None
    try:
        left = read_holder(note)
        if left is not None and left.computer != platform.node():
            raise BookHeld(left_sentence(book_path, left), left, elsewhere=True)
        with suppress(OSError):  # whoever may write the book may lock it, whoever made the file
            beside(book_path, ".lock").chmod(stat.S_IMODE(book_path.stat().st_mode))
        leave_note(note, program)
    except BaseException:
        lock.release()
        raise
    return BookLock(lock, note)


def take_from_elsewhere(book_path: Path) -> None:
    """Take away the note of another computer, once a person said that the book is free there."""
    note = beside(book_path, ".holder")
    left = read_holder(note)
    if left is not None and left.computer != platform.node():
        note.unlink(missing_ok=True)


def leave_note(note: Path, program: str) -> None:
    holder = Holder(
        computer=platform.node(),
        program=program,
        process=os.getpid(),
        since=datetime.now(UTC).isoformat(timespec="seconds"),
    )
    try:
        # Made anew: one that another user of this computer left can't be written into.
        note.unlink(missing_ok=True)
        note.write_text(json.dumps(asdict(holder)), encoding="utf-8")
    except OSError as error:
        with suppress(OSError):
            note.unlink(missing_ok=True)  # on a full disk it would be there, and empty
        error.filename = error.filename or str(note)
        raise


def read_holder(note: Path) -> Holder | None:
    """Who left the note, or None when there is none that can be read."""
    try:
        return Holder(**json.loads(note.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def held_sentence(book_path: Path, holder: Holder | None) -> str:
    where = "another program" if holder is None else f"{holder.program} on {holder.computer}"
    return (
        f"“{book_path.stem}” is open in {where}. Nothing was changed. Close it there and try again."
    )


def left_sentence(book_path: Path, left: Holder) -> str:
    return (
        f"“{book_path.stem}” is open in {left.program} on {left.computer}, or was not closed "
        "there. Nothing was changed. Close it there; take it over only if that can’t be done."
    )


def refuse_if_held(book_path: Path) -> None:
    """Raise `BookHeld` when somebody has the book open for writing; nothing is left behind.

    For whoever only looks at the file from outside, and would see half of what is being written.
    """
    path = beside(book_path, ".lock")
    if not path.exists():
        return
    lock = FileLock(path)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        holder = read_holder(beside(book_path, ".holder"))
        raise BookHeld(held_sentence(book_path, holder), holder) from None
    except OSError:  # a folder that can only be read: nobody writes there
        return
    lock.release()
