"""Engine-turned: the fine waves turned into a watch dial, for anniversaries."""

import math

from storebook.printing.designs.inks import BRASS, WHITE
from storebook.printing.designs.pen import Pen, Point, around
from storebook.printing.designs.stones import draw_round_lines
from storebook.printing.designs.weddings import jubilee
from storebook.printing.designs.words import (
    INITIALS_ROOM,
    MIDDLE,
    CardFront,
    draw_initials,
    draw_small_caps,
    draw_wish,
)

CENTER = (MIDDLE, 108.0)
# Curves, lobes, middle radius, height of a wave, line: the outer field and the inner one.
FIELDS = ((10, 12, 33.5, 8.4, 0.26), (6, 16, 20.2, 3.9, 0.25))
# Béziers to a lobe: nobody sees a seam.
SEGMENTS = 8
RIM = (43.6, 45.1)
BEADS = 72
DISC = 15.3
WISH = "On your anniversary"


def draw_art(pen: Pen, month: int) -> None:
    for curves, lobes, radius, height, line in FIELDS:
        pen.stroke(BRASS, line)
        for curve in range(curves):
            pen.curve(_rosette(lobes, radius, height, 2 * math.pi * curve / curves))
    pen.stroke(BRASS, 0.6)
    for radius in RIM:
        pen.circle(CENTER, radius)
    pen.stroke(BRASS, 0.3)
    for bead in range(BEADS):
        pen.circle(around(CENTER, sum(RIM) / 2, bead * 360 / BEADS), 0.36)
    pen.stroke(BRASS, 0.6)
    pen.circle(CENTER, DISC, WHITE)
    pen.stroke(BRASS, 0.3)
    pen.circle(CENTER, DISC - 1.1)


def _rosette(lobes: int, radius: float, height: float, phase: float) -> list[Point]:
    """A circle whose radius swings `lobes` times by `height`, as Béziers along its tangents."""
    count = lobes * SEGMENTS
    step = 2 * math.pi / count

    def at(turn: float) -> tuple[Point, Point]:
        far = radius + height * math.cos(lobes * turn + phase)
        swing = -height * lobes * math.sin(lobes * turn + phase)
        cosine, sine = math.cos(turn), math.sin(turn)
        place = (CENTER[0] + far * cosine, CENTER[1] + far * sine)
        pull = step / 3
        along = (swing * cosine - far * sine, swing * sine + far * cosine)
        return place, (along[0] * pull, along[1] * pull)

    (x, y), (along_x, along_y) = at(0.0)
    points: list[Point] = [(x, y)]
    for segment in range(1, count + 1):
        end, (next_x, next_y) = at(segment * step)
        points += [(x + along_x, y + along_y), (end[0] - next_x, end[1] - next_y), end]
        (x, y), (along_x, along_y) = end, (next_x, next_y)
    return points


def draw_words(pen: Pen, front: CardFront) -> None:
    """The initials in the middle, or a stone in lines."""
    if front.initials:
        draw_initials(pen, CENTER[1] - 2.6, front.initials, 20, room=INITIALS_ROOM)
    else:
        draw_round_lines(pen, CENTER, 10.5, BRASS, 0.3)
    draw_wish(pen, 40, front.wish or WISH, 29)
    draw_small_caps(pen, 30.5, front.line or jubilee(front.years), 11)
