"""What the form of photos says: of one photo, of those it could not read, of the room they take."""

from collections.abc import Sequence

from storebook.book.book import Book
from storebook.book.kept_pictures import room_of_pictures
from storebook.gui.context import Context
from storebook.gui.shown import whole_day
from storebook.people.photos import Photo

MOST_NAMED = 3
MEGABYTE = 1_000_000


def photo_words(context: Context, photo: Photo) -> str:
    """What is known of a photo: its caption, and the day."""
    locale = context.shop().locale
    day = whole_day(photo.taken_on or photo.added_on, locale)
    when = f"taken {day}" if photo.taken_on is not None else f"added {day}"
    return ", ".join(part for part in (photo.caption, when) if part)


def in_words(refused: Sequence[str]) -> str:
    """The refusals as one sentence or a few; of many only the first."""
    if len(refused) <= MOST_NAMED:
        return " ".join(refused)
    more = len(refused) - MOST_NAMED
    return " ".join([*refused[:MOST_NAMED], f"And {more} more like these."])


def room_words(book: Book) -> str:
    """Where photos are kept, and what all of them take."""
    room = room_of_pictures(book)
    kept = "Photos are kept inside the book, at most 1,600 px large"
    if not room.pictures:
        return f"{kept}."
    return f"{kept}; all of them take {max(0.1, room.bytes / MEGABYTE):,.1f} MB."
