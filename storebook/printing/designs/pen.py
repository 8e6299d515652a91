"""The pen that draws cards: lines, flat tints and hatching, in color or in black toner alone."""

import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from reportlab.lib.colors import Color
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from storebook.printing.designs.inks import BLACK, WHITE
from storebook.printing.typesetting import Align, Style, draw_line

Point = tuple[float, float]

ROUND = 1
EVEN_ODD = 0
FINEST_LINE = 0.25
# Toner closes a narrower gap than this into gray.
NARROWEST_HATCH = 0.5
WIDEST_HATCH = 1.05
# Points along each curve of an outline.
STEPS = 8


class Pen:
    """Draws on a canvas in millimeters from the bottom left of what is being drawn.

    With `mono` every ink is black, a tint is left white, and only `hatch` makes tone: a printer
    without color would turn grays into dots.
    """

    def __init__(self, canvas: Canvas, *, mono: bool = False, scale: float = 1.0) -> None:
        """`scale` is what will become of a millimeter on paper: lines stay wide enough to print."""
        self.canvas = canvas
        self.mono = mono
        self._scale = scale
        # The line that is set: color, width, and on which page, since each begins anew.
        self._line: tuple[Color, float, int] | None = None
        canvas.setLineJoin(ROUND)
        canvas.setLineCap(ROUND)

    def ink(self, color: Color) -> Color:
        return BLACK if self.mono else color

    def stroke(self, color: Color, points: float) -> None:
        """From here on lines have this color and width, in points."""
        line = (
            self.ink(color),
            max(points, FINEST_LINE / self._scale),
            self.canvas.getPageNumber(),
        )
        if line != self._line:
            self._line = line
            self.canvas.setStrokeColor(line[0])
            self.canvas.setLineWidth(line[1])

    @contextmanager
    def at(self, x: float, y: float, turned: float = 0.0) -> Iterator[None]:
        """Within this block millimeters count from (x, y), turned by so many degrees."""
        line = self._line
        self.canvas.saveState()
        self.canvas.translate(x * mm, y * mm)
        self.canvas.rotate(turned)
        yield
        self.canvas.restoreState()
        self._line = line

    def line(self, *points: Point) -> None:
        self._draw(points, closed=False, fill=None, stroked=True)

    def polygon(
        self, points: Sequence[Point], fill: Color | None = None, *, edge: bool = True
    ) -> None:
        self._draw(points, closed=True, fill=fill, stroked=edge)

    def _draw(
        self, points: Sequence[Point], *, closed: bool, fill: Color | None, stroked: bool
    ) -> None:
        path = self.canvas.beginPath()
        path.moveTo(points[0][0] * mm, points[0][1] * mm)
        for x, y in points[1:]:
            path.lineTo(x * mm, y * mm)
        if closed:
            path.close()
        self._fill_with(fill)
        self.canvas.drawPath(path, stroke=int(stroked), fill=int(fill is not None))

    def curve(
        self, points: Sequence[Point], fill: Color | None = None, *, edge: bool = True
    ) -> None:
        """Béziers: the start, then control, control, end for each; closed when it is filled."""
        path = self.canvas.beginPath()
        path.moveTo(points[0][0] * mm, points[0][1] * mm)
        for first in range(1, len(points), 3):
            (x1, y1), (x2, y2), (x3, y3) = points[first : first + 3]
            path.curveTo(x1 * mm, y1 * mm, x2 * mm, y2 * mm, x3 * mm, y3 * mm)
        if fill is not None:
            path.close()
        self._fill_with(fill)
        self.canvas.drawPath(path, stroke=int(edge), fill=int(fill is not None))

    def circle(
        self, center: Point, radius: float, fill: Color | None = None, *, edge: bool = True
    ) -> None:
        self._fill_with(fill)
        self.canvas.circle(
            center[0] * mm, center[1] * mm, radius * mm, int(edge), int(fill is not None)
        )

    def ring(self, center: Point, outer: float, inner: float, fill: Color) -> None:
        """The flat band between two circles, without an edge; what it covers is gone."""
        path = self.canvas.beginPath()
        for radius in (outer, inner):
            path.circle(center[0] * mm, center[1] * mm, radius * mm)
        self._fill_with(fill)
        self.canvas.drawPath(path, stroke=0, fill=1, fillMode=EVEN_ODD)

    @contextmanager
    def within(self, left: float, bottom: float, width: float, height: float) -> Iterator[None]:
        """Within this block only what lies in the rectangle is drawn."""
        line = self._line
        self.canvas.saveState()
        path = self.canvas.beginPath()
        path.rect(left * mm, bottom * mm, width * mm, height * mm)
        self.canvas.clipPath(path, stroke=0, fill=0)
        yield
        self.canvas.restoreState()
        self._line = line

    def arc(self, center: Point, radius: float, start: float, extent: float) -> None:
        (x, y) = center
        left, bottom, right, top = x - radius, y - radius, x + radius, y + radius
        self.canvas.arc(left * mm, bottom * mm, right * mm, top * mm, start, extent)

    def hatch(self, outline: Sequence[Point], angle: float, gap: float) -> None:
        """Parallel lines across a convex outline, `gap` millimeters apart on paper; finer than
        the pen's line, which stays as it was.
        """
        before, finest = self._line, FINEST_LINE / self._scale
        self.canvas.setLineWidth(finest)
        for start, end in hatching(outline, angle, gap / self._scale):
            self.canvas.line(start[0] * mm, start[1] * mm, end[0] * mm, end[1] * mm)
        if before:
            self.canvas.setLineWidth(before[1])

    def text(self, place: Point, text: str, style: Style, align: Align = Align.CENTER) -> float:
        return draw_line(
            self.canvas, place, text, replace(style, color=self.ink(style.color)), align
        )

    def _fill_with(self, fill: Color | None) -> None:
        if fill is not None:
            self.canvas.setFillColor(WHITE if self.mono else fill)


