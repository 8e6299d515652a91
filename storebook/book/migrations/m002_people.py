"""Shoppers, their households and kin, how to reach them, and their days."""

from sqlite_utils.db import Database

SHOPPERS = (
    # `address_id` is the member's address that joined mail goes to.
    """
    CREATE TABLE household (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL,
        address_id INTEGER REFERENCES address (id),
        couple_line TEXT,
        couple_greeting TEXT,
        couple_note TEXT
    ) STRICT
    """,
    "CREATE INDEX household_address ON household (address_id) WHERE address_id IS NOT NULL",
    # `folded` is what search reads; `sort_key` orders lists. Python writes both.
    """
    CREATE TABLE shopper (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL CHECK (name <> ''),
        title TEXT,
        given TEXT,
        family TEXT,
        native_name TEXT,
        romanized TEXT,
        nickname TEXT,
        greeting_line TEXT NOT NULL,
        envelope_line TEXT NOT NULL,
        sort_key TEXT NOT NULL,
        folded TEXT NOT NULL,
        household_id INTEGER REFERENCES household (id),
        standing TEXT NOT NULL DEFAULT 'real' CHECK (standing IN ('real', 'prospective')),
        named INTEGER NOT NULL DEFAULT 1 CHECK (named IN (0, 1)),
        gender TEXT,
        occupation TEXT,
        interests TEXT,
        personality TEXT,
        income_band TEXT,
        language TEXT,
        source TEXT,
        referrer_id INTEGER REFERENCES shopper (id),
        looked_after_by INTEGER REFERENCES associate (id),
        since TEXT,
        archived_on TEXT,
        deceased_on TEXT,
        deceased_note TEXT,
        moved_away_on TEXT,
        quiet_until TEXT,
        quiet_note TEXT
    ) STRICT
    """,
    "CREATE INDEX shopper_household ON shopper (household_id) WHERE household_id IS NOT NULL",
    "CREATE INDEX shopper_sort ON shopper (sort_key, id)",
    "CREATE INDEX shopper_referrer ON shopper (referrer_id) WHERE referrer_id IS NOT NULL",
    # One row a tie, read both ways: `relation` is what the other is to the shopper.
    """
    CREATE TABLE kin (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        shopper_id INTEGER NOT NULL REFERENCES shopper (id),
        other_id INTEGER NOT NULL REFERENCES shopper (id) CHECK (other_id <> shopper_id),
        relation TEXT NOT NULL,
        ended_on TEXT,
        ended_by TEXT CHECK (ended_by IN ('death', 'divorce', 'separation')),
        UNIQUE (shopper_id, other_id, relation)
    ) STRICT
    """,
    "CREATE INDEX kin_other ON kin (other_id)",
    """
    CREATE TABLE note (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        shopper_id INTEGER NOT NULL REFERENCES shopper (id),
        associate_id INTEGER NOT NULL REFERENCES associate (id),
        day TEXT NOT NULL,
        class TEXT NOT NULL CHECK (class IN ('counter', 'owner')),
        text TEXT NOT NULL CHECK (text <> ''),
        piece_id INTEGER REFERENCES piece (id)
    ) STRICT
    """,
    "CREATE INDEX note_shopper ON note (shopper_id, day)",
    "CREATE INDEX note_piece ON note (piece_id) WHERE piece_id IS NOT NULL",
    """
    CREATE TABLE tag (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        shopper_id INTEGER NOT NULL REFERENCES shopper (id),
        name TEXT NOT NULL CHECK (name <> ''),
        folded TEXT NOT NULL,
        UNIQUE (shopper_id, folded)
    ) STRICT
    """,
    "CREATE INDEX tag_name ON tag (folded, shopper_id)",
    """
    CREATE TABLE own_field (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL UNIQUE CHECK (name <> ''),
        kind TEXT NOT NULL CHECK (kind IN ('text', 'number', 'day', 'yes or no'))
    ) STRICT
    """,
    """
    CREATE TABLE own_value (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        shopper_id INTEGER NOT NULL REFERENCES shopper (id),
        own_field_id INTEGER NOT NULL REFERENCES own_field (id),
        value TEXT NOT NULL,
        UNIQUE (shopper_id, own_field_id)
    ) STRICT
    """,
    "CREATE INDEX own_value_field ON own_value (own_field_id)",
)

