"""Fan: rays around an emerald cut in the stone of the month, for birthdays."""

from storebook.printing.designs.cuts import cut_corners, draw_emerald
from storebook.printing.designs.inks import BRASS, STONES, WHITE, tint
from storebook.printing.designs.pearls import PEARL_MONTH, draw_pearl
from storebook.printing.designs.pen import Pen, Point, around
from storebook.printing.designs.words import MIDDLE, CardFront, draw_small_caps, draw_upright_wish

CENTER = (MIDDLE, 82.5)
# An odd number, so that both ends of the fan are alike.
RAYS = 25
INNER = 13.0
LONGEST = 50.0
# Rays grow shorter toward the ends of the fan, by so much a degree.
SHORTER = 0.13
SHORT_RAY = 7.0
HATCH = 0.7
HATCH_TURN = 48.0
ARCS = ((13.0, 0.45), (14.4, 0.25), (24.0, 0.45), (25.0, 0.25))
STONE = (19.0, 14.6)
PEARL_RADIUS = 7.6
SETTING = (23.5, 19.0)
SETTING_CORNER = 5.2
WISH = "Happy Birthday"
LINE = "and a brilliant year ahead"


def draw_art(pen: Pen, month: int) -> None:
    for place in range(RAYS):
        if place % 2 == 0:
            _draw_long_ray(pen, place)
        else:
            _draw_short_ray(pen, place)
    for radius, line in ARCS:
        pen.stroke(BRASS, line)
        pen.arc(CENTER, radius, 0, 180)
    _draw_ground(pen)
    pen.polygon(cut_corners(CENTER, *SETTING, SETTING_CORNER), WHITE)
    if month == PEARL_MONTH:
        draw_pearl(pen, CENTER, PEARL_RADIUS)
    else:
        draw_emerald(pen, CENTER, *STONE, STONES[month].ink)


def _ray(place: int, cut: float, tip: float) -> tuple[list[Point], float, float]:
    """The outline of a ray cut shorter by `cut`, with its reach and the angle of its middle."""
    turn = 180 / RAYS
    start, middle, end = place * turn, (place + 0.5) * turn, (place + 1) * turn
    reach = LONGEST - abs(middle - 90) * SHORTER
    shoulder = reach - cut
    outline = [
        around(CENTER, INNER, start),
        around(CENTER, shoulder, start),
        around(CENTER, shoulder + tip, middle),
        around(CENTER, shoulder, end),
        around(CENTER, INNER, end),
    ]
    return outline, reach, middle


def _draw_long_ray(pen: Pen, place: int) -> None:
    """Folded along its middle: the half away from the light is darker, in black toner hatched."""
    outline, _, middle = _ray(place, 0.0, 3.2)
    fold = around(CENTER, INNER, middle)
    light = [outline[2], outline[3], outline[4], fold]
    dark = [outline[0], outline[1], outline[2], fold]
    pen.stroke(BRASS, 0.3)
    for half, depth in ((light, 0.12), (dark, 0.34)):
        pen.polygon(half, tint(BRASS, depth))
    if pen.mono:
        pen.hatch(dark, middle + HATCH_TURN, HATCH)
    pen.stroke(BRASS, 0.45)
    pen.polygon(outline)


def _draw_short_ray(pen: Pen, place: int) -> None:
    outline, reach, middle = _ray(place, SHORT_RAY, 2.4)
    pen.stroke(BRASS, 0.45)
    pen.polygon(outline, WHITE)
    pen.stroke(BRASS, 0.3)
    pen.line(around(CENTER, INNER, middle), around(CENTER, reach - SHORT_RAY + 1.6, middle))
    pen.stroke(BRASS, 0.4)
    pen.circle(around(CENTER, reach + 0.6, middle), 1.05, WHITE)


def _draw_ground(pen: Pen) -> None:
    x, y = CENTER
    pen.stroke(BRASS, 0.6)
    pen.line((x - 52.5, y), (x + 52.5, y))
    pen.stroke(BRASS, 0.3)
    pen.line((x - 52.5, y - 1.6), (x + 52.5, y - 1.6))


def draw_words(pen: Pen, front: CardFront) -> None:
    draw_upright_wish(pen, 50.5, front.wish or WISH, 27)
    draw_small_caps(pen, 40, front.line or LINE, 11)
