"""Tickets as they may leave the book: a secret keeps its money, but none of its words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from storebook.base.money import Cents
from storebook.book.book import Book
from storebook.sales.drafts import LineKind

ROWS_AT_ONCE = 5_000


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportedLine:
    """One line with its ticket. While it is secret the words are "Secret until 2026-12-13"."""

    line_id: int
    purchase_id: int
    number: str | None
    day: date
    shopper_id: int | None
    shopper: str | None
    associate: str
    occasion_text: str | None
    note: str | None
    kind: LineKind
    quantity: int
    description: str
    stock_number: str | None
    category: str | None
    metal: str | None
    purity: str | None
    stones: str | None
    price_cents: Cents
    discount_cents: Cents
    net_cents: Cents
    tax_cents: Cents
    cost_cents: Cents | None
    wearer_id: int | None
    wearer: str | None
    serial: str | None
    certificate: str | None
    size: str | None
    engraving: str | None
    returns_line_id: int | None
    reason: str | None
    prices_include_tax: bool


def exported_lines(book: Book, *, today: date) -> Iterator[ExportedLine]:
    """Every line in the order it was written, read in portions."""
    after_id = 0
    while rows := lines_after(book, after_id, today):
        yield from rows
        after_id = rows[-1].line_id


def lines_after(book: Book, after_id: int, today: date) -> list[ExportedLine]:
    return book.all(
        ExportedLine,
        """
        SELECT line.id AS line_id, purchase.id AS purchase_id, number, purchase.day,
               purchase.shopper_id, shopper.name AS shopper, associate.name AS associate,
               prices_include_tax, line.kind, quantity, price_cents, discount_cents,
               line.net_cents, line.tax_cents, line.cost_cents, returns_line_id,
               iif(kept.day IS NULL, line.description, 'Secret until ' || kept.day) AS description,
               iif(kept.day IS NULL, occasion_text, NULL) AS occasion_text,
               iif(kept.day IS NULL, purchase.note, NULL) AS note,
               iif(kept.day IS NULL, stock_number, NULL) AS stock_number,
               iif(kept.day IS NULL, line.category, NULL) AS category,
               iif(kept.day IS NULL, line.metal, NULL) AS metal,
               iif(kept.day IS NULL, line.purity, NULL) AS purity,
               iif(kept.day IS NULL, line.stones, NULL) AS stones,
               iif(kept.day IS NULL, wearer.id, NULL) AS wearer_id,
               iif(kept.day IS NULL, wearer.name, NULL) AS wearer,
               iif(kept.day IS NULL, serial, NULL) AS serial,
               iif(kept.day IS NULL, certificate, NULL) AS certificate,
               iif(kept.day IS NULL, size, NULL) AS size,
               iif(kept.day IS NULL, engraving, NULL) AS engraving,
               iif(kept.day IS NULL, reason, NULL) AS reason
        FROM line
        JOIN purchase ON purchase.id = line.purchase_id
        JOIN associate ON associate.id = purchase.associate_id
        LEFT JOIN (SELECT id, secret_until AS day FROM purchase WHERE secret_until > :today) AS kept
            ON kept.id = purchase.id
        LEFT JOIN shopper ON shopper.id = purchase.shopper_id
        LEFT JOIN piece ON piece.line_id = line.id
        LEFT JOIN shopper AS wearer ON wearer.id = coalesce(piece.wearer_id, line.wearer_id)
        WHERE line.id > :after_id
        ORDER BY line.id
        LIMIT :limit
        """,
        after_id=after_id,
        today=today,
        limit=ROWS_AT_ONCE,
    )
