"""Watches that nothing is opened and nobody is called because of what somebody has typed."""

import ctypes
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

# What the nasty values name.
NAMED = ("/etc/hostname", "etc/passwd")
NETWORK = ("socket.connect", "socket.getaddrinfo", "socket.sendto", "urllib.Request")
IN_ACCESS, IN_OPEN, IN_NONBLOCK = 0x1, 0x20, 0o4000
EVENT_BYTES = 4096

_watching: list[list[str]] = []


def _on_event(event: str, given: tuple[object, ...]) -> None:
    """Python tells of everything it opens and calls; a hook stays for good, so it mostly sleeps."""
    if not _watching:
        return
    if event == "open" and any(name in str(given[0]) for name in NAMED):
        _watching[-1].append(f"opened {given[0]}")
    elif event in NETWORK:
        _watching[-1].append(f"{event} {given[1:]}")


sys.addaudithook(_on_event)


@contextmanager
def nothing_opened(bait: Path) -> Iterator[None]:
    """Fails when a file that a text names is opened, or when the network is used.

    Python's own doings are heard of by its audit; Qt's by the system, which tells of the bait.
    """
    heard: list[str] = []
    _watching.append(heard)
    watch = Bait(bait) if sys.platform == "linux" else None
    try:
        yield
    finally:
        _watching.pop()
        if watch is not None and watch.was_taken():
            heard.append(f"the picture {bait.name} was looked at")
    if heard:
        pytest.fail("; ".join(heard))


class Bait:
    """A file of which Linux tells when it is opened."""

    def __init__(self, path: Path) -> None:
        system = ctypes.CDLL(None, use_errno=True)
        self._told = system.inotify_init1(IN_NONBLOCK)
        place = system.inotify_add_watch(self._told, os.fsencode(path), IN_OPEN | IN_ACCESS)
        assert place >= 0, os.strerror(ctypes.get_errno())

    def was_taken(self) -> bool:
        """Whether anybody has opened it since; asked once."""
        try:
            return bool(os.read(self._told, EVENT_BYTES))
        except BlockingIOError:
            return False
        finally:
            os.close(self._told)
