"""How far the log went when backups were kept: what it must still begin with today."""

from contextlib import suppress
from pathlib import Path

from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.book.chain import NOTED_BEFORE, Broken, Head, head, mark_of, verify
from storebook.book.engine import DatabaseError
from storebook.book.kept_backups import kept_backups
from storebook.book.opening import sentences
from storebook.book.protection.data_key import DataKey
from storebook.book.remembered import folder_to_look_in

LOOKED_INTO = 5  # the newest; each says what all before it say, and more


def heads_kept(book: Book, folder: Path) -> list[Head]:
    """The heads of this book's newest backups in the folder that can be read with its key.

    A book that is new at the same place has another beginning: the backups of the one before it
    say nothing about it. Nor do those that a restore parted from it.
    """
    heads, begun = [], beginning(book)
    for backup in kept_backups(folder)[:LOOKED_INTO]:
        try:
            with sentences(), Book.open(backup.path, mode="read", key=book.key) as opened:
                if beginning(opened) == begun and not went_another_way(book, opened):
                    heads.append(head(opened))
        except Refused:  # from before the book had this key, or this shape; or damaged
            continue
    return heads


def went_another_way(book: Book, backup: Book) -> bool:
    """Whether a restore parted them: each goes on alone from the last step that they share, and one
    of the two says there that it was restored. However often a shop goes back and forth between its
    backups, that is no log which was cut off or written anew.
    """
    if has_all_of(book, backup):
        return False
    ours, theirs = chains(book), chains(backup)
    shared = max((link for link, chain in ours.items() if theirs.get(link) == chain), default=0)
    goes_on = max(ours, default=0) > shared
    return goes_on and any(is_restored_after(one, shared) for one in (book, backup))


def has_all_of(book: Book, backup: Book) -> bool:
    """Whether the newest step of the backup is a step of the book."""
    newest = head(backup)
    at_newest = book.values(
        """
        SELECT chain FROM change WHERE link = :link
        UNION ALL
        SELECT chain FROM event WHERE link = :link
        """,
        link=newest.link,
    )
    return [mark_of(chain) for chain in at_newest] == [newest.mark]


def newest_if_ahead(book: Book) -> Path | None:
    """The newest backup on this computer, where it has steps that the book has not and no restore
    gave up: somebody put an older copy in the place of the book.
    """
    for one in kept_backups(folder_to_look_in(book.path))[:1]:
        with (
            suppress(Refused),
            sentences(),
            Book.open(one.path, mode="read", key=book.key) as backup,
        ):
            is_same = beginning(backup) == beginning(book)
            if is_same and not has_all_of(book, backup) and not went_another_way(book, backup):
                return one.path
    return None


def chains(book: Book) -> dict[int, bytes]:
    """The digest of all up to each step, by its number."""
    return dict(
        book.rows(
            """
            SELECT link, chain FROM change WHERE link IS NOT NULL
            UNION ALL
            SELECT link, chain FROM event WHERE link IS NOT NULL
            ORDER BY link
            """
        )
    )


def is_restored_after(book: Book, link: int) -> bool:
    found = book.value(
        """
        SELECT 1 FROM event
        WHERE kind = 'restored' AND link > :link AND link <= :link + 1 + :noted_before
        """,
        link=link,
        noted_before=NOTED_BEFORE,
    )
    return found is not None


def last_link(path: Path, key: DataKey | None) -> int | None:
    """How many steps the log of a book has that is put away; None when that can't be read."""
    try:
        with Book.open(path, mode="read", key=key) as book:
            return head(book).link
    except (Refused, DatabaseError, OSError):
        return None


def beginning(book: Book) -> bytes | None:
    """What tells two books apart: the seal of the first step; None before there is one."""
    found: bytes | None = book.value(
        """
        SELECT chain FROM (
            SELECT * FROM (SELECT link, chain FROM change ORDER BY id LIMIT 1)
            UNION ALL
            SELECT * FROM (SELECT link, chain FROM event ORDER BY id LIMIT 1)
        )
        ORDER BY link
        LIMIT 1
        """
    )
    return found


def verify_against_backups(book: Book, folder: Path) -> list[Broken]:
    """The first steps of the log that do not match, asked of the log itself and of the backups."""
    return verify(book, heads_kept(book, folder))
