"""Checks a book from end to end; each check is named with its result."""

from collections.abc import Callable
from dataclasses import dataclass

from storebook.book.book import Book
from storebook.book.engine import DatabaseError
from storebook.book.trouble import sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckResult:
    """One check: its name, whether it is all right, and what was found when it is not."""

    name: str
    good: bool
    found: str


# What must agree: a name and a question whose answer is the number of rows that do not.
AGREEMENTS = {
    "every ticket is the sum of its lines": """
        SELECT count(*) FROM purchase
        LEFT JOIN (SELECT purchase_id, sum(net_cents) AS net, sum(tax_cents) AS tax FROM line GROUP BY purchase_id) AS sums
            ON sums.purchase_id = purchase.id
        WHERE purchase.net_cents <> coalesce(sums.net, 0) OR purchase.tax_cents <> coalesce(sums.tax, 0)
        """,
    "every shopper's running sum is that of the tickets": """
        SELECT count(*) FROM (
            SELECT shopper_id, min(day), max(day), count(*), sum(net_cents) FROM purchase
            WHERE shopper_id IS NOT NULL GROUP BY shopper_id
            EXCEPT SELECT shopper_id, first_day, last_day, purchases, net_cents FROM shopper_summary
        )
        """,
    "no running sum without a ticket": """
        SELECT count(*) FROM shopper_summary
        WHERE NOT EXISTS (SELECT 1 FROM purchase WHERE purchase.shopper_id = shopper_summary.shopper_id)
        """,
    "returns do not bring back more than was bought": """
        SELECT count(*) FROM line AS bought
        WHERE bought.quantity < -(SELECT coalesce(sum(quantity), 0) FROM line WHERE returns_line_id = bought.id)
        AND bought.id IN (SELECT returns_line_id FROM line WHERE returns_line_id IS NOT NULL)
        """,
    "every occasion's key is its month and day": """
        SELECT count(*) FROM occasion WHERE month_day <> month * 100 + coalesce(day, 1)
        """,
    "every phone is found backwards": """
        SELECT count(*) FROM phone WHERE length(backwards) <> length(digits)
        """,
    "every shopper is in the search index": """
        SELECT abs((SELECT count(*) FROM shopper) - (SELECT count(*) FROM shopper_word_docsize))
        """,
}


def check_book(book: Book) -> list[CheckResult]:
    """Run every check; the book is only read, but for the search index's own self-test."""
    steps: list[tuple[str, Callable[[], str]]] = [
        ("quick check", lambda: whole(book, "PRAGMA quick_check")),
        ("integrity check", lambda: whole(book, "PRAGMA integrity_check")),
        ("references", lambda: references(book)),
        ("search index", lambda: search_index(book, "shopper_word")),
        ("search index, inside of words", lambda: search_index(book, "shopper_inside")),
    ]
    steps += [(name, lambda sql=sql: disagreeing(book, sql)) for name, sql in AGREEMENTS.items()]  # type: ignore[misc]
    if book.rows("PRAGMA cipher_status") == [("1",)]:
        steps.append(("cipher check", lambda: cipher(book)))
    return [run(name, step) for name, step in steps]


def run(name: str, step: Callable[[], str]) -> CheckResult:
    """One check; a damaged file fails its check instead of ending them all."""
    try:
        found = step()
    except (DatabaseError, UnicodeDecodeError) as error:
        found = sentence(error) or str(error)
    return CheckResult(name=name, good=not found, found=found)


def whole(book: Book, pragma: str) -> str:
    rows = book.values(pragma)
    return "" if rows == ["ok"] else "; ".join(str(row) for row in rows[:5])


def references(book: Book) -> str:
    rows = book.rows("PRAGMA foreign_key_check")
    return "" if not rows else f"{len(rows)} rows point nowhere, the first in {rows[0][0]}"


def search_index(book: Book, table: str) -> str:
    return book.search_index_fault(table)


def disagreeing(book: Book, sql: str) -> str:
    count = book.value(sql)
    return "" if not count else f"{count} do not agree"


def cipher(book: Book) -> str:
    rows = book.values("PRAGMA cipher_integrity_check")
    return "" if not rows else f"{len(rows)} pages are damaged"
