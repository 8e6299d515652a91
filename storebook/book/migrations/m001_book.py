"""The book itself: who works here, the settings, the log of changes, half-typed forms."""

from sqlite_utils.db import Database

TABLES = (
    """
    CREATE TABLE associate (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL CHECK (name <> ''),
        initials TEXT NOT NULL CHECK (initials <> ''),
        role TEXT NOT NULL CHECK (role IN ('owner', 'manager', 'clerk')),
        active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1))
    ) STRICT
    """,
    """
    CREATE TABLE setting (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL UNIQUE,
        value TEXT NOT NULL CHECK (json_valid(value))
    ) STRICT
    """,
    # One named, whole step that was saved. A change that takes another one back names it.
    # Undoing and redoing name the step that they undo (`is_undo`) or do again, too.
    """
    CREATE TABLE change (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        at TEXT NOT NULL,
        associate_id INTEGER NOT NULL REFERENCES associate (id),
        what TEXT NOT NULL CHECK (what <> ''),
        takes_back_id INTEGER REFERENCES change (id) CHECK (takes_back_id < id),
        step_id INTEGER REFERENCES change (id) CHECK (step_id < id),
        is_undo INTEGER NOT NULL DEFAULT 0 CHECK (is_undo IN (0, 1)),
        CHECK (step_id IS NOT NULL OR NOT is_undo),
        CHECK (step_id IS NULL OR takes_back_id IS NOT NULL)
    ) STRICT
    """,
    """
    CREATE UNIQUE INDEX change_takes_back ON change (takes_back_id)
    WHERE takes_back_id IS NOT NULL
    """,
    "CREATE INDEX change_step ON change (step_id, id) WHERE step_id IS NOT NULL",
    # Inserts keep the range of ids; updates and deletes keep the row as it was before.
    """
    CREATE TABLE change_row (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        change_id INTEGER NOT NULL REFERENCES change (id),
        table_name TEXT NOT NULL,
        action TEXT NOT NULL CHECK (action IN ('insert', 'update', 'delete')),
        first_id INTEGER NOT NULL,
        last_id INTEGER NOT NULL CHECK (last_id >= first_id),
        before TEXT CHECK ((action = 'insert') = (before IS NULL))
    ) STRICT
    """,
    "CREATE INDEX change_row_change ON change_row (change_id)",
    "CREATE INDEX change_row_place ON change_row (table_name, first_id)",
    # Few entries are longer than one row, so the one that covers a row is found at once.
    """
    CREATE INDEX change_row_range ON change_row (table_name, first_id, last_id)
    WHERE last_id > first_id
    """,
    # Whose file shows the change. No reference to shopper: an undone arrival keeps its history.
    """
    CREATE TABLE change_shopper (
        shopper_id INTEGER NOT NULL,
        change_id INTEGER NOT NULL REFERENCES change (id),
        PRIMARY KEY (shopper_id, change_id)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX change_shopper_change ON change_shopper (change_id)",
    # Half-typed forms are outside the log: not undoable, never part of a saved step.
    """
    CREATE TABLE draft (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        form TEXT NOT NULL,
        subject TEXT NOT NULL,
        associate_id INTEGER NOT NULL REFERENCES associate (id),
        at TEXT NOT NULL,
        body TEXT NOT NULL CHECK (json_valid(body)),
        UNIQUE (form, subject, associate_id)
    ) STRICT
    """,
)


def migrate(db: Database) -> None:
    """Make the tables every other part stands on."""
    for statement in TABLES:
        db.execute(statement)
