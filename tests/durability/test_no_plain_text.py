"""A protected book leaves nothing that can be read: not in its file, nor in the log beside it, in
backups, drafts, search, settings or temporary files; not while it is open, nor when it was killed.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from storebook.book.book import Book
from storebook.book.kept_backups import backups_folder, kept_backups
from tests.durability.living import KEY, MARKER

ROOT = Path(__file__).resolve().parents[2]
STEPS = 500
Program = subprocess.Popen[str]


@pytest.fixture
def shop_at_work(tmp_path: Path, user_folders: Path) -> Iterator[tuple[Program, Path]]:
    """A shop that has done 500 things and waits."""
    path = tmp_path / "shop.book"
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    program = subprocess.Popen(
        [sys.executable, "-m", "tests.durability.living", str(path), str(STEPS)],
        cwd=ROOT,
        env={**os.environ, "TMPDIR": str(temporary), "SQLITE_TMPDIR": str(temporary)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert program.stdout is not None
        assert program.stdout.readline() == "ready\n"
        yield program, path
    finally:
        program.kill()
        program.wait()
        for pipe in (program.stdin, program.stdout):
            assert pipe is not None
            pipe.close()


def readable(*folders: Path) -> list[str]:
    """The files in which the marker stands, in any case of its letters."""
    marker = MARKER.lower().encode()
    files = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    assert len(files) >= 3
    return [path.name for path in files if marker in path.read_bytes().lower()]


def test_nothing_can_be_read_while_the_shop_is_open(
    shop_at_work: tuple[Program, Path], user_folders: Path
) -> None:
    _, path = shop_at_work

    assert path.with_name("shop.book-wal").stat().st_size > 0
    assert len(kept_backups(backups_folder(path))) >= 1
    assert readable(path.parent, user_folders) == []


def test_nothing_can_be_read_after_it_was_killed(
    shop_at_work: tuple[Program, Path], user_folders: Path
) -> None:
    program, path = shop_at_work
    program.kill()
    program.wait()

    assert readable(path.parent, user_folders) == []
    with Book.open(path, key=KEY) as book:
        assert book.value("SELECT count(*) FROM shopper WHERE name LIKE :m", m=f"{MARKER}%") > 50
    assert readable(path.parent, user_folders) == []


def test_the_search_finds_what_is_not_protected(tmp_path: Path) -> None:
    with Book.create(tmp_path / "plain.book", owner_name=f"{MARKER} Hallam"):
        pass
    for name in ("a", "b"):
        (tmp_path / name).write_bytes(b"x")

    assert readable(tmp_path) == ["plain.book"]
