"""Imports as Python does them: PySide would read the source of every module loaded after it.

It looks there for its own name, to serve `from __feature__ import ...`, which is used nowhere here.
Measured: a tenth of the time until the window is there, and a page opens later each time.
"""

import builtins

import PySide6.QtCore  # noqa: F401 - puts its import in the place of Python's


def import_plainly() -> None:
    """Before the rest of the window is loaded. Twice does no harm."""
    plain = getattr(builtins, "__orig_import__", None)
    if plain is not None:
        builtins.__import__ = plain
