"""What erasing somebody would do, told before it is done, because it can't be taken back."""

from dataclasses import dataclass, replace

from storebook.book.book import Book
from storebook.book.rows import rows_where
from storebook.people.called import name_of
from storebook.people.erasing.names import names_of
from storebook.people.erasing.suppression import known_of
from storebook.people.merged import merged_numbers


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasureLook:
    """`purchases` stay without the person; `is_known_again` says whether a list that brings
    them back will be noticed, for which more than a name must be on file.
    """

    shopper_id: int
    name: str
    purchases: int
    notes: int
    contacts: int
    photos: int
    cards: int
    is_member: bool
    is_known_again: bool


def look_at_erasure(book: Book, shopper_id: int) -> ErasureLook:
    """What is on file of the one who asks to be erased; refused when there is no such shopper."""
    name = name_of(book, shopper_id)
    names = names_of(book, [shopper_id, *merged_numbers(book, shopper_id)])
    known = known_of(book, shopper_id, names.of_theirs)
    counts = {
        table: len(rows_where(book, table, "shopper_id", shopper_id))
        for table in ("purchase", "note", "touch", "photo", "run_piece", "member")
    }
    return ErasureLook(
        shopper_id=shopper_id,
        name=name,
        purchases=counts["purchase"],
        notes=counts["note"],
        contacts=counts["touch"],
        photos=counts["photo"],
        cards=counts["run_piece"],
        is_member=bool(counts["member"]),
        is_known_again=bool(replace(known, files=()).pairs),
    )
