"""What a shopper was asked at the counter, so that nobody is asked twice in a day."""

from sqlite_utils.db import Database

TABLES = (
    # Outside the log, as drafts are: taking back an answer is no matter of when it was asked. No
    # reference to shopper, so that a shopper who was asked can still be taken back.
    """
    CREATE TABLE asked (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        shopper_id INTEGER NOT NULL,
        question TEXT NOT NULL CHECK (question <> ''),
        day TEXT NOT NULL,
        answered INTEGER NOT NULL CHECK (answered IN (0, 1)),
        UNIQUE (shopper_id, question)
    ) STRICT
    """,
)


def migrate(db: Database) -> None:
    """Make the table of what was asked."""
    for statement in TABLES:
        db.execute(statement)
