"""The fancy cuts on cards: pear, marquise, emerald cut, and the small octagons between them."""

from reportlab.lib.colors import Color

from storebook.printing.designs.inks import INK, tint
from storebook.printing.designs.pen import Pen, Point, around
from storebook.printing.designs.stones import Facet, draw_facet

# How deep the eight faces of a step are, against the clock from the lower left corner.
STEPS = (0.50, 0.72, 0.85, 0.80, 0.62, 0.34, 0.20, 0.30)
INNER_STEP = -0.14
STEP_SHARES = (1.0, 0.76, 0.5)
CORNER = 0.22
# A curve bulges less than the points that pull it.
PULL = 4 / 3


def draw_pear(pen: Pen, center: Point, width: float, length: float, ink: Color) -> None:
    """A drop that hangs: `center` is that of its round end."""
    radius, tip = width / 2, length - width / 2
    round_side = radius * 0.56
    with pen.at(*center):
        pen.stroke(INK, 0.4)
        for way, depth in ((1, 0.62), (-1, 0.36)):
            edge = [
                (0.0, tip),
                (way * radius * 0.25, tip * 0.55),
                (way * radius, radius * 0.95),
                (way * radius, 0.0),
                (way * radius, -round_side),
                (way * round_side, -radius),
                (0.0, -radius),
            ]
            pen.curve(edge, tint(ink, depth), edge=False)
            pen.curve(edge)
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
        for way, depth in ((1, 0.62), (-1, 0.3)):
            edge = [
                (0.0, -half),
                (way * side, -half * 0.45),
                (way * side, half * 0.45),
                (0.0, half),
            ]
            pen.curve(edge, tint(ink, depth), edge=False)
            pen.curve(edge)
        tip, waist = half * 0.52, side * 0.39
        pen.polygon([(0, -tip), (waist, 0), (0, tip), (-waist, 0)], tint(ink, 0.12))
        for way in (1, -1):
            pen.line((0, way * tip), (0, way * half))
            pen.line((way * waist, 0), (way * side * 0.75, 0))


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


def draw_emerald(pen: Pen, center: Point, width: float, height: float, ink: Color) -> None:
    """Two steps of eight faces around a table; in black toner the dark side is hatched."""
    corner = min(width, height) * CORNER
    rings = [
        cut_corners(center, width * share, height * share, corner * share) for share in STEP_SHARES
    ]
    for outer, inner, added in ((rings[0], rings[1], 0.0), (rings[1], rings[2], INNER_STEP)):
        for place, depth in enumerate(STEPS):
            after = (place + 1) % len(STEPS)
            face = (outer[place], outer[after], inner[after], inner[place])
            draw_facet(pen, Facet(face, max(0.05, depth + added), place * 45.0), ink, 0.45)
    draw_facet(pen, Facet(tuple(rings[2]), 0.14, 0.0), ink, 0.45)


def draw_octagon(pen: Pen, center: Point, radius: float, fill: Color) -> None:
    """A small cut of two rings, the inner one turned, with the pen's line."""
    outer = [around(center, radius, 22.5 + 45 * place) for place in range(8)]
    inner = [around(center, radius * 0.5, 45 * place) for place in range(8)]
    pen.polygon(outer, fill)
    pen.polygon(inner)
    for near, far in zip(inner, outer, strict=True):
        pen.line(near, far)
        pen.line(near, around(center, radius, 45 * inner.index(near) - 22.5))
