"""Lets the window live long on Python 3.11, where PySide6 6.12 counts constants down and never up.

Measured: on Python before 3.12 every call of PySide6 6.12.0 that gives back nothing takes one
reference to `None` away, and after about 5,000 calls Python aborts with "deallocating None"; `True`
and `False` go the same way, only slower. From 3.12 on they cannot be deallocated; this gives older
ones the same, by a count that is never used up. Nothing is done where the count is not found at its
place.
"""

import ctypes
import sys

CONSTANTS = (None, True, False, NotImplemented, Ellipsis)
ENOUGH = sys.maxsize // 2


def make_constants_last() -> None:
    """Before the first widget. Once is enough, and twice does no harm."""
    if sys.version_info >= (3, 12) or sys.implementation.name != "cpython":
        return
    for constant in CONSTANTS:
        count = ctypes.c_ssize_t.from_address(id(constant))
        known = sys.getrefcount(constant)
        if known < ENOUGH // 2 and abs(count.value - known) < 100:
            count.value += ENOUGH
