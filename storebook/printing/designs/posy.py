"""Posy: flowers whose petals are cut stones, tied with a ribbon, for days of any season."""

import math
from dataclasses import dataclass

from reportlab.lib.colors import Color

from storebook.printing.designs.bows import Bow, draw_bow
from storebook.printing.designs.cuts import draw_marquise
from storebook.printing.designs.inks import EVERGREEN, STONES, tint
from storebook.printing.designs.pearls import draw_pearl
from storebook.printing.designs.pen import Pen, Point, flattened
from storebook.printing.designs.words import MIDDLE, CardFront, draw_small_caps, draw_wish

KNOT = (MIDDLE, 80.0)
OPEN = 0.6
LEAF_LONG, LEAF_WIDE = 15.0, 4.6
WISH = "With warm wishes"
LINE = "from all of us"


@dataclass(frozen=True, slots=True, kw_only=True)
class Flower:
    """A bloom at `middle`, its petals so long and so many, on a stem that leaves the knot toward
    `bend`.
    """

    middle: Point
    petal: float
    ink: Color
    bend: Point
    petals: int = 6
    turned: float = 0.0


FLOWERS = (
    Flower(
        middle=(27.0, 112.0), petal=9.6, ink=STONES[9].ink, bend=(46.0, 101.0), petals=5, turned=25
    ),
    Flower(
        middle=(100.0, 112.0),
        petal=9.6,
        ink=STONES[9].ink,
        bend=(81.0, 101.0),
        petals=5,
        turned=-25,
    ),
    Flower(middle=(40.0, 134.0), petal=13.0, ink=STONES[2].ink, bend=(54.0, 108.0), turned=10),
    Flower(middle=(87.0, 134.0), petal=13.0, ink=STONES[11].ink, bend=(73.0, 108.0), turned=20),
    Flower(middle=(MIDDLE, 147.0), petal=16.5, ink=STONES[7].ink, bend=(MIDDLE, 112.0), petals=8),
)
# On which stem a leaf grows, how far up it, and to which side (1 is left of the way up).
LEAVES = (
    (0, 0.62, 1),
    (1, 0.62, -1),
    (2, 0.62, -1),
    (3, 0.62, 1),
    (4, 0.42, 1),
    (4, 0.42, -1),
)
LEAF_SPREAD = 38.0
# The veins that shade a leaf in black toner: degrees to its rib, millimeters.
VEIN_TURN = -35.0
VEIN_GAP = 0.7
# Below the knot the stems spread again.
FEET = ((50.5, 62.0), (56.8, 59.1), (63.5, 58.0), (70.2, 59.1), (76.5, 62.0))


def draw_art(pen: Pen, which: int) -> None:
    """The same in every month."""
    pen.stroke(EVERGREEN, 0.7)
    for flower in FLOWERS:
        pen.curve([KNOT, flower.bend, flower.bend, flower.middle])
    for foot in FEET:
        pen.line(KNOT, foot)
    for stem, share, side in LEAVES:
        point, growing = _on_stem(FLOWERS[stem], share)
        _draw_leaf(pen, point, growing + side * LEAF_SPREAD)
    for flower in FLOWERS:
        _draw_flower(pen, flower)
    draw_bow(pen, Bow(KNOT, 0.56))


def _on_stem(flower: Flower, share: float) -> tuple[Point, float]:
    """The point at this share of the Bézier from the knot, and the way it grows there, degrees."""
    rest = 1 - share
    pull = 3 * rest * rest * share + 3 * rest * share * share
    x, y = (
        rest**3 * KNOT[axis] + pull * flower.bend[axis] + share**3 * flower.middle[axis]
        for axis in (0, 1)
    )
    across, up = (
        rest * rest * (flower.bend[axis] - KNOT[axis])
        + share * share * (flower.middle[axis] - flower.bend[axis])
        for axis in (0, 1)
    )
    return (x, y), math.degrees(math.atan2(up, across))


def _draw_flower(pen: Pen, flower: Flower) -> None:
    slim = 0.4 if flower.petals < 8 else 0.34
    for petal in range(flower.petals):
        with pen.at(*flower.middle, flower.turned + petal * 360 / flower.petals):
            middle = (0.0, flower.petal * OPEN)
            draw_marquise(pen, middle, flower.petal * 0.96, flower.petal * slim, flower.ink)
    draw_pearl(pen, flower.middle, flower.petal * 0.2, edge=0.35)


def _draw_leaf(pen: Pen, foot: Point, turned: float) -> None:
    """A leaf that grows from its foot, one half of it in shade, with its rib."""
    with pen.at(*foot, turned):
        pen.stroke(EVERGREEN, 0.45)
        bulge = LEAF_WIDE * 0.66
        for way, depth in ((1, 0.2), (-1, 0.5)):
            edge = [
                (0.0, 0.0),
                (LEAF_LONG * 0.3, way * bulge),
                (LEAF_LONG * 0.68, way * bulge * 0.9),
                (LEAF_LONG, 0.0),
            ]
            pen.curve(edge, tint(EVERGREEN, depth))
            if pen.mono and way < 0:
                pen.hatch(flattened(edge), VEIN_TURN, VEIN_GAP)


def draw_words(pen: Pen, front: CardFront) -> None:
    draw_wish(pen, 38.5, front.wish or WISH, 29)
    draw_small_caps(pen, 28.5, front.line or LINE, 11)
