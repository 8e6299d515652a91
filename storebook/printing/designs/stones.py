"""Cut stones as one sees them from above: the emblem of the shop and the heart of its cards."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reportlab.lib.colors import Color

from storebook.printing.designs.inks import INK, shade, tint
from storebook.printing.designs.pen import NARROWEST_HATCH, WIDEST_HATCH, Pen, Point, around

# A round crown, as shares of its radius: the corners of the table, then where kites meet girdle.
TABLE = 0.54
WAIST = 0.78
# The light falls from the upper left, as on every printed jewel.
LIGHT = 115.0
PALEST = 0.07
DEEPEST = 0.96
# Of a facet turned straight away from the light; how much darker every other kite is.
SHADOW = 0.74
KITES = (0.28, 0.08)
TABLE_DEPTH = 0.12
# What the table lets through: darkest toward the light, its splinters darker and paler in turn.
REFLECTED = 0.2
SPLINTERS = (-0.05, 0.07)
# From this depth of tint on, a facet is hatched in black toner.
HATCHED_FROM = 0.3
# Lines that are neither level nor upright keep their gray on a screen, too.
HATCH_TURN = 14.0
# On a stone smaller than this, hatching would only smudge.
SMALLEST_HATCHED = 6.0
# Nor would black edges leave much of its color: they are of its own, darkened to this share.
SMALL_EDGES = 0.5


@dataclass(frozen=True, slots=True)
class Facet:
    """One face of a cut stone: its corners, how deep its tint is (0 to 1), its own direction."""

    corners: tuple[Point, ...]
    depth: float
    direction: float


def circle(degrees: float) -> Point:
    """The outline of a round stone of radius 1."""
    return around((0.0, 0.0), 1.0, degrees)


def oval(degrees: float) -> Point:
    """The outline of a stone that stands upright, a quarter longer than it is wide."""
    (x, y) = circle(degrees)
    return (0.8 * x, y)


def cushion(degrees: float) -> Point:
    """The outline of a square with round corners and sides that swell a little."""
    (x, y) = circle(degrees)
    return (math.copysign(abs(x) ** 0.62, x), math.copysign(abs(y) ** 0.62, y))


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
            Facet((waist, at(1, angle), girdle), _depth(angle + 11, 0.18), angle + 20),
            Facet((waist, girdle, at(1, angle + 45)), _depth(angle + 33, -0.02), angle + 60),
            Facet(kite, _depth(angle, KITES[place % 2]), angle + 90),
            Facet(
                (at(TABLE, angle), at(TABLE, angle + 45), waist), _depth(angle + 22, -0.06), angle
            ),
        ]
    table = tuple(at(TABLE, 45.0 * place) for place in range(8))
    return [*facets, Facet(table, TABLE_DEPTH, 0)]


def _depth(angle: float, added: float) -> float:
    """How deep a face at this angle is: palest toward the light, deepest away from it."""
    return max(PALEST, min(DEEPEST, _turned_away(angle) * SHADOW + added))


def _turned_away(angle: float) -> float:
    """0 for what faces the light, 1 for what is turned away from it."""
    return 0.5 - 0.5 * math.cos(math.radians(angle - LIGHT))


def draw_round(pen: Pen, center: Point, radius: float, ink: Color, *, edge: float = 0.4) -> None:
    """A round brilliant in tints of `ink`; in black toner its dark side is hatched."""
    draw_brilliant(pen, Brilliant(center, radius, circle), ink, edge=edge)


def draw_brilliant(pen: Pen, stone: Brilliant, ink: Color, *, edge: float = 0.4) -> None:
    """A brilliant of any outline, as `draw_round` draws the round one."""
    facets = round_crown(stone.center, stone.radius, stone.outline)
    large = stone.radius >= SMALLEST_HATCHED
    pen.stroke(INK if large else shade(ink, SMALL_EDGES), edge)
    for facet in facets:
        draw_facet(pen, facet, ink, hatched=large)
    if large and not pen.mono:
        _draw_reflections(pen, facets[-1].corners, ink)
    pen.polygon(facets[-1].corners)
    girdle = (stone.outline(22.5 * place) for place in range(16))
    (x, y), radius = stone.center, stone.radius
    pen.polygon([(x + radius * across, y + radius * up) for across, up in girdle])


def draw_facet(pen: Pen, facet: Facet, ink: Color, *, hatched: bool = True) -> None:
    """One face in its tint of `ink`, with the pen's line; a deep one is hatched in black toner."""
    pen.polygon(facet.corners, tint(ink, facet.depth))
    if pen.mono and hatched and facet.depth >= HATCHED_FROM:
        deep = (facet.depth - HATCHED_FROM) / (DEEPEST - HATCHED_FROM)
        gap = WIDEST_HATCH - (WIDEST_HATCH - NARROWEST_HATCH) * min(1.0, deep)
        pen.hatch(facet.corners, facet.direction + HATCH_TURN, gap)


def _draw_reflections(pen: Pen, table: Sequence[Point], ink: Color) -> None:
    """What is below seen through the table, in splinters: dark where the crown is bright."""
    corners = len(table)
    middle = (sum(x for x, _ in table) / corners, sum(y for _, y in table) / corners)
    for place, corner in enumerate(table):
        after = table[(place + 1) % corners]
        between = ((corner[0] + after[0]) / 2, (corner[1] + after[1]) / 2)
        for half, (start, end) in enumerate(((corner, between), (between, after))):
            toward = math.degrees(math.atan2(between[1] - middle[1], between[0] - middle[0]))
            deep = seen_below(toward) + SPLINTERS[half]
            pen.polygon([middle, start, end], tint(ink, deep), edge=False)


def seen_below(toward: float) -> float:
    """How deep the pavilion is in this direction, seen through the table."""
    return TABLE_DEPTH + REFLECTED * (1 - _turned_away(toward))


def draw_round_lines(pen: Pen, center: Point, radius: float, color: Color, edge: float) -> None:
    """The same stone in lines alone: the emblem of membership cards and the backs of cards."""
    pen.stroke(color, edge)
    for facet in round_crown(center, radius):
        pen.polygon(facet.corners)
