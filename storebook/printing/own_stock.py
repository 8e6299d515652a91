"""Label stock that the shop describes itself, by the numbers on its box: looked at, then drawn."""

import math
from dataclasses import dataclass, replace
from typing import BinaryIO

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from storebook.base.errors import Refused
from storebook.base.text import one_line, required
from storebook.printing.documents import open_document
from storebook.printing.fonts import Typeface, missing_glyphs
from storebook.printing.labels import LOW, draw_outlines
from storebook.printing.sheets import NUMBERS, SHEETS, LabelSheet, as_name, paper
from storebook.printing.typesetting import Align, Style, draw_line, fit_text

LONGEST_TITLE = 40
MOST_ROWS = 60
SMALLEST_LABEL = 5.0
# Half a point: numbers on a box are rounded.
ROUNDING = 0.18
# Sheets are cut evenly: what is further apart was measured wrong, or has a strip at one side.
EVEN = 0.3
# Most printers leave the outermost millimeters of a sheet white.
WHITE_EDGE = 4.0
NUMBER = Style(face=Typeface.SANS, size=9)
CAPTION = Style(face=Typeface.SANS, size=7)
CAPTION_BELOW = 3.2


@dataclass(frozen=True, slots=True, kw_only=True)
class StockNumbers:
    """What is read off a box, in millimeters: one label, the first of them, and from one label's
    edge to the same edge of the next. A pitch of None is that of labels that touch.
    """

    title: str
    paper: str
    columns: int
    rows: int
    width: float
    height: float
    left: float
    top: float
    pitch_x: float | None = None
    pitch_y: float | None = None
    corner: float = 0.0
    cards: bool = False


def make_stock(numbers: StockNumbers) -> LabelSheet:
    """The stock; Refused, with the field, when the labels cannot lie on the paper like that."""
    title = one_line(required(numbers.title, "title", "The stock needs a name.", LONGEST_TITLE))
    name = as_name(title)
    if name in SHEETS or name in NUMBERS:
        raise Refused(f"{title} is among the sheets we know. Give yours another name.", "title")
    if missing := missing_glyphs(title):
        raise Refused(f"No font has the letters {' '.join(missing)}: name it otherwise.", "title")
    stock = LabelSheet(
        name=name,
        title=title,
        paper=paper(numbers.paper),
        columns=numbers.columns,
        rows=numbers.rows,
        width=numbers.width,
        height=numbers.height,
        left=numbers.left,
        top=numbers.top,
        pitch_x=numbers.width if numbers.pitch_x is None else numbers.pitch_x,
        pitch_y=numbers.height if numbers.pitch_y is None else numbers.pitch_y,
        corner=numbers.corner,
        cards=numbers.cards,
        own=True,
    )
    _refuse_no_numbers(stock)
    _refuse_overlap(stock)
    _refuse_off_the_paper(stock)
    return stock


def _refuse_no_numbers(stock: LabelSheet) -> None:
    for field, count in (("columns", stock.columns), ("rows", stock.rows)):
        if not 1 <= count <= MOST_ROWS:
            raise Refused(f"A sheet has 1 to {MOST_ROWS} {field} of labels.", field)
    for field in ("width", "height", "left", "top", "pitch_x", "pitch_y", "corner"):
        if not math.isfinite(getattr(stock, field)):
            raise Refused("This must be a number of millimeters.", field)
    _refuse_no_label(stock)


def _refuse_no_label(stock: LabelSheet) -> None:
    for field in ("width", "height"):
        if getattr(stock, field) < SMALLEST_LABEL:
            raise Refused(f"A label is at least {SMALLEST_LABEL:g} mm wide and high.", field)
    for field in ("left", "top"):
        if getattr(stock, field) < 0:
            raise Refused("The first label can’t begin before the paper does.", field)
    if not 0 <= stock.corner <= min(stock.width, stock.height) / 2:
        raise Refused("A corner is rounded by half the label at the most.", "corner")


def _refuse_overlap(stock: LabelSheet) -> None:
    if stock.columns > 1 and stock.pitch_x < stock.width - ROUNDING:
        raise Refused(
            f"From label to label across are {stock.pitch_x:g} mm, but a label is {stock.width:g} "
            "mm wide: they would overlap.",
            "pitch_x",
        )
    if stock.rows > 1 and stock.pitch_y < stock.height - ROUNDING:
        raise Refused(
            f"From label to label down are {stock.pitch_y:g} mm, but a label is {stock.height:g} "
            "mm high: they would overlap.",
            "pitch_y",
        )


def _refuse_off_the_paper(stock: LabelSheet) -> None:
    sheet = stock.paper
    if stock.right < -ROUNDING:
        raise Refused(
            f"The labels reach {-stock.right:.1f} mm beyond the right edge of {sheet.title}. Look "
            "at the number of columns, the width and the distance across.",
            "columns",
        )
    if stock.bottom < -ROUNDING:
        raise Refused(
            f"The labels reach {-stock.bottom:.1f} mm below the lower edge of {sheet.title}. Look "
            "at the number of rows, the height and the distance down.",
            "rows",
        )


def stock_warnings(stock: LabelSheet) -> list[str]:
    """What looks wrong and may be right: to be said before the first sheet is printed."""
    warnings = []
    if abs(stock.left - stock.right) > EVEN:
        warnings.append(
            f"Left of the labels are {stock.left:.1f} mm and right of them {stock.right:.1f} mm. "
            "Sheets are mostly cut evenly: measure again, or hold a proof against one."
        )
    if abs(stock.top - stock.bottom) > EVEN:
        warnings.append(
            f"Above the labels are {stock.top:.1f} mm and below them {stock.bottom:.1f} mm. "
            "Sheets are mostly cut evenly: measure again, or hold a proof against one."
        )
    if min(stock.left, stock.right, stock.top, stock.bottom) < WHITE_EDGE:
        warnings.append(
            f"Labels lie within {WHITE_EDGE:g} mm of the edge of the paper, where many printers "
            "print nothing: look at a proof first."
        )
    if stock.height < LOW:
        warnings.append("The labels are so low that addresses stand on them in small print.")
    return warnings


def draw_stock(out: BinaryIO, stock: LabelSheet) -> None:
    """Write a sheet with every label outlined and numbered at its true size as a PDF: to be printed
    on plain paper and held against a sheet of the stock.
    """
    sheet = stock.paper
    canvas = open_document(out, sheet.width, sheet.height, f"Stock, {stock.title}")
    draw_outlines(canvas, stock)
    caption = (
        f"{stock.title}: {stock.columns} × {stock.rows} of {stock.width:g} × {stock.height:g} mm, "
        f"the first {stock.left:g} mm from the left and {stock.top:g} mm from the top"
    )
    for place in range(1, stock.places + 1):
        box = stock.box(place)
        at = box.x + box.width / 2, box.y + box.height / 2 - 1.1
        draw_line(canvas, at, str(place), NUMBER, Align.CENTER)
    _draw_caption(canvas, stock, caption)
    canvas.showPage()
    canvas.save()


def _draw_caption(canvas: Canvas, stock: LabelSheet, caption: str) -> None:
    """What it is, in the first label, under its number."""
    box = stock.box(1)
    fit = fit_text(caption, CAPTION, box.width - 4, floor=4, lines=4)
    y = box.y + box.height / 2 - 1.1 - CAPTION_BELOW
    for line in fit.lines if fit.fits else ():
        if y < box.y + 1:
            return
        draw_line(
            canvas, (box.x + box.width / 2, y), line, replace(CAPTION, size=fit.size), Align.CENTER
        )
        y -= fit.size * 1.2 / mm
