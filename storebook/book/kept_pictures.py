"""The pictures in the book: what a photo shows, written once and kept for good."""

from dataclasses import dataclass
from hashlib import sha256

from storebook.base.pictures import Picture
from storebook.book.book import Book
from storebook.book.change import Change


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureRoom:
    """How many pictures are kept in the book, and how many bytes they take."""

    pictures: int
    bytes: int


def thumb(book: Book, picture_id: int) -> bytes:
    """The small square, a JPEG of at most 240 px; raises LookupError when there is none."""
    return _bytes(book.value("SELECT thumb FROM picture WHERE id = :id", id=picture_id))


def jpeg(book: Book, picture_id: int) -> bytes:
    """The whole picture, a JPEG of at most 1,600 px and 300 kB; raises LookupError likewise."""
    return _bytes(book.value("SELECT jpeg FROM picture WHERE id = :id", id=picture_id))


def room_of_pictures(book: Book) -> PictureRoom:
    """What pictures take of the book's file; those of removed photos too, which can come back."""
    return book.one(
        PictureRoom,
        """
        SELECT count(*) AS pictures,
               coalesce(sum(length(thumb) + length(jpeg)), 0) AS bytes
        FROM picture
        """,
    )


def keep_picture(change: Change, picture: Picture) -> int:
    """A step: the id of the picture, which is kept once however often it is added."""
    digest = sha256(picture.jpeg).hexdigest()
    there = change.book.value("SELECT id FROM picture WHERE digest = :digest", digest=digest)
    if there is not None:
        return int(there)
    return change.keep_once(
        "picture",
        digest=digest,
        width=picture.width,
        height=picture.height,
        thumb=picture.thumb,
        jpeg=picture.jpeg,
    )


def _bytes(found: bytes | None) -> bytes:
    if found is None:
        raise LookupError("there is no such picture in the book")
    return found
