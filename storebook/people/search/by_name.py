"""Finds by the words of a name, in any of its forms and in any order, the closest first."""

from collections.abc import Iterable
from datetime import date
from operator import itemgetter
from typing import NamedTuple

from storebook.base.text import words
from storebook.book.book import Book
from storebook.people.search.hits import Found, Match
from storebook.people.search.query import Query

CANDIDATES = 60  # how many hits of a scrap are put in order; the rest would not be read
MOST_DOUBLED = 2_000  # the same where the index takes one word of the name for two that were typed
COMMON_START = 5  # letters; so few begin the names of many
EXACT, START, WORD = range(3)
BY_CLOSENESS = (Match.EXACT_NAME, Match.START_OF_NAME, Match.WORD_OF_NAME)
BY_RANK = itemgetter(0)
BY_LAST_DAY = itemgetter(3)
MOST_SIGNS = 4  # points and commas in a name; one that is still longer has more words


class FoundName(NamedTuple):
    """Somebody whose name fits; the lower the rank, the closer.

    A tuple, because a hundred are made on a key and most are not shown.
    """

    rank: int
    shopper_id: int
    closeness: int
    last_day: str


def find_by_name(book: Book, query: Query, found: Found, today: date) -> None:
    """Starts of words of any of the names, in any order."""
    if not query.phrases:
        return
    if not query.is_ranked:
        add_unranked(book, query, found)
        return
    for name in in_order(candidates(book, query, found.limit))[: found.limit]:
        found.add(name.shopper_id, BY_CLOSENESS[name.closeness], "name")


def add_unranked(book: Book, query: Query, found: Found) -> None:
    """Of so few letters whoever has them as a whole word, then whoever comes first."""
    for asked in (query.whole_words, query.starts):
        if not found.is_full:
            for shopper_id in matching_words(book, asked, found.limit):
                found.add(shopper_id, Match.WORD_OF_NAME, "name")


def candidates(book: Book, query: Query, limit: int) -> list[FoundName]:
    """Enough of those whose names fit that nobody who is closer is left out.

    Those who have the words whole are asked for first, else they would drown in a large book among
    all whose names only begin so. In a row of words the last one may not be typed to its end. Each
    question is asked only when too few of those before it are closer than its answers can be.
    """
    whole, starts = query.whole_words, query.starts
    names: dict[int, FoundName] = {}
    most = MOST_DOUBLED if query.is_doubled else CANDIDATES
    if add_names(book, query, names, whole, most) >= CANDIDATES:
        add_names(book, query, names, f"^{whole}")
        if len(query.words) > 1:
            add_names(book, query, names, f'^"{query.whole}"')
    if len(names) >= limit or whole == starts:
        return list(names.values())
    # Of many who fit, those whose names start so are asked for; the longer the text, the fewer fit.
    if len(query.whole) > COMMON_START:
        if add_names(book, query, names, starts) == CANDIDATES:
            add_names(book, query, names, f"^{starts}")
    elif add_names(book, query, names, f"^{starts}") < limit:
        add_names(book, query, names, starts)
    return list(names.values())


def in_order(names: Iterable[FoundName]) -> list[FoundName]:
    """The closest first; of two who are equally close, who was here last."""
    ordered = sorted(names, key=BY_LAST_DAY, reverse=True)
    ordered.sort(key=BY_RANK)
    return ordered


def add_names(
    book: Book,
    query: Query,
    names: dict[int, FoundName],
    asked: str,
    most: int = CANDIDATES,
) -> int:
    """Some of those whose names fit, with how closely they do; and how many there were."""
    rows = matching_rows(book, asked, most)
    for row in rows:
        if row[0] not in names:
            names[row[0]] = found_name(query, row)
    return len(rows)


Row = tuple[int, str, int, str, str, str | None, str | None]


def matching_rows(book: Book, asked: str, most: int = CANDIDATES) -> list[Row]:
    """Whose names fit: who, the folded words, whether they can come no more, the last visit; and
    the forms of the name that tell how close they are.
    """
    return book.rows(
        """
        SELECT shopper.id, shopper.folded, coalesce(deceased_on, archived_on) IS NOT NULL,
               coalesce(last_day, ''), name, native_name, nickname
        FROM shopper_word
        JOIN shopper ON shopper.id = shopper_word.rowid
        LEFT JOIN shopper_summary ON shopper_summary.shopper_id = shopper.id
        WHERE shopper_word MATCH :asked
        LIMIT :limit
        """,
        asked=asked,
        limit=most,
    )


def found_name(query: Query, row: Row) -> FoundName:
    """The rank: a name that is just this; whole words before the beginnings of longer ones; the
    name's start before the rest of it; the name before a nickname; who can still come.
    """
    shopper_id, folded, is_gone, last_day = row[:4]
    padded = f" {folded} "
    unfinished = 0
    for needle in query.needles:
        if needle not in padded:
            unfinished += 1
    if query.is_doubled and not has_both(query, folded):
        unfinished = len(query.words)
    closeness = START if folded.startswith(query.whole) else WORD
    rank = (unfinished * 4 + closeness) * 4 + is_gone
    if not unfinished:
        name, native, nickname = row[4:]
        if is_just(query, folded, name, native):
            closeness, rank = EXACT, is_gone
        elif nickname is not None and not set(query.words) <= set(words(name)):
            rank += 2
    return FoundName(rank, shopper_id, closeness, last_day)


def has_both(query: Query, folded: str) -> bool:
    """Is there a word of the name for each word that was typed, though one begins another?"""
    left = folded.split(" ")
    for word in sorted(query.words, key=len, reverse=True):
        fitting = [one for one in left if one.startswith(word)]
        if not fitting:
            return False
        left.remove(min(fitting, key=len))
    return True


def is_just(query: Query, folded: str, name: str, native: str | None) -> bool:
    """Is one of the names what was typed, and no word more?"""
    typed = len(query.whole)
    if len(folded) == typed:
        return folded == query.whole
    if len(name) <= typed + MOST_SIGNS and folded.startswith(query.whole):
        return words(name) == list(query.words)
    return native is not None and words(native) == list(query.words)


def matching_words(book: Book, asked: str, limit: int) -> list[int]:
    """Anybody in whose names these words stand."""
    return book.values(
        "SELECT rowid FROM shopper_word WHERE shopper_word MATCH :asked LIMIT :limit",
        asked=asked,
        limit=limit,
    )


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
