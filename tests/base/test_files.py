"""A file is written whole or not at all, and what a killed program left of it goes."""

import os
from pathlib import Path

import pytest

from storebook.base.files import AN_HOUR, written_whole

LEFT = ".key [1].txt.0a1b2c3d.part"


def written(path: Path, text: bytes) -> None:
    with written_whole(path) as stream:
        stream.write(text)


def broken_off(path: Path) -> None:
    with written_whole(path) as stream:
        stream.write(b"sec")
        raise RuntimeError


def left(path: Path, seconds_ago: float) -> Path:
    """A file as a program that was killed so long ago leaves it."""
    path.write_bytes(b"half")
    now = path.stat().st_mtime
    os.utime(path, (now - seconds_ago, now - seconds_ago))
    return path


def test_a_block_that_raises_leaves_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "key [1].txt"
    written(path, b"first")

    with pytest.raises(RuntimeError):
        broken_off(path)

    assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [(path.name, b"first")]


def test_what_a_killed_program_left_of_the_same_file_goes(tmp_path: Path) -> None:
    left(tmp_path / LEFT, AN_HOUR + 60)
    young = left(tmp_path / LEFT.replace("0a1b", "ffff"), 60)
    other = left(tmp_path / ".another.txt.0a1b2c3d.part", AN_HOUR + 60)

    written(tmp_path / "key [1].txt", b"first")

    assert set(tmp_path.iterdir()) == {tmp_path / "key [1].txt", young, other}
