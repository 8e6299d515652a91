"""Folders that can only be read: an administrator, who may do all, looks as somebody else."""

import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

NOBODY = 65534


@contextmanager
def ordinary_user() -> Iterator[None]:
    """What is done inside is refused where an ordinary user is refused."""
    if os.name != "posix" or os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@contextmanager
def only_read(folder: Path) -> Iterator[None]:
    """Inside, nothing can be made, changed or removed in the folder by an ordinary user."""
    for path in (*folder.iterdir(), folder):
        path.chmod(path.stat().st_mode & ~(stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH))
    try:
        with ordinary_user():
            yield
    finally:
        for path in (folder, *folder.iterdir()):
            path.chmod(path.stat().st_mode | stat.S_IWUSR)


@contextmanager
def folder_for_everyone() -> Iterator[Path]:
    """A fresh folder that any user may look into, unlike pytest's own."""
    folder = Path(tempfile.mkdtemp(prefix="storebook-"))
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        shutil.rmtree(folder)
