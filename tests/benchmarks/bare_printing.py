"""The least that printing can cost: reportlab's canvas alone, no fitting, no kerning, no checks.

The same sheets, the same number of lines and pages, the same art as forms; the drawing of the art
itself is a stand-in of as many paths.
"""

import math
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

FONTS = Path(__file__).resolve().parents[2] / "resources" / "fonts"
LETTER = (612, 792)
LANDSCAPE = (792, 612)
LABELS_A_SHEET = 30
FRONTS = 24


def register() -> None:
    for name in ("SourceSansPro-Regular", "EBGaramond12-Italic"):
        pdfmetrics.registerFont(TTFont(f"bare-{name}", str(FONTS / f"{name}.ttf")))


def bare_labels(out: BinaryIO, labels: Sequence[Sequence[str]]) -> None:
    """Three by ten to the sheet, every line with one `drawString`."""
    canvas = Canvas(out, pagesize=LETTER, invariant=True)
    for first in range(0, len(labels), LABELS_A_SHEET):
        canvas.setFont("bare-SourceSansPro-Regular", 11)
        for place, lines in enumerate(labels[first : first + LABELS_A_SHEET]):
            row, column = divmod(place, 3)
            x, y = 22.6 + 198.0 * column, 738.0 - 72.0 * row
            for line in lines:
                canvas.drawString(x, y, line)
                y -= 13.2
        canvas.showPage()
    canvas.save()


def bare_cards(out: BinaryIO, greetings: Sequence[str]) -> None:
    """Two pages a card: three forms, and the greeting as the one line of its own."""
    canvas = Canvas(out, pagesize=LANDSCAPE, invariant=True)
    for number in range(FRONTS):
        _form(canvas, f"front{number}", ["Happy Birthday", "topaz, the stone of november"])
    _form(canvas, "back", ["Hallam & Rye", "fine jewelry"])
    _form(canvas, "inside", ["Happy birthday,", "and many", "bright days.", "Marta", "hallam"])
    for number, greeting in enumerate(greetings):
        _place(canvas, f"front{number % FRONTS}", 400)
        _place(canvas, "back", 0)
        canvas.showPage()
        _place(canvas, "inside", 400)
        canvas.setFont("bare-EBGaramond12-Italic", 22)
        canvas.drawCentredString(594, 400, greeting)
        canvas.showPage()
    canvas.save()


def _form(canvas: Canvas, name: str, lines: Sequence[str]) -> None:
    canvas.beginForm(name, 0, 0, 360, 504)
    for facet in range(33):
        path = canvas.beginPath()
        path.moveTo(180, 300)
        for corner in range(3):
            angle = facet * math.tau / 33 + corner
            path.lineTo(180 + 100 * math.cos(angle), 300 + 100 * math.sin(angle))
        path.close()
        canvas.drawPath(path)
    canvas.setFont("bare-EBGaramond12-Italic", 22)
    for row, line in enumerate(lines):
        canvas.drawCentredString(180, 120 - 24 * row, line)
    canvas.endForm()


def _place(canvas: Canvas, form: str, x: float) -> None:
    canvas.saveState()
    canvas.translate(x, 0)
    canvas.doForm(form)
    canvas.restoreState()
