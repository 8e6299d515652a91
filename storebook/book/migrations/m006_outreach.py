"""Contacts with shoppers, small tasks, and the runs of cards and labels."""

from sqlite_utils.db import Database

TABLES = (
    # What belongs to a secret piece names it, so that it stays as secret as the piece.
    """
    CREATE TABLE touch (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        shopper_id INTEGER NOT NULL REFERENCES shopper (id),
        day TEXT NOT NULL,
        kind TEXT NOT NULL CHECK (
            kind IN ('visit', 'call', 'letter', 'card', 'message', 'email', 'gift', 'event')
        ),
        direction TEXT NOT NULL DEFAULT 'ours' CHECK (direction IN ('ours', 'theirs')),
        associate_id INTEGER NOT NULL REFERENCES associate (id),
        text TEXT NOT NULL,
        piece_id INTEGER REFERENCES piece (id),
        run_piece_id INTEGER REFERENCES run_piece (id)
    ) STRICT
    """,
    "CREATE INDEX touch_shopper ON touch (shopper_id, day)",
    "CREATE INDEX touch_piece ON touch (piece_id) WHERE piece_id IS NOT NULL",
    "CREATE INDEX touch_run_piece ON touch (run_piece_id) WHERE run_piece_id IS NOT NULL",
    """
    CREATE TABLE task (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        what TEXT NOT NULL CHECK (what <> ''),
        shopper_id INTEGER REFERENCES shopper (id),
        due_on TEXT,
        associate_id INTEGER REFERENCES associate (id),
        done_on TEXT,
        done_by INTEGER REFERENCES associate (id),
        piece_id INTEGER REFERENCES piece (id)
    ) STRICT
    """,
    "CREATE INDEX task_due ON task (done_on, due_on, id)",
    "CREATE INDEX task_shopper ON task (shopper_id) WHERE shopper_id IS NOT NULL",
    "CREATE INDEX task_piece ON task (piece_id) WHERE piece_id IS NOT NULL",
    # A frozen list: who, where to, the words and the design exactly as they print.
    """
    CREATE TABLE run (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL CHECK (name <> ''),
        kind TEXT NOT NULL CHECK (kind IN ('cards', 'labels', 'list')),
        occasion_kind TEXT CHECK (occasion_kind IN ('birthday', 'wedding', 'other')),
        from_day TEXT NOT NULL,
        to_day TEXT NOT NULL,
        made_on TEXT NOT NULL,
        associate_id INTEGER NOT NULL REFERENCES associate (id),
        paper TEXT NOT NULL CHECK (paper IN ('a4', 'letter')),
        fold TEXT CHECK (fold IN ('half', 'quarter')),
        sheet TEXT,
        start_place INTEGER,
        printed_on TEXT,
        sent_on TEXT,
        dropped_on TEXT
    ) STRICT
    """,
    "CREATE INDEX run_made ON run (made_on, id)",
    # `why` says why somebody is left out; who is in has a `position`.
    """
    CREATE TABLE run_piece (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        run_id INTEGER NOT NULL REFERENCES run (id),
        position INTEGER,
        shopper_id INTEGER NOT NULL REFERENCES shopper (id),
        partner_id INTEGER REFERENCES shopper (id),
        occasion_id INTEGER REFERENCES occasion (id),
        occasion_day TEXT NOT NULL,
        occasion_text TEXT NOT NULL,
        name_line TEXT NOT NULL,
        address_block TEXT NOT NULL,
        greeting TEXT NOT NULL,
        wish TEXT NOT NULL,
        signature TEXT NOT NULL,
        design TEXT,
        month INTEGER NOT NULL CHECK (month BETWEEN 1 AND 12),
        years INTEGER,
        initials TEXT NOT NULL DEFAULT '',
        why TEXT,
        why_detail TEXT,
        state TEXT NOT NULL CHECK (state IN ('due', 'left out', 'dropped', 'sent')),
        sent_on TEXT,
        CHECK ((state = 'left out') = (why IS NOT NULL AND position IS NULL))
    ) STRICT
    """,
    "CREATE INDEX run_piece_run ON run_piece (run_id, position, id)",
    "CREATE INDEX run_piece_shopper ON run_piece (shopper_id, state)",
    "CREATE INDEX run_piece_partner ON run_piece (partner_id) WHERE partner_id IS NOT NULL",
    "CREATE INDEX run_piece_occasion ON run_piece (occasion_id) WHERE occasion_id IS NOT NULL",
)


def migrate(db: Database) -> None:
    """Make the tables of contacts, tasks and runs."""
    for statement in TABLES:
        db.execute(statement)