CONTACT_POINTS = (
    # `digits` are the national digits; `backwards` the same reversed, so that the last ones are
    # found first.
    """
    CREATE TABLE phone (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        shopper_id INTEGER NOT NULL REFERENCES shopper (id),
        position INTEGER NOT NULL DEFAULT 1,
        raw TEXT NOT NULL CHECK (raw <> ''),
        e164 TEXT,
        digits TEXT NOT NULL,
        backwards TEXT NOT NULL,
        use TEXT NOT NULL DEFAULT 'mobile',
        safe_for_surprises INTEGER NOT NULL DEFAULT 0 CHECK (safe_for_surprises IN (0, 1)),
        no_messages INTEGER NOT NULL DEFAULT 0 CHECK (no_messages IN (0, 1)),
        verified_on TEXT
    ) STRICT
    """,
    "CREATE INDEX phone_shopper ON phone (shopper_id, position)",
    "CREATE INDEX phone_backwards ON phone (backwards, shopper_id)",
    "CREATE INDEX phone_digits ON phone (digits, shopper_id)",
    "CREATE INDEX phone_e164 ON phone (e164) WHERE e164 IS NOT NULL",
    """
    CREATE TABLE email (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        shopper_id INTEGER NOT NULL REFERENCES shopper (id),
        position INTEGER NOT NULL DEFAULT 1,
        raw TEXT NOT NULL CHECK (raw <> ''),
        normalized TEXT NOT NULL,
        folded TEXT NOT NULL,
        use TEXT NOT NULL DEFAULT 'home',
        safe_for_surprises INTEGER NOT NULL DEFAULT 0 CHECK (safe_for_surprises IN (0, 1)),
        verified_on TEXT
    ) STRICT
    """,
    "CREATE INDEX email_shopper ON email (shopper_id, position)",
    "CREATE INDEX email_folded ON email (folded, shopper_id)",
    # `lines` is the street part as written, one line a line; the rest is optional.
    """
    CREATE TABLE address (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        shopper_id INTEGER NOT NULL REFERENCES shopper (id),
        position INTEGER NOT NULL DEFAULT 1,
        lines TEXT NOT NULL,
        city TEXT,
        region TEXT,
        postcode TEXT,
        country TEXT NOT NULL CHECK (length(country) = 2),
        use TEXT NOT NULL DEFAULT 'home',
        safe_for_surprises INTEGER NOT NULL DEFAULT 0 CHECK (safe_for_surprises IN (0, 1)),
        verified_on TEXT,
        returned_on TEXT,
        returned_reason TEXT,
        left_on TEXT
    ) STRICT
    """,
    "CREATE INDEX address_shopper ON address (shopper_id, position)",
)

