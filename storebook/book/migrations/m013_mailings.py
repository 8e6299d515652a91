"""Runs of more kinds of cards, for chosen people, and what the post brought back."""

from sqlite_utils.db import Database

# The kinds of runs are not listed here, so that a later part of the shop can have its own.
# `card_kind` NULL is birthdays and anniversaries together. `selection` says who was asked for.
RUN = """
    CREATE TABLE run (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL CHECK (name <> ''),
        kind TEXT NOT NULL CHECK (kind <> ''),
        card_kind TEXT CHECK (
            card_kind IN ('birthday', 'wedding', 'other', 'thank-you', 'holiday', 'monthly')
        ),
        title TEXT NOT NULL DEFAULT '',
        selection TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(selection)),
        from_day TEXT NOT NULL,
        to_day TEXT NOT NULL,
        made_on TEXT NOT NULL,
        associate_id INTEGER NOT NULL REFERENCES associate (id),
        paper TEXT NOT NULL CHECK (paper IN ('a4', 'letter')),
        fold TEXT CHECK (fold IN ('half', 'quarter', '5x7', 'two-up')),
        sheet TEXT,
        start_place INTEGER,
        printed_on TEXT,
        sent_on TEXT,
        dropped_on TEXT
    ) STRICT
    """
# No reference to an address or a purchase: a frozen piece must not keep either from being put
# right or taken back.
COLUMNS = (
    "card_kind TEXT CHECK (card_kind IN"
    " ('birthday', 'wedding', 'other', 'thank-you', 'holiday', 'monthly'))",
    "address_id INTEGER",
    "country TEXT NOT NULL DEFAULT ''",
    "neutral_sender INTEGER NOT NULL DEFAULT 0 CHECK (neutral_sender IN (0, 1))",
    "purchases TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(purchases))",
    "returned_on TEXT",
    "returned_reason TEXT",
    "returned_by INTEGER REFERENCES associate (id)",
)
INDEXES = (
    "CREATE INDEX run_made ON run (made_on, id)",
    "CREATE INDEX run_piece_day ON run_piece (card_kind, occasion_day)",
    # A town is found by its spellings, a portfolio by who has it.
    "CREATE INDEX address_city ON address (city, shopper_id) WHERE city IS NOT NULL",
    """
    CREATE INDEX shopper_looked_after ON shopper (looked_after_by)
    WHERE looked_after_by IS NOT NULL
    """,
)


def migrate(db: Database) -> None:
    """Make room for cards that are for no occasion of one's own."""
    make_runs_anew(db)
    for column in COLUMNS:
        db.execute(f"ALTER TABLE run_piece ADD COLUMN {column}")
    db.execute(
        """
        UPDATE run_piece
        SET card_kind = (SELECT kind FROM occasion WHERE occasion.id = run_piece.occasion_id)
        """
    )
    for statement in INDEXES:
        db.execute(statement)


def make_runs_anew(db: Database) -> None:
    """A check can't be changed in place: the table is made again, each run under its number, and
    no number that was given is given again.
    """
    last = db.execute("SELECT seq FROM sqlite_sequence WHERE name = 'run'").fetchone()
    # The pieces point at runs that are gone for a moment.
    db.execute("PRAGMA defer_foreign_keys = ON")
    db.execute("CREATE TEMP TABLE run_before AS SELECT * FROM main.run")
    db.execute("DROP TABLE main.run")
    db.execute(RUN)
    db.execute(
        """
        INSERT INTO run (
            id, name, kind, card_kind, from_day, to_day, made_on, associate_id, paper, fold, sheet,
            start_place, printed_on, sent_on, dropped_on
        )
        SELECT id, name, kind, occasion_kind, from_day, to_day, made_on, associate_id, paper, fold,
               sheet, start_place, printed_on, sent_on, dropped_on
        FROM run_before ORDER BY id
        """
    )
    db.execute("DROP TABLE temp.run_before")
    if last is not None:
        db.execute("DELETE FROM sqlite_sequence WHERE name = 'run'")
        db.execute("INSERT INTO sqlite_sequence (name, seq) VALUES ('run', ?)", [last[0]])
