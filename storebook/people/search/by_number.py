"""Finds by what is written in digits: a phone, a card, the code of a slip, a serial."""

from datetime import date

from storebook.book.book import Book
from storebook.people.search.hits import AFTER_ALL, Found, Match
from storebook.people.search.query import DIGITS_IN_COMMON, SHORTEST_START_OF_MARK, Query

CANDIDATES = 100  # how many phones are looked at; the rest would not be read
SHORTEST_CARD = 5  # digits that can be the whole of a card's number
SHORTEST_ORDERED = 4  # digits; fewer are the end of too many phones for an order to mean something


def find_whole_card(book: Book, query: Query, found: Found, today: date) -> None:
    """The whole number of a card, as a reader of cards types it."""
    if len(query.figures) >= SHORTEST_CARD:
        add_cards(book, query.figures, query.figures, found)


def find_by_slip(book: Book, query: Query, found: Found, today: date) -> None:
    """The code under the bars of a slip leads to who bought; of a secret purchase to nobody."""
    if query.slip is None:
        return
    rows = book.rows(
        """
        SELECT shopper_id, printf('%06d', id) FROM purchase
        WHERE id = :slip AND shopper_id IS NOT NULL AND coalesce(secret_until, '') <= :today
        """,
        slip=query.slip,
        today=today,
    )
    for shopper_id, code in rows:
        found.add(shopper_id, Match.SLIP, f"slip {code}")


def find_by_phone(book: Book, query: Query, found: Found, today: date) -> None:
    """Digits fit the end of a phone, or its beginning, however both are punctuated."""
    if len(query.figures) < 2:
        return
    for shopper_id, number in phones_that_end(book, query):
        found.add(shopper_id, Match.PHONE, f"phone ends {number[-4:]}")
    rows = book.rows(
        """
        SELECT shopper_id, digits FROM phone
        WHERE digits >= :start AND digits < :start || :after_all
        ORDER BY digits LIMIT :limit
        """,
        start=query.figures.lstrip("0") or query.figures,  # phones are kept without the trunk's 0
        after_all=AFTER_ALL,
        limit=found.limit,
    )
    for shopper_id, number in rows:
        found.add(shopper_id, Match.PHONE, f"phone ends {number[-4:]}")


def phones_that_end(book: Book, query: Query) -> list[tuple[int, str]]:
    """Whose phone ends so; who was here last comes first, and who cannot come any more last."""
    backwards = query.figures[::-1]
    rows = book.rows(
        """
        SELECT phone.shopper_id, digits,
               coalesce(shopper.deceased_on, archived_on, '') <> '' AS is_gone,
               coalesce(last_day, '')
        FROM phone
        JOIN shopper ON shopper.id = phone.shopper_id
        LEFT JOIN shopper_summary ON shopper_summary.shopper_id = phone.shopper_id
        WHERE backwards >= :end AND backwards < :end || :after_all
        ORDER BY backwards LIMIT :limit
        """,
        end=backwards[:DIGITS_IN_COMMON],
        after_all=AFTER_ALL,
        limit=CANDIDATES,
    )
    fitting = [
        row
        for row in rows
        if row[1].endswith(query.figures) or query.figures.endswith(row[1].lstrip("0"))
    ]
    if len(query.figures) >= SHORTEST_ORDERED:
        fitting.sort(key=lambda row: row[3], reverse=True)
        fitting.sort(key=lambda row: row[2])
    return [(shopper_id, number) for shopper_id, number, _, _ in fitting]


def find_by_card(book: Book, query: Query, found: Found, today: date) -> None:
    """A card number, whole or its beginning."""
    if len(query.figures) >= 2:
        add_cards(book, query.figures, query.figures + AFTER_ALL, found)


def add_cards(book: Book, first: str, last: str, found: Found) -> None:
    """Whose card is in this range of numbers, also of a file that was merged into another."""
    rows = book.rows(
        """
        SELECT shopper_id, number FROM (
            SELECT shopper_id, number FROM member
            UNION ALL
            SELECT shopper_id, card_number FROM merged WHERE card_number IS NOT NULL
        )
        WHERE number BETWEEN :first AND :last
        ORDER BY number, shopper_id LIMIT :limit
        """,
        first=first,
        last=last,
        limit=found.limit,
    )
    for shopper_id, number in rows:
        found.add(shopper_id, Match.CARD, f"card {number}")


def find_by_serial(book: Book, query: Query, found: Found, today: date) -> None:
    """A serial or certificate; while its piece is a secret it leads to the giver alone."""
    for mark in query.marks:
        rows = book.rows(
            """
            SELECT CASE WHEN coalesce(secret_until, '') > :today THEN giver_id
                        ELSE coalesce(wearer_id, giver_id) END AS shopper_id,
                   'serial ' || serial AS how
            FROM piece
            WHERE serial_folded BETWEEN :mark AND :last
            UNION
            SELECT CASE WHEN coalesce(secret_until, '') > :today THEN giver_id
                        ELSE coalesce(wearer_id, giver_id) END AS shopper_id,
                   'certificate ' || certificate AS how
            FROM piece
            WHERE certificate_folded BETWEEN :mark AND :last
            ORDER BY shopper_id, how LIMIT :limit
            """,
            mark=mark,
            last=mark if len(mark) < SHORTEST_START_OF_MARK else mark + AFTER_ALL,
            today=today,
            limit=found.limit,
        )
        for shopper_id, how in rows:
            if shopper_id is not None:
                found.add(shopper_id, Match.SERIAL, how)
