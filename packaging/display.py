"""The screen: whether there is one to open a window on, and one made for the real-window tests."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

SCREEN = "1600x1000x24"
UNSEEN = ("offscreen", "minimal")


def is_there(environment: Mapping[str, str]) -> bool:
    """Whether a window would be seen; Qt ends the whole program when it cannot reach a screen."""
    if environment.get("QT_QPA_PLATFORM", "") in UNSEEN:
        return False
    if sys.platform != "linux":
        return True
    if environment.get("WAYLAND_DISPLAY"):
        return True
    return bool(environment.get("DISPLAY")) and answers(environment["DISPLAY"])


def answers(display: str) -> bool:
    """Whether an X server answers at `display`."""
    try:
        xlib = ctypes.CDLL("libX11.so.6")
    except OSError:
        return False
    xlib.XOpenDisplay.argtypes = [ctypes.c_char_p]
    xlib.XOpenDisplay.restype = ctypes.c_void_p
    xlib.XCloseDisplay.argtypes = [ctypes.c_void_p]
    connection = xlib.XOpenDisplay(os.fsencode(display))
    if not connection:
        return False
    xlib.XCloseDisplay(connection)
    return True


def has_xvfb() -> bool:
    """Whether a screen can be made that nobody sees."""
    return shutil.which("Xvfb") is not None


@contextmanager
def made() -> Iterator[str | None]:
    """A screen of our own, at a number that nobody uses; None when Xvfb does not start."""
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", SCREEN, "-nolisten", "tcp"],
        pass_fds=[writing],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    try:
        with os.fdopen(reading, encoding="ascii") as answer:
            number = answer.readline().strip()
        yield f":{number}" if number else None
    finally:
        server.terminate()
        server.wait()
