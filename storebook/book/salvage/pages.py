"""The pages of a book as they lie on the disk: each is read by itself, and none needs the first."""

from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from storebook.book.files import beside
from storebook.book.protection.data_key import DataKey
from storebook.book.salvage import deciphering
from storebook.book.salvage.log_beside import committed_pages

PAGE_SIZE = 4096
HEADER_BYTES = 100  # of the first page, before its tree begins
WAL_MODE = 2
Decipher = Callable[[bytes, int], bytes | None]


class Pages:
    """The readable pages of a file, by number from 1; made by `open_pages`, closed when done.

    `usable` is how many bytes of a page hold content; a protected book keeps its checks behind.
    `damaged` are the numbers of those that are empty or not as they were written.
    """

    def __init__(
        self, file: BinaryIO, decipher: Decipher | None, usable: int, saved: dict[int, bytes]
    ) -> None:
        self.usable = usable
        self.damaged: set[int] = set()
        self._file = file
        self._decipher = decipher
        self._saved = saved
        self.count = max([file.seek(0, 2) // PAGE_SIZE, *saved])

    def close(self) -> None:
        self._file.close()

    def page(self, number: int) -> bytes | None:
        """What is on the page, or None when that can't be told."""
        if not 1 <= number <= self.count:
            return None
        raw = self._saved.get(number)
        if raw is None:
            self._file.seek((number - 1) * PAGE_SIZE)
            raw = self._file.read(PAGE_SIZE)
        found = self._read(raw, number)
        if found is None:
            self.damaged.add(number)
        return found

    def _read(self, raw: bytes, number: int) -> bytes | None:
        # A page of nothing but zeros was never written by SQLite where something should be.
        if len(raw) < PAGE_SIZE or not any(raw):
            return None
        if self._decipher is not None:
            return self._decipher(raw, number)
        return raw[: self.usable]


def open_pages(path: Path, key: DataKey | None = None) -> Pages:
    """The pages of the book at `path` with what was saved in the log beside it; only read.

    Never for a book that is open in this program: closing any handle of a file gives up SQLite's
    locks on it. Trouble with the disk is raised as it comes.
    """
    file = path.open("rb")
    try:
        first = file.read(PAGE_SIZE)
        decipher = None if key is None else decipherer_for(key, first)
        usable = PAGE_SIZE if key is None else PAGE_SIZE - deciphering.RESERVED
        saved = {} if was_put_to_rest(first, decipher) else committed_pages(beside(path, "-wal"))
        return Pages(file, decipher, usable, saved)
    except BaseException:
        file.close()
        raise


def decipherer_for(key: DataKey, first: bytes) -> Decipher:
    """A book begins with its salt; where that is lost, it is the one that our books begin with."""
    as_found = deciphering.decipherer(key.raw, first[: deciphering.SALT_BYTES])
    if len(first) == PAGE_SIZE and as_found(first, 1) is not None:
        return as_found
    as_made = deciphering.decipherer(key.raw, bytes.fromhex(key.mark))

    def either(page: bytes, number: int) -> bytes | None:
        return as_made(page, number) or as_found(page, number)

    return either


def keeps_no_log(path: Path, key: DataKey | None) -> bool:
    """Whether the file is a backup, by its head alone; False where that can't be read."""
    with path.open("rb") as file:
        first = file.read(PAGE_SIZE)
    return was_put_to_rest(first, None if key is None else decipherer_for(key, first))


def was_put_to_rest(first: bytes, decipher: Decipher | None) -> bool:
    """Whether the file is a backup: those keep no log, so one that lies beside it is another's."""
    plain = decipher(first, 1) if decipher is not None and len(first) == PAGE_SIZE else first
    return plain is not None and plain[:6] == b"SQLite" and plain[18] != WAL_MODE
