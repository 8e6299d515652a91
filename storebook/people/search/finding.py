"""The router: which index answers which scrap, and in which order the answers stand."""

import json
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from storebook.book.book import Book
from storebook.people.search.hits import Hit, Match
from storebook.people.search.query import (
    DIGITS_IN_COMMON,
    SHORTEST_START_OF_MARK,
    Query,
    read_query,
)
from storebook.people.search.typos import corrected

AFTER_ALL = "\U0010ffff"
BY_CLOSENESS = (Match.EXACT_NAME, Match.START_OF_NAME, Match.WORD_OF_NAME)
CANDIDATES = 100  # how many hits of a scrap are put in order; the rest would not be read


def find_shoppers(book: Book, text: str, *, today: date, limit: int = 20) -> list[Hit]:
    """The shoppers that a scrap fits, best first: exact, start of the name, then the last visit.

    A piece that is kept secret leads to its giver only. An empty text finds nobody.
    """
    query = read_query(text)
    found = Found(limit)
    steps: tuple[Callable[[Book, Query, Found, date], None], ...] = (
        find_by_phone,
        find_by_card,
        find_by_name,
        find_by_email,
        find_by_serial,
        find_by_family,
        find_inside,
        find_typos,
    )
    for step in steps:
        if found.is_full:
            break
        step(book, query, found, today)
    return found.hits


class Found:
    """Hits in the order in which they were found, each shopper once."""

    def __init__(self, limit: int) -> None:
        self.hits: list[Hit] = []
        self.seen: set[int] = set()
        self.limit = limit

    @property
    def is_full(self) -> bool:
        return len(self.hits) >= self.limit

    def add(self, shopper_id: int, match: Match, how: str) -> None:
        if shopper_id not in self.seen and not self.is_full:
            self.seen.add(shopper_id)
            self.hits.append(Hit(shopper_id=shopper_id, match=match, how=how))


def find_by_phone(book: Book, query: Query, found: Found, today: date) -> None:
    """Digits fit the end of a phone, or its beginning, however both are punctuated."""
    if len(query.figures) < 2:
        return
    backwards = query.figures[::-1]
    rows = book.rows(
        """
        SELECT shopper_id, digits FROM phone
        WHERE backwards >= :end AND backwards < :end || :after_all
        ORDER BY backwards LIMIT :limit
        """,
        end=backwards[:DIGITS_IN_COMMON],
        after_all=AFTER_ALL,
        limit=CANDIDATES,
    )
    for shopper_id, number in rows:
        if number.endswith(query.figures) or query.figures.endswith(number.lstrip("0")):
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


def find_by_card(book: Book, query: Query, found: Found, today: date) -> None:
    """A card number, whole or its beginning, also of a file that was merged into another."""
    if len(query.figures) < 2:
        return
    rows = book.rows(
        """
        SELECT shopper_id, number FROM (
            SELECT shopper_id, number FROM member
            UNION ALL
            SELECT shopper_id, card_number FROM merged WHERE card_number IS NOT NULL
        )
        WHERE number >= :start AND number < :start || :after_all
        ORDER BY number, shopper_id LIMIT :limit
        """,
        start=query.figures,
        after_all=AFTER_ALL,
        limit=found.limit,
    )
    for shopper_id, number in rows:
        found.add(shopper_id, Match.CARD, f"card {number}")


def find_by_name(book: Book, query: Query, found: Found, today: date) -> None:
    """Starts of words of any of the names, in any order."""
    if not query.phrases:
        return
    asked = " ".join(query.phrases)
    if not query.is_ranked:
        for shopper_id in matching_words(book, asked, found.limit):
            found.add(shopper_id, Match.WORD_OF_NAME, "name")
        return
    starting = matching_names(book, query, f"^{asked}")
    close = [name for name in starting if name.closeness < len(BY_CLOSENESS) - 1]
    if len(close) < found.limit:  # else nobody is shown whose name only has such a word in it
        starting += matching_names(book, query, asked)
    # The last visit decides among those who are equally close.
    names = sorted({name.shopper_id: name for name in starting}.values())
    names.sort(key=lambda name: name.last_day, reverse=True)
    names.sort(key=lambda name: name.closeness)
    for name in names[: found.limit]:
        found.add(name.shopper_id, BY_CLOSENESS[name.closeness], "name")


