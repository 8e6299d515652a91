"""The router: which index answers which scrap, and in which order the answers stand."""

import json
from collections.abc import Callable
from datetime import date

from storebook.book.book import Book
from storebook.people.search.by_couple import find_by_couple
from storebook.people.search.by_name import find_by_name, find_inside
from storebook.people.search.by_number import (
    find_by_card,
    find_by_phone,
    find_by_serial,
    find_by_slip,
    find_whole_card,
)
from storebook.people.search.hits import AFTER_ALL, BY_NAME, Found, Hit, Match
from storebook.people.search.query import Query, read_query
from storebook.people.search.typos import find_typos


def find_shoppers(book: Book, text: str, *, today: date, limit: int = 20) -> list[Hit]:
    """The shoppers that a scrap fits, best first.

    Numbers: a card or a slip that is just this, then phones. Names: one that is just this, then
    whole words before their beginnings, the start of a name before the rest of it, who can still
    come before who died or is archived, and then the last visit. A piece that is kept secret leads
    to its giver only, and the slip of a secret purchase to nobody. An empty text finds nobody.
    """
    query = read_query(text)
    found = Found(limit)
    for step in STEPS:
        if found.is_full:
            break
        step(book, query, found, today)
    return found.hits


def find_whole_email(book: Book, query: Query, found: Found, today: date) -> None:
    """What nobody is called: an e-mail address, or all of it that stands before the @."""
    if query.is_address:
        add_emails(book, query.email, query.email, found)
        if "@" not in query.email:
            add_emails(book, f"{query.email}@", f"{query.email}@{AFTER_ALL}", found)


def find_by_email(book: Book, query: Query, found: Found, today: date) -> None:
    """The beginning of an e-mail address."""
    if len(query.email) >= 3:
        add_emails(book, query.email, query.email + AFTER_ALL, found)


def add_emails(book: Book, first: str, last: str, found: Found) -> None:
    """Whose address is in this range of folded ones, the shortest way to it first."""
    rows = book.rows(
        """
        SELECT shopper_id, raw FROM email
        WHERE folded BETWEEN :first AND :last
        ORDER BY folded, shopper_id LIMIT :limit
        """,
        first=first,
        last=last,
        limit=found.limit,
    )
    for shopper_id, raw in rows:
        found.add(shopper_id, Match.EMAIL, raw)


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


STEPS: tuple[Callable[[Book, Query, Found, date], None], ...] = (
    find_whole_card,
    find_by_slip,
    find_by_phone,
    find_by_card,
    find_whole_email,
    find_by_name,
    find_by_email,
    find_by_serial,
    find_by_family,
    find_by_couple,
    find_inside,
    find_typos,
)
