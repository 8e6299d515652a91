"""Signature: one line runs under the words and becomes a ring, for thanks."""

from storebook.printing.designs.inks import BRASS, INK
from storebook.printing.designs.pen import Pen, Point
from storebook.printing.designs.words import CardFront, draw_small_caps, draw_wish

RING = (92.0, 69.5)
OUTER = 11.4
INNER = 9.9
# The one line: from the left edge of the words, under them, and down into the ring.
LINE = [
    *[(14.5, 92.2), (24.0, 90.2), (34.0, 90.0), (47.0, 90.2)],
    *[(60.0, 90.4), (67.0, 89.0), (74.0, 84.2)],
    *[(80.2, 80.0), (80.6, 76.0), (80.6, 69.5)],
]
# The stone seen from the side: half widths of table and girdle, then levels above the ring.
TABLE_HALF, GIRDLE_HALF = 3.5, 5.6
TABLE_LEVEL, GIRDLE_LEVEL, TIP_LEVEL = 20.4, 17.4, 10.9
FACET_SHARES = (-0.5, 0.0, 0.5)
CLAW_FOOT, CLAW_TOP = 2.6, 1.5
WISH = "Thank you"
SECOND = "it was a pleasure"
SIZE = 56


def draw_art(pen: Pen, month: int) -> None:
    """The ring is of brass in every month, its stone of lines alone."""
    pen.stroke(BRASS, 0.7)
    pen.curve(LINE)
    pen.circle(RING, OUTER)
    pen.stroke(BRASS, 0.35)
    pen.circle(RING, INNER)
    with pen.at(*RING):
        _draw_claws(pen)
        _draw_stone(pen)


def _draw_claws(pen: Pen) -> None:
    pen.stroke(BRASS, 0.5)
    for side in (-1, 1):
        foot = (side * CLAW_FOOT, OUTER * 0.975)
        pen.line(foot, (side * CLAW_TOP, TIP_LEVEL + 2.0))


def _draw_stone(pen: Pen) -> None:
    tip = (0.0, TIP_LEVEL)
    table: list[Point] = [(-TABLE_HALF, TABLE_LEVEL), (TABLE_HALF, TABLE_LEVEL)]
    girdle: list[Point] = [(-GIRDLE_HALF, GIRDLE_LEVEL), (GIRDLE_HALF, GIRDLE_LEVEL)]
    waist = [(share * GIRDLE_HALF, GIRDLE_LEVEL) for share in FACET_SHARES]
    pen.stroke(INK, 0.5)
    pen.polygon([table[0], table[1], girdle[1], tip, girdle[0]])
    pen.stroke(INK, 0.35)
    pen.line(*girdle)
    for corner in (waist[0], waist[-1]):
        pen.line(corner, tip)
    middle = (0.0, TABLE_LEVEL)
    pen.line(table[0], waist[0], middle, waist[-1], table[1])


def draw_words(pen: Pen, front: CardFront) -> None:
    draw_wish(pen, 101.5, front.wish or WISH, SIZE)
    draw_small_caps(pen, 35.5, front.line or SECOND, 11)
