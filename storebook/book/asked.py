"""What a shopper was asked, and when: kept beside the history, because it changes nothing in it."""

from dataclasses import dataclass
from datetime import date

from storebook.book.book import Book
from storebook.book.rights import Right, require


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question that was put to a shopper; not `answered` means that it was put off."""

    question: str
    day: date
    answered: bool


def asked_of(book: Book, shopper_id: int) -> list[Asked]:
    """What this shopper was asked, each question once with its last day."""
    return book.all(
        Asked,
        """
        SELECT question, day, answered FROM asked WHERE shopper_id = :shopper_id
        ORDER BY day DESC, id DESC
        """,
        shopper_id=shopper_id,
    )


def note_asked(book: Book, shopper_id: int, question: str, *, day: date, answered: bool) -> None:
    """Remember that the question was put that day; no step of the history, never taken back.

    It is written in the book all the same, so that it needs the right to.
    """
    require(book, Right.EDIT)
    with book.unlogged() as connection:
        connection.execute(
            """
            INSERT INTO asked (shopper_id, question, day, answered) VALUES (?, ?, ?, ?)
            ON CONFLICT (shopper_id, question)
            DO UPDATE SET day = excluded.day, answered = excluded.answered
            """,
            [shopper_id, question, day.isoformat(), answered],
        )
