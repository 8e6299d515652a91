"""Garland: the twelve stones of the year in a ring of leaves, for days of any season."""

from storebook.printing.designs.inks import BRASS, STONES, tint
from storebook.printing.designs.pearls import draw_month_stone
from storebook.printing.designs.pen import Pen, around, flattened
from storebook.printing.designs.words import MIDDLE, CardFront, draw_small_caps, draw_wish_lines
from storebook.printing.folds import PANEL_HEIGHT

CENTER = (MIDDLE, PANEL_HEIGHT / 2 + 3)
RADIUS = 44.0
STONE = 5.7
LEAF_LONG, LEAF_WIDE = 7.4, 3.0
# Degrees on the ring from one stone to the next, and how far the leaves stand off it.
STEP = 30.0
LEAF_TURN = 33.0
# The veins that shade a leaf in black toner: degrees to its rib, millimeters.
VEIN_TURN = -35.0
VEIN_GAP = 0.6
BEAD = 1.15
WORDS_ROOM = 64.0
WISH = "With warm\nwishes"
LINE = "all the year round"


def draw_art(pen: Pen, which: int) -> None:
    """January is at one o'clock, as on a dial; between two stones four leaves around a bead."""
    pen.stroke(BRASS, 0.55)
    pen.circle(CENTER, RADIUS)
    for place in range(12):
        _draw_spray(pen, 90.0 - STEP * (place + 0.5))
    for month in STONES:
        where = around(CENTER, RADIUS, 90.0 - STEP * month)
        draw_month_stone(pen, where, STONE, month, edge=0.3)
    pen.stroke(BRASS, 0.5)
    pen.line((MIDDLE - 6, CENTER[1] - 10.5), (MIDDLE + 6, CENTER[1] - 10.5))


def _draw_spray(pen: Pen, angle: float) -> None:
    with pen.at(*around(CENTER, RADIUS, angle), angle - 90.0):
        for turned in (LEAF_TURN, -LEAF_TURN, 180.0 + LEAF_TURN, 180.0 - LEAF_TURN):
            _draw_leaf(pen, turned)
        pen.stroke(BRASS, 0.4)
        pen.circle((0.0, 0.0), BEAD, tint(BRASS, 0.5))


def _draw_leaf(pen: Pen, turned: float) -> None:
    """A leaf whose lower half lies in shade."""
    with pen.at(0.0, 0.0, turned):
        pen.stroke(BRASS, 0.35)
        bulge = LEAF_WIDE * 0.66
        for way, depth in ((1, 0.14), (-1, 0.42)):
            edge = [
                (0.0, 0.0),
                (LEAF_LONG * 0.3, way * bulge),
                (LEAF_LONG * 0.7, way * bulge),
                (LEAF_LONG, 0.0),
            ]
            pen.curve(edge, tint(BRASS, depth))
            if pen.mono and way < 0:
                pen.hatch(flattened(edge), VEIN_TURN, VEIN_GAP)


def draw_words(pen: Pen, front: CardFront) -> None:
    draw_wish_lines(pen, CENTER[1] + 3.5, front.wish or WISH, 28, room=WORDS_ROOM)
    draw_small_caps(pen, CENTER[1] - 19.0, front.line or LINE, 10.5, room=WORDS_ROOM)