class FoundName(NamedTuple):
    """Somebody whose name fits, and what orders them: a tuple, because most are not shown."""

    shopper_id: int
    closeness: int
    last_day: str


def matching_names(book: Book, query: Query, asked: str) -> list[FoundName]:
    """Some of those whose names fit, with how closely they do and when they were last here."""
    rows = book.rows(
        """
        SELECT shopper.id, shopper.folded, coalesce(last_day, '')
        FROM shopper_word
        JOIN shopper ON shopper.id = shopper_word.rowid
        LEFT JOIN shopper_summary ON shopper_summary.shopper_id = shopper.id
        WHERE shopper_word MATCH :asked
        LIMIT :limit
        """,
        asked=asked,
        limit=CANDIDATES,
    )
    return [
        FoundName(shopper_id, closeness(query, folded), last_day)
        for shopper_id, folded, last_day in rows
    ]


def closeness(query: Query, folded: str) -> int:
    """0 when one of the names is just this, 1 when the names start with it, 2 otherwise."""
    if folded == query.whole or (
        folded.startswith(query.whole + " ") and is_whole_name(query, folded)
    ):
        return 0
    return 1 if folded.startswith(query.whole) else 2


def is_whole_name(query: Query, folded: str) -> bool:
    """Do the other forms of the name add no word to what was typed?"""
    return set(folded.split(" ")) == set(query.words)


def matching_words(book: Book, asked: str, limit: int) -> list[int]:
    return book.values(
        "SELECT rowid FROM shopper_word WHERE shopper_word MATCH :asked LIMIT :limit",
        asked=asked,
        limit=limit,
    )


def find_by_email(book: Book, query: Query, found: Found, today: date) -> None:
    """The beginning of an e-mail address."""
    if len(query.email) < 3:
        return
    rows = book.rows(
        """
        SELECT shopper_id, raw FROM email
        WHERE folded >= :start AND folded < :start || :after_all
        ORDER BY folded LIMIT :limit
        """,
        start=query.email,
        after_all=AFTER_ALL,
        limit=found.limit,
    )
    for shopper_id, raw in rows:
        found.add(shopper_id, Match.EMAIL, raw)


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


def find_by_family(book: Book, query: Query, found: Found, today: date) -> None:
    """Husbands, wives and partners of those whose name was found."""
    named = [hit.shopper_id for hit in found.hits if hit.match in BY_NAME]
    if not named or not query.is_ranked:
        return
    rows = book.rows(
        """
        SELECT tie.other_id, named.name
        FROM (SELECT shopper_id, other_id FROM kin
              WHERE relation IN ('spouse', 'partner') AND ended_on IS NULL
                AND shopper_id IN (SELECT value FROM json_each(:named))
              UNION
              SELECT other_id, shopper_id FROM kin
              WHERE relation IN ('spouse', 'partner') AND ended_on IS NULL
                AND other_id IN (SELECT value FROM json_each(:named))) AS tie
        JOIN shopper AS named ON named.id = tie.shopper_id
        ORDER BY tie.other_id
        LIMIT :limit
        """,
        named=json.dumps(named),
        limit=found.limit,
    )
    for shopper_id, name in rows:
        found.add(shopper_id, Match.FAMILY, f"with {name}")


BY_NAME = {Match.EXACT_NAME, Match.START_OF_NAME, Match.WORD_OF_NAME}


def find_inside(book: Book, query: Query, found: Found, today: date) -> None:
    """The inside of a word, asked only when nothing starts so."""
    long_enough = [word for word in query.words if len(word) >= 3]
    if found.hits or not long_enough or len(long_enough) < len(query.words):
        return
    rows = book.values(
        "SELECT rowid FROM shopper_inside WHERE shopper_inside MATCH :asked LIMIT :limit",
        asked=" AND ".join(f'"{word}"' for word in long_enough),
        limit=found.limit,
    )
    for shopper_id in rows:
        found.add(shopper_id, Match.INSIDE, "inside of the name")


def find_typos(book: Book, query: Query, found: Found, today: date) -> None:
    """One slip of the finger, asked only when nothing was found."""
    if found.hits or query.figures:
        return
    asked = corrected(book, query)
    if asked is None:
        return
    for shopper_id in matching_words(book, asked, found.limit):
        found.add(shopper_id, Match.TYPO, "similar name")
