"""A folder that is watched: each new photo in it, once it is there whole.

It is how photos come from any camera program, from a camera on a cable, and from a telephone that
puts its photos onto the computer.
"""

from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, Signal

from storebook.gui.timers import every

ENDINGS = frozenset({".jpg", ".jpeg", ".png", ".webp"})
LOOK_MS = 400


class Arrivals(QObject):
    """Says which files are new since it began to watch; what was there before is left alone.

    A file counts as whole when it has not grown between two looks.
    """

    arrived = Signal(list)

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.folder = folder
        self._known = set(photos_in(folder))
        self._growing: dict[Path, int] = {}
        self._watcher = QFileSystemWatcher([str(folder)], self)
        self._watcher.directoryChanged.connect(lambda _: self.look())
        self._again = every(self, LOOK_MS, self.look)

    def look(self) -> None:
        """See what is new; until all of it is whole it looks again by itself."""
        whole = []
        sizes = {path: size for path in photos_in(self.folder) if (size := size_of(path))}
        for path in sorted(sizes.keys() - self._known):
            if self._growing.get(path) == sizes[path]:
                whole.append(path)
        self._growing = {
            path: size
            for path, size in sizes.items()
            if path not in self._known and path not in whole
        }
        self._known.update(whole)
        if self._growing:
            self._again.start()
        else:
            self._again.stop()
        if whole:
            self.arrived.emit(whole)


def photos_in(folder: Path) -> list[Path]:
    """The files that call themselves photos; none where the folder has gone."""
    try:
        return [path for path in folder.iterdir() if path.suffix.lower() in ENDINGS]
    except OSError:
        return []


def size_of(path: Path) -> int:
    """In bytes; 0 for what has gone again."""
    try:
        return path.stat().st_size
    except OSError:
        return 0
