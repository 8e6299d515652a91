"""Photos of shoppers and of their pieces: what there is, and keeping them."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from storebook.base.errors import Refused
from storebook.base.pictures import Picture
from storebook.base.text import counted
from storebook.book.book import Book
from storebook.book.change import Change
from storebook.book.kept_pictures import keep_picture
from storebook.people.called import called
from storebook.people.typed import optional

LONGEST_CAPTION = 200
MOST_AT_ONCE = 20
GONE = "This photo was removed meanwhile."
TWICE = "This photo is here already."


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """Whose photos are meant: those of one shopper or of one piece.

    `about` is whose history tells of it, `called` how its sentences name it.
    """

    shopper_id: int | None = None
    piece_id: int | None = None
    about: int | None = None
    called: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Photo:
    """One photo, without the picture itself; the first of a subject stands for it everywhere."""

    id: int
    picture_id: int
    caption: str
    taken_on: date | None
    added_on: date
    width: int
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kept:
    id: int
    shopper_id: int | None
    piece_id: int | None
    picture_id: int
    position: int


def of_shopper(book: Book, shopper_id: int) -> Subject:
    """The photos of a shopper; refused when there is no such shopper."""
    name = called(book, shopper_id)
    return Subject(shopper_id=shopper_id, about=shopper_id, called=name)


# -- reading


def photos_of(book: Book, subject: Subject) -> list[Photo]:
    """The photos of a subject, the one that stands for it first."""
    return book.all(
        Photo,
        """
        SELECT photo.id, picture_id, caption, taken_on, added_on, width, height
        FROM photo JOIN picture ON picture.id = photo.picture_id
        WHERE photo.shopper_id = :shopper_id OR photo.piece_id = :piece_id
        ORDER BY position, photo.id
        """,
        shopper_id=subject.shopper_id,
        piece_id=subject.piece_id,
    )


def first_of_shoppers(book: Book, shopper_ids: Sequence[int]) -> dict[int, int]:
    """The picture that stands for each of these shoppers, by shopper; who has none is not there."""
    return dict(
        book.rows(
            """
            SELECT photo.shopper_id, (
                SELECT picture_id FROM photo AS first
                WHERE first.shopper_id = photo.shopper_id ORDER BY position, id LIMIT 1
            )
            FROM json_each(:ids) AS one JOIN photo ON photo.shopper_id = one.value
            GROUP BY photo.shopper_id
            ORDER BY photo.shopper_id
            """,
            ids=json.dumps(list(shopper_ids)),
        )
    )


# -- writing


def add_photos(
    book: Book, subject: Subject, pictures: Sequence[Picture], *, today: date
) -> list[int]:
    """Put pictures beside those that are there, as one change, and return the photos' ids.

    One that the subject has already is left out; refused when nothing is left.
    """
    if len(pictures) > MOST_AT_ONCE:
        raise Refused(f"At most {MOST_AT_ONCE} photos can be added at once. Take fewer.", "photo")
    words = "Photo" if len(pictures) == 1 else counted(len(pictures), "photo")
    with book.change(f"{words} added to {subject.called}", [subject.about]) as change:
        _, place = _places(book, subject) or (0, 0)
        there = {photo.picture_id for photo in photos_of(book, subject)}
        added = []
        for picture in pictures:
            picture_id = keep_picture(change, picture)
            if picture_id in there:
                continue
            there.add(picture_id)
            place += 1
            added.append(_write(change, subject, picture_id, place, picture.taken_on, today))
        if not added:
            raise Refused(TWICE, "photo")
        return added


def caption_photo(book: Book, subject: Subject, photo_id: int, caption: str) -> None:
    """Write what is to be seen; empty for nothing."""
    kept = optional(caption, "caption", LONGEST_CAPTION) or ""
    with book.change(f"Photo of {subject.called} described", [subject.about]) as change:
        change.update("photo", _one(book, subject, photo_id).id, caption=kept)


def turn_photo(book: Book, subject: Subject, photo_id: int, picture: Picture) -> None:
    """Put the turned picture in the place of the one that was there."""
    with book.change(f"Photo of {subject.called} turned", [subject.about]) as change:
        one = _one(book, subject, photo_id)
        change.update("photo", one.id, picture_id=keep_picture(change, picture))


def make_first(book: Book, subject: Subject, photo_id: int) -> None:
    """Let this one stand for the subject, on its page and in lists."""
    with book.change(f"Photo of {subject.called} put first", [subject.about]) as change:
        one = _one(book, subject, photo_id)
        lowest, _ = _places(book, subject, but=one.id) or (one.position + 1, 0)
        if one.position >= lowest:
            change.update("photo", one.id, position=lowest - 1)


def remove_photo(book: Book, subject: Subject, photo_id: int) -> None:
    """Take a photo away; the picture itself stays in the file, so that this can be taken back."""
    with book.change(f"Photo removed from {subject.called}", [subject.about]) as change:
        change.delete("photo", _one(book, subject, photo_id).id)


def _write(  # noqa: PLR0913 - a row of the table
    change: Change,
    subject: Subject,
    picture_id: int,
    place: int,
    taken_on: date | None,
    today: date,
) -> int:
    return change.insert(
        "photo",
        shopper_id=subject.shopper_id,
        piece_id=subject.piece_id,
        picture_id=picture_id,
        position=place,
        taken_on=taken_on if taken_on is not None and taken_on <= today else None,
        added_on=today,
    )


def _one(book: Book, subject: Subject, photo_id: int) -> _Kept:
    """The photo, which must be one of this subject; refused when it is gone."""
    found = book.first(
        _Kept,
        """
        SELECT id, shopper_id, piece_id, picture_id, position
        FROM photo WHERE id = :id
        """,
        id=photo_id,
    )
    owner = (subject.shopper_id, subject.piece_id)
    if found is None or (found.shopper_id, found.piece_id) != owner:
        raise Refused(GONE, "photo")
    return found


def _places(book: Book, subject: Subject, *, but: int = 0) -> tuple[int, int] | None:
    """The lowest and the highest place of the photos, one of them left out; None for no photo."""
    ((lowest, highest),) = book.rows(
        """
        SELECT min(position), max(position) FROM photo
        WHERE id <> :but AND (shopper_id = :shopper_id OR piece_id = :piece_id)
        """,
        but=but,
        shopper_id=subject.shopper_id,
        piece_id=subject.piece_id,
    )
    return None if lowest is None else (lowest, highest)
