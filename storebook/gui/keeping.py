"""Watches over the book while the window is open: backups, the daily check, the disk, its place."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.book.clock import clock_doubt, newest_step
from storebook.book.engine import DatabaseError
from storebook.book.kept_backups import (
    KeptBackup,
    kept_backups,
    scarce_space,
)
from storebook.book.remembered import folder_to_look_in
from storebook.book.second_place import (
    NotElsewhere,
    keep_everywhere,
    reminder,
    second_place,
    should_ask,
    was_asked,
)
from storebook.book.trouble import sentence
from storebook.gui.jobs import Jobs
from storebook.gui.shown import plural, short_day, time_of_day
from storebook.gui.timers import after, every

if TYPE_CHECKING:
    from storebook.book.stood_before import StoodBefore
    from storebook.book.whole_check import WholeCheck
    from storebook.gui.aside import Aside, Reader

HOUR_MS = 60 * 60 * 1000
LOOK_MS = 5 * 60 * 1000
SOON_MS = 30 * 1000
NOT_KEPT = "The book could not be backed up."
BAD_BACKUP = (
    "The newest backup, “{name}”, can’t be opened any more. The book is safe, and is backed up "
    "anew. Check the disk: it may be failing."
)
AHEAD = (
    "The newest backup, “{name}”, has work that is not in the book: an older copy was put in its "
    "place. All of it is safe in the backup. Restore that, or go on in the older copy."
)
DAMAGED = (
    "The daily check found damage in the book. It changed nothing, and the backups stay as they "
    "are. Stop working in the book now, and restore one of them."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What was found when the backups were looked at; nothing of it as a rule."""

    bad: list[Path]
    before: "StoodBefore | None"
    ahead: Path | None
    plain: list[Path]


def now_here() -> datetime:
    """The moment by this computer's clock."""
    return datetime.now().astimezone()


def not_reached(book_path: Path, now: datetime, locale: str) -> str:
    """How long no backup has reached the second place, in a few words; empty when that is well."""
    place = second_place(book_path)
    if place is None or not reminder(book_path, now):
        return ""
    days = abs(now - (place.seen_at or place.chosen_at)).days
    return f"Second place not reached for {plural(days, 'day', 'days', locale)}"


def plain_left(book: Book, now: datetime) -> list[Path]:
    """What deals with keys is loaded for a book that has one."""
    if book.key is None:
        return []
    from storebook.book.protection.plain_copies import plain_copies_left

    return plain_copies_left(book.path, now)


