"""Candles: nine of them, their flames cut from the stone of the month, for birthdays."""

from storebook.printing.designs.cuts import draw_marquise
from storebook.printing.designs.inks import BRASS, INK, STONES, WHITE
from storebook.printing.designs.pen import Pen, around
from storebook.printing.designs.words import MIDDLE, CardFront, draw_small_caps, draw_wish

SIDES = 4
APART = 9.6
FOOT = 71.0
HALF = 1.5
TALLEST = 126.0
NEXT = 117.0
FALL = 2.9
WICK = 2.6
FLAME = (11.5, 4.6)
# From the top of a candle to the middle of its flame.
FLAME_ABOVE = 8.6
# The twist of a candle: the rise of one line across it, and the way to the next.
TWIST = 3.0
TWISTS = 3.2
WISH = "Make a wish"
LINE = "a very happy birthday"


def draw_art(pen: Pen, month: int) -> None:
    for place in range(-SIDES, SIDES + 1):
        x = MIDDLE + place * APART
        top = (NEXT if place else TALLEST) - abs(place) ** 1.5 * FALL
        _draw_candle(pen, x, top)
        draw_marquise(pen, (x, top + FLAME_ABOVE), *FLAME, STONES[month].ink)
    _draw_rays(pen)
    _draw_table(pen)


def _draw_candle(pen: Pen, x: float, top: float) -> None:
    left, right = x - HALF, x + HALF
    pen.stroke(BRASS, 0.5)
    pen.polygon([(left, FOOT), (left, top), (right, top), (right, FOOT)], WHITE)
    pen.stroke(BRASS, 0.28)
    level = FOOT + 0.5
    while level + TWIST < top:
        pen.line((left, level), (right, level + TWIST))
        level += TWISTS
    pen.stroke(INK, 0.5)
    pen.line((x, top), (x, top + WICK))


def _draw_rays(pen: Pen) -> None:
    """The middle flame shines: short rays and long ones in turn."""
    flame = (MIDDLE, TALLEST + FLAME_ABOVE)
    pen.stroke(BRASS, 0.35)
    for place, angle in enumerate(range(26, 155, 16)):
        far = 15.5 if place % 2 else 13.5
        pen.line(around(flame, 10.5, angle), around(flame, far, angle))


def _draw_table(pen: Pen) -> None:
    pen.stroke(BRASS, 0.6)
    pen.line((16, FOOT), (111, FOOT))
    pen.stroke(BRASS, 0.3)
    pen.line((20, FOOT - 1.8), (107, FOOT - 1.8))
    pen.stroke(BRASS, 0.35)
    for place in range(-9, 10):
        pen.circle((MIDDLE + place * 4.6, FOOT - 4.2), 0.75, WHITE)


def draw_words(pen: Pen, front: CardFront) -> None:
    draw_wish(pen, 40, front.wish or WISH, 34)
    draw_small_caps(pen, 30, front.line or LINE, 10)
