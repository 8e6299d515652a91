"""Puts a backup in the place of the book, and keeps what was there under a dated name."""

from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.book.damaged_pages import damaged_pages
from storebook.book.engine import COMMAND_BUSY_MS, Connection, DatabaseError, one_value
from storebook.book.files import has_log
from storebook.book.kept_backups import keep_before
from storebook.book.later_copies import working_at_last
from storebook.book.opening import (
    connect_for_reading,
    look_at_place,
    opens_without_key,
    refuse_other_books,
    sentences,
)
from storebook.book.protection.data_key import DataKey
from storebook.book.protection.key_file import key_file_path
from storebook.book.protection.refusals import WrongKey
from storebook.book.putting_back import Along, put_back
from storebook.book.restorable import OTHER_KEY, Restorable, Where, is_same_book, key_for
from storebook.book.rights import Right, require
from storebook.book.taken_out import Kept, all_taken_out
from storebook.book.trouble import is_damage
from storebook.book.working_here import WorkingHere, working_here

OR_ELSE = "Choose a backup kept elsewhere."
NOT_GOOD = "“{name}” is damaged or no Storebook backup. Nothing was changed. Choose another one."

PLAIN_NOW = (
    "Everything restored is safe, but the backup is from before the book was protected: whoever "
    "has the file can read it now. Protect it again."
)
PROTECTED_AGAIN = (
    "The backup is from before the book was protected: it was protected again, with the same key."
)
WORKING_AS_THEN = (
    "Everything restored is safe, but who works here, and with which PINs, is as it was then: "
    "nothing newer was found that knows it. Look at the Shop page, under Staff."
)


class OtherKey(Refused):
    """The backup was made under another key than the book has today, or is another book's."""

    def __init__(self, backup: Path) -> None:
        super().__init__(OTHER_KEY.format(name=backup.name), field="path")
        self.path = backup


