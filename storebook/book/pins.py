"""What the book keeps of PINs: never the PIN itself, and how often a wrong one was tried.

Outside the history, so that taking a change back never brings an old PIN back.
"""

from dataclasses import dataclass
from datetime import datetime

from storebook.book.book import Book
from storebook.book.change import Change
from storebook.book.engine import Connection

LONGEST_WAIT_SECONDS = 15 * 60
FIRST_WAIT_SECONDS = 30
FREE_TRIES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptPin:
    """One associate's PIN as Argon2 wrote it, its cost included; `failed_at` is in UTC."""

    associate_id: int
    encoded: str
    failed_count: int
    failed_at: datetime | None


def pin_of(book: Book, associate_id: int) -> KeptPin | None:
    """What is kept of this associate's PIN, or None when they have none."""
    return book.first(
        KeptPin,
        """
        SELECT associate_id, encoded, failed_count, failed_at FROM pin
        WHERE associate_id = :associate_id
        """,
        associate_id=associate_id,
    )


def keep_pin(book: Book, associate_id: int, encoded: str, *, now: datetime) -> None:
    """Keep this PIN from now on; wrong tries before it are forgotten."""
    write(
        book,
        """
        INSERT INTO pin (associate_id, encoded, set_at) VALUES (?, ?, ?)
        ON CONFLICT (associate_id) DO UPDATE
        SET encoded = excluded.encoded, set_at = excluded.set_at,
            failed_count = 0, failed_at = NULL
        """,
        [associate_id, encoded, now.isoformat(timespec="seconds")],
    )


def encode_anew(book: Book, associate_id: int, encoded: str, *, instead_of: str) -> None:
    """Keep the same PIN at another cost, unless it was changed meanwhile."""
    write(
        book,
        "UPDATE pin SET encoded = ? WHERE associate_id = ? AND encoded = ?",
        [encoded, associate_id, instead_of],
    )


def drop_pin(book: Book, associate_id: int) -> None:
    """Forget this associate's PIN."""
    write(book, "DELETE FROM pin WHERE associate_id = ?", [associate_id])


def drop_pin_within(change: Change, associate_id: int) -> None:
    """Forget the PIN as a step of a change, which does not bring it back when it is taken back."""
    beside = change.open_beside_the_log()
    beside.execute("DELETE FROM pin WHERE associate_id = ?", [associate_id]).fetchall()


def write(book: Book, sql: str, values: list[object]) -> None:
    """One statement that is saved by itself, beside the history; for a reader too.

    Where the folder can only be read nothing is kept.
    """

    def step(connection: Connection) -> None:
        connection.execute(sql, values).fetchall()

    book.note(step)


# -- how often a wrong one was tried


def wait_after(failed_count: int) -> int:
    """How many seconds must pass after so many wrong tries: none for the first, then 30 seconds,
    twice as long each time, 15 minutes at the most.
    """
    if failed_count < FREE_TRIES:
        return 0
    return min(FIRST_WAIT_SECONDS << (failed_count - FREE_TRIES), LONGEST_WAIT_SECONDS)


def seconds_left(failed_count: int, failed_at: datetime | None, now: datetime) -> int:
    """How many seconds are still to be waited. Where the clock was set back it is the whole wait:
    it becomes neither a year long nor shorter. Both times are in UTC.
    """
    wait = wait_after(failed_count)
    passed = 0.0 if failed_at is None else (now - failed_at).total_seconds()
    return min(wait, max(1, round(wait - passed))) if passed < wait else 0


def begin_try(book: Book, associate_id: int, *, now: datetime) -> int:
    """Count a try before the PIN is looked at, and return 0; or the seconds that are to be waited.

    Counted first and saved, so that ending the program in between is no free try. Where the book
    can't be written nothing is counted, and what was counted before holds. `now` is in UTC.
    """
    waits: list[int] = []
    book.note(lambda connection: waits.append(count_try(connection, associate_id, now)))
    if waits:
        return waits[0]
    kept = pin_of(book, associate_id)
    return 0 if kept is None else seconds_left(kept.failed_count, kept.failed_at, now)


def count_try(connection: Connection, associate_id: int, now: datetime) -> int:
    """Count it, or say how long to wait. Where the clock was set back the wait begins anew."""
    rows = connection.execute(
        "SELECT failed_count, failed_at FROM pin WHERE associate_id = ?", [associate_id]
    ).fetchall()
    if not rows:
        return 0
    failed_count = int(rows[0][0])
    failed_at = datetime.fromisoformat(rows[0][1]) if rows[0][1] else None
    wait = seconds_left(failed_count, failed_at, now)
    if wait == 0 or (failed_at is not None and now < failed_at):
        connection.execute(
            "UPDATE pin SET failed_count = ?, failed_at = ? WHERE associate_id = ?",
            [failed_count + (wait == 0), now.isoformat(), associate_id],
        )
    return wait


def end_tries(book: Book, associate_id: int) -> None:
    """The right PIN was given: wrong ones are forgotten."""
    write(
        book,
        "UPDATE pin SET failed_count = 0, failed_at = NULL WHERE associate_id = ?",
        [associate_id],
    )
