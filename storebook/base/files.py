"""Files that are written whole or not at all: a half-written one never replaces a good one."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO


@contextmanager
def written_whole(path: Path) -> Iterator[BinaryIO]:
    """A stream into a file beside `path` that takes its name when the block has ended well.

    When the block raises, what was at `path` before is still there. Trouble with the disk is
    raised as it comes, with the name of the file that was asked for.
    """
    aside = path.with_name(f".{path.name[:80]}.{secrets.token_hex(4)}.part")
    try:
        with aside.open("wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        aside.replace(path)
    except OSError as error:
        if error.filename == str(aside):
            error.filename = str(path)
        raise
    finally:
        aside.unlink(missing_ok=True)
