"""Purchases, their lines and payments, the pieces that live on, and each shopper's running sums."""

from sqlite_utils.db import Database

TABLES = (
    # Sums are written with the lines and checked against them: net is without tax, total is what
    # was paid. `cost_cents` is unknown as soon as one line's cost is. `secret_until` is the latest
    # day of a secret on the ticket, or on one that it brings something back from: before that day
    # no list but its buyer's shows it.
    """
    CREATE TABLE purchase (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        number TEXT,
        shopper_id INTEGER REFERENCES shopper (id),
        day TEXT NOT NULL,
        associate_id INTEGER NOT NULL REFERENCES associate (id),
        occasion_id INTEGER REFERENCES occasion (id),
        occasion_text TEXT,
        prices_include_tax INTEGER NOT NULL CHECK (prices_include_tax IN (0, 1)),
        net_cents INTEGER NOT NULL,
        tax_cents INTEGER NOT NULL,
        total_cents INTEGER NOT NULL CHECK (total_cents = net_cents + tax_cents),
        cost_cents INTEGER,
        secret_until TEXT,
        note TEXT
    ) STRICT
    """,
    "CREATE INDEX purchase_shopper ON purchase (shopper_id, day, net_cents, cost_cents)",
    "CREATE INDEX purchase_day ON purchase (day, id)",
    "CREATE INDEX purchase_number ON purchase (number) WHERE number IS NOT NULL",
    "CREATE INDEX purchase_secret ON purchase (secret_until) WHERE secret_until IS NOT NULL",
    "CREATE INDEX purchase_occasion ON purchase (occasion_id) WHERE occasion_id IS NOT NULL",
    # A return is a line with a negative quantity, tied to the line it brings back where that is
    # known.
    # `price_cents` is of one; the other amounts are of the whole line, negative when it comes back.
    # `wearer_id` says whom it was for where no piece lives on.
    """
    CREATE TABLE line (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        purchase_id INTEGER NOT NULL REFERENCES purchase (id),
        position INTEGER NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('piece', 'service')),
        quantity INTEGER NOT NULL CHECK (quantity <> 0),
        stock_number TEXT,
        description TEXT NOT NULL CHECK (description <> ''),
        category TEXT,
        metal TEXT,
        purity TEXT,
        stones TEXT,
        price_cents INTEGER NOT NULL,
        discount_cents INTEGER NOT NULL DEFAULT 0,
        net_cents INTEGER NOT NULL,
        tax_cents INTEGER NOT NULL DEFAULT 0,
        cost_cents INTEGER,
        wearer_id INTEGER REFERENCES shopper (id),
        returns_line_id INTEGER REFERENCES line (id),
        reason TEXT
    ) STRICT
    """,
    "CREATE INDEX line_purchase ON line (purchase_id, position)",
    "CREATE INDEX line_returns ON line (returns_line_id) WHERE returns_line_id IS NOT NULL",
    "CREATE INDEX line_stock ON line (stock_number) WHERE stock_number IS NOT NULL",
    "CREATE INDEX line_wearer ON line (wearer_id) WHERE wearer_id IS NOT NULL",
    # The object that lives on. The folded columns are the serial and certificate as `base.marks`
    # reads them. `came_on` is the day it came, where no ticket of ours says it.
    """
    CREATE TABLE piece (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        line_id INTEGER REFERENCES line (id),
        giver_id INTEGER REFERENCES shopper (id),
        wearer_id INTEGER REFERENCES shopper (id),
        description TEXT NOT NULL CHECK (description <> ''),
        category TEXT,
        metal TEXT,
        purity TEXT,
        stones TEXT,
        serial TEXT,
        certificate TEXT,
        serial_folded TEXT,
        certificate_folded TEXT,
        size TEXT,
        engraving TEXT,
        secret_until TEXT,
        origin TEXT NOT NULL DEFAULT 'here' CHECK (origin IN ('here', 'elsewhere', 'inherited')),
        came_on TEXT,
        state TEXT NOT NULL DEFAULT 'owned'
            CHECK (state IN ('owned', 'returned', 'traded in', 'sold', 'lost')),
        CHECK (secret_until IS NULL OR (giver_id IS NOT NULL AND wearer_id IS NOT NULL))
    ) STRICT
    """,
    "CREATE INDEX piece_line ON piece (line_id) WHERE line_id IS NOT NULL",
    "CREATE INDEX piece_wearer ON piece (wearer_id) WHERE wearer_id IS NOT NULL",
    "CREATE INDEX piece_giver ON piece (giver_id) WHERE giver_id IS NOT NULL",
    "CREATE INDEX piece_serial ON piece (serial_folded) WHERE serial_folded IS NOT NULL",
    """
    CREATE INDEX piece_certificate ON piece (certificate_folded)
    WHERE certificate_folded IS NOT NULL
    """,
    # A piece that is, or once was, a secret, and the two who know of it; neither is ever NULL.
    """
    CREATE VIEW secret AS
    SELECT piece.id AS piece_id, line.purchase_id, piece.secret_until, piece.giver_id,
           coalesce(purchase.shopper_id, piece.giver_id) AS buyer_id
    FROM piece
    LEFT JOIN line ON line.id = piece.line_id
    LEFT JOIN purchase ON purchase.id = line.purchase_id
    WHERE piece.secret_until IS NOT NULL
    """,
    """
    CREATE TABLE payment (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        purchase_id INTEGER NOT NULL REFERENCES purchase (id),
        kind TEXT NOT NULL CHECK (kind IN ('cash', 'card', 'transfer', 'check', 'other')),
        amount_cents INTEGER NOT NULL
    ) STRICT
    """,
    "CREATE INDEX payment_purchase ON payment (purchase_id)",
)

