"""Strand: two strings of pearls and a drop in the stone of the month, for birthdays."""

import itertools
import math
from dataclasses import dataclass

from storebook.printing.designs.inks import BRASS, WHITE
from storebook.printing.designs.pearls import draw_month_drop, draw_pearl
from storebook.printing.designs.pen import Pen, Point
from storebook.printing.designs.words import MIDDLE, CardFront, draw_small_caps, draw_wish

TOP = 161.0
EDGE = 0.35
# So finely a parabola is walked along; millimeters across.
STEP = 0.02
WISH = "With every good wish"
LINE = "on your birthday"


@dataclass(frozen=True, slots=True, kw_only=True)
class Strand:
    """A string that hangs as a parabola, `half` its width; pearls grow toward the middle."""

    half: float
    drop: float
    smallest: float
    largest: float


STRANDS = (
    Strand(half=48.0, drop=84.0, smallest=1.45, largest=3.5),
    Strand(half=31.5, drop=49.0, smallest=1.3, largest=2.6),
)


def draw_art(pen: Pen, month: int) -> None:
    for strand in STRANDS:
        hung = pearls(strand)
        for place, radius in hung:
            draw_pearl(pen, place, radius, edge=EDGE)
        for place, radius in hung[-2:]:
            _draw_clasp(pen, place, radius)
    lowest = TOP - STRANDS[0].drop - STRANDS[0].largest
    pen.stroke(BRASS, 0.6)
    pen.circle((MIDDLE, lowest - 1.4), 1.3, WHITE)
    draw_month_drop(pen, (MIDDLE, lowest - 10.6), 8.6, 12.4, month)


def _draw_clasp(pen: Pen, end: Point, radius: float) -> None:
    """An end is knotted to a small cap of brass with a ring in it, above the last pearl."""
    side = 1 if end[0] > MIDDLE else -1
    pen.stroke(BRASS, 0.45)
    pen.circle((end[0] + side * 0.25, end[1] + radius + 0.7), 0.7, BRASS)
    pen.circle((end[0] + side * 0.7, end[1] + radius + 2.5), 1.1)


def pearls(strand: Strand) -> list[tuple[Point, float]]:
    """Where each pearl hangs and its radius: each touches the next, both halves are alike."""
    way = _way_from_the_middle(strand)
    length = way[-1][0]

    def radius(at: float) -> float:
        grown: float = (1 - min(1.0, at / length)) ** 1.2
        return strand.smallest + (strand.largest - strand.smallest) * grown

    found: list[tuple[Point, float]] = []
    at = 0.0
    for walked, x, y in way:
        if walked < at:
            continue
        here = radius(walked)
        found.append(((MIDDLE + x, y), here))
        if x > 0:
            found.append(((MIDDLE - x, y), here))
        at = walked + here + radius(walked + 2 * here)
    return found


def _way_from_the_middle(strand: Strand) -> list[tuple[float, float, float]]:
    """The right half, point by point: the way walked so far, and where that is."""
    across = [step * STEP for step in range(round(strand.half / STEP) + 1)]
    points = [(x, TOP - strand.drop * (1 - (x / strand.half) ** 2)) for x in across]
    lengths = (math.dist(*pair) for pair in itertools.pairwise(points))
    walked = itertools.accumulate(lengths, initial=0.0)
    return [(so_far, x, y) for so_far, (x, y) in zip(walked, points, strict=True)]


def draw_words(pen: Pen, front: CardFront) -> None:
    draw_wish(pen, 40, front.wish or WISH, 26)
    draw_small_caps(pen, 30.5, front.line or LINE, 11.5)