class Keeping(QObject):
    """Does it all without anybody asking, and says when it last could.

    `in_trouble` brings a sentence on damage, or on a file that is gone; `synced` the service whose
    folder the book is in, once; `apart_wanted` that there is no second place, once; `plain_left`
    the backups of a protected book that anybody can read; `another_here` the backup of the book
    that stood here before.
    """

    kept = Signal()
    in_trouble = Signal(str)
    synced = Signal(str)
    apart_wanted = Signal()
    plain_left = Signal(list)
    another_here = Signal(object)

    def __init__(self, book: Book, jobs: Jobs, say_trouble: Callable[[str], None]) -> None:
        super().__init__()
        self._book = book
        self._jobs = jobs
        self._say = say_trouble
        self._said = ""
        self.is_locked: Callable[[], bool] = bool  # the window says so, once it has a lock
        self.once_open: Callable[[Callable[[], object]], object] = _at_once  # the lock puts it off
        self._newest = newest_step(book)  # before anybody signs in
        self._bad: frozenset[Path] = frozenset()
        self._plain: list[Path] = []
        self._ahead: Path | None = None
        self._before: Path | None = None
        self._aside: Aside | None = None
        self._keeper: Aside | None = None
        self._once_more = False
        self._checker: Reader | None = None
        self._hourly = every(self, HOUR_MS, self._each_hour)
        self._often = every(self, LOOK_MS, self.look)
        self._soon = after(self, SOON_MS, self._look_first)

    def begin(self) -> None:
        """From now on; not before the first page stands, for a book of which it can't."""
        for timer in (self._hourly, self._often, self._soon):
            timer.start()

    def in_words(self, today: date, locale: str) -> str:
        """When the last good backup was made, for the line at the foot, and whether the second
        place was not reached for a week; empty when there is none.
        """
        kept = kept_backups(folder_to_look_in(self._book.path))
        found = [one for one in kept if one.path not in self._bad]
        facts = [not_reached(self._book.path, now_here(), locale)]
        if found:
            when = found[0].at
            day = "today" if when.date() == today else short_day(when.date(), today, locale)
            facts.insert(0, f"Backed up {day} at {time_of_day(when, locale)}")
        return "     ".join(filter(None, facts))

    # -- looking after it

    def _look_first(self) -> None:
        """Not at once: the first minute belongs to whoever opened the book."""
        self.look()
        self.look_at_backups()
        self.check_if_due()

    def _each_hour(self) -> None:
        self.keep()
        self.look_at_backups()
        self.check_if_due()

    def look(self) -> None:
        """Whether the file is where it was, in a good place, on a disk with room, and the clock may
        be right.
        """
        if self._is_gone():
            return
        newest = max(filter(None, (self._newest, newest_step(self._book))), default=None)
        doubt = scarce_space(self._book.path) or clock_doubt(newest, now_here())
        self._tell(doubt, self._say_trouble)
        self._look_at_place()
        if not doubt and not self.is_locked() and should_ask(self._book, now_here()):
            was_asked(self._book.path, now_here())
            self.apart_wanted.emit()

    def _is_gone(self) -> bool:
        """Whether the file is no longer where it was: then that is said, with what can be done."""
        try:
            self._book.refuse_if_moved()
        except Refused as gone:
            self._tell(str(gone), self.in_trouble.emit)
            return True
        return False

    def _look_at_place(self) -> None:
        """What moves books is loaded only now: the window was there in a blink."""
        from storebook.book.moving import note_told_of_sync, sync_to_tell_of

        service = sync_to_tell_of(self._book.path)
        if service is not None:
            note_told_of_sync(self._book.path, service)
            self.synced.emit(service)

    def _say_trouble(self, words: str) -> None:
        """Not behind the lock, where nobody would ever read it."""
        self.once_open(partial(self._say, words))

    def _tell(self, words: str, say: Callable[[str], None]) -> None:
        """Once, until there is something else to say."""
        if words != self._said:
            self._said = words
            if words:
                say(words)

    @property
    def is_checking(self) -> bool:
        """Whether everything is being read."""
        return self._aside is not None and self._aside.is_busy

    def check_if_due(self) -> None:
        """Once a day everything is read, by a worker of its own: nobody waits for it."""
        from storebook.book.whole_check import check_whole, is_check_due
        from storebook.gui.aside import Aside, Reader

        now = now_here()
        self._aside = self._aside or Aside(self)
        if self._aside.is_busy or not is_check_due(self._book, now):
            return
        self._checker = reader = Reader(self._book)
        self._aside.run(
            lambda _: reader.ask(lambda book: check_whole(book, now)),
            self._checked,
            self._not_checked,
        )

    def _checked(self, found: "WholeCheck") -> None:
        if not found.is_good:
            self.in_trouble.emit(DAMAGED)

    def _not_checked(self, error: BaseException) -> None:
        """What keeps the book from being read is trouble with the book."""
        found = str(error) if isinstance(error, Refused) else sentence(error)
        if found is None:
            raise error
        self.in_trouble.emit(found)

    # -- backups

    def look_at_backups(self) -> None:
        """Whether the newest one still opens, is of this book, has nothing that the book has not,
        and whether some can be read by anybody.

        What restores is loaded only now, in the worker.
        """

        def work(book: Book) -> Looked:
            from storebook.book.kept_heads import newest_if_ahead
            from storebook.book.restorable import newest_that_are_bad
            from storebook.book.stood_before import stood_before_and_stays

            return Looked(
                bad=newest_that_are_bad(book),
                before=stood_before_and_stays(book),
                ahead=newest_if_ahead(book),
                plain=plain_left(book, now_here()),
            )

        self._jobs.read(work, self._on_looked, owner=self, failed=self._failed)

    def _on_looked(self, found: Looked) -> None:
        bad, before, ahead, plain = found.bad, found.before, found.ahead, found.plain
        if frozenset(bad) != self._bad:
            self._bad = frozenset(bad)
            self.kept.emit()
        if bad:
            self._say_trouble(BAD_BACKUP.format(name=bad[0].name))
            self.keep()
        elif before is not None:
            if before.backup != self._before:
                self._before = before.backup
                self.once_open(partial(self.another_here.emit, before))
        elif ahead is not None and ahead != self._ahead:
            self._say_trouble(AHEAD.format(name=ahead.name))
        elif plain != self._plain:
            self._plain = plain
            if plain:
                self.once_open(partial(self.plain_left.emit, plain))
        self._ahead = ahead

    @property
    def is_keeping(self) -> bool:
        """Whether a backup is being made."""
        return self._keeper is not None and self._keeper.is_busy

    def keep(self) -> None:
        """Back up in a worker of its own, here and in the second place: nobody waits for it.

        While one is being made, another one is made after it.
        """
        from storebook.gui.aside import Aside, Reader

        self._keeper = self._keeper or Aside(self)
        self._once_more = self._keeper.is_busy
        if self._once_more:
            return
        reader = Reader(self._book)
        self._keeper.run(
            lambda _: reader.ask(lambda book: keep_everywhere(book, now_here())),
            self._on_kept,
            self._on_not_kept,
        )

    def _on_kept(self, made: KeptBackup | None) -> None:
        if made is not None:
            self.kept.emit()
        self._keep_once_more()

    def _on_not_kept(self, error: BaseException) -> None:
        self._keep_once_more()
        self._failed(error)

    def _keep_once_more(self) -> None:
        if self._once_more:
            self.keep()

    def keep_at_the_end(self) -> None:
        """Back up before the book is given back, once; trouble must not keep the window open."""
        if not self._hourly.isActive():
            return
        for timer in (self._hourly, self._often, self._soon):
            timer.stop()
        if self._aside is not None and self._checker is not None:
            self._aside.close(stop=self._checker.stop)  # tomorrow is early enough
        if self._keeper is not None:
            self._keeper.close()
        try:
            keep_everywhere(self._book, now_here(), at_the_end=True)
        except (Refused, DatabaseError, OSError) as error:
            self._failed(error)

    def _failed(self, error: BaseException) -> None:
        if self._is_gone():  # no wonder
            return
        found = str(error) if isinstance(error, Refused) else sentence(error)
        if found is None:
            raise error
        self._say_trouble(found if isinstance(error, NotElsewhere) else f"{NOT_KEPT} {found}")


def _at_once(do: Callable[[], object]) -> None:
    do()
