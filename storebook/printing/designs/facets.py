"""Facets: one round brilliant in the stone of the month, for birthdays."""

from storebook.printing.designs.inks import BRASS, STONES
from storebook.printing.designs.pen import Pen
from storebook.printing.designs.stones import draw_round
from storebook.printing.designs.words import MIDDLE, CardFront, draw_small_caps, draw_wish

CENTER = (MIDDLE, 109.0)
RADIUS = 37.0
WISH = "Happy Birthday"


def draw_art(pen: Pen, month: int) -> None:
    draw_round(pen, CENTER, RADIUS, STONES[month].ink, edge=0.4)
    pen.stroke(BRASS, 0.5)
    pen.line((MIDDLE - 6, 34), (MIDDLE + 6, 34))


def draw_words(pen: Pen, front: CardFront) -> None:
    stone = STONES[front.month]
    draw_wish(pen, 42.5, front.wish or WISH, 33)
    draw_small_caps(pen, 26, front.line or f"{stone.stone}, the stone of {stone.month}", 9.5)
