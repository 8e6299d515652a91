"""The fancy cuts on cards: pear, marquise, emerald cut, and the small octagons between them."""

import math

from reportlab.lib.colors import Color

from storebook.printing.designs.inks import INK, tint
from storebook.printing.designs.pen import Pen, Point, around, flattened
from storebook.printing.designs.stones import Facet, draw_facet, seen_below

# How deep the eight faces of a step are, against the clock from the lower left corner.
STEPS = (0.58, 0.84, 0.96, 0.88, 0.66, 0.34, 0.18, 0.32)
INNER_STEP = -0.2
STEP_SHARES = (1.0, 0.76, 0.5)
CORNER = 0.22
# The hatching of a pointed stone: degrees, millimeters.
SHADE_TURN = 32.0
SHADE_GAP = 0.55
SMALLEST_STAR = 2.5
# Half the keel below the table, as a share of how much longer than wide that is.
KEEL = 0.8
# A curve bulges less than the points that pull it.
PULL = 4 / 3


def pear_half(radius: float, tip: float, way: int) -> list[Point]:
    """One half of a hanging drop as Béziers from its tip to its foot; `way` is 1 for the right."""
    round_side = radius * 0.56
    return [
        (0.0, tip),
        (way * radius * 0.25, tip * 0.55),
        (way * radius, radius * 0.95),
        (way * radius, 0.0),
        (way * radius, -round_side),
        (way * round_side, -radius),
        (0.0, -radius),
    ]


def draw_pear(pen: Pen, center: Point, width: float, length: float, ink: Color) -> None:
    """A drop that hangs: `center` is that of its round end."""
    radius, tip = width / 2, length - width / 2
    with pen.at(*center):
        pen.stroke(INK, 0.4)
        for way, depth in ((1, 0.76), (-1, 0.42)):
            _draw_half(pen, pear_half(radius, tip, way), tint(ink, depth), shaded=way > 0)
        table = [(0.0, tip * 0.5), (radius * 0.5, 0.0), (0.0, -radius * 0.5), (-radius * 0.5, 0.0)]
        ends = [(0.0, tip), (radius, 0.0), (0.0, -radius), (-radius, 0.0)]
        pen.polygon(table, tint(ink, 0.14))
        for corner, end in zip(table, ends, strict=True):
            pen.line(corner, end)


def draw_marquise(pen: Pen, center: Point, length: float, width: float, ink: Color) -> None:
    """A pointed stone that stands upright: its left half in the light."""
    half, side = length / 2, width / 2 * PULL
    with pen.at(*center):
        pen.stroke(INK, 0.4)
        for way, depth in ((1, 0.74), (-1, 0.36)):
            edge = [
                (0.0, -half),
                (way * side, -half * 0.45),
                (way * side, half * 0.45),
                (0.0, half),
            ]
            _draw_half(pen, edge, tint(ink, depth), shaded=way > 0)
        tip, waist = half * 0.52, side * 0.39
        pen.polygon([(0, -tip), (waist, 0), (0, tip), (-waist, 0)], tint(ink, 0.12))
        for way in (1, -1):
            pen.line((0, way * tip), (0, way * half))
            pen.line((way * waist, 0), (way * side * 0.75, 0))


def _draw_half(pen: Pen, edge: list[Point], fill: Color, *, shaded: bool) -> None:
    """Half of a pointed stone; the one in the shade is hatched in black toner."""
    pen.curve(edge, fill, edge=False)
    if pen.mono and shaded:
        pen.hatch(flattened(edge), SHADE_TURN, SHADE_GAP)
    pen.curve(edge)


def cut_corners(center: Point, width: float, height: float, corner: float) -> list[Point]:
    """A rectangle with its corners cut off, against the clock from the lower left one."""
    (x, y), a, b = center, width / 2, height / 2
    return [
        (x - a, y - b + corner),
        (x - a + corner, y - b),
        (x + a - corner, y - b),
        (x + a, y - b + corner),
        (x + a, y + b - corner),
        (x + a - corner, y + b),
        (x - a + corner, y + b),
        (x - a, y + b - corner),
    ]


def step_corners(center: Point, width: float, height: float) -> list[Point]:
    """The middles of the four cut corners of an emerald cut, where its claws are."""
    corners = cut_corners(center, width, height, min(width, height) * CORNER)
    pairs = zip(corners[::2], corners[1::2], strict=True)
    return [((x + other_x) / 2, (y + other_y) / 2) for (x, y), (other_x, other_y) in pairs]


def draw_emerald(pen: Pen, center: Point, width: float, height: float, ink: Color) -> None:
    """Two steps of eight faces around a table; in black toner the dark side is hatched."""
    corner = min(width, height) * CORNER
    pen.stroke(INK, 0.45)
    rings = [
        cut_corners(center, width * share, height * share, corner * share) for share in STEP_SHARES
    ]
    for outer, inner, added in ((rings[0], rings[1], 0.0), (rings[1], rings[2], INNER_STEP)):
        for place, depth in enumerate(STEPS):
            after = (place + 1) % len(STEPS)
            face = (outer[place], outer[after], inner[after], inner[place])
            draw_facet(pen, Facet(face, max(0.05, depth + added), place * 45.0), ink)
    draw_facet(pen, Facet(tuple(rings[2]), 0.14, 0.0), ink)
    if not pen.mono:
        _draw_keel(pen, center, rings[2], ink)
        pen.polygon(rings[2])


def _draw_keel(pen: Pen, center: Point, table: list[Point], ink: Color) -> None:
    """Through the table one sees the steps below run together in a keel along its longer way."""
    across, up = (max(part[axis] for part in table) - center[axis] for axis in (0, 1))
    half = abs(up - across) * KEEL
    along = (half, 0.0) if across > up else (0.0, half)

    def ridge(corner: Point) -> Point:
        """The end of the keel that a face of this corner runs to."""
        lies = (corner[0] - center[0]) * along[0] + (corner[1] - center[1]) * along[1]
        way = 1 if lies > 0 else -1
        return (center[0] + way * along[0], center[1] + way * along[1])

    for place, corner in enumerate(table):
        after = table[(place + 1) % len(table)]
        toward = math.atan2(
            (corner[1] + after[1]) / 2 - center[1], (corner[0] + after[0]) / 2 - center[0]
        )
        face = [corner, after, ridge(after), ridge(corner)]
        pen.polygon(face, tint(ink, seen_below(math.degrees(toward))), edge=False)


def draw_octagon(pen: Pen, center: Point, radius: float, fill: Color) -> None:
    """A small cut of two rings, the inner one turned, with the pen's line.

    In black toner the lines of a very small one would close: it has half of them.
    """
    outer = [around(center, radius, 22.5 + 45 * place) for place in range(8)]
    inner = [around(center, radius * 0.5, 45 * place) for place in range(8)]
    pen.polygon(outer, fill)
    pen.polygon(inner)
    for near, far in zip(inner, outer, strict=True):
        pen.line(near, far)
        if pen.mono and radius < SMALLEST_STAR:
            continue
        pen.line(near, around(center, radius, 45 * inner.index(near) - 22.5))
