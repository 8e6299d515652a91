"""Crystal: stones set as a crystal of snow, for the holidays."""

from storebook.printing.designs.cuts import draw_marquise, draw_pear
from storebook.printing.designs.inks import WINTER, tint
from storebook.printing.designs.pen import Pen, around
from storebook.printing.designs.stones import draw_round
from storebook.printing.designs.words import MIDDLE, CardFront, draw_small_caps, draw_wish

CENTER = (MIDDLE, 109.0)
HEART = 7.8
ARMS = 6
PEAR_AT = 44.0
# Along an arm: where twigs branch off, how long they are, and whether they bear a marquise.
TWIGS = ((15.4, 8.8, False), (24.8, 9.2, True), (34.2, 7.6, False))
TWIG_TURN = 60.0
BEAD = 1.15
SPOKE = 12.2
LEAF_LONG, LEAF_WIDE = 8.4, 3.5
WISH = "Season’s Greetings"
LINE = "and every good wish for the new year"


def draw_art(pen: Pen, month: int) -> None:
    """Of wintry blue, whatever the month."""
    for arm in range(ARMS):
        with pen.at(*CENTER, arm * 360 / ARMS):
            _draw_arm(pen)
            _draw_spoke(pen)
    draw_round(pen, CENTER, HEART, WINTER, edge=0.35)


def _draw_arm(pen: Pen) -> None:
    """One arm, upward from the middle."""
    pen.stroke(WINTER, 0.9)
    pen.line((0.0, HEART), (0.0, PEAR_AT - 2.9))
    for level, length, bears_leaf in TWIGS:
        for side in (-1, 1):
            with pen.at(0.0, level, -side * TWIG_TURN):
                _draw_twig(pen, length, bears_leaf=bears_leaf)
    draw_pear(pen, (0.0, PEAR_AT), 5.8, 8.8, WINTER)


def _draw_twig(pen: Pen, length: float, *, bears_leaf: bool) -> None:
    pen.stroke(WINTER, 0.6)
    pen.line((0.0, 0.0), (0.0, length - BEAD))
    if bears_leaf:
        middle = (0.0, length + LEAF_LONG / 2 - 1.6)
        draw_marquise(pen, middle, LEAF_LONG, LEAF_WIDE, WINTER)
        return
    pen.stroke(WINTER, 0.4)
    pen.circle((0.0, length), BEAD, tint(WINTER, 0.16))


def _draw_spoke(pen: Pen) -> None:
    """Between two arms a short one with a bead."""
    end = around((0.0, 0.0), SPOKE, 60.0)
    pen.stroke(WINTER, 0.5)
    pen.line(around((0.0, 0.0), HEART, 60.0), end)
    pen.stroke(WINTER, 0.4)
    pen.circle(end, BEAD, tint(WINTER, 0.5))


def draw_words(pen: Pen, front: CardFront) -> None:
    draw_wish(pen, 41, front.wish or WISH, 29)
    draw_small_caps(pen, 30, front.line or LINE, 10)
