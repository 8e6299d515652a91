"""What fits a shopper: fingers, wrists, necks and ears; the newest holds, older ones are kept."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from storebook.base.errors import Refused
from storebook.base.text import one_line, required
from storebook.book.book import Book
from storebook.book.shop import Shop
from storebook.people.called import called
from storebook.people.ring_sizes import (
    Measurement,
    SizeSystem,
    length_unit_of,
    read_size,
    system_of,
)
from storebook.people.typed import optional

LONGEST_NOTE = 300
LONGEST_EARS = 100
GROWS_OLD_AFTER = 24  # months; fingers change with the years, and with the seasons


class BodyPart(StrEnum):
    """Where it is worn, left and right as the shopper says."""

    LEFT_THUMB = "left thumb"
    LEFT_INDEX = "left index finger"
    LEFT_MIDDLE = "left middle finger"
    LEFT_RING = "left ring finger"
    LEFT_LITTLE = "left little finger"
    RIGHT_THUMB = "right thumb"
    RIGHT_INDEX = "right index finger"
    RIGHT_MIDDLE = "right middle finger"
    RIGHT_RING = "right ring finger"
    RIGHT_LITTLE = "right little finger"
    FINGER = "finger"
    WRIST = "wrist"
    LEFT_WRIST = "left wrist"
    RIGHT_WRIST = "right wrist"
    NECK = "neck"
    ANKLE = "ankle"
    EARS = "ears"

    @property
    def is_finger(self) -> bool:
        """Rings have sizes; all else has lengths."""
        return self.value.endswith(("finger", "thumb"))


class Method(StrEnum):
    """How it was measured."""

    SIZER = "sizer"
    MANDREL = "mandrel"
    OWN_RING = "own ring"
    STRING = "string"
    TOLD = "told"


@dataclass(frozen=True, slots=True, kw_only=True)
class SizeDraft:
    """A size as it is told; without a `system` it is the one of the shop's country."""

    body_part: BodyPart
    text: str
    system: SizeSystem | None = None
    method: Method | None = None
    measured_on: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """One measurement; `current` is the newest of its part of the body."""

    id: int
    body_part: BodyPart
    hundredths_mm: int | None
    system: SizeSystem | None
    entered: str
    method: Method | None
    measured_on: date | None
    note: str | None
    current: bool

    @property
    def measurement(self) -> Measurement | None:
        """What `ring_sizes.describe_size` shows; None for ears, which are told in words."""
        if self.hundredths_mm is None or self.system is None:
            return None
        return Measurement(
            hundredths_mm=self.hundredths_mm, system=self.system, entered=self.entered
        )


def is_old(measured_on: date | None, today: date) -> bool:
    """Whether it should be measured again: two years or more have passed since.

    A size whose day nobody wrote down is no older than it says.
    """
    if measured_on is None:
        return False
    months = (today.year - measured_on.year) * 12 + today.month - measured_on.month
    return months - (today.day < measured_on.day) >= GROWS_OLD_AFTER


def sizes_of(book: Book, shopper_id: int) -> list[Size]:
    """Every size on file, the current ones first, each part's newest before its older ones."""
    return book.all(
        Size,
        """
        SELECT id, body_part, hundredths_mm, system, entered, method, measured_on, note,
               row_number() OVER (
                   PARTITION BY body_part ORDER BY measured_on IS NULL, measured_on DESC, id DESC
               ) = 1 AS current
        FROM size
        WHERE shopper_id = :shopper_id
        ORDER BY current DESC, body_part, measured_on IS NULL, measured_on DESC, id DESC
        """,
        shopper_id=shopper_id,
    )


def add_size(book: Book, shopper_id: int, draft: SizeDraft, *, shop: Shop) -> int:
    """Write down a measurement and return its id; those before it are kept."""
    hundredths, system, entered = read(draft, shop)
    note = optional(draft.note, "note", LONGEST_NOTE)
    with book.change(f"Size written down for {called(book, shopper_id)}", [shopper_id]) as change:
        return change.insert(
            "size",
            shopper_id=shopper_id,
            body_part=draft.body_part,
            hundredths_mm=hundredths,
            system=system,
            entered=entered,
            method=draft.method,
            measured_on=draft.measured_on,
            note=note,
        )


def remove_size(book: Book, size_id: int) -> None:
    """Take away a measurement that was a mistake."""
    shopper_id = book.value("SELECT shopper_id FROM size WHERE id = :id", id=size_id)
    if shopper_id is None:
        raise Refused("This size was removed meanwhile. Open the shopper again.", "size")
    with book.change(f"Size removed from {called(book, shopper_id)}", [shopper_id]) as change:
        change.delete("size", size_id)


def read(draft: SizeDraft, shop: Shop) -> tuple[int | None, SizeSystem | None, str]:
    """The size in hundredths of a millimeter, the system it was told in, and the words."""
    if draft.body_part is BodyPart.EARS:
        sentence = "Say what the ears take, such as: pierced, lever back."
        return None, None, one_line(required(draft.text, "size", sentence, LONGEST_EARS))
    measured = read_size(draft.text, draft.system or usual_system(draft.body_part, shop))
    return measured.hundredths_mm, measured.system, measured.entered


def usual_system(body_part: BodyPart, shop: Shop) -> SizeSystem:
    """How sizes of this part are told in the shop's country."""
    if body_part.is_finger:
        return system_of(shop.country)
    return length_unit_of(shop.country)