def around(center: Point, radius: float, degrees: float) -> Point:
    """The point at this angle (counted from the right, against the clock) and distance."""
    angle = math.radians(degrees)
    return (center[0] + radius * math.cos(angle), center[1] + radius * math.sin(angle))


def flattened(points: Sequence[Point]) -> list[Point]:
    """Béziers as the pen's `curve` takes them, as points along them: an outline to hatch."""
    found = [points[0]]
    for first in range(1, len(points), 3):
        start, (pull, other, end) = points[first - 1], points[first : first + 3]
        for step in range(1, STEPS + 1):
            share = step / STEPS
            rest = 1 - share
            parts = (rest**3, 3 * rest * rest * share, 3 * rest * share * share, share**3)
            corners = (start, pull, other, end)
            x, y = (
                sum(part * corner[axis] for part, corner in zip(parts, corners, strict=True))
                for axis in (0, 1)
            )
            found.append((x, y))
    return found


def hatching(outline: Sequence[Point], angle: float, gap: float) -> list[tuple[Point, Point]]:
    """Where lines at `angle`, `gap` apart, cross a convex outline; on a grid of the whole panel.

    The grid is common, so that neighboring facets hatched alike join without a seam.
    """
    along = (math.cos(math.radians(angle)), math.sin(math.radians(angle)))
    across = [-along[1] * x + along[0] * y for x, y in outline]
    first = math.ceil(min(across) / gap)
    found = []
    for step in range(first, math.floor(max(across) / gap) + 1):
        ends = sorted(_crossings(outline, across, step * gap, along))
        if len(ends) >= 2:
            found.append((ends[0][1], ends[-1][1]))
    return found


def _crossings(
    outline: Sequence[Point], across: Sequence[float], level: float, along: Point
) -> list[tuple[float, Point]]:
    """Points of the outline at this level, each after its distance along the hatching line."""
    found = []
    for place, (x, y) in enumerate(outline):
        (next_x, next_y), here, there = outline[place - 1], across[place], across[place - 1]
        if (here - level) * (there - level) < 0:
            share = (level - here) / (there - here)
            point = (x + share * (next_x - x), y + share * (next_y - y))
            found.append((along[0] * point[0] + along[1] * point[1], point))
    return found
