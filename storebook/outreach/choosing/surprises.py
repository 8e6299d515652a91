"""Homes where a surprise is waiting: nothing on an envelope there may name the jeweler."""

import json
from collections.abc import Collection
from datetime import date

from storebook.book.book import Book


def near_a_surprise(book: Book, people: Collection[int], *, today: date) -> set[int]:
    """Those of them who will be given something that is a secret today, or live with such a one.

    It answers for whom an envelope is to be neutral, and nothing of what or from whom.
    """
    return set(
        book.values(
            """
            SELECT shopper.id
            FROM json_each(:people) AS wanted JOIN shopper ON shopper.id = wanted.value
            WHERE EXISTS (
                SELECT 1 FROM piece WHERE piece.wearer_id = shopper.id AND secret_until > :today
            ) OR EXISTS (
                SELECT 1 FROM shopper AS mate JOIN piece ON piece.wearer_id = mate.id
                WHERE mate.household_id = shopper.household_id AND secret_until > :today
            )
            ORDER BY shopper.id
            """,
            people=json.dumps(sorted(people)),
            today=today,
        )
    )
