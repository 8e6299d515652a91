"""The club: who belongs to it, under which number."""

from sqlite_utils.db import Database

TABLES = (
    # `number` is digits only, the last one a check digit.
    """
    CREATE TABLE member (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        shopper_id INTEGER NOT NULL UNIQUE REFERENCES shopper (id),
        number TEXT NOT NULL UNIQUE CHECK (number <> ''),
        enrolled_on TEXT NOT NULL,
        associate_id INTEGER NOT NULL REFERENCES associate (id),
        left_on TEXT,
        card_printed_on TEXT
    ) STRICT
    """,
    "CREATE INDEX member_enrolled ON member (enrolled_on, id)",
)


def migrate(db: Database) -> None:
    """Make the table of members."""
    for statement in TABLES:
        db.execute(statement)
