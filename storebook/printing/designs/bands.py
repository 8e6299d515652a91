"""Bands: two engraved rings that interlock, the initials above, for anniversaries."""

import math

from storebook.printing.designs.inks import BRASS, INK, WHITE
from storebook.printing.designs.pen import Pen, Point, around
from storebook.printing.designs.weddings import together
from storebook.printing.designs.words import (
    MIDDLE,
    CardFront,
    draw_initials,
    draw_small_caps,
    draw_wish,
)

LEVEL = 108.0
LEFT = (49.0, LEVEL)
RIGHT = (78.0, LEVEL)
OUTER = 26.0
INNER = 21.6
BEVEL = 1.1
# Engraving lies on the side away from the light, a line every so many degrees.
SHADE = 225.0
EVERY = 2
LIGHTEST = 0.3
INITIALS_WIDE = 90.0
WISH = "Happy Anniversary"


def draw_art(pen: Pen, month: int) -> None:
    """The right ring lies over the left one above, and under it below."""
    _draw_ring(pen, LEFT)
    _draw_ring(pen, RIGHT)
    with pen.within(LEFT[0], LEVEL - OUTER - 2, RIGHT[0] - LEFT[0], OUTER + 2):
        _draw_ring(pen, LEFT)
    pen.stroke(BRASS, 0.5)
    pen.line((MIDDLE - 6, 33), (MIDDLE + 6, 33))


def _draw_ring(pen: Pen, center: Point) -> None:
    pen.ring(center, OUTER, INNER, WHITE)
    pen.stroke(BRASS, 0.28)
    for angle in range(0, 360, EVERY):
        dark = 0.5 + 0.5 * math.cos(math.radians(angle - SHADE))
        if dark < LIGHTEST:
            continue
        half = (OUTER - INNER - 2 * BEVEL - 0.4) * dark / 2
        middle = (OUTER + INNER) / 2
        ends = (around(center, middle - half, angle), around(center, middle + half, angle))
        pen.line(*ends)
    for radius in (OUTER - BEVEL, INNER + BEVEL):
        pen.stroke(BRASS, 0.3)
        pen.circle(center, radius)
    for radius in (OUTER, INNER):
        pen.stroke(INK, 0.6)
        pen.circle(center, radius)


def draw_words(pen: Pen, front: CardFront) -> None:
    if front.initials:
        draw_initials(pen, 149, front.initials, 17, room=INITIALS_WIDE)
    draw_wish(pen, 50, front.wish or WISH, 31)
    draw_small_caps(pen, 40, front.line or together(front.years), 11)
