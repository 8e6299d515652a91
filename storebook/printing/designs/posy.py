"""Posy: three flowers whose petals are cut stones, tied with a ribbon, for days of any season."""

from dataclasses import dataclass

from reportlab.lib.colors import Color

from storebook.printing.designs.cuts import draw_marquise
from storebook.printing.designs.inks import BRASS, EVERGREEN, STONES, tint
from storebook.printing.designs.pen import Pen, Point
from storebook.printing.designs.stones import draw_pearl
from storebook.printing.designs.words import MIDDLE, CardFront, draw_small_caps, draw_wish

KNOT = (MIDDLE, 84.0)
PETALS = 6
OPEN = 0.58
LEAF_LONG, LEAF_WIDE = 13.0, 4.4
WISH = "With warm wishes"
LINE = "from all of us"


@dataclass(frozen=True, slots=True, kw_only=True)
class Flower:
    """A bloom at `middle`, its petals so long, on a stem that bends by `bend`."""

    middle: Point
    petal: float
    ink: Color
    bend: Point
    turned: float = 0.0


FLOWERS = (
    Flower(middle=(38.0, 126.0), petal=13.5, ink=STONES[2].ink, bend=(54.0, 106.0), turned=10),
    Flower(middle=(89.0, 126.0), petal=13.5, ink=STONES[11].ink, bend=(73.0, 106.0), turned=20),
    Flower(middle=(MIDDLE, 143.0), petal=16.0, ink=STONES[10].ink, bend=(MIDDLE, 112.0)),
)
# Where a leaf sits, how far it is turned from upright.
LEAVES = (
    ((47.6, 108.6), 62.0),
    ((79.4, 108.6), -62.0),
    ((59.5, 113.1), 38.0),
    ((67.5, 113.1), -38.0),
)
# Below the knot the stems spread again.
FEET = ((54.5, 66.0), (60.4, 63.0), (66.6, 63.0), (72.5, 66.0))
LOOP = [(0.0, 0.0), (5.0, 8.0), (15.0, 9.0), (15.5, 3.0), (16.0, -2.5), (7.0, -4.0), (0.0, 0.0)]
TAIL = [(0.0, 0.0), (3.0, -5.0), (6.0, -9.0), (11.5, -14.0)]


def draw_art(pen: Pen, month: int) -> None:
    """The same in every month."""
    pen.stroke(EVERGREEN, 0.55)
    for flower in FLOWERS:
        pen.curve([KNOT, flower.bend, flower.bend, flower.middle])
    for foot in FEET:
        pen.line(KNOT, foot)
    for place, turned in LEAVES:
        _draw_leaf(pen, place, turned)
    for flower in FLOWERS:
        _draw_flower(pen, flower)
    for side in (1, -1):
        _draw_bow(pen, side)
    pen.stroke(BRASS, 0.5)
    pen.circle(KNOT, 2.2, tint(BRASS, 0.2))


def _draw_flower(pen: Pen, flower: Flower) -> None:
    for petal in range(PETALS):
        with pen.at(*flower.middle, flower.turned + petal * 360 / PETALS):
            middle = (0.0, flower.petal * OPEN)
            draw_marquise(pen, middle, flower.petal * 0.96, flower.petal * 0.4, flower.ink)
    draw_pearl(pen, flower.middle, flower.petal * 0.17, edge=0.35)


def _draw_leaf(pen: Pen, place: Point, turned: float) -> None:
    with pen.at(*place, turned):
        pen.stroke(EVERGREEN, 0.45)
        half, bulge = LEAF_LONG / 2, LEAF_WIDE * 0.66
        for way in (1, -1):
            edge = [
                (0.0, -half),
                (way * bulge, -half * 0.4),
                (way * bulge, half * 0.4),
                (0.0, half),
            ]
            pen.curve(edge, tint(EVERGREEN, 0.22 if way > 0 else 0.1), edge=False)
            pen.curve(edge)
        pen.line((0.0, -half), (0.0, half))


def _draw_bow(pen: Pen, side: int) -> None:
    def turned(points: list[Point]) -> list[Point]:
        return [(KNOT[0] + side * x, KNOT[1] + y) for x, y in points]

    pen.stroke(BRASS, 0.55)
    pen.curve(turned(TAIL))
    pen.curve(turned([(x + 1.7, y + 0.6) for x, y in TAIL]))
    pen.curve(turned(LOOP), tint(BRASS, 0.12))


def draw_words(pen: Pen, front: CardFront) -> None:
    draw_wish(pen, 42, front.wish or WISH, 29)
    draw_small_caps(pen, 31.5, front.line or LINE, 10.5)
