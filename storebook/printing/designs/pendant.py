"""Pendant: the stone of the month on a fine chain, another cut each month, for the monthly card."""

from storebook.printing.designs.cuts import draw_emerald
from storebook.printing.designs.inks import BRASS, PEARL_LINE, STONES, WHITE
from storebook.printing.designs.pen import Pen
from storebook.printing.designs.stones import (
    Brilliant,
    draw_brilliant,
    draw_pearl,
    draw_round,
    marquise,
    pear,
)
from storebook.printing.designs.words import MIDDLE, CardFront, draw_small_caps, draw_wish
from storebook.printing.folds import PANEL_HEIGHT

FRAME = 11.5
NOTCH = 7.0
INSET = 1.6
# The chain hangs in two curves from the frame to the loop; its links are drawn as beads.
CHAIN_TOP = (33.0, PANEL_HEIGHT - FRAME - INSET)
LOOP = (MIDDLE, 121.5)
LINKS = 58
LINK = 0.62
PEARL_MONTH = 6
STONE_TOP = 118.6
SECOND = "the stone of the month"


def draw_art(pen: Pen, month: int) -> None:
    _draw_frame(pen)
    for side in (1, -1):
        _draw_chain(pen, side)
    pen.stroke(BRASS, 0.6)
    pen.circle(LOOP, 1.9, WHITE)
    pen.circle((MIDDLE, LOOP[1] - 2.6), 1.0, WHITE)
    _draw_stone(pen, month)
    pen.stroke(BRASS, 0.5)
    pen.line((MIDDLE - 6, 36), (MIDDLE + 6, 36))


def _draw_frame(pen: Pen) -> None:
    """Two fine rules whose corners step inward, as on an old jewel case."""
    for inset, points in ((0.0, 0.6), (INSET, 0.3)):
        left, bottom = FRAME + inset, FRAME + inset
        right, top = 2 * MIDDLE - left, PANEL_HEIGHT - bottom
        step = NOTCH
        pen.stroke(BRASS, points)
        pen.polygon(
            [
                *((left + step, bottom), (right - step, bottom), (right - step, bottom + step)),
                *((right, bottom + step), (right, top - step), (right - step, top - step)),
                *((right - step, top), (left + step, top), (left + step, top - step)),
                *((left, top - step), (left, bottom + step), (left + step, bottom + step)),
            ]
        )


def _draw_chain(pen: Pen, side: int) -> None:
    """Half of the chain, link by link, from the frame to the loop."""
    half, fall = MIDDLE - CHAIN_TOP[0], CHAIN_TOP[1] - LOOP[1]
    pen.stroke(PEARL_LINE, 0.3)
    for link in range(LINKS + 1):
        share = link / LINKS
        x = half * (1 - share) ** 1.25
        y = CHAIN_TOP[1] - fall * (1 - (1 - share) ** 1.9)
        pen.circle((MIDDLE + side * x, y), LINK, WHITE)


def _draw_stone(pen: Pen, month: int) -> None:
    """Hanging from the loop: a pearl in June, else a cut that differs from the months around."""
    ink = STONES[month].ink
    if month == PEARL_MONTH:
        draw_pearl(pen, (MIDDLE, STONE_TOP - 17), 17.0, edge=0.4)
        return
    cut = month % 4
    if cut == 0:
        draw_emerald(pen, (MIDDLE, STONE_TOP - 20), 29.0, 39.0, ink)
    elif cut == 1:
        draw_brilliant(pen, Brilliant((MIDDLE, STONE_TOP - 30), 15.0, pear), ink)
    elif cut == 2:
        draw_round(pen, (MIDDLE, STONE_TOP - 19), 19.0, ink)
    else:
        draw_brilliant(pen, Brilliant((MIDDLE, STONE_TOP - 24), 24.0, marquise), ink)


def draw_words(pen: Pen, front: CardFront) -> None:
    stone = STONES[front.month]
    draw_wish(pen, 46, front.wish or stone.month, 34)
    draw_small_caps(pen, 27.5, front.line or f"{stone.stone}, {SECOND}", 10)
