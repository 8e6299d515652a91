"""Address labels on stock from a box, from any free place on, in the order they were handed in."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from storebook.base.errors import Refused
from storebook.printing.documents import open_document
from storebook.printing.fonts import Typeface, font, missing_glyphs, printable
from storebook.printing.problems import Problem
from storebook.printing.sheets import Box, LabelSheet
from storebook.printing.typesetting import Style, draw_line, width, wrap

FACE = Typeface.SANS
LARGEST = 11.0
SMALLEST = 8.0
STEP = 0.25
LEADING = 1.2
TIGHTEST_LEADING = 1.1
# Capitals and the tails of letters, as shares of the size: a block is centered by its ink.
ASCENT = 0.70
DESCENT = 0.21
# No label holds so many: an endless line is not even wrapped.
MOST_LINES = 30
SIDE_MARGIN = 3.2
END_MARGIN = 2.0
# Labels lower than this are for senders: there an address is small, and stands near the edges.
LOW = 15.0
SMALLEST_LOW = 6.0
END_MARGIN_LOW = 1.2
HAIRLINE = 0.25

TOO_LONG = "The address does not fit the label, even in small print: shorten it."
EMPTY = "There is no address to print."


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelText:
    """What stands on one label, line by line; `name` is for telling whose it is."""

    lines: tuple[str, ...]
    name: str = ""

    @property
    def whose(self) -> str:
        return self.name or next(iter(self.lines), "")


@dataclass(frozen=True, slots=True)
class _Block:
    """Lines that fit a label, with their size; `plain` ones need neither kerning nor fallbacks."""

    lines: tuple[str, ...]
    size: float
    leading: float
    plain: bool


def label_problems(labels: Sequence[LabelText], stock: LabelSheet) -> list[Problem]:
    """What `print_labels` would leave out, without printing."""
    return [
        Problem(place=place, name=label.whose, sentence=block)
        for place, label in enumerate(labels, 1)
        if isinstance(block := _set(label, stock), str)
    ]


def print_labels(
    out: BinaryIO,
    labels: Sequence[LabelText],
    stock: LabelSheet,
    *,
    start: int = 1,
    outlines: bool = False,
) -> list[Problem]:
    """Write the labels as a PDF; `outlines` draws the edges, for a proof on plain paper.

    A label that cannot be printed right is left out, takes no place, and is answered as a problem.
    Refused when no label is left to print, or the sheet has no place `start`.
    """
    boxes = stock.boxes(start)
    paper = stock.paper
    canvas = open_document(out, paper.width, paper.height, f"Labels, {stock.title}", first=FACE)
    problems: list[Problem] = []
    for page in _pages(labels, stock, len(boxes), problems):
        if outlines:
            _draw_outlines(canvas, stock)
        _draw_page(canvas, boxes, page)
        canvas.showPage()
        boxes = stock.boxes()
    if len(problems) == len(labels):
        raise Refused(problems[0].sentence if problems else "There are no labels to print.")
    canvas.save()
    return problems


def _pages(
    labels: Sequence[LabelText], stock: LabelSheet, first: int, problems: list[Problem]
) -> Iterator[list[_Block]]:
    """The labels that can be printed, sheet by sheet, `first` on the first; others are noted."""
    blocks: list[_Block] = []
    left = first
    for place, label in enumerate(labels, 1):
        if isinstance(block := _set(label, stock), str):
            problems.append(Problem(place=place, name=label.whose, sentence=block))
            continue
        blocks.append(block)
        if len(blocks) == left:
            yield blocks
            blocks, left = [], stock.places
    if blocks:
        yield blocks


def _set(label: LabelText, stock: LabelSheet) -> _Block | str:
    """The lines at the size they fit in, or the sentence that says why they do not."""
    lines = tuple(line for text in label.lines if (line := printable(text).strip()))
    if not lines:
        return EMPTY
    letters = set().union(*lines)
    plain = font(FACE).letters.issuperset(map(ord, letters))
    if not plain and (missing := missing_glyphs("".join(lines))):
        return f"No font has the letters {' '.join(missing)}: write the address without them."
    if plain and not any(map(unicodedata.combining, letters)):
        widest = max(font(FACE).stringWidth(line, 1) for line in lines) / mm
        return _sized(lines, widest, stock, plain=True)
    return _sized(lines, max(width(line, FACE, 1) for line in lines), stock, plain=False)


def _sized(
    lines: tuple[str, ...], widest: float, stock: LabelSheet, *, plain: bool
) -> _Block | str:
    """As large as they fit; at the smallest size lines that are too wide wrap."""
    room = stock.width - 2 * SIDE_MARGIN
    size = min(LARGEST, room / widest, _largest_size(len(lines), stock, LEADING)) // STEP * STEP
    smallest = SMALLEST_LOW if stock.height < LOW else SMALLEST
    if size >= smallest:
        return _Block(lines, size, LEADING, plain)
    if widest * smallest > room * MOST_LINES:
        return TOO_LONG
    wrapped = tuple(part for line in lines for part in wrap(line, FACE, smallest, room))
    for leading in (LEADING, TIGHTEST_LEADING):
        if _largest_size(len(wrapped), stock, leading) >= smallest:
            return _Block(wrapped, smallest, leading, plain)
    return TOO_LONG


def _largest_size(count: int, stock: LabelSheet, leading: float) -> float:
    """Points at which so many lines fill the height of a label."""
    margin = END_MARGIN_LOW if stock.height < LOW else END_MARGIN
    return (stock.height - 2 * margin) * mm / ((count - 1) * leading + ASCENT + DESCENT)


def _draw_page(canvas: Canvas, boxes: list[Box], blocks: list[_Block]) -> None:
    for box, block in zip(boxes, blocks, strict=False):
        ink = (len(block.lines) - 1) * block.size * block.leading + block.size * ASCENT
        x = box.x + SIDE_MARGIN
        y = (box.y + box.height / 2) * mm + ink / 2 - block.size * ASCENT
        if block.plain:
            _draw_plain(canvas, x * mm, y, block)
        else:
            _draw_careful(canvas, x, y / mm, block)


def _draw_plain(canvas: Canvas, x: float, y: float, block: _Block) -> None:
    text = canvas.beginText(x, y)
    text.setFont(FACE.value, block.size, block.size * block.leading)
    for line in block.lines:
        text.textLine(line)
    canvas.drawText(text)


def _draw_careful(canvas: Canvas, x: float, y: float, block: _Block) -> None:
    style = Style(face=FACE, size=block.size)
    for line in block.lines:
        draw_line(canvas, (x, y), line, style)
        y -= block.size * block.leading / mm


def _draw_outlines(canvas: Canvas, stock: LabelSheet) -> None:
    canvas.setLineWidth(HAIRLINE)
    for box in stock.boxes():
        corner = (box.x * mm, box.y * mm, box.width * mm, box.height * mm)
        canvas.roundRect(*corner, stock.corner * mm, stroke=1, fill=0)