OCCASIONS = (
    # A wedding day is one row on the couple. `month_day` is month * 100 + day, an unknown day as 1.
    """
    CREATE TABLE occasion (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        shopper_id INTEGER NOT NULL REFERENCES shopper (id),
        partner_id INTEGER REFERENCES shopper (id) CHECK (partner_id <> shopper_id),
        kind TEXT NOT NULL CHECK (kind IN ('birthday', 'wedding', 'other')),
        title TEXT,
        calendar TEXT NOT NULL CHECK (calendar IN ('gregorian', 'chinese')),
        year INTEGER,
        month INTEGER NOT NULL CHECK (month BETWEEN 1 AND 12),
        day INTEGER CHECK (day BETWEEN 1 AND 31),
        leap_month INTEGER NOT NULL DEFAULT 0 CHECK (leap_month IN (0, 1)),
        leap_day_rule TEXT CHECK (leap_day_rule IN ('february', 'march', 'leap_years')),
        month_day INTEGER NOT NULL,
        note TEXT
    ) STRICT
    """,
    "CREATE INDEX occasion_shopper ON occasion (shopper_id)",
    "CREATE INDEX occasion_partner ON occasion (partner_id) WHERE partner_id IS NOT NULL",
    # Whose day comes first, and on one day whose name: kept by the triggers below, never by hand.
    """
    CREATE TABLE occasion_order (
        occasion_id INTEGER PRIMARY KEY,
        calendar TEXT NOT NULL,
        month_day INTEGER NOT NULL,
        sort_key TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX occasion_due ON occasion_order (calendar, month_day, sort_key, occasion_id)",
    """
    CREATE TRIGGER occasion_order_insert AFTER INSERT ON occasion BEGIN
        INSERT INTO occasion_order (occasion_id, calendar, month_day, sort_key)
        SELECT new.id, new.calendar, new.month_day, sort_key FROM shopper WHERE id = new.shopper_id;
    END
    """,
    """
    CREATE TRIGGER occasion_order_delete AFTER DELETE ON occasion BEGIN
        DELETE FROM occasion_order WHERE occasion_id = old.id;
    END
    """,
    """
    CREATE TRIGGER occasion_order_update
    AFTER UPDATE OF shopper_id, calendar, month_day ON occasion BEGIN
        DELETE FROM occasion_order WHERE occasion_id = old.id;
        INSERT INTO occasion_order (occasion_id, calendar, month_day, sort_key)
        SELECT new.id, new.calendar, new.month_day, sort_key FROM shopper WHERE id = new.shopper_id;
    END
    """,
    """
    CREATE TRIGGER occasion_order_name AFTER UPDATE OF sort_key ON shopper
    WHEN old.sort_key IS NOT new.sort_key BEGIN
        UPDATE occasion_order SET sort_key = new.sort_key
        WHERE occasion_id IN (SELECT id FROM occasion WHERE shopper_id = new.id);
    END
    """,
)

# The search indexes follow the shopper's folded text by themselves.
SEARCH = (
    """
    CREATE VIRTUAL TABLE shopper_word USING fts5 (
        folded, content = 'shopper', content_rowid = 'id',
        tokenize = 'unicode61 remove_diacritics 0', prefix = '1 2 3 4'
    )
    """,
    """
    CREATE VIRTUAL TABLE shopper_inside USING fts5 (
        folded, content = 'shopper', content_rowid = 'id', tokenize = 'trigram'
    )
    """,
    """
    CREATE TRIGGER shopper_word_insert AFTER INSERT ON shopper BEGIN
        INSERT INTO shopper_word (rowid, folded) VALUES (new.id, new.folded);
        INSERT INTO shopper_inside (rowid, folded) VALUES (new.id, new.folded);
    END
    """,
    """
    CREATE TRIGGER shopper_word_delete AFTER DELETE ON shopper BEGIN
        INSERT INTO shopper_word (shopper_word, rowid, folded)
        VALUES ('delete', old.id, old.folded);
        INSERT INTO shopper_inside (shopper_inside, rowid, folded)
        VALUES ('delete', old.id, old.folded);
    END
    """,
    """
    CREATE TRIGGER shopper_word_update AFTER UPDATE OF folded ON shopper
    WHEN old.folded IS NOT new.folded BEGIN
        INSERT INTO shopper_word (shopper_word, rowid, folded)
        VALUES ('delete', old.id, old.folded);
        INSERT INTO shopper_inside (shopper_inside, rowid, folded)
        VALUES ('delete', old.id, old.folded);
        INSERT INTO shopper_word (rowid, folded) VALUES (new.id, new.folded);
        INSERT INTO shopper_inside (rowid, folded) VALUES (new.id, new.folded);
    END
    """,
)


def migrate(db: Database) -> None:
    """Make the tables of people and the indexes that find them."""
    for statement in (*SHOPPERS, *CONTACT_POINTS, *OCCASIONS, *SEARCH):
        db.execute(statement)
