"""Reads the chain of the log again from its beginning, and names the steps that do not match.

A row that was edited, taken out, put in or moved is seen by the digests of the log itself. That
the newest rows were cut off is seen by the numbers that SQLite gave out, and by a head that was
kept elsewhere: in a backup, on a slip.
"""

import json
from base64 import b32encode
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from heapq import merge
from itertools import groupby, islice
from operator import itemgetter

from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.book.digests import (
    BEGINNING,
    Row,
    chained,
    digest_of_change,
    digest_of_event,
    newest_link,
)
from storebook.book.engine import Connection, OperationalError, one_value

MOST_TOLD = 20
# No number is given out twice, nor for a step that was not saved. Of a log that was brought back
# with its newest changes lost, the next ones have later numbers.
CUT_OFF = """
    SELECT EXISTS (
        SELECT 1 FROM sqlite_sequence
        WHERE name = 'event' AND seq > (SELECT coalesce(max(id), 0) FROM event)
           OR name = 'change' AND seq > (SELECT coalesce(max(id), 0) FROM change)
              AND NOT EXISTS (
                  SELECT 1 FROM event WHERE kind = 'salvaged'
                  AND link > (SELECT coalesce(max(link), 0) FROM change)
              )
    )
    """
NOTED_BEFORE = 2  # at most, of a restore: that it was protected again, and who works here
MARK_BYTES = 10  # 16 letters: enough that nobody finds another log of the same mark
LETTERS = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", "0123456789ABCDEFGHJKMNPQRSTVWXYZ")
MISREAD = str.maketrans("OIL", "011")


class Fault(StrEnum):
    EDITED = "edited"
    TAKEN_OUT = "taken out"
    PUT_IN = "put in"
    CUT_OFF = "cut off"
    REWRITTEN = "rewritten"


