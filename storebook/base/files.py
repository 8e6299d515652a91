"""Files that are written whole or not at all: a half-written one never replaces a good one."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from glob import escape
from pathlib import Path
from typing import BinaryIO

AN_HOUR = 60 * 60
LONGEST_NAME = 80


@contextmanager
def written_whole(path: Path) -> Iterator[BinaryIO]:
    """A stream into a file beside `path` that takes its name when the block has ended well.

    When the block raises, what was at `path` before is still there. Trouble with the disk is
    raised as it comes, with the name of the file that was asked for. What a crash left of an
    earlier one goes.
    """
    aside = path.with_name(f".{path.name[:LONGEST_NAME]}.{secrets.token_hex(4)}.part")
    try:
        with aside.open("wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        aside.replace(path)
        remove_left(path.parent, unfinished(path), path)
    except OSError as error:
        if error.filename == str(aside):
            error.filename = str(path)
        raise
    finally:
        aside.unlink(missing_ok=True)


def unfinished(path: Path) -> str:
    """The pattern of what is left beside this file when the program is killed while writing it."""
    return f".{escape(path.name[:LONGEST_NAME])}.????????.part"


def remove_left(folder: Path, pattern: str, than: Path) -> None:
    """Remove files of these names that are an hour older `than` that file; what is younger may be
    another program's, which is still writing. That one can't be removed is no trouble.
    """
    with suppress(OSError):
        now = than.stat().st_mtime
        for one in folder.glob(pattern):
            if now - one.stat().st_mtime > AN_HOUR:
                one.unlink()
