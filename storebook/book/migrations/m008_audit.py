"""What happened beside the changes (who looked, exported, printed), and the chain of the log."""

import json
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from itertools import islice
from os import urandom

from sqlite_utils.db import Database

TABLES = (
    # Outside the log of changes: an event can't be taken back. `kind` is not listed here, so that
    # a later part of the shop can have its own. No reference to shopper: an undone arrival keeps
    # what was seen of it. `detail` is what a program reads again: a file's sha256, its rows.
    """
    CREATE TABLE event (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        at TEXT NOT NULL,
        associate_id INTEGER NOT NULL REFERENCES associate (id),
        kind TEXT NOT NULL CHECK (kind <> ''),
        what TEXT NOT NULL CHECK (what <> ''),
        shopper_id INTEGER,
        detail TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(detail)),
        link INTEGER,
        salt BLOB,
        digest BLOB,
        chain BLOB
    ) STRICT
    """,
    "CREATE INDEX event_kind ON event (kind, id)",
    "CREATE INDEX event_shopper ON event (shopper_id, id) WHERE shopper_id IS NOT NULL",
    # The place of a change in the one sequence of changes and events; the digest of what it says,
    # salted so that what was erased can't be guessed from it; and that of all up to here.
    "ALTER TABLE change ADD COLUMN link INTEGER",
    "ALTER TABLE change ADD COLUMN salt BLOB",
    "ALTER TABLE change ADD COLUMN digest BLOB",
    "ALTER TABLE change ADD COLUMN chain BLOB",
    # Under which key the chain is made from a place on, in a protected book; under none before, and
    # after protection was taken off.
    """
    CREATE TABLE chain_key (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        from_link INTEGER NOT NULL,
        key BLOB
    ) STRICT
    """,
    # What a change erased from the log, for the sake of a person, and what stands there now.
    """
    CREATE TABLE log_erasure (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        change_id INTEGER NOT NULL REFERENCES change (id),
        of_change_id INTEGER REFERENCES change (id),
        of_event_id INTEGER REFERENCES event (id),
        digest BLOB NOT NULL,
        CHECK ((of_change_id IS NULL) <> (of_event_id IS NULL))
    ) STRICT
    """,
    "CREATE INDEX log_erasure_change ON log_erasure (change_id)",
    """
    CREATE INDEX log_erasure_of_change ON log_erasure (of_change_id)
    WHERE of_change_id IS NOT NULL
    """,
    """
    CREATE INDEX log_erasure_of_event ON log_erasure (of_event_id)
    WHERE of_event_id IS NOT NULL
    """,
    # Who the best customers were on a day: whose pages are noted when they are looked at. Derived,
    # outside the log, at most one row.
    """
    CREATE TABLE key_list (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        made_on TEXT NOT NULL,
        shopper_ids TEXT NOT NULL CHECK (json_valid(shopper_ids))
    ) STRICT
    """,
)

# What is in the log stays as it is; only what is being erased is written over.
TRIGGERS = (
    """
    CREATE TRIGGER event_stays BEFORE UPDATE ON event
    WHEN OLD.chain IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM log_erasure WHERE of_event_id = OLD.id)
    BEGIN SELECT raise(ABORT, 'the log stays as it is'); END
    """,
    """
    CREATE TRIGGER event_is_kept BEFORE DELETE ON event
    BEGIN SELECT raise(ABORT, 'the log stays as it is'); END
    """,
    """
    CREATE TRIGGER change_stays BEFORE UPDATE ON change
    WHEN OLD.chain IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM log_erasure WHERE of_change_id = OLD.id)
    BEGIN SELECT raise(ABORT, 'the log stays as it is'); END
    """,
    """
    CREATE TRIGGER change_is_kept BEFORE DELETE ON change
    BEGIN SELECT raise(ABORT, 'the log stays as it is'); END
    """,
    """
    CREATE TRIGGER change_row_stays BEFORE UPDATE ON change_row
    WHEN NOT EXISTS (SELECT 1 FROM log_erasure WHERE of_change_id = OLD.change_id)
    BEGIN SELECT raise(ABORT, 'the log stays as it is'); END
    """,
    """
    CREATE TRIGGER change_row_is_kept BEFORE DELETE ON change_row
    WHEN NOT EXISTS (SELECT 1 FROM log_erasure WHERE of_change_id = OLD.change_id)
    BEGIN SELECT raise(ABORT, 'the log stays as it is'); END
    """,
    """
    CREATE TRIGGER change_shopper_stays BEFORE UPDATE ON change_shopper
    BEGIN SELECT raise(ABORT, 'the log stays as it is'); END
    """,
    """
    CREATE TRIGGER change_shopper_is_kept BEFORE DELETE ON change_shopper
    BEGIN SELECT raise(ABORT, 'the log stays as it is'); END
    """,
)

CHUNK = 500
BEGINNING = bytes(32)
as_text = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def migrate(db: Database) -> None:
    """Make the table of events, and the chain of what is in the log already."""
    for statement in TABLES:
        db.execute(statement)
    chain_changes(db)
    for statement in TRIGGERS:
        db.execute(statement)


def chain_changes(db: Database) -> None:
    chain = BEGINNING
    changes = db.execute(
        "SELECT id, at, associate_id, what, takes_back_id, step_id, is_undo FROM change ORDER BY id"
    ).fetchall()
    for link, change in enumerate(changes, start=1):
        salt = urandom(16)
        digest = digest_of(db, change, salt)
        said = chain + link.to_bytes(8, "big") + digest
        chain = blake2b(said, digest_size=32).digest()
        db.execute(
            "UPDATE change SET link = ?, salt = ?, digest = ?, chain = ? WHERE id = ?",
            [link, salt, digest, chain, change[0]],
        )


def digest_of(db: Database, change: tuple[object, ...], salt: bytes) -> bytes:
    """Of what a change says: itself and its rows, whose history shows it, what it erased: none."""
    hashed = blake2b(salt, digest_size=32)
    rows = db.execute(
        """
        SELECT id, table_name, action, first_id, last_id, before FROM change_row
        WHERE change_id = ? ORDER BY id
        """,
        [change[0]],
    ).fetchall()
    shoppers = db.execute(
        "SELECT shopper_id FROM change_shopper WHERE change_id = ? ORDER BY shopper_id",
        [change[0]],
    ).fetchall()
    for part in ([("change", *change), *rows], shoppers, []):
        for chunk in chunks(part):
            hashed.update(as_text(chunk).encode())
        hashed.update(b"\n")
    return hashed.digest()


def chunks(rows: Iterable[object]) -> Iterator[list[object]]:
    source = iter(rows)
    while chunk := list(islice(source, CHUNK)):
        yield chunk
