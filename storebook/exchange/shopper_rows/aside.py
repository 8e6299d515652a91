"""Cells that nobody can read: the person comes in without them, and they are kept as notes."""

from dataclasses import dataclass, field, replace
from typing import Any

from storebook.base.errors import Refused
from storebook.base.text import one_line
from storebook.exchange.layout import Cells, Layout
from storebook.people.notes import NoteDraft
from storebook.people.shoppers import ShopperDraft

KEPT = "It is kept as a note."
ALONE = ("birthday", "since")
SEVERAL = {"phones": "phone", "emails": "email"}


@dataclass(frozen=True, slots=True)
class Aside:
    """What of one row could not be read: as notes, and said of each why."""

    notes: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def put(self, header: str, text: str, refusal: Refused) -> None:
        """One cell, or one of several things that stand in it."""
        self.notes.append(f"{one_line(header)}: {one_line(text)}")
        self.warnings.append(f"{refusal} {KEPT}")


def without_refused(
    draft: ShopperDraft, refusal: Refused, layout: Layout, cells: Cells, aside: Aside
) -> ShopperDraft:
    """The person without the one thing for which they were refused; raises the refusal where they
    can't do without it, such as a name that is too long.
    """
    name, _, place = (refusal.field or "").partition(".")
    before = len(aside.notes)
    left: dict[str, Any]
    if name in ALONE and name in layout:
        aside.put(layout.all(name)[0].header, layout.cell(cells, name), refused(layout, refusal))
        left = {name: None}
    elif name in SEVERAL and place.isdecimal():
        points = list(getattr(draft, name))
        point = points.pop(int(place))
        aside.put(header_of(layout, cells, SEVERAL[name], point.raw), point.raw, refusal)
        left = {name: tuple(points)}
    else:
        raise refusal
    kept = (NoteDraft(text=text) for text in aside.notes[before:])
    return replace(draft, notes=(*draft.notes, *kept), **left)


def refused(layout: Layout, refusal: Refused) -> Refused:
    """The same with the heading of its column."""
    return layout.refused(refusal.field or "", refusal)


def header_of(layout: Layout, cells: Cells, field: str, text: str) -> str:
    """Over which of the columns this stands."""
    filled = list(layout.filled(cells, field))
    return next((one.header for one, cell in filled if text in one_line(cell)), filled[0][0].header)
