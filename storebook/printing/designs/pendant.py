"""Pendant: the stone of the month on a fine chain, another cut each month, for the monthly card."""

import itertools
import math
from dataclasses import dataclass

from storebook.printing.designs.cuts import draw_emerald, step_corners
from storebook.printing.designs.inks import BRASS, STONES, WHITE, tint
from storebook.printing.designs.pearls import PEARL_MONTH, draw_pearl
from storebook.printing.designs.pen import Pen, Point
from storebook.printing.designs.stones import (
    Brilliant,
    Outline,
    circle,
    cushion,
    draw_brilliant,
    marquise,
    oval,
    pear,
)
from storebook.printing.designs.words import MIDDLE, CardFront, draw_small_caps, draw_wish
from storebook.printing.folds import PANEL_HEIGHT

FRAME = 11.5
NOTCH = 7.0
INSET = 1.6
# The chain hangs from a rosette in either upper corner of the frame to the bail of the stone.
ROSETTE = (FRAME + INSET + NOTCH + 1.5, PANEL_HEIGHT - FRAME - INSET - NOTCH - 1.5)
ROSETTE_RADIUS = 1.5
BAIL = (MIDDLE, 123.0)
# How the chain sags: 1 would be straight, 2 a parabola.
SAG = 1.55
# From one link to the next; a link seen flat, and one seen on edge.
LINK_PITCH = 1.72
LINK_LONG, LINK_WIDE = 2.7, 1.25
EDGE_LONG = 1.5
STONE_TOP = 118.4
CLAW = 0.8
SECOND = "the stone of the month"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """A brilliant's outline, half its height, and where on the outline claws hold it, degrees."""

    outline: Outline
    radius: float
    claws: tuple[float, ...] = (45.0, 135.0, 225.0, 315.0)


CUSHION = Cut(outline=cushion, radius=18.0)
PEAR = Cut(outline=pear, radius=15.5, claws=(22.5, 157.5, 247.5, 292.5))
OVAL = Cut(outline=oval, radius=21.0)
# As jewelers like to cut them: what is not here is cut in steps, and the pearl not at all.
BRILLIANTS = {
    1: CUSHION,
    2: PEAR,
    4: Cut(outline=circle, radius=19.0),
    7: OVAL,
    8: Cut(outline=marquise, radius=23.5, claws=(270.0, 22.5, 157.5, 202.5, 337.5)),
    9: CUSHION,
    11: PEAR,
    12: OVAL,
}
# Width and height of the step cuts: aquamarine, emerald, and the long tourmaline.
STEP_CUTS = {3: (30.0, 38.0), 5: (32.0, 38.0), 10: (23.0, 43.0)}
PEARL_RADIUS = 17.5


def draw_art(pen: Pen, month: int) -> None:
    _draw_frame(pen)
    for side in (1, -1):
        _draw_chain(pen, side)
    _draw_stone(pen, month)
    _draw_bail(pen)
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
    """Half of the chain, its links flat and on edge in turn, and the rosette it hangs from."""
    places = links()
    for flat in (True, False):
        for (x, y), growing in places[0 if flat else 1 :: 2]:
            turned = growing if side > 0 else 180.0 - growing
            with pen.at(MIDDLE + side * x, y, turned):
                _draw_link(pen, flat=flat)
    x, y = MIDDLE + side * (MIDDLE - ROSETTE[0]), ROSETTE[1]
    pen.stroke(BRASS, 0.5)
    pen.circle((x, y), ROSETTE_RADIUS, WHITE)
    pen.circle((x, y), ROSETTE_RADIUS * 0.45, tint(BRASS, 0.5))


def _draw_link(pen: Pen, *, flat: bool) -> None:
    if not flat:
        pen.stroke(BRASS, 0.85)
        pen.line((-EDGE_LONG / 2, 0.0), (EDGE_LONG / 2, 0.0))
        return
    half, bulge = LINK_LONG / 2, LINK_WIDE * 2 / 3
    pen.stroke(BRASS, 0.45)
    pen.curve(
        [
            (-half, 0.0),
            *[(-half, bulge), (half, bulge), (half, 0.0)],
            *[(half, -bulge), (-half, -bulge), (-half, 0.0)],
        ],
        WHITE,
    )


def links() -> list[tuple[Point, float]]:
    """The links of the right half, from the bail up: across from the middle, height, degrees."""
    half, rise = MIDDLE - ROSETTE[0], ROSETTE[1] - BAIL[1]
    way = [(half * step / 400, BAIL[1] + rise * (step / 400) ** SAG) for step in range(401)]
    walked = itertools.accumulate(math.dist(*pair) for pair in itertools.pairwise(way))
    found: list[tuple[Point, float]] = []
    for (before, here), so_far in zip(itertools.pairwise(way), walked, strict=True):
        if so_far >= LINK_PITCH * (len(found) + 1):
            growing = math.degrees(math.atan2(here[1] - before[1], here[0] - before[0]))
            found.append((here, growing))
    return found[:-1]


def _draw_bail(pen: Pen) -> None:
    """The loop of metal that the chain runs through, tapering down to the stone."""
    x, y = BAIL
    foot = STONE_TOP - 0.7
    pen.stroke(BRASS, 0.55)
    pen.curve(
        [
            (x, foot),
            *[(x - 2.9, foot + 3.4), (x - 2.3, y + 2.2), (x, y + 2.2)],
            *[(x + 2.3, y + 2.2), (x + 2.9, foot + 3.4), (x, foot)],
        ],
        tint(BRASS, 0.24),
    )
    pen.stroke(BRASS, 0.35)
    pen.curve([(x, foot + 1.0), (x + 0.9, foot + 3.4), (x + 0.9, y + 1.2), (x, y + 1.5)])


def _draw_stone(pen: Pen, month: int) -> None:
    """Hanging from the bail, in its claws: a pearl in June, else the cut that suits it."""
    ink = STONES[month].ink
    if month == PEARL_MONTH:
        draw_pearl(pen, (MIDDLE, STONE_TOP - PEARL_RADIUS), PEARL_RADIUS, edge=0.4)
        return
    if month in STEP_CUTS:
        (wide, high) = STEP_CUTS[month]
        center = (MIDDLE, STONE_TOP - high / 2)
        draw_emerald(pen, center, wide, high, ink)
        claws = step_corners(center, wide, high)
    else:
        cut = BRILLIANTS[month]
        top = cut.radius * cut.outline(90.0)[1]
        center = (MIDDLE, STONE_TOP - top)
        draw_brilliant(pen, Brilliant(center, cut.radius, cut.outline), ink)
        around_it = (cut.outline(degrees) for degrees in cut.claws)
        claws = [(center[0] + cut.radius * x, center[1] + cut.radius * y) for x, y in around_it]
    pen.stroke(BRASS, 0.45)
    for claw in claws:
        pen.circle(claw, CLAW, tint(BRASS, 0.4))


def draw_words(pen: Pen, front: CardFront) -> None:
    stone = STONES[front.month]
    draw_wish(pen, 46, front.wish or stone.month, 34)
    draw_small_caps(pen, 27.5, front.line or f"{stone.stone}, {SECOND}", 11)
