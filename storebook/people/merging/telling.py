"""What two files say, in words: for the form that shows them, and for the note that keeps it."""

from dataclasses import replace

from storebook.base.dates import PartialDate, show_partial_date
from storebook.book.book import Book
from storebook.book.rows import rows_where
from storebook.people.merging.facts import TITLES, Lost, Row

# Columns that hold the number of somebody, and where the name stands.
NAMED_IN = {
    "referrer_id": "shopper",
    "looked_after_by": "associate",
    "household_id": "household",
}


def in_words(book: Book, row: Row, column: str) -> str:
    """What a row says in a column."""
    value = row[column]
    if value is None or column not in NAMED_IN:
        return "" if value is None else str(value)
    found = rows_where(book, NAMED_IN[column], "id", value)
    return str(found[0]["name"]) if found else ""


def lost_in_words(book: Book, lost: list[Lost]) -> list[Lost]:
    """The same, with names in place of numbers."""
    by_title = {TITLES[column]: column for column in NAMED_IN}
    return [
        replace(one, text=in_words(book, {by_title[one.title]: int(one.text)}, by_title[one.title]))
        if one.title in by_title
        else one
        for one in lost
    ]


def kept_in_words(days: list[tuple[str, PartialDate]]) -> list[Lost]:
    """The days that were not chosen."""
    return [Lost(title=title, text=show_partial_date(when)) for title, when in days]
