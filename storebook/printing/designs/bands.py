"""Bands: a ring set with stones and an engraved one, interlocked, for anniversaries."""

import math

from reportlab.lib.colors import Color

from storebook.printing.designs.inks import INK, STONES, WHITE, tint
from storebook.printing.designs.materials import Material, material
from storebook.printing.designs.pen import Pen, Point, around
from storebook.printing.designs.weddings import together
from storebook.printing.designs.words import (
    MIDDLE,
    CardFront,
    draw_initials,
    draw_metal_caps,
    draw_wish,
)

LEVEL = 108.0
LEFT = (49.0, LEVEL)
RIGHT = (78.0, LEVEL)
OUTER = 26.6
INNER = 20.6
BEVEL = 1.1
# The left ring: so many stones in a channel; where a year has none of its own, diamonds.
SET = 38
SET_RADIUS = 1.86
TABLE = 0.52
DIAMOND = STONES[4].ink
# The right ring: engraving on the side away from the light, a line every so many degrees.
SHADE = 225.0
EVERY = 2
POLISH = 0.14
INITIALS_WIDE = 90.0
WISH = "Happy Anniversary"


def draw_art(pen: Pen, years: int) -> None:
    """The right ring lies over the left one above, and under it below."""
    of = material(years)
    _draw_set_ring(pen, of)
    _draw_engraved_ring(pen, of.metal)
    with pen.within(LEFT[0], LEVEL - OUTER - 2, RIGHT[0] - LEFT[0], OUTER + 2):
        _draw_set_ring(pen, of)
    pen.stroke(of.metal, 0.5)
    pen.line((MIDDLE - 6, 33), (MIDDLE + 6, 33))


def _draw_set_ring(pen: Pen, of: Material) -> None:
    _draw_body(pen, LEFT, of.metal)
    stone = of.stone or DIAMOND
    middle = (OUTER + INNER) / 2
    for place in range(SET):
        angle = (place + 0.5) * 360 / SET
        center = around(LEFT, middle, angle)
        pen.stroke(INK, 0.3)
        # A year's own stone stands out; diamonds sparkle, deep and pale in turn.
        deep = of.depth if of.stone else (0.42, 0.2)[place % 2]
        pen.circle(center, SET_RADIUS, tint(stone, deep))
        table = [around(center, SET_RADIUS * TABLE, angle + 60 * turn) for turn in range(6)]
        pen.polygon(table, tint(stone, deep * 0.35))


def _draw_engraved_ring(pen: Pen, metal: Color) -> None:
    _draw_body(pen, RIGHT, metal)
    pen.stroke(metal, 0.3)
    middle, reach = (OUTER + INNER) / 2, OUTER - INNER - 2 * BEVEL - 0.5
    for angle in range(0, 360, EVERY):
        dark = max(0.0, math.cos(math.radians(angle - SHADE)))
        if (half := reach * dark**0.7 / 2) >= 0.2:
            ends = (around(RIGHT, middle - half, angle), around(RIGHT, middle + half, angle))
            pen.line(*ends)


def _draw_body(pen: Pen, center: Point, metal: Color) -> None:
    """The band of metal itself: its face, the bevels along both edges, and its outline."""
    pen.ring(center, OUTER, INNER, WHITE if pen.mono else tint(metal, POLISH))
    for radius in (OUTER - BEVEL, INNER + BEVEL):
        pen.stroke(metal, 0.35)
        pen.circle(center, radius)
    for radius in (OUTER, INNER):
        pen.stroke(metal, 0.75)
        pen.circle(center, radius)


def draw_words(pen: Pen, front: CardFront) -> None:
    if front.initials:
        draw_initials(pen, 148, front.initials, 20, room=INITIALS_WIDE)
    draw_wish(pen, 50, front.wish or WISH, 31)
    line, metal = front.line or together(front.years), material(front.years).metal
    draw_metal_caps(pen, 40, line, 11, metal)
