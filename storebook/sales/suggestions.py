"""What the clerk may be about to type: open wishes first, then what was sold before."""

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
    wearer_id: int | None = None,
) -> list[Suggestion]:
    """Wishes that this shopper may be told of, then earlier lines; best stock number first.

    Every word of `text` must begin a word of the description or the stock number. With nothing
    typed yet only wishes are suggested. What is kept secret today is never suggested.
    """
    wishes = [
        wish
        for wish in wishes_for(book, shopper_id, wearer_id, viewer.today)
        if matches(wish, text)
    ]
    sold = sold_before(book, text, viewer.today) if words(text) else []
    found = (wishes + sold)[:MOST]
    return found if viewer.sees_spend else [replace(one, price_cents=None) for one in found]


def matches(suggestion: Suggestion, text: str) -> bool:
    within = f"{suggestion.description} {suggestion.stock_number or ''}"
    return all_begin(words(text), words(within))


def all_begin(wanted: list[str], names: list[str]) -> bool:
    return all(any(name.startswith(word) for name in names) for word in wanted)


def wishes_for(
    book: Book, shopper_id: int | None, wearer_id: int | None, today: date
) -> list[Suggestion]:
    """Open wishes of the shopper, and of those who let this shopper be told; of the wearer alone
    when one is chosen. A wish that somebody else fulfills in secret is open still.
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
          AND (:wearer_id IS NULL OR wish.shopper_id = :wearer_id)
          AND wisher.deceased_on IS NULL
          AND (fulfilled_on IS NULL OR EXISTS (
                SELECT 1 FROM secret
                WHERE secret.piece_id = wish.piece_id AND secret.secret_until > :today
                  AND :shopper_id IS NOT secret.giver_id AND :shopper_id IS NOT secret.buyer_id))
        ORDER BY wish.shopper_id = :shopper_id, seen_on DESC, wish.id DESC
        """,
        shopper_id=shopper_id,
        wearer_id=wearer_id,
        today=today,
    )


def sold_before(book: Book, text: str, today: date) -> list[Suggestion]:
    """Earlier lines, each description once: stock numbers that begin so, then by words, newest."""
    wanted = words(text)
    found = by_stock_number(book, text.strip(), today)
    found += [one for one in lately_sold(book, today) if all_begin(wanted, words_of(one))]
    once: dict[tuple[str, str | None], Suggestion] = {}
    for one in found:
        once.setdefault((fold(one.description), one.stock_number), one)
    return list(once.values())[:MOST]


def words_of(suggestion: Suggestion) -> list[str]:
    return words(f"{suggestion.description} {suggestion.stock_number or ''}")


def by_stock_number(book: Book, start: str, today: date) -> list[Suggestion]:
    """Lines of any age whose stock number begins exactly so, in either case."""
    return book.all(
        Suggestion,
        """
        SELECT description, stock_number, category, metal, purity, stones, price_cents,
               max(day) AS sold_on
        FROM line
        JOIN purchase ON purchase.id = line.purchase_id
        WHERE ((stock_number >= :upper AND stock_number < :after_upper)
               OR (stock_number >= :lower AND stock_number < :after_lower))
          AND quantity > 0 AND coalesce(secret_until, '') <= :today
        GROUP BY description, stock_number
        ORDER BY length(stock_number), stock_number, description
        LIMIT :limit
        """,
        upper=start.upper(),
        after_upper=start.upper() + LAST_LETTER,
        lower=start.lower(),
        after_lower=start.lower() + LAST_LETTER,
        today=today,
        limit=MOST,
    )


def lately_sold(book: Book, today: date) -> list[Suggestion]:
    """The last lines of the shop, each description once, newest first."""
    return book.all(
        Suggestion,
        """
        SELECT description, stock_number, category, metal, purity, stones, price_cents,
               purchase.day AS sold_on
        FROM line
        JOIN purchase ON purchase.id = line.purchase_id
        WHERE line.id IN (
            SELECT max(id) FROM line
            WHERE id > (SELECT coalesce(max(id), 0) FROM line) - :looked_at AND quantity > 0
              AND purchase_id NOT IN (SELECT id FROM purchase WHERE secret_until > :today)
            GROUP BY description, stock_number
        )
        ORDER BY line.id DESC
        """,
        looked_at=LINES_LOOKED_AT,
        today=today,
    )
