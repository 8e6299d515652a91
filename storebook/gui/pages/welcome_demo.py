"""The demo shop, invented in the worker: kept beside the shop's own books, made only once."""

import shutil
import tempfile
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal

from storebook.book.places import ENDING, default_folder
from storebook.demo.build import make_demo
from storebook.gui.jobs import Progress, Stopped

NAME = f"Demo shop{ENDING}"
SHOPPERS = 600
SEED = 1


def demo_path() -> Path:
    """Where the demo shop is, or will be."""
    return default_folder() / NAME


def make_aside(path: Path, today: date, progress: Callable[[int, int, str], None]) -> Path:
    """Make the demo shop elsewhere first, so that a half-made one never bears its name."""
    folder = Path(tempfile.mkdtemp(prefix=".demo-", dir=path.parent))
    try:
        aside = folder / NAME
        make_demo(aside, shoppers=SHOPPERS, seed=SEED, today=today, progress=progress)
        return aside.replace(path)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


class DemoMaking(QObject):
    """A worker for one demo shop at a time: there is no book yet whose own worker could do it."""

    progressed = Signal(int, int, str)
    made = Signal(object)
    failed = Signal(object)
    _ended = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._progress: Progress | None = None
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="storebook-demo")
        self._ended.connect(self._on_ended, Qt.ConnectionType.QueuedConnection)

    def start(self, path: Path, today: date) -> None:
        """Begin; `made` brings the path, `failed` the error (Stopped after `stop`)."""
        self._progress = Progress(self.progressed.emit)
        future = self._worker.submit(make_aside, path, today, self._progress)
        future.add_done_callback(self._ended.emit)

    def _on_ended(self, future: "Future[Path]") -> None:
        error = future.exception()
        if error is None:
            self.made.emit(future.result())
        else:
            self.failed.emit(error)

    def stop(self) -> None:
        """Give up at the next step; nothing is left behind."""
        if self._progress is not None:
            self._progress.stop()

    def close(self) -> None:
        """Stop, and wait until the worker has ended."""
        self.stop()
        self._worker.shutdown()


__all__ = ["DemoMaking", "Stopped", "demo_path"]
