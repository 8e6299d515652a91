"""What to know of whoever will wear it, before it is sold: an allergy, the ring size."""

from storebook.book.book import Book
from storebook.people.preferences import allergies_of
from storebook.people.ring_sizes import show_size
from storebook.people.sizes import BodyPart, sizes_of

WITH_RING_SIZE = frozenset({"ring", "engagement ring", "wedding band", "signet"})
FINGERS_FIRST = (BodyPart.LEFT_RING, BodyPart.RIGHT_RING, BodyPart.FINGER)


def ring_size(book: Book, shopper_id: int) -> str:
    """ "ring size 6¼"; empty when none was measured."""
    sizes = {one.body_part: one for one in sizes_of(book, shopper_id) if one.current}
    fingers = [part for part in (*FINGERS_FIRST, *sizes) if part in sizes and part.is_finger]
    if not fingers:
        return ""
    measurement = sizes[fingers[0]].measurement
    if measurement is None:
        return ""
    return f"ring size {show_size(measurement.hundredths_mm, measurement.system)}"


def allergies(book: Book, shopper_id: int) -> str:
    """ "nickel allergy"; empty when none is known."""
    found = allergies_of(book, shopper_id)
    return f"{', '.join(found)} allergy" if found else ""
