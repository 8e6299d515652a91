"""The sizes of one row: of a finger as a heading tells it, or as our own lists pack them."""

from datetime import date

from storebook.base.errors import Refused
from storebook.base.text import fold, one_line, quoted
from storebook.book.shop import Shop
from storebook.exchange.cells import known, unpacked
from storebook.exchange.layout import Cells, Layout
from storebook.people.ring_sizes import SizeSystem
from storebook.people.sizes import BodyPart, Method, SizeDraft, read

PARTS = 6
FINGERS = (("left ring", BodyPart.LEFT_RING), ("right ring", BodyPart.RIGHT_RING))


class SizeReader:
    """Reads the sizes of the rows of one list."""

    def __init__(self, layout: Layout, shop: Shop) -> None:
        self._layout = layout
        self._shop = shop
        self.any = "ring size" in layout or "sizes" in layout

    def read(self, cells: Cells) -> tuple[tuple[SizeDraft, ...], list[str]]:
        """The sizes, and what could not be read as one, to be kept as a note."""
        sizes, notes = self._packed(cells), []
        for heading, cell in self._layout.filled(cells, "ring size"):
            text = known(cell)
            draft = SizeDraft(body_part=_finger(heading.header), text=text)
            if not text:
                continue
            try:
                read(draft, self._shop)
            except Refused:
                notes.append(f"{heading.header}: {text}")
            else:
                sizes.append(draft)
        return tuple(sizes), notes

    def _packed(self, cells: Cells) -> list[SizeDraft]:
        cell = self._layout.cell(cells, "sizes")
        try:
            sizes = [_size(row) for row in unpacked(cell)] if cell.strip() else []
            for size in sizes:
                read(size, self._shop)
        except (ValueError, Refused):
            refusal = Refused(f"{quoted(cell)} is no size as this program writes it.")
            raise self._layout.refused("sizes", refusal) from None
        return sizes


def _finger(header: str) -> BodyPart:
    """ "Left ring finger" says which one; "Ring size" does not."""
    words = fold(one_line(header))
    return next((part for told, part in FINGERS if told in words), BodyPart.FINGER)


def _size(row: list[str]) -> SizeDraft:
    """One line of our own; ValueError when it is not."""
    if len(row) != PARTS:
        raise ValueError(row)
    part, entered, system, method, measured_on, note = row
    return SizeDraft(
        body_part=BodyPart(part),
        text=entered,
        system=SizeSystem(system) if system else None,
        method=Method(method) if method else None,
        measured_on=date.fromisoformat(measured_on) if measured_on else None,
        note=note,
    )
