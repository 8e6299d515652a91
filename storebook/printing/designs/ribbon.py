"""Ribbon: one ribbon, one bow with a small stone, and a plate for the words, for birthdays."""

from storebook.printing.designs.inks import BRASS, STONES, WHITE, tint
from storebook.printing.designs.pen import Pen, Point
from storebook.printing.designs.stones import draw_round
from storebook.printing.designs.words import MIDDLE, CardFront, draw_small_caps, draw_wish

CENTER = (MIDDLE, 122.0)
HALF = 4.6
NOTCH = 3.5
# The lines woven along both edges of a band.
WOVEN = 2.9
BAND = tint(BRASS, 0.10)
SATIN = tint(BRASS, 0.16)
UPRIGHT = (14.0, 165.0)
LEVEL = (13.0, 114.0)
PLATE = (24.0, 34.0, 79.0, 32.0)
PLATE_ROOM = 69.0
WISH = "Happy Birthday"
LINE = "with love and good wishes"

TAIL = [
    *[(1.0, -1.0), (7.0, -9.0), (9.0, -20.0), (18.0, -31.0)],
    *[(18.7, -29.3), (19.3, -27.8), (20.5, -26.2)],
    *[(22.2, -26.4), (23.8, -26.4), (25.5, -26.0)],
    *[(16.0, -17.0), (13.0, -8.0), (3.0, 2.0)],
]
TAIL_WEAVE = [(2.6, -1.2), (9.4, -8.6), (12.2, -17.6), (19.8, -27.4)]
LOOP = [
    *[(0.0, 0.0), (8.0, 15.0), (26.0, 22.0), (32.0, 13.0)],
    *[(37.0, 4.0), (22.0, -6.0), (0.0, 0.0)],
]
INSIDE = [
    *[(2.0, 1.2), (12.0, 10.0), (22.0, 14.5), (26.0, 10.5)],
    *[(29.0, 6.0), (18.0, 0.0), (2.0, 1.2)],
]
LOOP_WEAVES = (
    [(3.0, 3.4), (11.0, 13.0), (24.0, 18.0), (29.0, 11.6)],
    [(5.0, 0.0), (16.0, -2.2), (27.0, -1.0), (30.0, 6.0)],
    [(2.0, 1.2), (7.0, 5.0), (12.0, 8.6), (17.0, 10.2)],
    [(2.0, 1.2), (8.0, 2.2), (14.0, 2.4), (19.0, 3.6)],
)
# The right half of the knot, from its top to its foot.
KNOT = [
    *[(0.0, 4.6), (2.0, 4.6), (3.2, 4.0), (4.0, 3.2)],
    *[(5.0, 1.2), (5.0, -2.0), (4.0, -3.8)],
    *[(3.2, -4.6), (2.0, -5.0), (0.0, -5.0)],
]


def draw_art(pen: Pen, month: int) -> None:
    _draw_upright(pen)
    _draw_level(pen)
    for draw in (_draw_tail, _draw_loop):
        for side in (1, -1):
            draw(pen, side)
    pen.stroke(BRASS, 0.6)
    knot = [*_bow(KNOT, 1), *reversed(_bow(KNOT, -1)[:-1])]
    pen.curve(knot, SATIN)
    draw_round(pen, (CENTER[0], CENTER[1] - 0.2), 3.1, STONES[month].ink, edge=0.3)
    _draw_plate(pen)


def _draw_upright(pen: Pen) -> None:
    (x, _), (foot, top) = CENTER, UPRIGHT
    outline = [(x - HALF, foot), (x - HALF, top), (x, top - NOTCH), (x + HALF, top)]
    pen.stroke(BRASS, 0.55)
    pen.polygon([*outline, (x + HALF, foot), (x, foot + NOTCH)], BAND)
    pen.stroke(BRASS, 0.3)
    cut = NOTCH * (1 - WOVEN / HALF)
    for woven in (-WOVEN, WOVEN):
        pen.line((x + woven, foot + cut), (x + woven, top - cut))


def _draw_level(pen: Pen) -> None:
    (_, y), (left, right) = CENTER, LEVEL
    outline = [(left, y - HALF), (right, y - HALF), (right - NOTCH, y), (right, y + HALF)]
    pen.stroke(BRASS, 0.55)
    pen.polygon([*outline, (left, y + HALF), (left + NOTCH, y)], BAND)
    pen.stroke(BRASS, 0.3)
    cut = NOTCH * (1 - WOVEN / HALF)
    for woven in (-WOVEN, WOVEN):
        pen.line((left + cut, y + woven), (right - cut, y + woven))


def _bow(points: list[Point], side: int) -> list[Point]:
    """Points of the bow's right half, or of its mirror, around the middle of the knot."""
    return [(CENTER[0] + side * x, CENTER[1] + y) for x, y in points]


def _draw_tail(pen: Pen, side: int) -> None:
    pen.stroke(BRASS, 0.6)
    pen.curve(_bow(TAIL, side), SATIN)
    pen.stroke(BRASS, 0.3)
    pen.curve(_bow(TAIL_WEAVE, side))


def _draw_loop(pen: Pen, side: int) -> None:
    pen.stroke(BRASS, 0.6)
    pen.curve(_bow(LOOP, side), SATIN)
    pen.curve(_bow(INSIDE, side), WHITE)
    pen.stroke(BRASS, 0.3)
    for weave in LOOP_WEAVES:
        pen.curve(_bow(weave, side))


def _draw_plate(pen: Pen) -> None:
    left, bottom, width, height = PLATE
    for inset, line in ((0.0, 0.5), (1.4, 0.3)):
        low, high = bottom + inset, bottom + height - inset
        near, far = left + inset, left + width - inset
        pen.stroke(BRASS, line)
        pen.polygon([(near, low), (far, low), (far, high), (near, high)], WHITE)


def draw_words(pen: Pen, front: CardFront) -> None:
    """Both lines stand on the plate, which is narrower than the card."""
    draw_wish(pen, 50.5, front.wish or WISH, 27, PLATE_ROOM)
    draw_small_caps(pen, 42.2, front.line or LINE, 9, room=PLATE_ROOM)
