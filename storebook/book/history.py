"""The log of changes: who did what and when, and taking it back."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.book.change import RANGE_LIMIT, Change


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRow:
    """One saved step, as the history shows it. `at` is in UTC; `in_effect` is False once it was taken back."""

    id: int
    at: datetime
    associate: str
    what: str
    takes_back_id: int | None
    in_effect: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LogEntry:
    """What one change did to one row, or to a range of new rows."""

    table_name: str
    action: str
    first_id: int
    last_id: int
    before: str | None


def changes(book: Book, *, limit: int = 100, before_id: int | None = None) -> list[ChangeRow]:
    """The newest changes, newest first; `before_id` pages on from there."""
    return book.all(
        ChangeRow,
        """
        SELECT change.id, at, associate.name AS associate, what, takes_back_id,
               NOT EXISTS (SELECT 1 FROM change AS later WHERE later.takes_back_id = change.id) AS in_effect
        FROM change
        JOIN associate ON associate.id = change.associate_id
        WHERE :before_id IS NULL OR change.id < :before_id
        ORDER BY change.id DESC
        LIMIT :limit
        """,
        limit=limit,
        before_id=before_id,
    )


def changes_of(book: Book, shopper_id: int, *, limit: int = 200) -> list[ChangeRow]:
    """The changes that name this shopper, newest first."""
    return book.all(
        ChangeRow,
        """
        SELECT change.id, at, associate.name AS associate, what, takes_back_id,
               NOT EXISTS (SELECT 1 FROM change AS later WHERE later.takes_back_id = change.id) AS in_effect
        FROM change_shopper
        JOIN change ON change.id = change_shopper.change_id
        JOIN associate ON associate.id = change.associate_id
        WHERE change_shopper.shopper_id = :shopper_id
        ORDER BY change.id DESC
        LIMIT :limit
        """,
        shopper_id=shopper_id,
        limit=limit,
    )


def undo_last(book: Book) -> ChangeRow:
    """Take back the newest change that is in effect; raises Refused when there is none."""
    newest = book.value(
        """
        SELECT change.id FROM change
        WHERE takes_back_id IS NULL AND NOT EXISTS (SELECT 1 FROM change AS later WHERE later.takes_back_id = change.id)
        ORDER BY change.id DESC LIMIT 1
        """
    )
    redone = book.value(
        """
        SELECT change.id FROM change
        JOIN change AS undone ON undone.id = change.takes_back_id
        WHERE undone.takes_back_id IS NOT NULL
          AND NOT EXISTS (SELECT 1 FROM change AS later WHERE later.takes_back_id = change.id)
        ORDER BY change.id DESC LIMIT 1
        """
    )
    candidates = [change_id for change_id in (newest, redone) if change_id is not None]
    if not candidates:
        raise Refused("There is nothing to undo.")
    return take_back(book, max(candidates))


def redo_last(book: Book) -> ChangeRow:
    """Take back the newest undo, when nothing else was changed after it; raises Refused otherwise."""
    newest = book.rows(
        """
        SELECT change.id, change.takes_back_id FROM change
        WHERE NOT EXISTS (SELECT 1 FROM change AS later WHERE later.takes_back_id = change.id)
        ORDER BY change.id DESC LIMIT 1
        """
    )
    if not newest or newest[0][1] is None or not chain_of(book, newest[0][0]).is_undone:
        raise Refused("There is nothing to do again.")
    return take_back(book, newest[0][0])


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """A change, what took it back, what took that back, and so on."""

    root: int
    members: tuple[int, ...]

    @property
    def tip(self) -> int:
        return self.members[-1]

    @property
    def is_undone(self) -> bool:
        return len(self.members) % 2 == 0


def chain_of(book: Book, change_id: int) -> Chain:
    """The whole chain that this change belongs to."""
    root = change_id
    while (
        earlier := book.value("SELECT takes_back_id FROM change WHERE id = :id", id=root)
    ) is not None:
        root = earlier
    members = [root]
    while (
        later := book.value("SELECT id FROM change WHERE takes_back_id = :id", id=members[-1])
    ) is not None:
        members.append(later)
    return Chain(root=root, members=tuple(members))


def take_back(book: Book, change_id: int) -> ChangeRow:
    """Take one change back, as a change of its own, and return that new change.

    Taking back an undo does it again. Refused, with the sentence of the later change, when rows of this change
    were changed since, or when later rows stand on its rows.
    """
    found = book.rows("SELECT what, takes_back_id FROM change WHERE id = :id", id=change_id)
    if not found:
        raise Refused(f"There is no change {change_id} in this book.")
    what = str(found[0][0])
    chain = chain_of(book, change_id)
    with book.change(name_of_undo(book, chain)) as change:
        if chain.is_undone and change_id == chain.root:
            raise Refused(f"“{what}” was taken back already.")
        entries = entries_of(book, chain.tip)
        refuse_if_changed_since(book, chain, entries)
        refuse_if_others_stand_on(book, chain, entries)
        change.book.rows("PRAGMA defer_foreign_keys = ON")
        for entry in reversed(entries):
            revert(change, entry)
        mark_as_taking_back(change, chain.tip)
    return newest_change(book)


def name_of_undo(book: Book, chain: Chain) -> str:
    what = str(book.value("SELECT what FROM change WHERE id = :id", id=chain.root))
    return f"Done again: {what}" if chain.is_undone else f"Taken back: {what}"


def entries_of(book: Book, change_id: int) -> list[LogEntry]:
    return book.all(
        LogEntry,
        """
        SELECT table_name, action, first_id, last_id, before
        FROM change_row WHERE change_id = :change_id ORDER BY id
        """,
        change_id=change_id,
    )


def refuse_if_changed_since(book: Book, chain: Chain, entries: list[LogEntry]) -> None:
    """Refuse when a later change, still in effect, touched one of these rows."""
    settled: dict[int, bool] = {}
    for entry in entries:
        for later_id, what in later_changes(
            book, chain.tip, entry.table_name, entry.first_id, entry.last_id
        ):
            if later_id not in settled:
                settled[later_id] = cancelled_out(book, later_id, chain.tip)
            if not settled[later_id]:
                raise Refused(f"It was changed since: “{what}”. Take that back first.")


def later_changes(
    book: Book, after_id: int, table: str, first: int, last: int
) -> list[tuple[int, str]]:
    return book.rows(
        """
        SELECT DISTINCT change.id, change.what
        FROM change_row
        JOIN change ON change.id = change_row.change_id
        WHERE table_name = :table AND first_id BETWEEN :first - :span AND :last AND last_id >= :first
          AND change_id > :after_id
        ORDER BY change.id
        """,
        table=table,
        first=first,
        last=last,
        span=RANGE_LIMIT,
        after_id=after_id,
    )  # type: ignore[return-value]


def cancelled_out(book: Book, change_id: int, after_id: int) -> bool:
    """True when the change and what took it back both came after, so that together they did nothing."""
    chain = chain_of(book, change_id)
    return chain.is_undone and chain.root > after_id


def refuse_if_others_stand_on(book: Book, chain: Chain, entries: list[LogEntry]) -> None:
    """Refuse when rows written later refer to rows that would vanish."""
    for entry in entries:
        if entry.action != "insert":
            continue
        for table, column in references_to(book, entry.table_name):
            for row_id in rows_standing_on(book, table, column, entry):
                later = later_changes(book, chain.tip, table, row_id, row_id)
                standing = [
                    what for later_id, what in later if not cancelled_out(book, later_id, chain.tip)
                ]
                if standing:
                    raise Refused(
                        f"Something stands on it since: “{standing[0]}”. Take that back first."
                    )


def references_to(book: Book, table: str) -> list[tuple[str, str]]:
    return book.rows(
        """
        SELECT sqlite_schema.name, reference."from"
        FROM sqlite_schema, pragma_foreign_key_list(sqlite_schema.name) AS reference
        WHERE sqlite_schema.type = 'table' AND reference."table" = :table
          AND sqlite_schema.name NOT IN ('shopper_summary', 'change_row', 'change_shopper', 'draft', 'change')
        ORDER BY sqlite_schema.name, reference."from"
        """,
        table=table,
    )  # type: ignore[return-value]


def rows_standing_on(book: Book, table: str, column: str, entry: LogEntry) -> list[int]:
    # Names of our own tables and columns, from the file's own schema.
    sql = f'SELECT id FROM "{table}" WHERE "{column}" BETWEEN :first AND :last ORDER BY id'  # noqa: S608
    return book.values(sql, first=entry.first_id, last=entry.last_id)


def revert(change: Change, entry: LogEntry) -> None:
    """Put one row back as it was before."""
    if entry.action == "insert":
        for row_id in range(entry.last_id, entry.first_id - 1, -1):
            change.delete(entry.table_name, row_id)
        return
    before: dict[str, Any] = json.loads(entry.before or "{}")
    if entry.action == "delete":
        change.insert(entry.table_name, **before)
        return
    row_id = before.pop("id")
    change.update(entry.table_name, row_id, **before)


def mark_as_taking_back(change: Change, tip_id: int) -> None:
    change.takes_back(tip_id)
    change.about(
        *change.book.values(
            "SELECT shopper_id FROM change_shopper WHERE change_id = :id", id=tip_id
        )
    )


def newest_change(book: Book) -> ChangeRow:
    return changes(book, limit=1)[0]