SENTENCES = {
    Fault.EDITED: "is not as it was written",
    Fault.TAKEN_OUT: "does not follow what was before it: something was taken out or moved",
    Fault.PUT_IN: "was put in from outside",
    Fault.CUT_OFF: "was the last, and there was more: the end of the log was cut off",
    Fault.REWRITTEN: "is not the one that was kept elsewhere: the log was written anew",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """How far the log goes, and the mark of all that is in it.

    Kept elsewhere it shows later whether the log still begins with what it was then.
    """

    link: int
    mark: str

    @property
    def written(self) -> str:
        """As it stands on a slip: the number of steps, then the mark in fours."""
        return "-".join([str(self.link), *(self.mark[at : at + 4] for at in range(0, 16, 4))])

    @classmethod
    def read(cls, text: str) -> "Head":
        """What `written` wrote, typed off a slip; raises Refused when it can't be one."""
        number, _, rest = text.strip().partition("-")
        mark = rest.upper().replace("-", "").replace(" ", "").translate(MISREAD)
        if not number.isdecimal() or not number.isascii() or len(mark) != 16:
            raise Refused(
                "That is not the mark of a log. It is a number and sixteen letters and digits, "
                "as the check of the log told it.",
                "head",
            )
        return cls(link=int(number), mark=mark)


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """A step of the log that does not match; `at` is in UTC, None when it can't be read."""

    fault: Fault
    link: int
    change_id: int | None
    event_id: int | None
    at: datetime | None
    what: str

    @property
    def sentence(self) -> str:
        return f"“{self.what}” {SENTENCES[self.fault]}."


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A change or event as it stands in the log, with the digest of what it says now."""

    name: str
    row: Row
    link: int | None
    digest: bytes | None
    chain: bytes | None
    expected: bytes | None
    says: bytes


def by_link(kept: Head) -> int:
    return kept.link


class Walk:
    """How far the log was read; `forks` are the numbers that a restored backup gave up."""

    def __init__(self, keys: list[tuple[int, bytes | None]], heads: Iterable[Head]) -> None:
        ordered = sorted(heads, key=by_link)
        self.heads = {link: list(some) for link, some in groupby(ordered, key=by_link)}
        self.link = 0
        self.chain = BEGINNING
        self.last: Step | None = None
        self.forks: list[tuple[int, float]] = []
        self.unlike: list[tuple[Step, Head]] = []
        self._keys = keys

    def key(self, link: int) -> bytes | None:
        """Under which key the step of this number was put into the chain."""
        return next((key for first, key in reversed(self._keys) if link >= first), None)


# -- asking


def head(book: Book) -> Head:
    """How far the log goes now, and its mark."""
    with book.snapshot() as connection:
        _, link, chain = newest_link(connection)
    return Head(link=link, mark=mark_of(chain))


def mark_of(chain: bytes) -> str:
    return b32encode(chain[:MARK_BYTES]).decode().translate(LETTERS)


def verify(book: Book, heads: Iterable[Head] = ()) -> list[Broken]:
    """The first steps of the log that do not match, in its order; none when it is whole.

    `heads` are those that were kept elsewhere. What was erased for the sake of a person matches,
    as long as it is what the erasing change left there. Reads the whole log: some 300,000 entries
    a second, so a large book is asked in a worker.
    """
    kept = list(heads)
    with book.snapshot() as connection:
        try:
            return list(islice(faults(connection, kept), MOST_TOLD))
        except OperationalError as error:
            if "decode" not in str(error):
                raise
        # A byte that makes no text: read it all the same, so that its step can be named.
        connection.text_factory = tolerant
        try:
            return list(islice(faults(connection, kept), MOST_TOLD))
        finally:
            connection.text_factory = str


def tolerant(raw: bytes) -> str:
    return raw.decode("utf-8", "replace")


def give_key(book: Book, key: bytes | None) -> None:
    """Go on with the chain under a key from now on, or under none.

    Called when a book becomes protected, and when it no longer is: whoever can't open a protected
    book can't make a chain that matches. What is in the chain already stays as it is, so that
    what was kept elsewhere of it still matches. The key stands in the book itself: a new paper or
    passphrase for the book does not touch it.
    """
    with book.unlogged() as connection:
        _, newest, _ = newest_link(connection)
        connection.execute(
            "INSERT INTO chain_key (from_link, key) VALUES (?, ?)", [newest + 1, key]
        )


# -- walking


def faults(connection: Connection, heads: list[Head]) -> Iterator[Broken]:
    """What does not match, in the order of the log; what heads say comes last."""
    keys = connection.execute("SELECT from_link, key FROM chain_key ORDER BY id").fetchall()
    walk = Walk(keys, heads)
    steps = merge(changes(connection), events(connection), key=lambda step: step.link or 0)
    for step in steps:
        fault = fault_of(step, walk)
        if fault is not None:
            yield broken(step, fault)
        go_on(step, walk)
    of_heads = list(unlike_heads(walk))
    yield from of_heads
    if not of_heads and one_value(connection, CUT_OFF):
        yield broken(walk.last, Fault.CUT_OFF)


def fault_of(step: Step, walk: Walk) -> Fault | None:
    """What is wrong with a step that stands after those of the walk."""
    if step.link is None or step.digest is None or step.chain is None:
        return Fault.PUT_IN
    if step.says != step.expected:
        return Fault.EDITED
    if step.link != walk.link + 1:
        return Fault.TAKEN_OUT
    matches = chained(walk.key(step.link), walk.chain, step.link, step.digest) == step.chain
    return None if matches else Fault.EDITED


def go_on(step: Step, walk: Walk) -> None:
    """Go on from what the step says of itself, so that only those which are wrong are named."""
    if step.link is None or step.chain is None:
        return
    walk.link, walk.chain, walk.last = step.link, step.chain, step
    for kept in walk.heads.pop(step.link, ()):
        if kept.mark != mark_of(step.chain):
            walk.unlike.append((step, kept))
    if step.name == "event" and step.row[3] == "restored":
        try:
            detail = json.loads(step.row[6])
            first, last = detail.get("first_link", step.link), detail.get("replaced_link")
            first = max(int(first), step.link - NOTED_BEFORE)
            walk.forks.append((first, float("inf") if last is None else float(last)))
        except (ValueError, AttributeError, TypeError):  # edited, and told as such
            return


def unlike_heads(walk: Walk) -> Iterator[Broken]:
    """What was kept elsewhere and is not in the log, unless a restored backup explains it."""
    for step, kept in walk.unlike:
        if not given_up(walk, kept):
            yield broken(step, Fault.REWRITTEN)
    missing = [kept for some in walk.heads.values() for kept in some if kept.link > walk.link]
    if any(not given_up(walk, kept) for kept in missing):
        yield broken(walk.last, Fault.CUT_OFF)


def given_up(walk: Walk, kept: Head) -> bool:
    return any(first <= kept.link <= last for first, last in walk.forks)


def broken(step: Step | None, fault: Fault) -> Broken:
    if step is None:
        return Broken(
            fault=fault, link=0, change_id=None, event_id=None, at=None, what="The beginning"
        )
    row = step.row
    is_change = step.name == "change"
    return Broken(
        fault=fault,
        link=step.link or 0,
        change_id=row[0] if is_change else None,
        event_id=None if is_change else row[0],
        at=moment(row[1]),
        what=row[3] if is_change else row[4],
    )


def moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


# -- reading


class Grouped:
    """The rows of one cursor that belong to a change, asked for in the order of the changes."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._groups = groupby(rows, key=itemgetter(0))
        self._group = next(self._groups, None)

    def of(self, change_id: int) -> Iterable[Row]:
        while self._group is not None and self._group[0] < change_id:
            self._group = next(self._groups, None)
        if self._group is None or self._group[0] != change_id:
            return ()
        return (row[1:] for row in self._group[1])


def changes(connection: Connection) -> Iterator[Step]:
    """Every change, with the digest of what is in the log of it now.

    What was erased is believed of a change that is in the log alone: its own digest says it.
    """
    parts = [
        Grouped(connection.execute(sql))
        for sql in (
            """
            SELECT change_id, id, table_name, action, first_id, last_id, before
            FROM change_row ORDER BY change_id, id
            """,
            "SELECT change_id, shopper_id FROM change_shopper ORDER BY change_id, shopper_id",
            """
            SELECT change_id, id, of_change_id, of_event_id, hex(digest)
            FROM log_erasure ORDER BY change_id, id
            """,
        )
    ]
    for row in connection.execute(
        """
        SELECT id, at, associate_id, what, takes_back_id, step_id, is_undo,
               link, salt, digest, chain,
               (SELECT digest FROM log_erasure
                WHERE of_change_id = change.id AND change_id IN (SELECT id FROM change)
                ORDER BY id DESC LIMIT 1)
        FROM change ORDER BY id
        """
    ):
        said, (link, salt, digest, chain, erased) = row[:7], row[7:]
        says = digest_of_change(salt or b"", said, *(part.of(said[0]) for part in parts))
        yield step_of("change", said, link, digest, chain, erased, says)


def events(connection: Connection) -> Iterator[Step]:
    """Every event, with the digest of what it says now."""
    for row in connection.execute(
        """
        SELECT id, at, associate_id, kind, what, shopper_id, detail,
               link, salt, digest, chain,
               (SELECT digest FROM log_erasure
                WHERE of_event_id = event.id AND change_id IN (SELECT id FROM change)
                ORDER BY id DESC LIMIT 1)
        FROM event ORDER BY id
        """
    ):
        said, (link, salt, digest, chain, erased) = row[:7], row[7:]
        says = digest_of_event(salt or b"", said)
        yield step_of("event", said, link, digest, chain, erased, says)


def step_of(  # noqa: PLR0913
    name: str,
    row: Row,
    link: int | None,
    digest: bytes | None,
    chain: bytes | None,
    erased: bytes | None,
    says: bytes,
) -> Step:
    return Step(
        name=name,
        row=row,
        link=link,
        digest=digest,
        chain=chain,
        expected=digest if erased is None else erased,
        says=says,
    )
