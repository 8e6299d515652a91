"""Notes about shoppers: those for the counter, and those that only the owner reads."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from storebook.base.errors import Refused
from storebook.base.text import required
from storebook.book.book import Book
from storebook.people.called import called
from storebook.staff.viewer import Viewer

LONGEST = 10_000
EMPTY = "There is nothing in this note yet. Write it, or leave it."


class NoteClass(StrEnum):
    COUNTER = "counter"
    OWNER = "owner"


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteDraft:
    """A note as it is given with a new shopper; without a `day` it is today's."""

    text: str
    kind: NoteClass = NoteClass.COUNTER
    day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A note as it was written, with its author."""

    id: int
    day: date
    kind: NoteClass
    text: str
    associate_id: int
    associate: str


def notes_of(book: Book, shopper_id: int, viewer: Viewer) -> list[Note]:
    """The notes that this viewer may read, newest first, without those about a secret that is kept
    from this shopper.
    """
    return book.all(
        Note,
        """
        SELECT note.id, day, class AS kind, text, associate_id, associate.name AS associate
        FROM note JOIN associate ON associate.id = note.associate_id
        WHERE shopper_id = :shopper_id AND (class = 'counter' OR :owner)
          AND NOT EXISTS (
            SELECT 1 FROM secret
            WHERE secret.piece_id = note.piece_id AND secret.secret_until > :today
              AND :shopper_id IS NOT secret.giver_id AND :shopper_id IS NOT secret.buyer_id
          )
        ORDER BY day DESC, note.id DESC
        """,
        shopper_id=shopper_id,
        owner=viewer.sees_owner_notes,
        today=viewer.today,
    )


def add_note(  # noqa: PLR0913 - a note is of somebody, from a day, for some, about a secret
    book: Book,
    shopper_id: int,
    text: str,
    *,
    day: date,
    kind: NoteClass = NoteClass.COUNTER,
    piece_id: int | None = None,
) -> int:
    """Write a note as whoever is working, and return its id.

    One about a secret piece names it, and is as secret: it is for the page of who knows of it.
    """
    kept = required(text, "note", EMPTY, LONGEST)
    with book.change(f"Note written about {called(book, shopper_id)}", [shopper_id]) as change:
        refuse_strange_secret(book, shopper_id, piece_id)
        return change.insert(
            "note",
            shopper_id=shopper_id,
            associate_id=book.associate_id,
            day=day,
            text=kept,
            piece_id=piece_id,
            **{"class": kind},
        )


def refuse_strange_secret(book: Book, shopper_id: int, piece_id: int | None) -> None:
    """What is about a secret is not written on the page of somebody who must not know."""
    known = book.values(
        """
        SELECT piece_id FROM secret
        WHERE piece_id = :piece_id AND :shopper_id IN (giver_id, buyer_id)
        """,
        piece_id=piece_id,
        shopper_id=shopper_id,
    )
    if piece_id is not None and not known:
        raise Refused("That piece is no secret that this shopper gives.", "about")


def edit_note(book: Book, note_id: int, text: str, *, today: date) -> None:
    """Correct a note on the day it was written; later it stands, and is added to by another one."""
    kept = required(text, "note", EMPTY, LONGEST)
    shopper_id, day = _subject(book, note_id)
    with book.change(f"Note corrected about {called(book, shopper_id)}", [shopper_id]) as change:
        if day != today:
            raise Refused("A note of an earlier day stays as it is. Write another one.", "note")
        change.update("note", note_id, text=kept)


def remove_note(book: Book, note_id: int) -> None:
    """Take a note off the file."""
    shopper_id, _ = _subject(book, note_id)
    with book.change(f"Note removed about {called(book, shopper_id)}", [shopper_id]) as change:
        change.delete("note", note_id)


def _subject(book: Book, note_id: int) -> tuple[int, date]:
    found = book.rows("SELECT shopper_id, day FROM note WHERE id = :id", id=note_id)
    if not found:
        raise Refused("This note was removed meanwhile. Open the shopper again.", "note")
    return found[0][0], date.fromisoformat(found[0][1])
