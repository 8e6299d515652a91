"""Forgives a slip of the finger: words that nobody has become the nearest words that somebody
has, or two of them that were written as one.
"""

from bisect import bisect_left
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from storebook.base.text import words
from storebook.book.book import Book
from storebook.book.kept import kept
from storebook.book.words import words_in
from storebook.people.search.by_name import (
    FoundName,
    found_name,
    in_order,
    matching_rows,
)
from storebook.people.search.hits import Found, Match
from storebook.people.search.query import Query

SHORTEST = 2  # letters of a word that may be mistyped, and 3 where it stands alone
SHORTEST_ALONE = 3
TWO_SLIPS_FROM = 8  # letters
LONGEST_SHORT = 4  # letters of a word in which a second slip leads to anybody
MOST_WORDS_EACH = 60
MOST_RANK = 1_000  # more than the words of a name can come to


class Corrected(NamedTuple):
    """A question for the word index with others in place of some words, and for each of these how
    many slips of the finger lead to which other.
    """

    asked: str
    slips: tuple[Mapping[str, int], ...]


def find_typos(book: Book, query: Query, found: Found, today: date) -> None:
    """One slip of the finger, asked only when nothing was found."""
    if found.hits or query.figures:
        return
    names: dict[int, FoundName] = {}
    for more_slips in (0, 1):
        for meant in [] if names else corrections(book, query, more_slips):
            for name in similar_names(book, query, meant):
                names[name.shopper_id] = min(name, names.get(name.shopper_id, name))
    for name in in_order(names.values())[: found.limit]:
        found.add(name.shopper_id, Match.TYPO, "similar name")


def corrections(book: Book, query: Query, more_slips: int = 0) -> list[Corrected]:
    """What may have been meant: words that nobody has are wrong; when each is somebody's and
    nobody has them all, one of them is.
    """
    unknown = {word for word in query.words if not any_starts_with(book, word)}
    suspects = [unknown] if unknown else [{word} for word in query.words]
    meant = (corrected(book, query, wrong, more_slips) for wrong in suspects)
    return [one for one in meant if one is not None]


def corrected(book: Book, query: Query, wrong: set[str], more_slips: int) -> Corrected | None:
    """The question with each wrong word as its nearest known ones; None when none is near."""
    shortest = SHORTEST_ALONE if len(query.words) == 1 else SHORTEST
    if any(len(word) < shortest for word in wrong):
        return None
    known = vocabulary(book)
    asked, slips = [], []
    for word in query.words:
        if word not in wrong:
            asked.append(f'"{word}"*')
            continue
        near = nearest(word, known, more_slips if len(word) > LONGEST_SHORT else 0)
        others = [f'"{one}"' for one in near] + run_together(word, known)
        if not others:
            return None
        slips.append(near)
        asked.append("(" + " OR ".join(others) + ")")
    return Corrected(" AND ".join(asked), tuple(slips))


def run_together(word: str, known: list[str]) -> list[str]:
    """Questions for two words with their space left out, or with a letter in its place."""
    pairs = {
        (word[:at], word[after:])
        for at in range(SHORTEST, len(word) - SHORTEST + 1)
        for after in (at, at + 1)
    }
    return [
        f'("{first}" AND "{second}"*)'
        for first, second in sorted(pairs)
        if len(second) >= SHORTEST and stands_in(first, known) and begins_one(second, known)
    ]


def stands_in(word: str, known: list[str]) -> bool:
    place = bisect_left(known, word)
    return place < len(known) and known[place] == word


def begins_one(word: str, known: list[str]) -> bool:
    place = bisect_left(known, word)
    return place < len(known) and known[place].startswith(word)


def similar_names(book: Book, query: Query, meant: Corrected) -> list[FoundName]:
    """Those whose names have the other words: the fewer slips lead there, the closer they are, and
    a name that has no more words than were typed is closer than one that has.
    """
    names = []
    for row in matching_rows(book, meant.asked):
        name = found_name(query, row)
        its_words = set(row[1].split(" "))
        slips = sum(
            min((many for word, many in near.items() if word in its_words), default=1)
            for near in meant.slips
        )
        has_more = len(words(row[4])) != len(query.words)
        names.append(name._replace(rank=name.rank + MOST_RANK * (2 * slips + has_more)))
    return names


def any_starts_with(book: Book, word: str) -> bool:
    found = book.value(
        "SELECT rowid FROM shopper_word WHERE shopper_word MATCH :asked LIMIT 1", asked=f'"{word}"*'
    )
    return found is not None


def nearest(word: str, known: list[str], more_slips: int) -> dict[str, int]:
    """The known words within one slip (two in long words) and how many they are, nearest first."""
    # Most searches end before this, and the window opens without one.
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    slips = more_slips + (2 if len(word) >= TWO_SLIPS_FROM else 1)
    found = process.extract(
        word, known, scorer=OSA.distance, score_cutoff=slips, limit=MOST_WORDS_EACH
    )
    return {one: int(many) for one, many, _ in found}


def vocabulary(book: Book) -> list[str]:
    """Every word of every name, once; read again only when the book has changed."""
    return kept(book, "words of names", lambda: words_in(book, "shopper_word"))
