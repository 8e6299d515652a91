"""Every step in the log carries a digest of what it says, and one of all that went before it.

The digest of a step is BLAKE2b over a salt of its own and its rows as JSON; that of all up to it
is over the one before, its place and its own, with the book's key for the chain where it has one.
(A purchase writes its two digests in a third of the time that SHA-256 and HMAC of OpenSSL took.)
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from itertools import chain, islice
from os import urandom
from typing import Any

from storebook.book.engine import Connection

DIGEST_BYTES = 32
BEGINNING = bytes(DIGEST_BYTES)
SALT_BYTES = 16
# Part of the format, never to be changed: each block of so many rows is a JSON array of its own,
# and a book sealed with another number would be called edited. One array of a whole import would
# fill the memory.
ROWS_IN_A_BLOCK = 500
# Five small questions in one: a join of the two took twenty times as long.
NEWEST = """
    SELECT (SELECT key FROM chain_key ORDER BY id DESC LIMIT 1),
           (SELECT link FROM change WHERE chain IS NOT NULL ORDER BY id DESC LIMIT 1),
           (SELECT chain FROM change WHERE chain IS NOT NULL ORDER BY id DESC LIMIT 1),
           (SELECT link FROM event WHERE chain IS NOT NULL ORDER BY id DESC LIMIT 1),
           (SELECT chain FROM event WHERE chain IS NOT NULL ORDER BY id DESC LIMIT 1)
    """
CHANGE = """
    SELECT id, at, associate_id, what, takes_back_id, step_id, is_undo FROM change WHERE id = ?
    """
ROWS = """
    SELECT id, table_name, action, first_id, last_id, before FROM change_row
    WHERE change_id = ? ORDER BY id
    """
SHOPPERS = "SELECT shopper_id FROM change_shopper WHERE change_id = ? ORDER BY shopper_id"
ERASURES = """
    SELECT id, of_change_id, of_event_id, hex(digest) FROM log_erasure
    WHERE change_id = ? ORDER BY id
    """
EVENT = "SELECT id, at, associate_id, kind, what, shopper_id, detail FROM event WHERE id = ?"

SEAL_CHANGE = "UPDATE change SET link = ?, salt = ?, digest = ?, chain = ? WHERE id = ?"
SEAL_EVENT = "UPDATE event SET link = ?, salt = ?, digest = ?, chain = ? WHERE id = ?"

Row = Sequence[Any]
as_text = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def seal_change(connection: Connection, change_id: int) -> None:
    """Put a change that is complete into the chain, within the transaction that saves it."""
    (row,) = connection.execute(CHANGE, [change_id]).fetchall()
    salt = urandom(SALT_BYTES)
    digest = digest_of_change(salt, row, *parts_of_change(connection, change_id))
    connection.execute(SEAL_CHANGE, [*next_link(connection, salt, digest), change_id])


def seal_small_change(
    connection: Connection, row: Row, rows: Sequence[Row], shoppers: Sequence[int]
) -> None:
    """The same for a change that is known whole, and need not be read again: nearly all are."""
    salt = urandom(SALT_BYTES)
    digest = digest_of_small_change(salt, row, rows, shoppers)
    connection.execute(SEAL_CHANGE, [*next_link(connection, salt, digest), row[0]])


def seal_event(connection: Connection, event_id: int) -> None:
    """Put an event into the chain, within the transaction that saves it."""
    (row,) = connection.execute(EVENT, [event_id]).fetchall()
    salt = urandom(SALT_BYTES)
    digest = digest_of_event(salt, row)
    connection.execute(SEAL_EVENT, [*next_link(connection, salt, digest), event_id])


def next_link(
    connection: Connection, salt: bytes, digest: bytes
) -> tuple[int, bytes, bytes, bytes]:
    """What a step that says `digest` carries as the newest of all."""
    key, newest, before = newest_link(connection)
    link = newest + 1
    return link, salt, digest, chained(key, before, link, digest)


def newest_link(connection: Connection) -> tuple[bytes | None, int, bytes]:
    """The key of the chain, the number of the newest step, and the digest of all up to it."""
    ((key, change, of_change, event, of_event),) = connection.execute(NEWEST).fetchall()
    if (change or 0) >= (event or 0):
        return key, change or 0, of_change or BEGINNING
    return key, event, of_event


def chained(key: bytes | None, before: bytes, link: int, own: bytes) -> bytes:
    """The digest of all up to a step, from that of all before it."""
    said = before + link.to_bytes(8, "big") + own
    return blake2b(said, digest_size=DIGEST_BYTES, key=key or b"").digest()


def parts_of_change(
    connection: Connection, change_id: int
) -> tuple[Iterable[Row], Iterable[Row], Iterable[Row]]:
    """What a change did, whose history shows it, and what it erased."""
    return (
        connection.execute(ROWS, [change_id]),
        connection.execute(SHOPPERS, [change_id]),
        connection.execute(ERASURES, [change_id]),
    )


def digest_of_change(salt: bytes, change: Row, rows: Iterable[Row], *more: Iterable[Row]) -> bytes:
    """What a change says: its own row and those of the log, then whose history shows it, then
    what it erased; each part in its order, in blocks.
    """
    hashed = blake2b(salt, digest_size=DIGEST_BYTES)
    for part in (chain([("change", *change)], rows), *more):
        for block in blocks(part):
            hashed.update(as_text(block).encode())
        hashed.update(b"\n")
    return hashed.digest()


def digest_of_small_change(
    salt: bytes, change: Row, rows: Sequence[Row], shoppers: Sequence[int]
) -> bytes:
    """The same, in one go, of a change whose parts are a block each, and that erased nothing."""
    ids = f"[[{'],['.join(map(str, shoppers))}]]" if shoppers else ""
    text = f"{as_text([('change', *change), *rows])}\n{ids}\n\n"
    return blake2b(salt + text.encode(), digest_size=DIGEST_BYTES).digest()


def digest_of_event(salt: bytes, event: Row) -> bytes:
    """What an event says."""
    said = salt + as_text(["event", *event]).encode()
    return blake2b(said, digest_size=DIGEST_BYTES).digest()


def blocks(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """These rows, as many at a time as the format says; the last block is what is left."""
    source = iter(rows)
    while block := list(islice(source, ROWS_IN_A_BLOCK)):
        yield block
