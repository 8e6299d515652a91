"""Does to a file what disks, sticks and other programs do."""

import random
import shutil
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from storebook.book.engine import connect

PAGE = 4096


def pages_of(path: Path) -> int:
    """How many pages the file has."""
    return path.stat().st_size // PAGE


def without_pages(path: Path, copy: Path, pages: Iterable[int]) -> Path:
    """A copy whose pages with these numbers (from 1) are nothing but zeros."""
    shutil.copyfile(path, copy)
    with copy.open("r+b") as file:
        for number in pages:
            file.seek((number - 1) * PAGE)
            file.write(bytes(PAGE))
    return copy


def without_table(path: Path, table: str) -> None:
    """Take the first page of a table from a closed book: it opens, and has that damage inside."""
    with closing(connect(path, "read")) as connection:
        (page,) = connection.execute(
            "SELECT rootpage FROM sqlite_schema WHERE name = ?", [table]
        ).fetchone()
    without_pages(path, path.with_suffix(".copy"), [page]).replace(path)


def with_turned_bit(path: Path, copy: Path, chance: random.Random) -> Path:
    """A copy in which one bit somewhere is the other way round."""
    content = bytearray(path.read_bytes())
    content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    copy.write_bytes(content)
    return copy
