"""Engine-turned: the fine waves turned into a watch dial, for anniversaries."""

import math

from storebook.printing.designs.inks import WHITE, tint
from storebook.printing.designs.materials import Material, material
from storebook.printing.designs.pen import Pen, Point, around
from storebook.printing.designs.stones import draw_round_lines
from storebook.printing.designs.weddings import jubilee
from storebook.printing.designs.words import (
    INITIALS_ROOM,
    MIDDLE,
    CardFront,
    draw_initials,
    draw_metal_caps,
    draw_wish,
)

CENTER = (MIDDLE, 108.0)
# Curves, lobes, middle radius, height of a wave, line: the outer field and the inner one.
FIELDS = ((10, 12, 33.5, 8.4, 0.26), (6, 16, 20.2, 3.9, 0.25))
# Béziers to a lobe: nobody sees a seam.
SEGMENTS = 8
RIM = (43.4, 46.2)
BEADS = 96
BEAD = 0.62
SET = 12
STONE = 1.15
DISC = 15.3
WISH = "On your anniversary"


def draw_art(pen: Pen, years: int) -> None:
    """Turned in the metal of the year; its stone is set twelve times in the rim."""
    of = material(years)
    for curves, lobes, radius, height, line in FIELDS:
        pen.stroke(of.metal, line)
        for curve in range(curves):
            pen.curve(_rosette(lobes, radius, height, 2 * math.pi * curve / curves))
    _draw_rim(pen, of)
    pen.stroke(of.metal, 0.6)
    pen.circle(CENTER, DISC, WHITE)
    pen.stroke(of.metal, 0.3)
    pen.circle(CENTER, DISC - 1.1)


def _draw_rim(pen: Pen, of: Material) -> None:
    pen.stroke(of.metal, 0.6)
    for radius in RIM:
        pen.circle(CENTER, radius)
    middle = sum(RIM) / 2
    for bead in range(BEADS):
        place = around(CENTER, middle, 90 + bead * 360 / BEADS)
        pen.stroke(of.metal, 0.3)
        if bead % (BEADS // SET):
            pen.circle(place, BEAD, tint(of.metal, 0.2))
        elif of.stone:
            pen.circle(place, STONE, tint(of.stone, of.depth))
        else:
            pen.circle(place, STONE, tint(of.metal, 0.5))


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
    metal = material(front.years).metal
    if front.initials:
        draw_initials(pen, CENTER[1] - 2.6, front.initials, 20, room=INITIALS_ROOM)
    else:
        draw_round_lines(pen, CENTER, 10.5, metal, 0.3)
    draw_wish(pen, 40, front.wish or WISH, 29)
    draw_metal_caps(pen, 30.5, front.line or jubilee(front.years), 11, metal)
