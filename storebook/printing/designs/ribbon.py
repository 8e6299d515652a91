"""Ribbon: one ribbon around the card like around a present, tied in a bow, for birthdays."""

from storebook.printing.designs.bows import BAND, SATIN, Bow, draw_bow
from storebook.printing.designs.inks import BRASS
from storebook.printing.designs.pearls import draw_month_stone
from storebook.printing.designs.pen import Pen, Point
from storebook.printing.designs.words import MIDDLE, CardFront, draw_small_caps, draw_wish

# The outer edge of the ribbon: left, bottom, right, top.
AROUND = (14.0, 14.0, 113.0, 146.5)
WIDE = 7.0
# The lines woven along both edges of a band.
WOVEN = 1.4
BOW = Bow((MIDDLE, AROUND[3] - WIDE / 2 + 0.2))
ROOM = 74.0
WISH = "Happy Birthday"
LINE = "with love and good wishes"


def draw_art(pen: Pen, month: int) -> None:
    """The upright bands lie over the level ones, folded down at each corner."""
    left, bottom, right, top = AROUND
    for low, high in ((bottom, bottom + WIDE), (top - WIDE, top)):
        _draw_band(pen, [(left + WIDE, low), (right - WIDE, low)], (0.0, high - low))
    for near, inward in ((left, 1), (right, -1)):
        slant = inward * WIDE
        pen.stroke(BRASS, 0.55)
        outline = [(near, bottom + WIDE), (near + slant, bottom), (near + slant, top)]
        pen.polygon([*outline, (near, top - WIDE)], SATIN)
        pen.stroke(BRASS, 0.3)
        for woven in (WOVEN, WIDE - WOVEN):
            x, short = near + inward * woven, WIDE - woven
            pen.line((x, bottom + short), (x, top - short))
    draw_bow(pen, BOW)
    draw_month_stone(pen, (BOW.knot[0], BOW.knot[1] - 0.2), 3.3, month, edge=0.3)
    pen.stroke(BRASS, 0.5)
    pen.line((MIDDLE - 6, 66), (MIDDLE + 6, 66))


def _draw_band(pen: Pen, edge: list[Point], across: Point) -> None:
    """A band from one long edge to the other, which lies `across`, with its woven lines."""
    (x, y), share = across, WOVEN / WIDE
    pen.stroke(BRASS, 0.55)
    pen.polygon([*edge, *((ex + x, ey + y) for ex, ey in reversed(edge))], BAND)
    pen.stroke(BRASS, 0.3)
    for part in (share, 1 - share):
        pen.line(*((ex + part * x, ey + part * y) for ex, ey in edge))


def draw_words(pen: Pen, front: CardFront) -> None:
    """Both lines stand inside the ribbon, which is narrower than the card."""
    draw_wish(pen, 74.5, front.wish or WISH, 31, ROOM)
    draw_small_caps(pen, 58, front.line or LINE, 10.5, room=ROOM)