def nothing_else(_: Book) -> None:
    """What a restore does besides, unless it is told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """What was done: the backup that is the book now, and where the replaced book is kept (None
    when there was none). `protected_again` says that the backup was from before there was a key,
    `working_as_then` that nobody knows who has come or gone since, or whose PIN was changed.
    """

    backup: Path
    replaced: Path | None
    protected_again: bool
    working_as_then: bool


def restore_open(
    book: Book,
    backup: Path,
    *,
    program: str = "Storebook",
    also: Callable[[Book], None] = nothing_else,
    earlier: DataKey | None = None,
) -> Restored:
    """Restore while the book is open: needs the right, backs the book up first, and closes it.

    Who works here, with what rights and PINs, stays as it is, and so does the key: a backup from
    before there was one, or under the `earlier` key of another paper, is written with it. All that
    is done, and `also` with what is to become the book, before it takes its place: the book is as
    it was, or all of it is there. The caller opens the book again afterwards. Raises Refused when
    the backup is not good, is another book's, or the associate may not restore (the book is still
    open then), and when the disk does not take it.
    """
    require(book, Right.BACKUP)
    path, key, associate_id = book.path, book.key, book.associate_id
    with sentences():
        try:
            prove(backup, earlier or key)
        except WrongKey as refusal:
            raise OtherKey(backup) from refusal
        refuse_another_book(path, backup, key, earlier)
    working, taken_out = None, list[Kept]()
    with suppress(DatabaseError, UnicodeDecodeError):
        working = working_here(book)
        taken_out = all_taken_out(book)
    with suppress(Refused, DatabaseError):  # a damaged book can't be copied whole: it is kept aside
        keep_before(book, "restore")
    book.close()
    working = working or working_at_last(path, backup, key, earlier)
    along = Along(working=working, by=associate_id, also=also, earlier=earlier, taken_out=taken_out)
    return restored(path, backup, key, program, along)


def restore(  # noqa: PLR0913 - as `restore_open`, with the key that no open book has
    path: Path,
    backup: Path,
    *,
    key: DataKey | None = None,
    program: str = "Storebook",
    also: Callable[[Book], None] = nothing_else,
    earlier: DataKey | None = None,
    stood_before: bool = False,
) -> Restored:
    """Restore a book that can't be opened: there is nobody who could be asked for the right.

    So it is with a backup of the book that `stood_before` where another one is now. Who works here
    stays as it is known to have been at last; a plain backup is protected again with the `key`,
    where there is one; for `also` and `earlier` see `restore_open`. Raises Refused, and nothing was
    changed, when the backup is not good, when it is known to be another book's, when somebody has
    the book open, or when the disk does not take it.
    """
    path = path.resolve()
    with sentences():
        prove(backup, earlier or key)
        if not stood_before:
            refuse_another_book(path, backup, key, earlier)
    working = working_at_last(path, backup, key, earlier)
    along = Along(working=working, by=None, also=also, earlier=earlier)
    return restored(path, backup, key, program, along)


def restored(path: Path, backup: Path, key: DataKey | None, program: str, along: Along) -> Restored:
    """Do it; nobody works with others in a shop of one person without a PIN."""
    alone = True

    def look_too(book: Book) -> None:
        nonlocal alone
        along.also(book)
        alone = is_alone(working_here(book))

    done = put_back(path, backup, key=key, program=program, along=replace(along, also=look_too))
    return Restored(
        backup=backup,
        replaced=done.kept,
        protected_again=done.protected_again,
        working_as_then=along.working is None and not alone,
    )


def is_alone(working: WorkingHere) -> bool:
    """Whether nobody but the owner works in the shop, and nobody has a PIN."""
    return len(working.workers) == 1 and working.workers[0].encoded is None


def is_plain_now(path: Path) -> bool:
    """Whether a book that was protected was replaced by a backup that is not."""
    return key_file_path(path).exists() and opens_without_key(path, COMMAND_BUSY_MS)


def prove(backup: Path, key: DataKey | None) -> None:
    """Read a backup from end to end; raises Refused unless it is a whole book of this program.

    `key` is that of the book: a backup from before it was protected needs none.
    """
    look_at_place(backup)
    if has_log(backup):
        raise Refused(
            f"“{backup.name}” is a book that is open or was not closed properly, not a backup. "
            "Nothing was changed. Open it and close it, or choose another file.",
            field="path",
        )
    try:
        good = is_whole(backup, key_for(backup, key))
    except (DatabaseError, UnicodeDecodeError) as error:
        if not is_damage(error):
            raise
        good = False
    if not good:
        raise Refused(NOT_GOOD.format(name=backup.name), field="path")


def is_whole(backup: Path, key: DataKey | None) -> bool:
    connection, _ = connect_for_reading(backup, COMMAND_BUSY_MS, key)
    with closing(connection):
        refuse_other_books(backup, connection)
        owner = one_value(connection, "SELECT 1 FROM associate LIMIT 1")
        return reads_whole(connection, key) and owner is not None


def reads_whole(connection: Connection, key: DataKey | None) -> bool:
    """Whether every page is as it was written, and every row points somewhere."""
    damage = damaged_pages(connection) if key else []
    return (
        not damage
        and connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        and not connection.execute("PRAGMA foreign_key_check").fetchall()
    )


def is_good(backup: Path, key: DataKey | None) -> str:
    """Why the backup can't be restored, as a sentence; empty when it can."""
    try:
        with sentences():
            prove(backup, key)
    except Refused as refusal:
        return str(refusal)
    return ""


def refuse_another_book(
    path: Path, backup: Path, key: DataKey | None, earlier: DataKey | None
) -> None:
    """Refuse a backup of another book, where that can be told, and the book itself."""
    if backup.resolve() == path.resolve():
        raise Refused(
            f"“{path.name}” is the book itself, not a backup of it. Nothing was changed. "
            "Choose one of its backups.",
            field="path",
        )
    if not is_same_book(path, backup, key, earlier):
        raise Refused(
            f"“{backup.name}” is a backup of another book. Nothing was changed. "
            f"Choose one of “{path.stem}”, or open the other as a book of its own.",
            field="path",
        )


def newest_good(
    found: list[Restorable], key: DataKey | None, *, or_else: str = OR_ELSE
) -> tuple[Restorable, list[tuple[Restorable, str]]]:
    """The newest that is good, and those before it with the sentence why they are not.

    A book that a restore replaced comes after all backups: somebody wanted to be rid of it. Raises
    Refused when none is good, with what can be done then.
    """
    skipped: list[tuple[Restorable, str]] = []
    for one in sorted(found, key=lambda one: one.where is Where.BESIDE):
        problem = one.problem or is_good(one.path, key)
        if not problem:
            return one, skipped
        skipped.append((one, problem))
    if locked := next((one for one, _ in skipped if one.needs_key), None):
        raise Refused(
            f"No backup that is good opens as the book does; that of {locked.at:%Y-%m-%d %H:%M} "
            "needs the key on another paper. Nothing was changed. Choose it, and give that paper."
        )
    raise Refused(
        "There is no good backup of this book on this computer or in its second place. "
        f"Nothing was changed. {or_else}"
    )
