"""Whose page is worth a note when it is looked at: the key customers, by the owner's rule."""

import json
from datetime import date, datetime, timedelta

from storebook.analysis.pareto import TopRules, Unit, find_top_ids
from storebook.book.book import Book
from storebook.book.engine import Connection
from storebook.book.events import EventKind, note_event
from storebook.book.settings import load
from storebook.people.called import name_of

NOTED_EACH = timedelta(hours=1)


def note_view(book: Book, shopper_id: int, *, on: date, now: datetime) -> bool:
    """Note that the associate at work looked at this shopper's page, if it is a key customer's.

    Once an hour for each associate and shopper, `now` being in UTC. Whether it was noted.
    """
    if not is_key_customer(book, shopper_id, on=on) or was_noted(book, shopper_id, now):
        return False
    name = name_of(book, shopper_id)
    note_event(book, EventKind.VIEWED, f"Page of {name} opened", shopper_id)
    return True


def was_noted(book: Book, shopper_id: int, now: datetime) -> bool:
    found = book.value(
        """
        SELECT 1 FROM event
        WHERE shopper_id = :shopper_id AND kind = 'viewed' AND associate_id = :associate_id
          AND at > :since AND at <= :now
        LIMIT 1
        """,
        shopper_id=shopper_id,
        associate_id=book.associate_id,
        since=(now - NOTED_EACH).isoformat(timespec="seconds"),
        now=now.isoformat(timespec="seconds"),
    )
    return found is not None


def is_key_customer(book: Book, shopper_id: int, *, on: date) -> bool:
    """Whether the shopper, or their household, was in the top fifth when it was last looked at.

    The list is kept for a day: to make it takes half a second in a large book.
    """
    if book.value("SELECT made_on FROM key_list") != on.isoformat():
        keep_list(book, on)
    found = book.value(
        """
        SELECT 1 FROM key_list, json_each(key_list.shopper_ids) AS key
        WHERE key.value = :shopper_id
        LIMIT 1
        """,
        shopper_id=shopper_id,
    )
    return found is not None


def keep_list(book: Book, on: date) -> None:
    """Find who the key customers are, and keep their numbers in the book for the day."""
    ids = json.dumps(key_customers(book, on))

    def write(connection: Connection) -> None:
        connection.execute("DELETE FROM key_list")
        connection.execute(
            "INSERT INTO key_list (made_on, shopper_ids) VALUES (?, ?)", [on.isoformat(), ids]
        )

    book.note(write)


def key_customers(book: Book, on: date) -> list[int]:
    """The top fifth; where households count, everybody who lives in one of them."""
    rules = load(book, TopRules)
    top = find_top_ids(book, on, rules)
    if rules.unit is Unit.PERSON:
        return sorted(top)
    return book.values(
        """
        SELECT id FROM shopper
        WHERE id IN (SELECT value FROM json_each(:ids))
           OR household_id IN (
               SELECT household_id FROM shopper
               WHERE id IN (SELECT value FROM json_each(:ids)) AND household_id IS NOT NULL
           )
        ORDER BY id
        """,
        ids=json.dumps(top),
    )
