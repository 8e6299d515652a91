"""Every step in the log carries a digest of what it says, and one of all that went before it.

The digest of a step is SHA-256 over a salt of its own and its rows as JSON; that of all up to it
is over the one before, its place and its own: by HMAC where the book has a key for the chain.
"""

import hmac
import json
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from itertools import islice
from os import urandom
from typing import Any

from storebook.book.engine import Connection

BEGINNING = bytes(32)
SALT_BYTES = 16
# Rows that are made JSON at a time: a whole import must not fill the memory.
CHUNK = 500
# Both are asked by their numbers, which rise with their places in the chain.
NEWEST = """
    SELECT (SELECT key FROM chain_key ORDER BY id DESC LIMIT 1),
           change.link, change.chain, event.link, event.chain
    FROM (VALUES (1))
    LEFT JOIN change ON change.id = (
        SELECT id FROM change WHERE chain IS NOT NULL ORDER BY id DESC LIMIT 1
    )
    LEFT JOIN event ON event.id = (
        SELECT id FROM event WHERE chain IS NOT NULL ORDER BY id DESC LIMIT 1
    )
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

Row = Sequence[Any]
as_text = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def seal_change(connection: Connection, change_id: int) -> None:
    """Put a change that is complete into the chain, within the transaction that saves it."""
    (row,) = connection.execute(CHANGE, [change_id]).fetchall()
    seal_known_change(connection, row, *parts_of_change(connection, change_id))


def seal_known_change(connection: Connection, row: Row, *parts: Iterable[Row]) -> None:
    """The same for a change whose rows need not be read again: most are as small as that."""
    salt = urandom(SALT_BYTES)
    digest = digest_of_change(salt, row, *parts)
    connection.execute(
        "UPDATE change SET link = ?, salt = ?, digest = ?, chain = ? WHERE id = ?",
        [*next_link(connection, salt, digest), row[0]],
    )


def seal_event(connection: Connection, event_id: int) -> None:
    """Put an event into the chain, within the transaction that saves it."""
    (row,) = connection.execute(EVENT, [event_id]).fetchall()
    salt = urandom(SALT_BYTES)
    digest = digest_of_event(salt, row)
    connection.execute(
        "UPDATE event SET link = ?, salt = ?, digest = ?, chain = ? WHERE id = ?",
        [*next_link(connection, salt, digest), event_id],
    )


def next_link(
    connection: Connection, salt: bytes, digest: bytes
) -> tuple[int, bytes, bytes, bytes]:
    """What a step that says `digest` carries as the newest of all."""
    key, newest, chain = newest_link(connection)
    link = newest + 1
    return link, salt, digest, chained(key, chain, link, digest)


def newest_link(connection: Connection) -> tuple[bytes | None, int, bytes]:
    """The key of the chain, the number of the newest step, and the digest of all up to it."""
    ((key, change, of_change, event, of_event),) = connection.execute(NEWEST).fetchall()
    if (change or 0) >= (event or 0):
        return key, change or 0, of_change or BEGINNING
    return key, event, of_event


def chained(key: bytes | None, before: bytes, link: int, digest: bytes) -> bytes:
    """The digest of all up to a step, from that of all before it."""
    said = before + link.to_bytes(8, "big") + digest
    return hmac.digest(key, said, "sha256") if key else sha256(said).digest()


def parts_of_change(connection: Connection, change_id: int) -> tuple[Iterable[Row], ...]:
    """What a change did, whose history shows it, and what it erased."""
    return (
        connection.execute(ROWS, [change_id]),
        connection.execute(SHOPPERS, [change_id]),
        connection.execute(ERASURES, [change_id]),
    )


def digest_of_change(salt: bytes, change: Row, *parts: Iterable[Row]) -> bytes:
    """What a change says: its own row, and its rows in the log, each part in its order."""
    hashed = sha256(salt)
    hashed.update(as_text(("change", *change)).encode())
    for part in parts:
        hashed.update(b"\n")
        if type(part) is list and len(part) <= CHUNK:
            if part:
                hashed.update(as_text(part).encode())
        else:
            for chunk in chunks(part):
                hashed.update(as_text(chunk).encode())
    return hashed.digest()


def digest_of_event(salt: bytes, event: Row) -> bytes:
    """What an event says."""
    return sha256(salt + as_text(["event", *event]).encode()).digest()


def chunks(rows: Iterable[Row]) -> Iterator[list[Row]]:
    source = iter(rows)
    while chunk := list(islice(source, CHUNK)):
        yield chunk
