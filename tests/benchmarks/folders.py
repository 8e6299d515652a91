"""Folders of its own for a window that is measured: nothing of the user's is touched."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QSettings

FOLDERS = ("XDG_DATA_HOME", "XDG_STATE_HOME", "WIN_PD_OVERRIDE_LOCAL_APPDATA")


@contextmanager
def folders_in(temporary: str) -> Iterator[None]:
    """Settings and backups of the window go there, not to the user's own folders."""
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, temporary)
    before = {name: os.environ.get(name) for name in FOLDERS}
    os.environ.update(dict.fromkeys(FOLDERS, temporary))
    try:
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name)
            if value is not None:
                os.environ[name] = value
