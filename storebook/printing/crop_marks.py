"""Where to cut and where to fold: fine lines outside the card, which the knife takes away."""

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from storebook.printing.sheets import Box

# Millimeters: short enough that a printer which whitens 8.4 mm of its edges still prints them on
# Letter, where only 12.7 are left beside the card.
APART = 0.8
LONG = 3.0
LINE = 0.25
DASH = (0.8, 0.6)


def draw_crop_marks(canvas: Canvas, trim: Box) -> None:
    """Two lines at each corner of `trim`, and a dashed one at both ends of the fold."""
    left, right = trim.x, trim.x + trim.width
    bottom, top = trim.y, trim.y + trim.height
    canvas.saveState()
    canvas.setStrokeGray(0)
    canvas.setLineWidth(LINE)
    for y in (bottom, top):
        _across(canvas, left - APART - LONG, y)
        _across(canvas, right + APART, y)
    for x in (left, right):
        _upright(canvas, x, bottom - APART - LONG)
        _upright(canvas, x, top + APART)
    canvas.setDash(*(part * mm for part in DASH))
    for y in (bottom - APART - LONG, top + APART):
        _upright(canvas, (left + right) / 2, y)
    canvas.restoreState()


def _across(canvas: Canvas, x: float, y: float) -> None:
    canvas.line(x * mm, y * mm, (x + LONG) * mm, y * mm)


def _upright(canvas: Canvas, x: float, y: float) -> None:
    canvas.line(x * mm, y * mm, x * mm, (y + LONG) * mm)
