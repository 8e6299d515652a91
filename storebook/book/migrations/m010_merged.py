"""Who was written down twice, who was not, and who asked to be erased."""

from sqlite_utils.db import Database

TABLES = (
    # The file that went into another: its number, and the card it had, still lead to the one.
    """
    CREATE TABLE merged (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        gone_id INTEGER NOT NULL UNIQUE,
        shopper_id INTEGER NOT NULL REFERENCES shopper (id) CHECK (shopper_id <> gone_id),
        card_number TEXT CHECK (card_number <> '')
    ) STRICT
    """,
    "CREATE INDEX merged_shopper ON merged (shopper_id)",
    "CREATE INDEX merged_card ON merged (card_number) WHERE card_number IS NOT NULL",
    # Two who look alike and are two people all the same.
    """
    CREATE TABLE apart (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        shopper_id INTEGER NOT NULL REFERENCES shopper (id),
        other_id INTEGER NOT NULL REFERENCES shopper (id) CHECK (other_id > shopper_id),
        UNIQUE (shopper_id, other_id)
    ) STRICT
    """,
    "CREATE INDEX apart_other ON apart (other_id)",
    # Somebody who asked to be forgotten. No reference: they are not in the book any more.
    """
    CREATE TABLE erasure (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        shopper_id INTEGER NOT NULL,
        at TEXT NOT NULL,
        associate_id INTEGER NOT NULL REFERENCES associate (id),
        salt TEXT NOT NULL
    ) STRICT
    """,
    # What they are known again by, should a list or an old backup bring them back: salted hashes.
    """
    CREATE TABLE suppression (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        erasure_id INTEGER NOT NULL REFERENCES erasure (id),
        digest TEXT NOT NULL,
        UNIQUE (erasure_id, digest)
    ) STRICT
    """,
)


def migrate(db: Database) -> None:
    """Make the tables of the merged, the different and the forgotten."""
    for statement in TABLES:
        db.execute(statement)
