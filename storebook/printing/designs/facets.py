"""Facets: one round brilliant in the stone of the month, for birthdays; in June a pearl."""

from storebook.printing.designs.cuts import draw_octagon
from storebook.printing.designs.inks import BRASS, PEARL_LINE, STONES, tint
from storebook.printing.designs.pearls import PEARL_MONTH, draw_pearl
from storebook.printing.designs.pen import Pen, around
from storebook.printing.designs.stones import draw_round
from storebook.printing.designs.words import MIDDLE, CardFront, draw_small_caps, draw_wish

CENTER = (MIDDLE, 109.0)
RADIUS = 37.0
# A pearl has no facets: small diamonds are set around it instead.
PEARL_RADIUS = 28.4
HALO = 26
HALO_RADIUS = 33.4
HALO_STONE = 3.6
HALO_SHADES = (0.16, 0.3)
WISH = "Happy Birthday"


def draw_art(pen: Pen, month: int) -> None:
    if month == PEARL_MONTH:
        _draw_haloed_pearl(pen)
    else:
        draw_round(pen, CENTER, RADIUS, STONES[month].ink, edge=0.4)
    pen.stroke(BRASS, 0.5)
    pen.line((MIDDLE - 6, 34), (MIDDLE + 6, 34))


def _draw_haloed_pearl(pen: Pen) -> None:
    pen.stroke(PEARL_LINE, 0.35)
    for place in range(HALO):
        shade = tint(STONES[4].ink, HALO_SHADES[place % 2])
        draw_octagon(pen, around(CENTER, HALO_RADIUS, 90 + place * 360 / HALO), HALO_STONE, shade)
    draw_pearl(pen, CENTER, PEARL_RADIUS, edge=0.5)


def draw_words(pen: Pen, front: CardFront) -> None:
    stone = STONES[front.month]
    draw_wish(pen, 42.5, front.wish or WISH, 33)
    draw_small_caps(pen, 26, front.line or f"{stone.stone}, the stone of {stone.month}", 10.5)
