"""The bare side of an import: a csv reader and plain statements into the book's own tables.

One transaction on the same engine and a copy of the same file, with its triggers, indexes and
references. Nothing is matched, settled, checked or remembered: a cell is taken at its word.
"""

import csv
import gzip
import itertools
from collections.abc import Iterator
from pathlib import Path

from sqlcipher3 import dbapi2

from tests.benchmarks.bare_purchase import connect

SHOPPER = """
    INSERT INTO shopper (name, given, family, greeting_line, envelope_line, sort_key, folded)
    VALUES (?, ?, ?, ?, ?, ?, ?)
"""
PHONE = "INSERT INTO phone (shopper_id, raw, digits, backwards) VALUES (?, ?, ?, ?)"
EMAIL = "INSERT INTO email (shopper_id, raw, normalized, folded) VALUES (?, ?, ?, ?)"
ADDRESS = """
    INSERT INTO address (shopper_id, lines, city, region, postcode, country)
    VALUES (?, ?, ?, ?, ?, 'US')
"""
BIRTHDAY = """
    INSERT INTO occasion (shopper_id, kind, calendar, year, month, day, month_day)
    VALUES (?, 'birthday', 'gregorian', ?, ?, ?, ?)
"""
NOTE = """
    INSERT INTO note (shopper_id, associate_id, day, class, text)
    VALUES (?, 1, '2026-11-20', 'counter', ?)
"""
CUSTOMER = """
    INSERT INTO shopper (name, greeting_line, envelope_line, sort_key, folded, named, standing)
    VALUES (?, ?, ?, ?, ?, 0, 'prospective')
"""
PURCHASE = """
    INSERT INTO purchase (number, shopper_id, day, associate_id, prices_include_tax, net_cents,
                          tax_cents, total_cents)
    VALUES (?, ?, ?, 1, 0, ?, 0, ?)
"""
LINE = """
    INSERT INTO line (purchase_id, position, kind, quantity, stock_number, description,
                      price_cents, net_cents)
    VALUES (?, ?, 'piece', ?, ?, ?, ?, ?)
"""


def rows(path: Path) -> Iterator[list[str]]:
    """The rows below the headings."""
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8", newline="") as file:
        yield from itertools.islice(csv.reader(file), 1, None)


def import_shoppers(book: Path, path: Path) -> int:
    """Name, given, family, phone, e-mail, street, city, region, postcode, birthday, tags, notes."""
    connection = connect(book)
    connection.execute("BEGIN IMMEDIATE")
    people = list(rows(path))
    connection.executemany(SHOPPER, [_shopper(row) for row in people])
    numbered = list(enumerate(people, 1))
    phones = [(number, row[3], _digits(row[3])) for number, row in numbered if row[3]]
    connection.executemany(PHONE, [(one, raw, d, d[::-1]) for one, raw, d in phones])
    emails = [(number, row[4], row[4], row[4].lower()) for number, row in numbered if row[4]]
    connection.executemany(EMAIL, emails)
    connection.executemany(ADDRESS, [(number, *row[5:9]) for number, row in numbered if row[5]])
    connection.executemany(BIRTHDAY, [_birthday(*one) for one in numbered if one[1][9]])
    connection.executemany(NOTE, [(number, row[11]) for number, row in numbered if row[11]])
    connection.execute("COMMIT")
    connection.close()
    return len(people)


def import_purchases(book: Path, path: Path) -> int:
    """The lines of a retailer: number, code, words, quantity, day, price, customer, country."""
    connection = connect(book)
    connection.execute("BEGIN IMMEDIATE")
    tickets: dict[tuple[str, str], list[list[str]]] = {}
    for row in rows(path):
        tickets.setdefault((row[0], row[6]), []).append(row)
    customers = {customer: None for _, customer in tickets if customer}
    names = [f"Customer {customer}" for customer in customers]
    connection.executemany(CUSTOMER, [(n, f"Dear {n}", n, n.lower(), n.lower()) for n in names])
    ids = {customer: number for number, customer in enumerate(customers, 1)}
    lines = {key: [_line(row) for row in found] for key, found in tickets.items()}
    connection.executemany(
        PURCHASE,
        [
            (key[0], ids.get(key[1]), found[0][4][:10], *[sum(line[4] for line in lines[key])] * 2)
            for key, found in tickets.items()
        ],
    )
    connection.executemany(
        LINE,
        [
            (purchase_id, position, *line)
            for purchase_id, found in enumerate(lines.values(), 1)
            for position, line in enumerate(found, 1)
        ],
    )
    connection.execute("COMMIT")
    connection.close()
    return sum(map(len, lines.values()))


def export_names(book: Path, out: Path) -> int:
    """Names, first phones and addresses as a CSV file, by one question."""
    connection = dbapi2.connect(str(book))
    found = connection.execute(
        """
        SELECT name, phone.raw, email.raw, lines, city, region, postcode FROM shopper
        LEFT JOIN phone ON phone.shopper_id = shopper.id
        LEFT JOIN email ON email.shopper_id = shopper.id
        LEFT JOIN address ON address.shopper_id = shopper.id
        ORDER BY shopper.id
        """
    ).fetchall()
    with out.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(found)
    connection.close()
    return len(found)


def _shopper(row: list[str]) -> tuple[str, ...]:
    name, given, family = row[:3]
    return name, given, family, f"Dear {given}", name, f"{family}, {given}".lower(), name.lower()


def _digits(phone: str) -> str:
    return "".join(filter(str.isdigit, phone))


def _birthday(number: int, row: list[str]) -> tuple[int, ...]:
    year, month, day = map(int, row[9].split("-"))
    return number, year, month, day, month * 100 + day


def _line(row: list[str]) -> tuple[int, str | None, str, int, int]:
    quantity, price = int(row[3]), round(float(row[5]) * 100)
    return quantity, row[1] or None, row[2] or row[1] or "?", price, quantity * price
