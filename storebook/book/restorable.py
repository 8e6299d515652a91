"""What can be restored, and for each what would be lost: the steps that came after it."""

from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path

from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.book.engine import COMMAND_BUSY_MS, Connection
from storebook.book.kept_backups import kept_backups, stamped
from storebook.book.old_log import refuse_old_log
from storebook.book.opening import (
    connect_for_reading,
    look_at_place,
    opens_without_key,
    refuse_other_books,
    sentences,
)
from storebook.book.own_backup import own_backups
from storebook.book.protection.data_key import DataKey
from storebook.book.protection.refusals import KeyNeeded, NotProtected, WrongKey
from storebook.book.remembered import folder_to_look_in
from storebook.book.second_place import backups_elsewhere

MOST_TOLD = 20
ANOTHER_BOOK = "It is a backup of another book."
OTHER_KEY = (
    "“{name}” does not open with the key of this book: it was made with an earlier paper, or is "
    "another book’s. Nothing was changed. Give that paper to restore it, or restore it as a book "
    "of its own."
)
Mark = tuple[int, str, int]


class Where(StrEnum):
    """Where a backup lies."""

    HERE = "this computer"
    BESIDE = "beside the book"
    ELSEWHERE = "second place"
    OWN = "your own folder"
    CHOSEN = "chosen"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of the history in its own words; `at` is in UTC."""

    id: int
    at: datetime
    associate: str
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Restorable:
    """One backup: its file, its moment by this computer's clock, and its size.

    `lost` is how many steps of the book came after it, `newest_lost` the newest of them, newest
    first; `gained` how many it has that the book has not. `lost` is None when that can't be told:
    the book can't be read. `problem` is why it can't be restored, as far as that shows without
    reading it from end to end; empty when nothing does. `needs_key` says that it is the key,
    `is_plain` that it was made before the book was protected: restored, it is protected again.
    """

    path: Path
    at: datetime
    size_bytes: int
    where: Where
    lost: int | None
    newest_lost: tuple[Step, ...]
    gained: int
    problem: str
    needs_key: bool
    is_plain: bool


@dataclass(frozen=True, slots=True)
class Log:
    """The steps of a book by number, moment and associate: what no two books have in common."""

    marks: tuple[Mark, ...]

    def shared_with(self, other: "Log") -> int:
        """How many steps both begin with."""
        count = 0
        for mine, theirs in zip(self.marks, other.marks, strict=False):
            if mine != theirs:
                break
            count += 1
        return count

    def is_of_the_same_book_as(self, other: "Log") -> bool:
        """A book without any step may have become any other."""
        return not self.marks or not other.marks or self.shared_with(other) > 0


def restorables(
    path: Path, *, key: DataKey | None = None, book: Book | None = None, chosen: Path | None = None
) -> list[Restorable]:
    """Every backup of the book on this computer, beside it, in the second place, and in the folders
    of somebody's own that are known; newest first.

    `book` is the same book where it is open already. A file that somebody chose comes first.
    """
    now = as_it_is(path, key, book)
    files = [(one.path, one.at, Where.HERE) for one in kept_backups(folder_to_look_in(path))]
    files += [(one.path, one.at, Where.ELSEWHERE) for one in backups_elsewhere(path)]
    files += [(one, moment_of(one), Where.OWN) for one in own_backups(path)]
    files += [(one, at, Where.BESIDE) for one, at in beside_the_book(path)]
    files = newest_first(files, key)
    if chosen is not None:
        files.insert(0, (chosen, moment_of(chosen), Where.CHOSEN))
    found = [looked_at(*file, now, key) for file in without_twins(files)]
    return [one for one in found if one.problem != ANOTHER_BOOK or one.where is Where.CHOSEN]


def newest_first(
    files: list[tuple[Path, datetime, Where]], key: DataKey | None
) -> list[tuple[Path, datetime, Where]]:
    """By their moments; those of one second stay in their order.

    Where one is from a time still to come, the clock is wrong now or was wrong then: so the one
    with the most steps comes first, which needs no clock.
    """
    soon = datetime.now().astimezone() + timedelta(hours=2)
    by_moment = sorted(files, key=lambda one: one[1], reverse=True)
    if all(at <= soon for _, at, _ in files):
        return by_moment
    return sorted(by_moment, key=lambda one: steps_in(one[0], key), reverse=True)


def steps_in(path: Path, key: DataKey | None) -> int:
    """How many steps a backup has; less than none where it can't be read."""
    try:
        return len(log_of_file(path, key).marks)
    except Refused:
        return -1


def restorable_from(
    path: Path, chosen: Path, book: Book, earlier: DataKey | None = None
) -> Restorable:
    """The one backup that somebody chose, compared with the book at `path`, which is open;
    `earlier` opens it where the book has another key today.
    """
    now = as_it_is(path, book.key, book)
    return looked_at(chosen, moment_of(chosen), Where.CHOSEN, now, earlier or book.key)


def as_it_is(path: Path, key: DataKey | None, book: Book | None) -> tuple[Log, list[Step]] | None:
    """The history of the book, open or not; None when it can't be read."""
    return log_and_steps(path, key) if book is None else (log_of(book), steps_of(book))


def without_twins(
    files: Iterable[tuple[Path, datetime, Where]],
) -> list[tuple[Path, datetime, Where]]:
    """A backup that lies in both places is told once, as the one on this computer."""
    listed = list(files)
    here = {path.name for path, _, where in listed if where is Where.HERE}
    return [one for one in listed if one[2] is not Where.ELSEWHERE or one[0].name not in here]


