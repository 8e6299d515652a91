"""Whose pages each associate opened, for the day: beside the history, as half-typed forms are."""

import json
from collections.abc import Sequence
from datetime import UTC, date, datetime

from storebook.book.book import Book

FORM = "Opened today"


def opened_on(book: Book, day: date) -> list[int]:
    """Whom the associate at work opened that day, the last one first."""
    found = book.values(
        """
        SELECT subject FROM draft
        WHERE form = :form AND associate_id = :associate_id
          AND json_extract(body, '$.day') = :day
        ORDER BY json_extract(body, '$.place'), id
        """,
        form=FORM,
        associate_id=book.associate_id,
        day=day.isoformat(),
    )
    return [int(subject) for subject in found]


def keep_opened(book: Book, shopper_ids: Sequence[int], *, day: date, whose: int) -> None:
    """These are all whom this associate opened, the last one first; those of other days are gone.

    Each is a line of its own, so that it goes with a shopper who is erased, and does not come back.
    """
    now = datetime.now(UTC).isoformat()
    with book.unlogged() as connection:
        connection.execute("DELETE FROM draft WHERE form = ? AND associate_id = ?", [FORM, whose])
        connection.executemany(
            """
            INSERT INTO draft (form, subject, associate_id, at, body)
            SELECT ?, id, ?, ?, ? FROM shopper WHERE id = ?
            """,
            [
                (FORM, whose, now, json.dumps({"day": day.isoformat(), "place": place}), one)
                for place, one in enumerate(shopper_ids)
            ],
        )
