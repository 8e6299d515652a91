"""Cut stones as one sees them from above: the emblem of the shop and the heart of its cards."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reportlab.lib.colors import Color

from storebook.printing.designs.inks import INK, PEARL, PEARL_LINE, WHITE, tint
from storebook.printing.designs.pen import NARROWEST_HATCH, WIDEST_HATCH, Pen, Point, around

# A round crown, as shares of its radius: the corners of the table, then where kites meet girdle.
TABLE = 0.54
WAIST = 0.78
# The light falls from the upper left, as on every printed jewel.
LIGHT = 115.0
PALEST = 0.06
DEEPEST = 0.86
# From this depth of tint on, a facet is hatched in black toner.
HATCHED_FROM = 0.40
# Lines that are neither level nor upright keep their gray on a screen, too.
HATCH_TURN = 14.0
# On a stone smaller than this, hatching would only smudge.
SMALLEST_HATCHED = 6.0


@dataclass(frozen=True, slots=True)
class Facet:
    """One face of a cut stone: its corners, how deep its tint is (0 to 1), its own direction."""

    corners: tuple[Point, ...]
    depth: float
    direction: float


def circle(degrees: float) -> Point:
    """The outline of a round stone of radius 1."""
    return around((0.0, 0.0), 1.0, degrees)


def marquise(degrees: float) -> Point:
    """The outline of a stone with two points, upright, twice as long as it is wide."""
    (x, y) = circle(degrees)
    return (0.5 * x * abs(x), y)


def pear(degrees: float) -> Point:
    """The outline of a drop whose point is above: its round end is a half circle."""
    (x, y) = circle(degrees)
    return (x * abs(x) ** max(0.0, 0.8 * y), y * 2.0 if y > 0 else y)


Outline = Callable[[float], Point]


@dataclass(frozen=True, slots=True)
class Brilliant:
    """A stone of 33 facets: its middle, its radius, and the outline that the radius stretches."""

    center: Point
    radius: float
    outline: Outline


def round_crown(center: Point, radius: float, outline: Outline = circle) -> list[Facet]:
    """The 33 facets of a brilliant: 16 at the girdle, 8 kites, 8 stars, and the table.

    Another outline than the circle makes the fancy cuts of the same facets.
    """

    def at(share: float, angle: float) -> Point:
        (x, y) = outline(angle)
        return (center[0] + share * radius * x, center[1] + share * radius * y)

    facets = []
    for place in range(8):
        angle = 45.0 * place
        waist = at(WAIST, angle + 22.5)
        girdle = at(1, angle + 22.5)
        kite = (at(TABLE, angle), waist, at(1, angle), at(WAIST, angle - 22.5))
        facets += [
            Facet((waist, at(1, angle), girdle), _depth(angle + 11, 0.16), angle + 20),
            Facet((waist, girdle, at(1, angle + 45)), _depth(angle + 33, -0.02), angle + 60),
            Facet(kite, _depth(angle, 0.06 if place % 2 else 0.24), angle + 90),
            Facet(
                (at(TABLE, angle), at(TABLE, angle + 45), waist), _depth(angle + 22, -0.06), angle
            ),
        ]
    table = tuple(at(TABLE, 45.0 * place) for place in range(8))
    return [*facets, Facet(table, 0.10, 0)]


def _depth(angle: float, added: float) -> float:
    """How deep a face at this angle is: palest toward the light, deepest away from it."""
    toward = 0.5 + 0.5 * math.cos(math.radians(angle - LIGHT))
    return max(PALEST, min(DEEPEST, (1 - toward) * 0.62 + added))


def draw_round(pen: Pen, center: Point, radius: float, ink: Color, *, edge: float = 0.4) -> None:
    """A round brilliant in tints of `ink`; in black toner its dark side is hatched."""
    draw_brilliant(pen, Brilliant(center, radius, circle), ink, edge=edge)


def draw_brilliant(pen: Pen, stone: Brilliant, ink: Color, *, edge: float = 0.4) -> None:
    """A brilliant of any outline, as `draw_round` draws the round one."""
    facets = round_crown(stone.center, stone.radius, stone.outline)
    for facet in facets:
        draw_facet(pen, facet, ink, edge, hatched=stone.radius >= SMALLEST_HATCHED)
    if not pen.mono:
        _draw_reflections(pen, facets[-1].corners, ink)
    pen.stroke(INK, edge)
    pen.polygon(facets[-1].corners)
    girdle = (stone.outline(22.5 * place) for place in range(16))
    (x, y), radius = stone.center, stone.radius
    pen.polygon([(x + radius * across, y + radius * up) for across, up in girdle])


def draw_facet(pen: Pen, facet: Facet, ink: Color, edge: float, *, hatched: bool = True) -> None:
    """One face in its tint of `ink`; a deep one is hatched in black toner."""
    pen.stroke(INK, edge)
    pen.polygon(facet.corners, tint(ink, facet.depth))
    if pen.mono and hatched and facet.depth >= HATCHED_FROM:
        deep = (facet.depth - HATCHED_FROM) / (DEEPEST - HATCHED_FROM)
        gap = WIDEST_HATCH - (WIDEST_HATCH - NARROWEST_HATCH) * min(1.0, deep)
        pen.hatch(facet.corners, facet.direction + HATCH_TURN, gap)


def _draw_reflections(pen: Pen, table: Sequence[Point], ink: Color) -> None:
    """The pavilion seen through the table: two flat triangles."""
    pen.polygon([table[2], table[3], table[4]], tint(ink, 0.30), edge=False)
    pen.polygon([table[6], table[7], table[0]], tint(ink, 0.20), edge=False)


def draw_round_lines(pen: Pen, center: Point, radius: float, color: Color, edge: float) -> None:
    """The same stone in lines alone: the emblem of membership cards and the backs of cards."""
    pen.stroke(color, edge)
    for facet in round_crown(center, radius):
        pen.polygon(facet.corners)


def draw_pearl(pen: Pen, center: Point, radius: float, *, edge: float = 0.4) -> None:
    """A pearl: a circle, a lighter one in it, and an arc of gleam."""
    x, y = center
    pen.stroke(PEARL_LINE, edge)
    pen.circle(center, radius, tint(PEARL, 0.24))
    pen.circle((x - radius * 0.12, y + radius * 0.12), radius * 0.68, tint(PEARL, 0.1), edge=False)
    pen.circle((x - radius * 0.3, y + radius * 0.34), radius * 0.2, WHITE, edge=False)
    pen.stroke(PEARL_LINE, edge * 0.8)
    pen.arc(center, radius * 0.68, 100, 72)
