"""What the clerk may be about to type: open wishes first, then what was sold before."""

import json
from dataclasses import dataclass, replace
from datetime import date

from storebook.base.money import Cents
from storebook.base.text import fold, words
from storebook.book.book import Book
from storebook.staff.viewer import Viewer

MOST = 8
# Far more than anybody remembers, yet read in a moment.
LINES_LOOKED_AT = 10_000
LAST_LETTER = chr(0x10FFFF)


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A line that could be meant. Of a wish: whose it is; of an earlier line: when it was sold."""

    description: str
    stock_number: str | None
    category: str | None
    metal: str | None = None
    purity: str | None = None
    stones: str | None = None
    price_cents: Cents | None
    wish_id: int | None = None
    wisher_id: int | None = None
    wisher: str | None = None
    sold_on: date | None = None


def suggestions(
    book: Book,
    text: str,
    viewer: Viewer,
    *,
    shopper_id: int | None = None,
) -> list[Suggestion]:
    """Wishes that this shopper may be told of, then earlier lines; best stock number first.

    Every word of `text` must begin a word of the description or the stock number. With nothing
    typed yet only wishes are suggested. What is kept secret today is never suggested.
    """
    wishes = [wish for wish in wishes_for(book, shopper_id, viewer.today) if matches(wish, text)]
    sold = sold_before(book, text, viewer.today) if words(text) else []
    found = (wishes + sold)[:MOST]
    return found if viewer.sees_spend else [replace(one, price_cents=None) for one in found]


def matches(suggestion: Suggestion, text: str) -> bool:
    within = f"{suggestion.description} {suggestion.stock_number or ''}"
    return all_begin(words(text), words(within))


def all_begin(wanted: list[str], names: list[str]) -> bool:
    return all(any(name.startswith(word) for name in names) for word in wanted)


def wishes_for(book: Book, shopper_id: int | None, today: date) -> list[Suggestion]:
    """Open wishes of the shopper, and of those who let this shopper be told.

    One that was bought in secret is offered to its giver and its buyer no more, and to everybody
    else as before: else they would learn of the gift.
    """
    if shopper_id is None:
        return []
    return book.all(
        Suggestion,
        """
        SELECT wish.description, stock_number, wish.category, price_cents, wish.id AS wish_id,
               wisher.id AS wisher_id, wisher.name AS wisher
        FROM wish
        JOIN shopper AS wisher ON wisher.id = wish.shopper_id
        WHERE (wish.shopper_id = :shopper_id OR wish.id IN (
                SELECT wish_id FROM wish_confidant WHERE wish_confidant.shopper_id = :shopper_id))
          AND wisher.deceased_on IS NULL
          AND (fulfilled_on IS NULL OR EXISTS (
                SELECT 1 FROM secret
                WHERE secret.piece_id = wish.piece_id AND secret.secret_until > :today
                  AND :shopper_id IS NOT secret.giver_id AND :shopper_id IS NOT secret.buyer_id))
        ORDER BY wish.shopper_id = :shopper_id, seen_on DESC, wish.id DESC
        """,
        shopper_id=shopper_id,
        today=today,
    )


def sold_before(book: Book, text: str, today: date) -> list[Suggestion]:
    """Earlier lines, each once: stock numbers that begin so, then by words, the newest first."""
    ids = [*by_stock_number(book, text.strip(), today), *by_words(book, words(text), today)]
    found = book.all(
        Suggestion,
        """
        SELECT description, stock_number, category, metal, purity, stones, price_cents,
               purchase.day AS sold_on
        FROM json_each(:ids) AS picked
        JOIN line ON line.id = picked.value
        JOIN purchase ON purchase.id = line.purchase_id
        ORDER BY picked.key
        """,
        ids=json.dumps(ids),
    )
    once: dict[tuple[str, str | None], Suggestion] = {}
    for one in found:
        once.setdefault((fold(one.description), one.stock_number), one)
    return list(once.values())[:MOST]


def by_stock_number(book: Book, start: str, today: date) -> list[int]:
    """The latest line of each stock number that begins so, the very one first.

    A number that is typed or scanned is looked for as it is, in capitals and in small letters.
    """
    spellings = dict.fromkeys([start, start.upper(), start.lower()])
    return [line_id for one in spellings if one for line_id in by_stock_range(book, one, today)]


def by_stock_range(book: Book, start: str, today: date) -> list[int]:
    # Steps from number to number in the index: one may have been sold ten thousand times.
    return book.values(
        """
        WITH RECURSIVE begun (stock_number) AS (
            SELECT min(stock_number) FROM line
            WHERE stock_number >= :start AND stock_number < :after
            UNION ALL
            SELECT (SELECT min(line.stock_number) FROM line
                    WHERE line.stock_number > begun.stock_number AND line.stock_number < :after)
            FROM begun WHERE begun.stock_number IS NOT NULL
            LIMIT :looked_at
        )
        SELECT (
            SELECT line.id FROM line JOIN purchase ON purchase.id = line.purchase_id
            WHERE line.stock_number = begun.stock_number AND quantity > 0
              AND coalesce(secret_until, '') <= :today
            ORDER BY line.id DESC LIMIT 1
        ) AS line_id
        FROM begun
        WHERE line_id IS NOT NULL
        ORDER BY length(stock_number), stock_number
        """,
        start=start,
        after=start + LAST_LETTER,
        today=today,
        looked_at=2 * MOST,
    )


def by_words(book: Book, wanted: list[str], today: date) -> list[int]:
    """Of the last lines of the shop those in which every word begins one; each name once."""
    rows = book.rows(
        """
        SELECT id, description || ' ' || coalesce(stock_number, '') FROM line
        WHERE id > (SELECT coalesce(max(id), 0) FROM line) - :looked_at AND quantity > 0
          AND purchase_id NOT IN (SELECT id FROM purchase WHERE secret_until > :today)
        ORDER BY id DESC
        """,
        looked_at=LINES_LOOKED_AT,
        today=today,
    )
    found: dict[str, int] = {}
    for line_id, text in rows:
        folded = fold(text)
        # Most lines lack a word altogether: that is seen without taking them apart.
        if folded not in found and all(word in folded for word in wanted):
            if all_begin(wanted, words(folded)):
                found[folded] = line_id
            if len(found) == MOST:
                break
    return list(found.values())
