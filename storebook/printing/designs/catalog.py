"""The designs there are, by name and by what they are for."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from storebook.base.errors import Refused
from storebook.printing.designs import (
    bands,
    candles,
    crystal,
    dial,
    engine_turned,
    evergreen,
    facets,
    fan,
    garland,
    laurel,
    pave,
    pendant,
    posy,
    ribbon,
    signature,
    strand,
)
from storebook.printing.designs.materials import MATERIALS
from storebook.printing.designs.pen import Pen
from storebook.printing.designs.words import ROOM, CardFront


class CardKind(StrEnum):
    """What a card is for."""

    BIRTHDAY = "birthday"
    ANNIVERSARY = "anniversary"
    THANKS = "thank-you"
    HOLIDAY = "holiday"
    MONTHLY = "monthly"


@dataclass(frozen=True, slots=True, kw_only=True)
class Design:
    """One front panel. `draw_art` is the same for many cards, `draw_words` is not.

    `draw_art` is given what it depends on, see `art_for`. `room` is how wide the words may be, in
    millimeters, `wish_lines` how many lines the wish has.
    """

    name: str
    title: str
    kind: CardKind
    note: str
    monthly: bool
    draw_art: Callable[[Pen, int], None]
    draw_words: Callable[[Pen, CardFront], None]
    room: float = ROOM
    wish_lines: int = 1

    def art_for(self, month: int, years: int | None) -> int:
        """What the art of a card depends on: the month, the jubilee, or nothing, which is 0."""
        if self.monthly:
            return month
        jubilee = self.kind is CardKind.ANNIVERSARY and years in MATERIALS
        return years or 0 if jubilee else 0


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
            name="strand",
            title="Strand",
            kind=CardKind.BIRTHDAY,
            note="Two graduated strands; the drop takes the month’s color.",
            monthly=True,
            draw_art=strand.draw_art,
            draw_words=strand.draw_words,
        ),
        Design(
            name="ribbon",
            title="Ribbon",
            kind=CardKind.BIRTHDAY,
            note="One ribbon around the words, as around a present, and a bow.",
            monthly=True,
            draw_art=ribbon.draw_art,
            draw_words=ribbon.draw_words,
            room=ribbon.ROOM,
        ),
        Design(
            name="candles",
            title="Candles",
            kind=CardKind.BIRTHDAY,
            note="A cake hung with pearls; its flames are the month’s stone.",
            monthly=True,
            draw_art=candles.draw_art,
            draw_words=candles.draw_words,
        ),
        Design(
            name="dial",
            title="Dial",
            kind=CardKind.BIRTHDAY,
            note="Twelve stones as hours; the month’s one is set larger.",
            monthly=True,
            draw_art=dial.draw_art,
            draw_words=dial.draw_words,
        ),
        Design(
            name="fan",
            title="Fan",
            kind=CardKind.BIRTHDAY,
            note="A fan of rays over an emerald cut in the month’s color.",
            monthly=True,
            draw_art=fan.draw_art,
            draw_words=fan.draw_words,
        ),
        Design(
            name="bands",
            title="Bands",
            kind=CardKind.ANNIVERSARY,
            note="A ring of stones and an engraved one; the years are written out.",
            monthly=False,
            draw_art=bands.draw_art,
            draw_words=bands.draw_words,
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
        Design(
            name="engine-turned",
            title="Engine-turned",
            kind=CardKind.ANNIVERSARY,
            note="Engine turning, as on a watch dial.",
            monthly=False,
            draw_art=engine_turned.draw_art,
            draw_words=engine_turned.draw_words,
        ),
        Design(
            name="signature",
            title="Signature",
            kind=CardKind.THANKS,
            note="One line runs under the words and becomes a ring.",
            monthly=False,
            draw_art=signature.draw_art,
            draw_words=signature.draw_words,
        ),
        Design(
            name="pave",
            title="Pavé",
            kind=CardKind.THANKS,
            note="A border of pavé stones; the words stand inside.",
            monthly=False,
            draw_art=pave.draw_art,
            draw_words=pave.draw_words,
            room=pave.WORDS_ROOM,
            wish_lines=2,
        ),
        Design(
            name="crystal",
            title="Crystal",
            kind=CardKind.HOLIDAY,
            note="Marquise and pear stones set as a winter crystal.",
            monthly=False,
            draw_art=crystal.draw_art,
            draw_words=crystal.draw_words,
        ),
        Design(
            name="evergreen",
            title="Evergreen",
            kind=CardKind.HOLIDAY,
            note="Pine, pearl berries and one hanging stone.",
            monthly=False,
            draw_art=evergreen.draw_art,
            draw_words=evergreen.draw_words,
        ),
        Design(
            name="posy",
            title="Posy",
            kind=CardKind.HOLIDAY,
            note="Five flowers of cut stones, for days of any season.",
            monthly=False,
            draw_art=posy.draw_art,
            draw_words=posy.draw_words,
        ),
        Design(
            name="garland",
            title="Garland",
            kind=CardKind.HOLIDAY,
            note="The twelve stones of the year in a ring, for any season.",
            monthly=False,
            draw_art=garland.draw_art,
            draw_words=garland.draw_words,
            room=garland.WORDS_ROOM,
            wish_lines=2,
        ),
        Design(
            name="pendant",
            title="Pendant",
            kind=CardKind.MONTHLY,
            note="The month’s stone on a chain, another cut each month.",
            monthly=True,
            draw_art=pendant.draw_art,
            draw_words=pendant.draw_words,
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
    """All designs of one kind of card, as the list shows them."""
    return [one for one in DESIGNS.values() if one.kind is kind]
