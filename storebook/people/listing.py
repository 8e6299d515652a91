"""All shoppers of the book as one long list, read a page at a time in the order that is wanted."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from storebook.book.book import Book

PAGE = 200
AFTER_ALL = "\U0010ffff"
LAST_ID = 2**62


class Order(StrEnum):
    """By what the list is ordered."""

    NAME = "name"
    LAST_VISIT = "last visit"
    SINCE = "since"


class Group(StrEnum):
    """Whom the list shows; who died, moved away or was archived is no longer here."""

    EVERYONE = "everyone"
    CUSTOMERS = "customers"
    PROSPECTS = "prospects"
    GONE = "no longer here"


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One place of the list. `key` is what it is ordered by; without a day that is the name."""

    id: int
    key: str
    dated: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedFacts:
    """What the list says of a shopper beyond what a search shows."""

    id: int
    since: date | None
    moved_away_on: date | None
    city: str | None


def list_shoppers(  # noqa: PLR0913 - a page of a list has a group, an order, a place and a length
    book: Book,
    group: Group = Group.EVERYONE,
    order: Order = Order.NAME,
    *,
    descending: bool = False,
    after: Listed | None = None,
    limit: int = PAGE,
) -> list[Listed]:
    """The next page of the list; `after` is the last one of the page before.

    Who never came, or came nobody knows since when, stands by name at the end in both directions.
    """
    statements = _BY_NAME if order is Order.NAME else _BY_DAY[order]
    found: list[Listed] = []
    if after is None or after.dated:
        first = Listed(id=LAST_ID, key=AFTER_ALL, dated=True)
        if not descending:
            first = Listed(id=0, key="", dated=True)
        found = _page(book, statements[descending], group, after or first, limit)
        after = None
    if order is Order.NAME or len(found) == limit:
        return found
    start = after or Listed(id=0, key="", dated=False)
    return found + _page(book, _WITHOUT_DAY[order], group, start, limit - len(found))


def _page(book: Book, sql: str, group: Group, after: Listed, limit: int) -> list[Listed]:
    return book.all(Listed, sql, group=group, key=after.key, id=after.id, limit=limit)


def count_shoppers(book: Book, group: Group = Group.EVERYONE) -> int:
    """How many there are."""
    if group is Group.EVERYONE:
        return int(book.value("SELECT count(*) FROM shopper"))
    found = book.value(
        """
        SELECT count(*) FROM shopper
        WHERE :group = CASE
            WHEN coalesce(archived_on, deceased_on, moved_away_on) IS NOT NULL
                THEN 'no longer here'
            WHEN standing = 'real' THEN 'customers' ELSE 'prospects' END
        """,
        group=group,
    )
    return int(found)


def listed_facts(book: Book, shopper_ids: Sequence[int]) -> dict[int, ListedFacts]:
    """The facts of these shoppers by their ids."""
    found = book.all(
        ListedFacts,
        """
        SELECT shopper.id, since, moved_away_on,
               (SELECT city FROM address
                WHERE address.shopper_id = shopper.id AND left_on IS NULL
                ORDER BY position, address.id LIMIT 1) AS city
        FROM json_each(:shopper_ids) AS one
        JOIN shopper ON shopper.id = one.value
        ORDER BY shopper.id
        """,
        shopper_ids=json.dumps(list(shopper_ids)),
    )
    return {one.id: one for one in found}


# One statement for each order and direction, so that each runs along its index.

