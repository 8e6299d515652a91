"""Finds two people by both their names, as a card or an envelope that came back names them."""

import json
import re
from collections.abc import Iterator
from datetime import date

from storebook.base.text import words
from storebook.book.book import Book
from storebook.people.search.by_name import candidates, in_order, matching_words
from storebook.people.search.hits import Found, Match
from storebook.people.search.query import MOST_WORDS, Query, phrases, read_query

BETWEEN = re.compile(r"\s*[&+/,;]\s*|\s+(?:and|und|et|y|e)\s+", re.IGNORECASE)
FORMS = frozenset({"mr", "mrs", "ms", "miss", "dr", "prof", "sir", "lady", "family", "the"})
# Of a name that more people bear, somebody is only found by more of it.
MOST_NAMESAKES = 3_000

Names = tuple[str, str]


def find_by_couple(book: Book, query: Query, found: Found, today: date) -> None:
    """Both of a couple, whoever was named first before the other; asked when nobody alone fits."""
    if found.hits or len(query.words) < 2:
        return
    for one, other in two_names(query.typed):
        add_couples(book, one, other, found)
        if found.hits:
            return
    if BETWEEN.search(query.typed) and len(named := without_forms(query.typed)) == 1:
        shared = read_query(named[0])
        for name in in_order(candidates(book, shared, found.limit))[: found.limit]:
            found.add(name.shopper_id, Match.WORD_OF_NAME, "name")


def two_names(typed: str) -> Iterator[Names]:
    """How the text may be two names: at its sign, else between any two of its words."""
    parts = [" ".join(without_forms(part)) for part in BETWEEN.split(typed)]
    parts = [part for part in parts if part]
    if len(parts) == 2:
        yield parts[0], parts[1]
    elif len(parts) == 1:
        found = parts[0].split(" ")
        for place in range(1, len(found)):
            yield " ".join(found[:place]), " ".join(found[place:])


def without_forms(typed: str) -> list[str]:
    """The words of the names alone, without Mr. and Mrs."""
    return [word for word in words(typed)[:MOST_WORDS] if word not in FORMS]


def add_couples(book: Book, one: str, other: str, found: Found) -> None:
    """Couples of whom the first name fits one, and the second the other."""
    ones = matching_words(book, " ".join(phrases(one)), MOST_NAMESAKES)
    others = matching_words(book, " ".join(phrases(other)), MOST_NAMESAKES) if ones else []
    if not others:
        return
    rows = book.rows(
        """
        SELECT tie.one_id, first.name, tie.other_id, second.name
        FROM (SELECT shopper_id AS one_id, other_id FROM kin
              WHERE relation IN ('spouse', 'partner') AND ended_on IS NULL
                AND shopper_id IN (SELECT value FROM json_each(:ones))
              UNION
              SELECT other_id, shopper_id FROM kin
              WHERE relation IN ('spouse', 'partner') AND ended_on IS NULL
                AND other_id IN (SELECT value FROM json_each(:ones))) AS tie
        JOIN shopper AS first ON first.id = tie.one_id
        JOIN shopper AS second ON second.id = tie.other_id
        WHERE tie.other_id IN (SELECT value FROM json_each(:others))
        ORDER BY tie.one_id, tie.other_id
        LIMIT :limit
        """,
        ones=json.dumps(ones),
        others=json.dumps(others),
        limit=found.limit,
    )
    for one_id, first, other_id, second in rows:
        found.add(one_id, Match.FAMILY, f"with {second}")
        found.add(other_id, Match.FAMILY, f"with {first}")
