"""What may know more of a shop than the backup that is to be restored: the book itself as far as it
can be read, and its newest backups, wherever they are known to lie.
"""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import chain, islice
from pathlib import Path

from storebook.base.errors import Refused
from storebook.book.backup_places import STAMP, is_kept_backup
from storebook.book.book import Book
from storebook.book.chain import head
from storebook.book.engine import DatabaseError
from storebook.book.kept_backups import KeptBackup, kept_backups, order
from storebook.book.kept_heads import last_link
from storebook.book.own_backup import own_backups
from storebook.book.protection.data_key import DataKey
from storebook.book.remembered import folder_to_look_in
from storebook.book.restorable import Log, key_for, log_of, log_of_file, moment_of
from storebook.book.second_place import backups_elsewhere
from storebook.book.working_here import WorkingHere, working_here

LOOKED_INTO = 5  # the newest of each place; each knows what all before it know
BEFORE_PINS = (
    "“{name}” is a backup from before there were PINs, and would ask nobody for one. Nothing was "
    "changed. Restore it as a book of its own: there the PINs of today hold."
)
NOBODY_WATCHES = (
    "“{name}” is a backup: in it no wrong PIN is counted, and nobody is noted who looks. Nothing "
    "was changed. Restore it as a book of its own: there the PINs of today hold."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """How far a copy knows the shop: its changes, the number of its newest step of any kind, and
    when something was last done that can have to do with who works here (UTC; empty: never).
    """

    log: Log
    link: int
    until: str


def later_copies(path: Path, backup: Path) -> list[Path]:
    """The book where there is one, then the newest backups: on this computer, in the second place,
    in folders of somebody's own, and beside the one that is restored; the newest first, each once.
    """
    stem = STAMP.sub("", backup.name)
    beside_it = (one for one in kept_backups(backup.parent) if STAMP.sub("", one.path.name) == stem)
    own = sorted(
        (KeptBackup(path=one, at=moment_of(one)) for one in own_backups(path)),
        key=order,
        reverse=True,
    )
    places = (kept_backups(folder_to_look_in(path)), backups_elsewhere(path), own, beside_it)
    newest = list(chain.from_iterable(islice(place, LOOKED_INTO) for place in places))
    soon = datetime.now().astimezone() + timedelta(hours=2)  # else by a clock that was wrong
    newest.sort(key=lambda one: (one.at <= soon, *order(one)), reverse=True)
    here = [path] if path.is_file() else []
    found = dict.fromkeys([*here, *(one.path for one in newest)])
    return [one for one in found if one.resolve() != backup.resolve()]


def working_at_last(
    path: Path, backup: Path, key: DataKey | None, earlier: DataKey | None = None
) -> WorkingHere | None:
    """Who worked in the shop at last, for a book that can't be asked itself: as the newest copy
    knows it that is later than the backup. None where there is no such copy. `earlier` opens the
    backup where the book has another key today.
    """
    ours = known_to(backup, earlier or key)
    asked = (working_later(one, ours, key) for one in later_copies(path, backup))
    return next((working for working in asked if working is not None), None)


def working_later(copy: Path, backup: Known, key: DataKey | None) -> WorkingHere | None:
    """As the copy knows it, where it is later than the backup and can be read. It is asked twice: a
    disk that does not answer for once must bring back nobody's old PIN.
    """
    for _ in range(2):
        with (
            suppress(Refused, DatabaseError, UnicodeDecodeError, OSError),
            Book.open(copy, mode="read", key=key_for(copy, key)) as book,
        ):
            return working_here(book) if is_later(known_in(book), backup) else None
    return None


def known_in(book: Book) -> Known:
    return Known(log=log_of(book), link=head(book).link, until=until_in(book))


def known_to(copy: Path, key: DataKey | None) -> Known:
    """The same of a file, of an older Storebook’s as far as it goes; Refused when it is no book
    that can be read.
    """
    log, its_key = log_of_file(copy, key), key_for(copy, key)
    return Known(log=log, link=last_link(copy, its_key) or 0, until=known_until(copy, its_key))


def known_until(copy: Path, key: DataKey | None) -> str:
    try:
        with Book.open(copy, mode="read", key=key) as book:
            return until_in(book)
    except (Refused, DatabaseError, OSError):
        return ""


def until_in(book: Book) -> str:
    until = book.value(
        """
        SELECT max(at) FROM (
            SELECT at FROM change
            UNION ALL
            SELECT at FROM event WHERE kind IN ('restored', 'pin_changed')
        )
        """
    )
    return str(until or "")


def is_later(copy: Known, backup: Known) -> bool:
    """Whether it is of the same book and has all the steps of the backup and more, of whatever
    kind; where a restore parted them, whether it knows of a later moment.
    """
    shared = copy.log.shared_with(backup.log)
    if shared and shared == len(backup.log.marks):
        return copy.link > backup.link
    return shared > 0 and copy.until > backup.until


def refuse_round_pins(book: Book) -> None:
    """Refuse to look into a backup that the program made, where PINs are used: it would be the way
    round them. One knows those of its own day alone, also of who left since; one from before
    anybody had a PIN knows none, where a later copy beside it, or the book, knows of one.
    """
    backup = book.path
    if uses_pins(working_here(book)):
        if is_kept_backup(backup):
            raise Refused(NOBODY_WATCHES.format(name=backup.name), field="path")
        return
    if STAMP.search(backup.name) is None:
        return
    whose = backup.with_name(STAMP.sub(".book", backup.name))
    known = working_at_last(whose, backup, book.key)
    if known is not None and uses_pins(known):
        raise Refused(BEFORE_PINS.format(name=backup.name), field="path")


def uses_pins(working: WorkingHere) -> bool:
    return any(one.active and one.encoded is not None for one in working.workers)
