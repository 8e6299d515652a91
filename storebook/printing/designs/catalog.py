"""The designs there are, by name and by what they are for."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from storebook.base.errors import Refused
from storebook.printing.designs import facets, laurel
from storebook.printing.designs.pen import Pen
from storebook.printing.designs.words import CardFront


class CardKind(StrEnum):
    """What a card is for; the values are those of an occasion."""

    BIRTHDAY = "birthday"
    ANNIVERSARY = "anniversary"


@dataclass(frozen=True, slots=True, kw_only=True)
class Design:
    """One front panel. `draw_art` is the same for every card of a month, `draw_words` is not."""

    name: str
    title: str
    kind: CardKind
    note: str
    monthly: bool
    draw_art: Callable[[Pen, int], None]
    draw_words: Callable[[Pen, CardFront], None]


DESIGNS = {
    design.name: design
    for design in (
        Design(
            name="facets",
            title="Facets",
            kind=CardKind.BIRTHDAY,
            note="A round brilliant, its facets in tints of the month’s stone.",
            monthly=True,
            draw_art=facets.draw_art,
            draw_words=facets.draw_words,
        ),
        Design(
            name="laurel",
            title="Laurel",
            kind=CardKind.ANNIVERSARY,
            note="A wreath around the number of years.",
            monthly=False,
            draw_art=laurel.draw_art,
            draw_words=laurel.draw_words,
        ),
    )
}


def design(name: str) -> Design:
    """The design by its name in any case; Refused with the names there are."""
    if (found := DESIGNS.get(name.strip().lower())) is None:
        known = ", ".join(one.title for one in DESIGNS.values())
        raise Refused(f"We have no card design “{name}”. There are {known}.", "design")
    return found


def designs_for(kind: CardKind) -> list[Design]:
    return [one for one in DESIGNS.values() if one.kind is kind]
