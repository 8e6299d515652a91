"""PINs of the staff, rights of a single associate, and a picture to be known by."""

from sqlite_utils.db import Database

TABLES = (
    # A list of rights as JSON; null is what the role brings.
    "ALTER TABLE associate ADD COLUMN rights TEXT CHECK (rights IS NULL OR json_valid(rights))",
    "ALTER TABLE associate ADD COLUMN picture_id INTEGER",
    # Outside the log: a change that is taken back never brings an old PIN back, and what a PIN was
    # can't be guessed from the history. The count of tries stands here too, so that closing the
    # program gives no new ones.
    """
    CREATE TABLE pin (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        associate_id INTEGER NOT NULL UNIQUE REFERENCES associate (id),
        encoded TEXT NOT NULL CHECK (encoded <> ''),
        set_at TEXT NOT NULL,
        failed_count INTEGER NOT NULL DEFAULT 0 CHECK (failed_count >= 0),
        failed_at TEXT,
        CHECK ((failed_count = 0) = (failed_at IS NULL))
    ) STRICT
    """,
)


def migrate(db: Database) -> None:
    """Make room for PINs and rights."""
    for statement in TABLES:
        db.execute(statement)
