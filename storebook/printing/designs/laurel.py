"""Laurel: a wreath of engraved leaves around the number of years, for anniversaries."""

import math
from dataclasses import dataclass

from reportlab.lib.colors import Color

from storebook.printing.designs.inks import BLACK, INK, tint
from storebook.printing.designs.materials import Material, draw_year_stone, material
from storebook.printing.designs.pen import Pen, Point, around
from storebook.printing.designs.stones import draw_round_lines
from storebook.printing.designs.weddings import jubilee
from storebook.printing.designs.words import (
    CardFront,
    draw_initials,
    draw_metal_caps,
    draw_wide_caps,
    draw_wish,
)
from storebook.printing.fonts import Typeface
from storebook.printing.typesetting import Style

CENTER = (63.5, 107.0)
RADIUS = 33.5
# One branch, from the foot to its tip; degrees on the circle of the right-hand one.
FOOT = -87.0
TIP = 62.0
PAIRS = 15
LONGEST = 12.2
SHORTEST = 6.6
SPREAD = 33.0
# Berries stand between two pairs of leaves.
BERRIES = (3, 7, 11)
BERRY = 1.3

WISH = "Happy Anniversary"
INITIALS_WIDE = 45.0


def draw_art(pen: Pen, years: int) -> None:
    """The wreath is of the metal of the year; its berries and its clasp are the year's stone."""
    of = material(years)
    for side in (1, -1):
        _draw_branch(pen, side, of)
    draw_year_stone(pen, around(CENTER, RADIUS, -90), 3.3, of)


def _draw_branch(pen: Pen, side: int, of: Material) -> None:
    for place in BERRIES:
        _draw_berry(pen, side, (place + 0.9) / PAIRS, of)
    pen.stroke(of.metal, 0.6)
    pen.line(*(_on_branch(side, share / 60) for share in range(61)))
    for place in range(PAIRS):
        share = (place + 0.35) / PAIRS
        foot = _on_branch(side, share)
        growing = _direction(side, share)
        length = LONGEST - (LONGEST - SHORTEST) * share**1.2
        for long, spread, shaded in ((0.86, 0.9, -side), (0.96, -1.0, side)):
            leaf = Leaf(foot, length * long, growing + side * SPREAD * spread, shaded)
            _draw_leaf(pen, leaf, of.metal)
    tip = _on_branch(side, 1.0)
    _draw_leaf(pen, Leaf(tip, SHORTEST * 0.95, _direction(side, 1.0), side), of.metal)


@dataclass(frozen=True, slots=True)
class Leaf:
    """Where it grows, how long and how turned, and which half lies in shade: 1 is the left."""

    foot: Point
    length: float
    turned: float
    shaded: int


def _on_branch(side: int, share: float) -> Point:
    angle = FOOT + share * (TIP - FOOT)
    return around(CENTER, RADIUS, angle if side > 0 else 180 - angle)


def _direction(side: int, share: float) -> float:
    """The way the branch grows here, in degrees."""
    angle = FOOT + share * (TIP - FOOT)
    return angle + 90 if side > 0 else 90 - angle


def _draw_leaf(pen: Pen, leaf: Leaf, metal: Color) -> None:
    """With its midrib; the half on the shaded side is darker."""
    length = leaf.length
    half, rib = length * 0.17, leaf.shaded * length * 0.02
    with pen.at(*leaf.foot, leaf.turned):
        pen.stroke(metal, 0.38)
        for way in (1, -1):
            edge = [
                (0.0, 0.0),
                (length * 0.26, way * half * 1.36),
                (length * 0.66, way * half * 1.28),
                (length, 0.0),
                (length * 0.66, rib),
                (length * 0.3, rib),
                (0.0, 0.0),
            ]
            pen.curve(edge, tint(metal, 0.44 if way == leaf.shaded else 0.14))
            if pen.mono and way == leaf.shaded:
                _hatch_half(pen, length, way * half)


def _hatch_half(pen: Pen, length: float, half: float) -> None:
    """The engraver's shade of a leaf: short strokes from the rib toward the edge."""
    pen.stroke(BLACK, 0.25)
    strokes = max(4, round(length / 0.72))
    for stroke in range(1, strokes):
        share = stroke / strokes
        reach = half * math.sin(math.pi * share**0.85) * 0.78
        pen.line((length * share, 0.0), (min(length, length * share + abs(reach) * 0.6), reach))
    pen.stroke(BLACK, 0.38)


def _draw_berry(pen: Pen, side: int, share: float, of: Material) -> None:
    stem = _on_branch(side, share)
    outward = math.degrees(math.atan2(CENTER[1] - stem[1], CENTER[0] - stem[0]))
    berry = around(stem, 5.0, outward - side * 22)
    pen.stroke(of.metal, 0.4)
    pen.line(stem, berry)
    pen.circle(berry, BERRY, tint(of.stone or of.metal, of.depth if of.stone else 0.2))


def draw_words(pen: Pen, front: CardFront) -> None:
    """The years inside the wreath; without them the couple's initials, or the stone."""
    metal = material(front.years).metal
    if front.years:
        _draw_years(pen, front.years, front.years_word, metal)
    elif front.initials:
        draw_initials(pen, CENTER[1] - 3.5, front.initials, 34, room=INITIALS_WIDE)
    else:
        draw_round_lines(pen, CENTER, 11.5, metal, 0.35)
    draw_wish(pen, 41.5, front.wish or WISH, 30)
    draw_metal_caps(pen, 31.5, front.line or jubilee(front.years), 11, metal)


def _draw_years(pen: Pen, years: int, word: str, metal: Color) -> None:
    """Old-style figures, unless there is a one or a nought: those read as letters, large."""
    number = str(years)
    lining = not {"0", "1"}.isdisjoint(number)
    size = 48 if len(number) > 2 else 56 if lining else 66
    style = Style(face=Typeface.SERIF, size=size, color=INK, lining=lining)
    pen.text((CENTER[0], CENTER[1] - 2.6), number, style)
    draw_wide_caps(pen, CENTER[1] - 13.5, word or ("years" if years > 1 else "year"), 13, metal)
