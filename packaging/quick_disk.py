"""Room in memory for what the tests write: a test that saves a hundred times waits for no disk."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

MEMORY = Path("/dev/shm")
MEMORY_FACTS = Path("/proc/meminfo")
# Several times what is there at once: what a test wrote goes with it when it passed.
ENOUGH = 3 * 1024**3


@contextmanager
def temporary_files() -> Iterator[dict[str, str]]:
    """What lets a program keep its temporary files there, until the end of this; nothing where
    there is no such room: then they are on the disk as ever.
    """
    if room() < ENOUGH:
        yield {}
        return
    with TemporaryDirectory(dir=MEMORY, prefix="storebook-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o711)  # an ordinary user finds what is opened to everyone in it
        yield {"TMPDIR": folder}


def room() -> int:
    """How much may be written there, in bytes: of the folder, and of the memory behind it."""
    if not os.access(MEMORY, os.W_OK):
        return 0
    return min(shutil.disk_usage(MEMORY).free, unused_memory())


def unused_memory() -> int:
    """In bytes, as Linux counts it; none elsewhere."""
    try:
        facts = MEMORY_FACTS.read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    (kibibytes,) = [fact.split()[1] for fact in facts if fact.startswith("MemAvailable:")] or ["0"]
    return int(kibibytes) * 1024
