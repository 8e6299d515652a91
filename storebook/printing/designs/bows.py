"""The bow of satin ribbon that presents and posies are tied with."""

from dataclasses import dataclass

from storebook.printing.designs.inks import BRASS, tint
from storebook.printing.designs.pen import Pen, Point

BAND = tint(BRASS, 0.12)
SATIN = tint(BRASS, 0.2)
# What lies in the shade of a loop.
LINING = tint(BRASS, 0.34)

# The right half around the middle of the knot, in millimeters at full size.
TAIL = [
    *[(1.0, -1.0), (7.0, -9.0), (9.0, -20.0), (18.0, -31.0)],
    *[(18.7, -29.3), (19.3, -27.8), (20.5, -26.2)],
    *[(22.2, -26.4), (23.8, -26.4), (25.5, -26.0)],
    *[(16.0, -17.0), (13.0, -8.0), (3.0, 2.0)],
]
TAIL_WEAVE = [(2.6, -1.2), (9.4, -8.6), (12.2, -17.6), (19.8, -27.4)]
LOOP = [
    *[(0.0, 0.0), (8.0, 15.0), (26.0, 22.0), (32.0, 13.0)],
    *[(37.0, 4.0), (22.0, -6.0), (0.0, 0.0)],
]
INSIDE = [
    *[(2.0, 1.2), (12.0, 10.0), (22.0, 14.5), (26.0, 10.5)],
    *[(29.0, 6.0), (18.0, 0.0), (2.0, 1.2)],
]
LOOP_WEAVES = (
    [(3.0, 3.4), (11.0, 13.0), (24.0, 18.0), (29.0, 11.6)],
    [(5.0, 0.0), (16.0, -2.2), (27.0, -1.0), (30.0, 6.0)],
)
# Where the satin is gathered into the knot.
GATHERS = (
    [(2.0, 1.2), (7.0, 5.0), (12.0, 8.6), (17.0, 10.2)],
    [(2.0, 1.2), (8.0, 2.2), (14.0, 2.4), (19.0, 3.6)],
)
# From the top of the knot to its foot.
KNOT = [
    *[(0.0, 4.6), (2.0, 4.6), (3.2, 4.0), (4.0, 3.2)],
    *[(5.0, 1.2), (5.0, -2.0), (4.0, -3.8)],
    *[(3.2, -4.6), (2.0, -5.0), (0.0, -5.0)],
]


@dataclass(frozen=True, slots=True)
class Bow:
    """Where its knot is, and its size as a share of the full one."""

    knot: Point
    size: float = 1.0

    def half(self, points: list[Point], side: int) -> list[Point]:
        """Points of the right half (side 1), or of its mirror, on the panel."""
        (x, y), size = self.knot, self.size
        return [(x + side * size * across, y + size * up) for across, up in points]


def draw_bow(pen: Pen, bow: Bow) -> None:
    """Tails below, then the loops, then the knot over both."""
    for draw in (_draw_tail, _draw_loop):
        for side in (1, -1):
            draw(pen, bow, side)
    pen.stroke(BRASS, 0.6)
    pen.curve([*bow.half(KNOT, 1), *reversed(bow.half(KNOT, -1)[:-1])], SATIN)


def _draw_tail(pen: Pen, bow: Bow, side: int) -> None:
    pen.stroke(BRASS, 0.6)
    pen.curve(bow.half(TAIL, side), SATIN)
    pen.stroke(BRASS, 0.3)
    pen.curve(bow.half(TAIL_WEAVE, side))


def _draw_loop(pen: Pen, bow: Bow, side: int) -> None:
    pen.stroke(BRASS, 0.6)
    pen.curve(bow.half(LOOP, side), SATIN)
    pen.curve(bow.half(INSIDE, side), LINING)
    pen.stroke(BRASS, 0.3)
    for weave in (*LOOP_WEAVES, *GATHERS):
        pen.curve(bow.half(weave, side))
