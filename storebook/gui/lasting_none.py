"""Lets the window live long on Python 3.11, where PySide6 6.12 counts `None` down and never up.

Measured: on Python before 3.12 every call of PySide6 6.12.0 that gives back nothing takes one
reference to `None` away, and after about 5,000 calls Python aborts with "deallocating None". From
3.12 on `None` cannot be deallocated; this gives older ones the same by a count that is never used
up. Nothing is done where the count is not found at its place.
"""

import ctypes
import sys

ENOUGH = sys.maxsize // 2


def make_none_last() -> None:
    """Once is enough, and twice does no harm."""
    if sys.version_info >= (3, 12) or sys.implementation.name != "cpython":
        return
    count = ctypes.c_ssize_t.from_address(id(None))
    known = sys.getrefcount(None)
    if known < ENOUGH // 2 and abs(count.value - known) < 100:
        count.value += ENOUGH
