"""What a wedding anniversary is made of: the metal and the stone of its year, as inks."""

from dataclasses import dataclass

from reportlab.lib.colors import Color, HexColor

from storebook.printing.designs.inks import BRASS, STONES
from storebook.printing.designs.pearls import PEARL_MONTH, draw_pearl
from storebook.printing.designs.pen import Pen, Point
from storebook.printing.designs.stones import draw_round

SILVER = HexColor("#68757F")
GOLD = HexColor("#A8771A")
PLATINUM = HexColor("#73777F")
CRYSTAL = HexColor("#6FA3B8")
CHINA = HexColor("#3A5C9A")
CORAL = HexColor("#CC6150")


@dataclass(frozen=True, slots=True)
class Material:
    """The metal a design is drawn in, and the stone set in it: None where the year has none.

    `depth` is how strong the tint of the stone is: what is pale itself must not look black.
    """

    metal: Color = BRASS
    stone: Color | None = None
    depth: float = 0.74


PLAIN = Material()
PALE = 0.36
EDGE = 0.25
# As people call the years; a year that is not here is drawn in the shop's own brass.
MATERIALS = {
    15: Material(stone=CRYSTAL),
    20: Material(stone=CHINA),
    25: Material(SILVER),
    30: Material(stone=STONES[PEARL_MONTH].ink, depth=PALE),
    35: Material(stone=CORAL),
    40: Material(stone=STONES[7].ink),
    45: Material(stone=STONES[9].ink),
    50: Material(GOLD),
    55: Material(stone=STONES[5].ink),
    60: Material(PLATINUM, STONES[4].ink, depth=PALE),
    70: Material(PLATINUM),
}


def material(years: int | None) -> Material:
    """Of the wedding year that is a jubilee; brass for any other, and where nobody counts."""
    return MATERIALS.get(years or 0, PLAIN)


def draw_year_stone(pen: Pen, center: Point, radius: float, of: Material) -> None:
    """A small stone of the year: a pearl after thirty years, and where the year has no stone."""
    if of.stone is None or of.stone == STONES[PEARL_MONTH].ink:
        draw_pearl(pen, center, radius, edge=EDGE)
    else:
        draw_round(pen, center, radius, of.stone, edge=EDGE)
