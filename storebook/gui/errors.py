"""The one place that shows what went wrong: a refusal, trouble with the disk, or our own bug."""

import logging
import platform
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import TracebackType

import PySide6.QtCore
from platformdirs import user_data_path
from PySide6.QtWidgets import QWidget

from storebook.base import bugs
from storebook.base.errors import Refused
from storebook.book import trouble
from storebook.gui import ask

BUG = "Something in Storebook went wrong. What was saved is safe; this step may not be saved."
LONGEST_LOG = 1_000_000
NOTHING_OF_THE_BOOK = "Mistakes of Storebook’s own. Nothing of what is in the book is written here."

log = logging.getLogger("storebook")


def log_path() -> Path:
    """Where our own bugs are written down, on this computer, in plain beside a protected book."""
    return user_data_path("Storebook", appauthor=False) / "trouble.log"


class ErrorDesk:
    """Takes every error that nobody said better.

    `say` shows a sentence where the user is (the bar at the top of the page), and what stands for
    it on a screen that a shopper sees; without a window yet a small box does it. A bug is written
    down, and shown once with details to copy; they leave out what an error says of the book, since
    a log is in plain and details are sent away.
    """

    def __init__(self) -> None:
        self.say: Callable[[str, str], None] | None = None
        self.window: QWidget | None = None
        self._showing = False

    def install(self) -> None:
        """Hear of every error from now on; Qt hands those of its slots to the same hook."""
        sys.excepthook = self.hook
        forget_older()

    def hook(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Show the error in the way that fits it."""
        if isinstance(error, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        self.take(error)

    def take(self, error: BaseException) -> None:
        """Sort it: the user's to put right, trouble with disk or file, or our bug."""
        sentence = str(error) if isinstance(error, Refused) else trouble.sentence(error)
        if sentence is not None:
            self._show_sentence(sentence, error.covered if isinstance(error, Refused) else "")
            return
        details = describe(error)
        write_down(details)
        if self._showing:  # a bug in painting would come again with every frame
            return
        self._showing = True
        try:
            ask.tell_bug(self.window, BUG, details)
        finally:
            self._showing = False

    def _show_sentence(self, sentence: str, covered: str) -> None:
        if self.say is not None:
            self.say(sentence, covered)
        else:
            ask.tell(self.window, sentence)


def describe(error: BaseException) -> str:
    """Where the error came from, and what it ran on; nothing of the book."""
    where = f"{platform.platform()}, Python {platform.python_version()}"
    qt = f"Qt {PySide6.QtCore.qVersion()}"
    return f"Storebook on {where}, {qt}\n\n{bugs.written(error)}"


def write_down(details: str) -> None:
    """Add it to the log; a log that cannot be written must not hide the error itself."""
    path = log_path()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and path.stat().st_size > LONGEST_LOG:
            path.replace(path.with_suffix(".old.log"))
        head = "" if path.exists() else f"{NOTHING_OF_THE_BOOK}\n\n"
        with path.open("a", encoding="utf-8", errors="backslashreplace") as written:
            written.write(f"{head}{details}\n")
    except OSError as failed:
        log.warning("The log could not be written: %s", failed)


def forget_older() -> None:
    """Remove logs of an earlier Storebook: in those an error may quote the book."""
    head = NOTHING_OF_THE_BOOK.encode()
    with suppress(OSError):
        for one in (log_path(), log_path().with_suffix(".old.log")):
            if one.exists() and not begins_with(one, head):
                one.unlink()


def begins_with(path: Path, head: bytes) -> bool:
    with path.open("rb") as written:
        return written.read(len(head)) == head