# Kept by triggers, never written by hand. Every ticket counts, a return too: it was a visit.
SUMMARY = (
    """
    CREATE TABLE shopper_summary (
        shopper_id INTEGER PRIMARY KEY REFERENCES shopper (id),
        first_day TEXT NOT NULL,
        last_day TEXT NOT NULL,
        purchases INTEGER NOT NULL,
        net_cents INTEGER NOT NULL
    ) STRICT
    """,
    "CREATE INDEX shopper_summary_last ON shopper_summary (last_day, shopper_id)",
    """
    CREATE TRIGGER purchase_summary_insert AFTER INSERT ON purchase
    WHEN new.shopper_id IS NOT NULL BEGIN
        INSERT INTO shopper_summary (shopper_id, first_day, last_day, purchases, net_cents)
        VALUES (new.shopper_id, new.day, new.day, 1, new.net_cents)
        ON CONFLICT (shopper_id) DO UPDATE SET
            first_day = min(first_day, excluded.first_day),
            last_day = max(last_day, excluded.last_day),
            purchases = purchases + 1,
            net_cents = net_cents + excluded.net_cents;
    END
    """,
    """
    CREATE TRIGGER purchase_summary_delete AFTER DELETE ON purchase
    WHEN old.shopper_id IS NOT NULL BEGIN
        DELETE FROM shopper_summary WHERE shopper_id = old.shopper_id;
        INSERT INTO shopper_summary (shopper_id, first_day, last_day, purchases, net_cents)
        SELECT shopper_id, min(day), max(day), count(*), sum(net_cents)
        FROM purchase WHERE shopper_id = old.shopper_id GROUP BY shopper_id;
    END
    """,
    """
    CREATE TRIGGER purchase_summary_update
    AFTER UPDATE OF shopper_id, day, net_cents ON purchase BEGIN
        DELETE FROM shopper_summary WHERE shopper_id IN (old.shopper_id, new.shopper_id);
        INSERT INTO shopper_summary (shopper_id, first_day, last_day, purchases, net_cents)
        SELECT shopper_id, min(day), max(day), count(*), sum(net_cents)
        FROM purchase WHERE shopper_id IN (old.shopper_id, new.shopper_id) GROUP BY shopper_id;
    END
    """,
)


def migrate(db: Database) -> None:
    """Make the tables of sales and the sums that follow them."""
    for statement in (*TABLES, *SUMMARY):
        db.execute(statement)
