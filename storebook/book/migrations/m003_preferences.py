"""What shoppers like, what fits them, what they wish for and what we may send them."""

from sqlite_utils.db import Database

TABLES = (
    # Sizes are hundredths of a millimeter, with the system and text as they were entered.
    # What ears take is told in words alone.
    """
    CREATE TABLE size (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        shopper_id INTEGER NOT NULL REFERENCES shopper (id),
        body_part TEXT NOT NULL,
        hundredths_mm INTEGER CHECK (hundredths_mm > 0),
        system TEXT,
        entered TEXT NOT NULL,
        method TEXT,
        measured_on TEXT,
        note TEXT,
        CHECK ((hundredths_mm IS NULL) = (body_part = 'ears')),
        CHECK ((system IS NULL) = (body_part = 'ears'))
    ) STRICT
    """,
    "CREATE INDEX size_shopper ON size (shopper_id)",
    """
    CREATE TABLE preference (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        shopper_id INTEGER NOT NULL REFERENCES shopper (id),
        kind TEXT NOT NULL CHECK (
            kind IN ('metal', 'stone', 'style', 'dislike', 'allergy', 'budget', 'here')
        ),
        value TEXT NOT NULL CHECK (value <> ''),
        note TEXT,
        told_on TEXT,
        UNIQUE (shopper_id, kind, value)
    ) STRICT
    """,
    # `piece_id` is the piece that fulfilled it: while that is a secret, the wish reads as open.
    """
    CREATE TABLE wish (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        shopper_id INTEGER NOT NULL REFERENCES shopper (id),
        description TEXT NOT NULL CHECK (description <> ''),
        stock_number TEXT,
        category TEXT,
        price_cents INTEGER,
        seen_on TEXT,
        note TEXT,
        fulfilled_on TEXT,
        piece_id INTEGER REFERENCES piece (id)
    ) STRICT
    """,
    "CREATE INDEX wish_shopper ON wish (shopper_id)",
    "CREATE INDEX wish_piece ON wish (piece_id) WHERE piece_id IS NOT NULL",
    # Who may be told of the wish.
    """
    CREATE TABLE wish_confidant (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        wish_id INTEGER NOT NULL REFERENCES wish (id),
        shopper_id INTEGER NOT NULL REFERENCES shopper (id),
        UNIQUE (wish_id, shopper_id)
    ) STRICT
    """,
    "CREATE INDEX wish_confidant_shopper ON wish_confidant (shopper_id)",
    # Dated events, never edited: the newest for a channel and purpose holds.
    """
    CREATE TABLE consent (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        shopper_id INTEGER NOT NULL REFERENCES shopper (id),
        channel TEXT NOT NULL CHECK (channel IN ('mail', 'phone', 'text', 'email')),
        purpose TEXT NOT NULL CHECK (purpose IN ('service', 'occasions', 'offers', 'events')),
        given INTEGER NOT NULL CHECK (given IN (0, 1)),
        day TEXT NOT NULL,
        wording TEXT NOT NULL,
        how TEXT,
        associate_id INTEGER NOT NULL REFERENCES associate (id)
    ) STRICT
    """,
    "CREATE INDEX consent_shopper ON consent (shopper_id, channel, purpose, day, id)",
)


def migrate(db: Database) -> None:
    """Make the tables of tastes, sizes, wishes and consent."""
    for statement in TABLES:
        db.execute(statement)