def beside_the_book(path: Path) -> list[tuple[Path, datetime]]:
    """Backups of before an upgrade, and books that a restore replaced."""
    if not path.parent.is_dir():
        return []
    return [
        (one, stamped(one) or moment_of(one))
        for kind in ("before-upgrade", "replaced")
        for one in path.parent.glob(f"{escaped(path.stem)} {kind} *.book")
    ]


def escaped(stem: str) -> str:
    return "".join(f"[{letter}]" if letter in "*?[" else letter for letter in stem)


def moment_of(path: Path) -> datetime:
    """When the file says it was made, else when it was last written."""
    found = stamped(path)
    if found is None and path.exists():
        found = datetime.fromtimestamp(path.stat().st_mtime).astimezone()
    return found or datetime.now().astimezone()


def looked_at(
    file: Path,
    at: datetime,
    where: Where,
    now: tuple[Log, list[Step]] | None,
    key: DataKey | None,
) -> Restorable:
    """One backup beside the book as it is now."""
    empty = Restorable(
        path=file,
        at=at,
        size_bytes=file.stat().st_size if file.exists() else 0,
        where=where,
        lost=None,
        newest_lost=(),
        gained=0,
        problem="",
        needs_key=False,
        is_plain=False,
    )
    try:
        log = log_of_file(file, key)
        empty = replace(empty, is_plain=key is not None and key_for(file, key) is None)
    except WrongKey:
        return replace(empty, problem=OTHER_KEY.format(name=file.name), needs_key=True)
    except Refused as refusal:
        needs_key = isinstance(refusal, KeyNeeded)
        return replace(empty, problem=str(refusal), needs_key=needs_key)
    if now is None:
        return empty
    if not log.is_of_the_same_book_as(now[0]):
        return replace(empty, problem=ANOTHER_BOOK)
    shared = log.shared_with(now[0])
    since = now[1][shared:]
    return replace(
        empty,
        lost=len(since),
        newest_lost=tuple(reversed(since[-MOST_TOLD:])),
        gained=len(log.marks) - shared,
    )


def newest_that_are_bad(book: Book) -> list[Path]:
    """The newest backups on this computer, as far as they don't open any more; none as a rule.

    One under another key than the book is not bad: the paper of its time opens it. Nor is one that
    an earlier Storebook made.
    """
    bad = []
    for one in kept_backups(folder_to_look_in(book.path)):
        try:
            with sentences():
                reading(one.path, book.key).close()
        except (KeyNeeded, WrongKey, NotProtected):
            break
        except Refused:
            bad.append(one.path)
        else:
            break
    return bad


def is_same_book(
    path: Path, backup: Path, key: DataKey | None, earlier: DataKey | None = None
) -> bool:
    """Whether the backup is of this book, or that can't be told.

    `earlier` opens the backup where the book has another key today. Where the book can't be read,
    the backups that the program kept of it speak for it.
    """
    theirs = log_of_file(backup, earlier or key)
    witnesses = [path, *(one.path for one in kept_backups(folder_to_look_in(path)))]
    for witness in witnesses:
        try:
            return theirs.is_of_the_same_book_as(log_of_file(witness, key))
        except Refused:
            continue
    return True


def log_and_steps(path: Path, key: DataKey | None) -> tuple[Log, list[Step]] | None:
    """The history of the book as it is now; None when it can't be read."""
    try:
        with sentences(), closing(reading(path, key)) as connection:
            return read_log(connection), read_steps(connection)
    except Refused:
        return None


def log_of_file(path: Path, key: DataKey | None) -> Log:
    """The marks of every step in a file; Refused when it is no book that can be read.

    `key` is that of the book: a backup from before it was protected needs none.
    """
    with sentences(), closing(reading(path, key_for(path, key))) as connection:
        return read_log(connection)


def key_for(backup: Path, key: DataKey | None) -> DataKey | None:
    """The key of the book, unless the backup was made before there was one."""
    if key is None or not backup.is_file() or opens_without_key(backup, COMMAND_BUSY_MS):
        return None
    return key


def reading(path: Path, key: DataKey | None) -> Connection:
    look_at_place(path)
    refuse_old_log(path, key)
    connection, _ = connect_for_reading(path, COMMAND_BUSY_MS, key)
    try:
        refuse_other_books(path, connection)
    except BaseException:
        connection.close()
        raise
    return connection


def log_of(book: Book) -> Log:
    with book.snapshot() as connection:
        return read_log(connection)


def steps_of(book: Book) -> list[Step]:
    with book.snapshot() as connection:
        return read_steps(connection)


def read_log(connection: Connection) -> Log:
    rows = connection.execute("SELECT id, at, associate_id FROM change ORDER BY id").fetchall()
    return Log(tuple(rows))


def read_steps(connection: Connection) -> list[Step]:
    """In the order in which they were made; their sentences name no secret."""
    rows = connection.execute(
        """
        SELECT change.id, change.at, coalesce(associate.name, ''), change.what
        FROM change
        LEFT JOIN associate ON associate.id = change.associate_id
        ORDER BY change.id
        """
    ).fetchall()
    return [
        Step(id=row_id, at=datetime.fromisoformat(at), associate=associate, what=what)
        for row_id, at, associate, what in rows
    ]
