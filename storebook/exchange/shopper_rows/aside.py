"""Cells that nobody can read: the person comes in without them, and they are kept as notes."""

from collections.abc import Callable
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
    name, before = refusal.field or "", len(aside.notes)
    if name in ALONE and name in layout:
        aside.put(layout.all(name)[0].header, layout.cell(cells, name), refused(layout, refusal))
        left: dict[str, Any] = {name: None}
        draft = replace(draft, **left)
    else:
        draft = without_point(
            draft, refusal, aside, lambda field, raw: header_of(layout, cells, field, raw)
        )
    kept = (NoteDraft(text=text) for text in aside.notes[before:])
    return replace(draft, notes=(*draft.notes, *kept))


def without_point(
    draft: ShopperDraft, refusal: Refused, aside: Aside, header: Callable[[str, str], str]
) -> ShopperDraft:
    """The person without the phone or the e-mail for which they were refused; raises the refusal
    where it was for anything else. `header` says what stands over this text of a field.
    """
    name, _, place = (refusal.field or "").partition(".")
    if name not in SEVERAL or not place.isdecimal():
        raise refusal
    points = list(getattr(draft, name))
    point = points.pop(int(place))
    aside.put(header(SEVERAL[name], point.raw), point.raw, refusal)
    left: dict[str, Any] = {name: tuple(points)}
    return replace(draft, **left)


def refused(layout: Layout, refusal: Refused) -> Refused:
    """The same with the heading of its column."""
    return layout.refused(refusal.field or "", refusal)


def header_of(layout: Layout, cells: Cells, field: str, text: str) -> str:
    """Over which of the columns this stands."""
    filled = list(layout.filled(cells, field))
    return next((one.header for one, cell in filled if text in one_line(cell)), filled[0][0].header)
