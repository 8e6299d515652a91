"""Photos of people and pieces, kept inside the book."""

from sqlite_utils.db import Database

TABLES = (
    # What a photo shows, written once and never changed: the log need not keep it a second time,
    # and a photo that was removed can come back. `thumb` is a small square of it.
    """
    CREATE TABLE picture (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        digest TEXT NOT NULL UNIQUE CHECK (length(digest) = 64),
        width INTEGER NOT NULL CHECK (width > 0),
        height INTEGER NOT NULL CHECK (height > 0),
        thumb BLOB NOT NULL,
        jpeg BLOB NOT NULL
    ) STRICT
    """,
    # Of one shopper or of one piece; the one in the lowest place comes first.
    """
    CREATE TABLE photo (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        shopper_id INTEGER REFERENCES shopper (id),
        piece_id INTEGER REFERENCES piece (id),
        picture_id INTEGER NOT NULL REFERENCES picture (id),
        position INTEGER NOT NULL,
        caption TEXT NOT NULL DEFAULT '',
        taken_on TEXT,
        added_on TEXT NOT NULL,
        CHECK ((shopper_id IS NULL) <> (piece_id IS NULL))
    ) STRICT
    """,
    "CREATE INDEX photo_shopper ON photo (shopper_id, position) WHERE shopper_id IS NOT NULL",
    "CREATE INDEX photo_piece ON photo (piece_id, position) WHERE piece_id IS NOT NULL",
    "CREATE INDEX photo_picture ON photo (picture_id)",
)


def migrate(db: Database) -> None:
    """Make the tables of photos."""
    for statement in TABLES:
        db.execute(statement)