_BY_NAME = {
    False: """
        SELECT id, sort_key AS key, 1 AS dated FROM shopper
        WHERE (sort_key, id) > (:key, :id)
          AND :group IN ('everyone', CASE
            WHEN coalesce(archived_on, deceased_on, moved_away_on) IS NOT NULL
                THEN 'no longer here'
            WHEN standing = 'real' THEN 'customers' ELSE 'prospects' END)
        ORDER BY sort_key, id LIMIT :limit
        """,
    True: """
        SELECT id, sort_key AS key, 1 AS dated FROM shopper
        WHERE (sort_key, id) < (:key, :id)
          AND :group IN ('everyone', CASE
            WHEN coalesce(archived_on, deceased_on, moved_away_on) IS NOT NULL
                THEN 'no longer here'
            WHEN standing = 'real' THEN 'customers' ELSE 'prospects' END)
        ORDER BY sort_key DESC, id DESC LIMIT :limit
        """,
}

_BY_LAST_VISIT = {
    False: """
        SELECT shopper.id, last_day AS key, 1 AS dated
        FROM shopper_summary
        JOIN shopper ON shopper.id = shopper_summary.shopper_id
        WHERE (last_day, shopper_id) > (:key, :id)
          AND :group IN ('everyone', CASE
            WHEN coalesce(archived_on, deceased_on, moved_away_on) IS NOT NULL
                THEN 'no longer here'
            WHEN standing = 'real' THEN 'customers' ELSE 'prospects' END)
        ORDER BY last_day, shopper_id LIMIT :limit
        """,
    True: """
        SELECT shopper.id, last_day AS key, 1 AS dated
        FROM shopper_summary
        JOIN shopper ON shopper.id = shopper_summary.shopper_id
        WHERE (last_day, shopper_id) < (:key, :id)
          AND :group IN ('everyone', CASE
            WHEN coalesce(archived_on, deceased_on, moved_away_on) IS NOT NULL
                THEN 'no longer here'
            WHEN standing = 'real' THEN 'customers' ELSE 'prospects' END)
        ORDER BY last_day DESC, shopper_id DESC LIMIT :limit
        """,
}

_BY_SINCE = {
    False: """
        SELECT id, since AS key, 1 AS dated FROM shopper
        WHERE since IS NOT NULL AND (since, id) > (:key, :id)
          AND :group IN ('everyone', CASE
            WHEN coalesce(archived_on, deceased_on, moved_away_on) IS NOT NULL
                THEN 'no longer here'
            WHEN standing = 'real' THEN 'customers' ELSE 'prospects' END)
        ORDER BY since, id LIMIT :limit
        """,
    True: """
        SELECT id, since AS key, 1 AS dated FROM shopper
        WHERE since IS NOT NULL AND (since, id) < (:key, :id)
          AND :group IN ('everyone', CASE
            WHEN coalesce(archived_on, deceased_on, moved_away_on) IS NOT NULL
                THEN 'no longer here'
            WHEN standing = 'real' THEN 'customers' ELSE 'prospects' END)
        ORDER BY since DESC, id DESC LIMIT :limit
        """,
}

_BY_DAY = {Order.LAST_VISIT: _BY_LAST_VISIT, Order.SINCE: _BY_SINCE}

_WITHOUT_DAY = {
    Order.LAST_VISIT: """
        SELECT id, sort_key AS key, 0 AS dated FROM shopper
        WHERE (sort_key, id) > (:key, :id)
          AND NOT EXISTS (SELECT 1 FROM shopper_summary WHERE shopper_id = shopper.id)
          AND :group IN ('everyone', CASE
            WHEN coalesce(archived_on, deceased_on, moved_away_on) IS NOT NULL
                THEN 'no longer here'
            WHEN standing = 'real' THEN 'customers' ELSE 'prospects' END)
        ORDER BY sort_key, id LIMIT :limit
        """,
    Order.SINCE: """
        SELECT id, sort_key AS key, 0 AS dated FROM shopper
        WHERE since IS NULL AND (sort_key, id) > (:key, :id)
          AND :group IN ('everyone', CASE
            WHEN coalesce(archived_on, deceased_on, moved_away_on) IS NOT NULL
                THEN 'no longer here'
            WHEN standing = 'real' THEN 'customers' ELSE 'prospects' END)
        ORDER BY sort_key, id LIMIT :limit
        """,
}
