"""Keeps backups while the window is open: each hour in which something changed, and at the end."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QObject, Signal

from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.book.engine import DatabaseError
from storebook.book.kept_backups import KeptBackup, backups_folder, keep_backup, kept_backups
from storebook.book.trouble import sentence
from storebook.gui.jobs import Jobs
from storebook.gui.shown import short_day, time_of_day
from storebook.gui.timers import every

HOUR_MS = 60 * 60 * 1000
NOT_KEPT = "The book could not be backed up."


class Keeping(QObject):
    """Backs the book up without anybody asking, and says when it last could."""

    kept = Signal()

    def __init__(self, book: Book, jobs: Jobs, say_trouble: Callable[[str], None]) -> None:
        super().__init__()
        self._book = book
        self._jobs = jobs
        self._say_trouble = say_trouble
        self._hourly = every(self, HOUR_MS, self.keep)
        self._hourly.start()

    def in_words(self, today: date, locale: str) -> str:
        """When the newest backup was made, for the line at the foot; empty when there is none."""
        found = kept_backups(backups_folder(self._book.path))
        if not found:
            return ""
        when = found[0].at
        day = "today" if when.date() == today else short_day(when.date(), today, locale)
        return f"Backed up {day} at {time_of_day(when, locale)}"

    def keep(self) -> None:
        """Back up in the worker, while the window goes on."""
        folder = backups_folder(self._book.path)
        self._jobs.read(
            lambda book: keep_backup(book, folder), self._on_kept, owner=self, failed=self._failed
        )

    def keep_at_the_end(self) -> None:
        """Back up before the book is given back, once; trouble must not keep the window open."""
        if not self._hourly.isActive():
            return
        self._hourly.stop()
        try:
            keep_backup(self._book, backups_folder(self._book.path))
        except (Refused, DatabaseError, OSError) as error:
            self._failed(error)

    def _on_kept(self, made: KeptBackup | None) -> None:
        if made is not None:
            self.kept.emit()

    def _failed(self, error: BaseException) -> None:
        found = str(error) if isinstance(error, Refused) else sentence(error)
        if found is None:
            raise error
        self._say_trouble(f"{NOT_KEPT} {found}")
