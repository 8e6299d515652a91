"""Who works here, with what rights and PINs: a restore brings work back, never an old way in.

Else whoever may restore could bring back the day before there were PINs, or somebody who left.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from storebook.book.book import Book
from storebook.book.change import Change
from storebook.book.engine import Connection

LOCKING = "Locking"
STAYS = "Who works here, their rights and PINs stay as before the restore"


@dataclass(frozen=True, slots=True, kw_only=True)
class Worker:
    """One associate as the book keeps them; without `encoded` they have no PIN."""

    id: int
    name: str
    initials: str
    role: str
    active: bool
    rights: str | None
    encoded: str | None
    set_at: str | None
    failed_count: int | None
    failed_at: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkingHere:
    """All of them, and when the book locks itself (as the setting keeps it)."""

    workers: tuple[Worker, ...]
    locking: str | None


def working_here(book: Book) -> WorkingHere:
    """As it is now in this book."""
    workers = book.all(
        Worker,
        """
        SELECT associate.id, name, initials, role, active, rights,
            encoded, set_at, failed_count, failed_at
        FROM associate
        LEFT JOIN pin ON pin.associate_id = associate.id
        ORDER BY associate.id
        """,
    )
    locking = book.value("SELECT value FROM setting WHERE name = :name", name=LOCKING)
    return WorkingHere(workers=tuple(workers), locking=locking)


def keep_working_here(book: Book, known: WorkingHere) -> dict[int, int]:
    """Bring a book that was restored to what was known before; nothing where that is the same.

    It asks for no right: nobody gains or loses one by it. Returns what number each has in this book
    by the number that they had: it can be another one.
    """
    if working_here(book) == known:
        return {one.id: one.id for one in known.workers}
    with book.change(STAYS) as change:
        numbers = [same_in(change, one) for one in known.workers]
        let_others_go(change, numbers)
        keep_locking(change, known.locking)
    keep_pins(book, dict(zip(numbers, known.workers, strict=True)))
    return dict(zip((one.id for one in known.workers), numbers, strict=True))


def same_in(change: Change, one: Worker) -> int:
    """Their number in the restored book: told by name where another has theirs."""
    found = change.book.values(
        "SELECT id FROM associate WHERE name = :name ORDER BY id <> :id, id LIMIT 1",
        name=one.name,
        id=one.id,
    )
    kept: dict[str, Any] = {
        "initials": one.initials,
        "role": one.role,
        "active": one.active,
        "rights": one.rights,
    }
    if not found:
        return change.insert("associate", name=one.name, **kept)
    change.update("associate", found[0], **kept)
    return int(found[0])


def let_others_go(change: Change, numbers: Collection[int]) -> None:
    """Whom the backup alone knows was taken on by a step that was taken back since."""
    for row_id in change.book.values("SELECT id FROM associate WHERE active ORDER BY id"):
        if row_id not in numbers:
            change.update("associate", row_id, active=False)


def keep_pins(book: Book, workers: dict[int, Worker]) -> None:
    """Beside the history, as every PIN; wrong tries are not forgotten by a restore."""
    kept = [
        (row_id, one.encoded, one.set_at, one.failed_count, one.failed_at)
        for row_id, one in workers.items()
        if one.encoded is not None
    ]

    def step(connection: Connection) -> None:
        connection.execute("DELETE FROM pin").fetchall()
        connection.executemany(
            """
            INSERT INTO pin (associate_id, encoded, set_at, failed_count, failed_at)
            VALUES (?, ?, ?, ?, ?)
            """,
            kept,
        )

    book.note(step)


def keep_locking(change: Change, value: str | None) -> None:
    found = change.book.values("SELECT id FROM setting WHERE name = :name", name=LOCKING)
    if value is None:
        if found:
            change.delete("setting", found[0])
    elif found:
        change.update("setting", found[0], value=value)
    else:
        change.insert("setting", name=LOCKING, value=value)
