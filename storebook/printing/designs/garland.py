"""Garland: the twelve stones of the year in a ring of leaves, for days of any season."""

from storebook.printing.designs.inks import BRASS, STONES, tint
from storebook.printing.designs.pen import Pen, Point, around
from storebook.printing.designs.stones import draw_pearl, draw_round
from storebook.printing.designs.words import MIDDLE, CardFront, draw_small_caps, draw_wish_lines
from storebook.printing.folds import PANEL_HEIGHT

CENTER = (MIDDLE, PANEL_HEIGHT / 2 + 4)
RADIUS = 43.5
STONE = 5.4
PEARL_MONTH = 6
LEAF_LONG, LEAF_WIDE = 8.6, 2.9
# Degrees on the ring from one stone to the next, and how far its leaves stand off it.
STEP = 30.0
LEAF_TURN = 34.0
WORDS_ROOM = 64.0
WISH = "With warm\nwishes"
LINE = "all the year round"


def draw_art(pen: Pen, month: int) -> None:
    """January is at one o'clock, as on a dial."""
    pen.stroke(BRASS, 0.55)
    pen.circle(CENTER, RADIUS)
    for place in range(12):
        between = 90.0 - STEP * (place + 0.5)
        for side in (-1, 1):
            _draw_leaf(pen, around(CENTER, RADIUS, between), between, side)
        _draw_berry(pen, between)
    for number, stone in STONES.items():
        where = around(CENTER, RADIUS, 90.0 - STEP * number)
        if number == PEARL_MONTH:
            draw_pearl(pen, where, STONE, edge=0.4)
        else:
            draw_round(pen, where, STONE, stone.ink, edge=0.3)
    pen.stroke(BRASS, 0.5)
    pen.line((MIDDLE - 6, CENTER[1] - 12.5), (MIDDLE + 6, CENTER[1] - 12.5))


def _draw_leaf(pen: Pen, foot: Point, angle: float, side: int) -> None:
    """A leaf that grows along the ring, a little outward or inward."""
    with pen.at(*foot, angle - 90.0 - side * LEAF_TURN):
        pen.stroke(BRASS, 0.38)
        bulge = LEAF_WIDE * 0.66
        for way in (1, -1):
            edge = [
                (0.0, 0.0),
                (LEAF_LONG * 0.3, way * bulge),
                (LEAF_LONG * 0.7, way * bulge),
                (LEAF_LONG, 0.0),
            ]
            pen.curve(edge, tint(BRASS, 0.28 if way == side else 0.1), edge=False)
            pen.curve(edge)
        pen.line((0.0, 0.0), (LEAF_LONG, 0.0))


def _draw_berry(pen: Pen, angle: float) -> None:
    pen.stroke(BRASS, 0.4)
    for off in (-4.2, 4.2):
        pen.circle(around(CENTER, RADIUS + off, angle + 4.0), 0.95, tint(BRASS, 0.1))


def draw_words(pen: Pen, front: CardFront) -> None:
    draw_wish_lines(pen, CENTER[1] + 1.5, front.wish or WISH, 28, room=WORDS_ROOM)
    draw_small_caps(pen, CENTER[1] - 21.5, front.line or LINE, 9.5, room=WORDS_ROOM)
