"""Address labels on stock from a box, from any free place on, in the order they were handed in."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from storebook.base.errors import Refused
from storebook.printing.blocks import ASCENT, FACE, Block, Room, draw_block, set_block
from storebook.printing.documents import open_document
from storebook.printing.filling import FROM_THE_FIRST, Filling
from storebook.printing.problems import Problem
from storebook.printing.sheets import Box, LabelSheet

LARGEST = 11.0
SMALLEST = 8.0
SIDE_MARGIN = 3.2
END_MARGIN = 2.0
# Labels lower than this are for senders: there an address is small, and stands near the edges.
LOW = 15.0
SMALLEST_LOW = 6.0
END_MARGIN_LOW = 1.2
HAIRLINE = 0.25


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelText:
    """What stands on one label, line by line; `name` is for telling whose it is."""

    lines: tuple[str, ...]
    name: str = ""

    @property
    def whose(self) -> str:
        return self.name or next(iter(self.lines), "")


def label_problems(labels: Sequence[LabelText], stock: LabelSheet) -> list[Problem]:
    """What `print_labels` would leave out, without printing."""
    room = label_room(stock)
    return [
        Problem(place=place, name=label.whose, sentence=block)
        for place, label in enumerate(labels, 1)
        if isinstance(block := set_block(label.lines, room), str)
    ]


def label_room(stock: LabelSheet) -> Room:
    """What an address has of a label: clear of its edges, where it may be cut a little off."""
    low = stock.height < LOW
    return Room(
        width=stock.width - 2 * SIDE_MARGIN,
        height=stock.height - 2 * (END_MARGIN_LOW if low else END_MARGIN),
        largest=LARGEST,
        smallest=SMALLEST_LOW if low else SMALLEST,
        where="label",
    )


def print_labels(
    out: BinaryIO,
    labels: Sequence[LabelText],
    stock: LabelSheet,
    *,
    filling: Filling = FROM_THE_FIRST,
    outlines: bool = False,
) -> list[Problem]:
    """Write the labels as a PDF; `outlines` draws the edges, for a proof on plain paper.

    A label that cannot be printed right is left out, takes no place, and is answered as a problem.
    Refused when no label is left to print, or the sheet has no place to begin with.
    """
    boxes = [stock.box(place) for place in filling.first_places(stock)]
    paper = stock.paper
    canvas = open_document(out, paper.width, paper.height, f"Labels, {stock.title}", first=FACE)
    problems: list[Problem] = []
    for page in _pages(_blocks(labels, stock, filling, problems), len(boxes), stock.places):
        if outlines:
            draw_outlines(canvas, stock)
        _draw_page(canvas, boxes, page)
        canvas.showPage()
        boxes = [stock.box(place) for place in filling.places(stock)]
    if len(problems) == len(labels):
        raise Refused(problems[0].sentence if problems else "There are no labels to print.")
    canvas.save()
    return problems


def _blocks(
    labels: Sequence[LabelText], stock: LabelSheet, filling: Filling, problems: list[Problem]
) -> Iterator[Block]:
    """The labels that can be printed, as often as they are wanted; the others are noted."""
    room = label_room(stock)
    for place, label in enumerate(labels, 1):
        if isinstance(block := set_block(label.lines, room), str):
            problems.append(Problem(place=place, name=label.whose, sentence=block))
            continue
        for _ in range(filling.copies):
            yield block


def _pages(blocks: Iterator[Block], first: int, places: int) -> Iterator[list[Block]]:
    """The labels sheet by sheet, `first` of them on the first."""
    page: list[Block] = []
    left = first
    for block in blocks:
        page.append(block)
        if len(page) == left:
            yield page
            page, left = [], places
    if page:
        yield page


def _draw_page(canvas: Canvas, boxes: list[Box], blocks: list[Block]) -> None:
    for box, block in zip(boxes, blocks, strict=False):
        y = (box.y + box.height / 2) * mm + block.rise / 2 - block.size * ASCENT
        draw_block(canvas, (box.x + SIDE_MARGIN) * mm, y, block)


def draw_outlines(canvas: Canvas, stock: LabelSheet) -> None:
    """The edges of all labels of a sheet."""
    canvas.setLineWidth(HAIRLINE)
    for place in range(1, stock.places + 1):
        box = stock.box(place)
        corner = (box.x * mm, box.y * mm, box.width * mm, box.height * mm)
        canvas.roundRect(*corner, stock.corner * mm, stroke=1, fill=0)
