"""The bare side of recording a purchase: the same rows by plain statements, without a history.

One transaction on the same engine and a copy of the same file: the ticket, two lines, two pieces,
one payment, with the triggers, indexes and references of the book. Nothing is checked.
"""

from pathlib import Path

import sqlcipher3

PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA wal_autocheckpoint = 0",
    "PRAGMA foreign_keys = ON",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA secure_delete = ON",
)
PURCHASE = """
    INSERT INTO purchase (shopper_id, day, associate_id, prices_include_tax, net_cents, tax_cents,
                          total_cents, cost_cents)
    VALUES (?, ?, 1, 0, ?, ?, ?, NULL)
"""
LINE = """
    INSERT INTO line (purchase_id, position, kind, quantity, stock_number, description, category,
                      metal, price_cents, net_cents, tax_cents)
    VALUES (?, ?, 'piece', 1, ?, ?, ?, ?, ?, ?, ?)
"""
PIECE = """
    INSERT INTO piece (line_id, giver_id, wearer_id, description, category, metal)
    VALUES (?, ?, ?, ?, ?, ?)
"""
PAYMENT = "INSERT INTO payment (purchase_id, kind, amount_cents) VALUES (?, 'other', ?)"

# Stock number, description, category, metal, price, tax: what `bench_purchase` sells too.
LINES = (
    ("R 2071", "Old-cut trilogy ring, platinum", "ring", "platinum", 9_400_00, 799_00),
    ("E 118", "Sapphire drop earrings", "earrings", "gold", 2_480_00, 210_80),
)


def connect(path: Path) -> sqlcipher3.Connection:
    """The book's own file, with the same promises about power cuts."""
    connection = sqlcipher3.connect(str(path), isolation_level=None)
    for pragma in PRAGMAS:
        connection.execute(pragma).fetchall()
    return connection


def record(connection: sqlcipher3.Connection, shopper_id: int, day: str) -> None:
    """One purchase of two pieces."""
    net = sum(line[4] for line in LINES)
    tax = sum(line[5] for line in LINES)
    connection.execute("BEGIN IMMEDIATE")
    purchase_id = connection.execute(PURCHASE, [shopper_id, day, net, tax, net + tax]).lastrowid
    for position, (stock, words, category, metal, price, taxed) in enumerate(LINES, start=1):
        line_id = connection.execute(
            LINE,
            [purchase_id, position, stock, words, category, metal, price, price, taxed],
        ).lastrowid
        connection.execute(PIECE, [line_id, shopper_id, shopper_id, words, category, metal])
    connection.execute(PAYMENT, [purchase_id, net + tax])
    connection.execute("COMMIT")
