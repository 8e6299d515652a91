"""Envelopes as a PDF, a page each, turned the way the printer takes them in."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import BinaryIO

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from storebook.base.errors import Refused
from storebook.printing.blocks import ASCENT, FACE, draw_block
from storebook.printing.documents import open_document
from storebook.printing.envelopes.setting import (
    DIGIT_SIZE,
    EnvelopeText,
    SetEnvelope,
    digit_boxes,
    set_envelope,
)
from storebook.printing.envelopes.sizes import Envelope
from storebook.printing.envelopes.zones import chinese_zone, zone_of
from storebook.printing.problems import Problem
from storebook.printing.sheets import Box
from storebook.printing.typesetting import Align, Style, draw_line

# Degrees, counterclockwise: 0 long side first, 90 and 270 short side first.
TURNS = (0, 90, 180, 270)
HAIRLINE = 0.25
BOX_LINE = 0.6
DASHES = (2.0, 2.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class EnvelopePaper:
    """Which envelopes are in the printer, how they lie there, and whose post they go to.

    `post` is the ISO code of the shop's country; `turn` is 0, 90, 180 or 270 degrees. `sender` and
    `neutral` are the lines of the corner. `outlines` draws the zones, for a proof on plain paper.
    """

    envelope: Envelope
    post: str
    sender: tuple[str, ...] = ()
    neutral: tuple[str, ...] = ()
    turn: int = 0
    outlines: bool = False

    def corner(self, text: EnvelopeText) -> tuple[str, ...]:
        return self.neutral if text.neutral else self.sender


def envelope_problems(texts: Sequence[EnvelopeText], on: EnvelopePaper) -> list[Problem]:
    """What `print_envelopes` would leave out, without printing."""
    return [
        Problem(place=place, name=_whose(text), sentence=found)
        for place, text in enumerate(texts, 1)
        if isinstance(found := set_envelope(text, on.corner(text), on.envelope, on.post), str)
    ]


def print_envelopes(
    out: BinaryIO, texts: Sequence[EnvelopeText], on: EnvelopePaper
) -> list[Problem]:
    """Write the envelopes as a PDF, in the order they were handed in.

    One that cannot be printed right is left out and answered as a problem. Refused when none is
    left to print, or when there is no such turn.
    """
    if on.turn not in TURNS:
        raise Refused("An envelope is turned by 0, 90, 180 or 270 degrees.", "rotate")
    size = on.envelope
    wide, high = (size.width, size.height) if on.turn % 180 == 0 else (size.height, size.width)
    canvas = open_document(out, wide, high, f"Envelopes, {size.title}", first=FACE)
    problems: list[Problem] = []
    for place, text in enumerate(texts, 1):
        found = set_envelope(text, on.corner(text), size, on.post)
        if isinstance(found, str):
            problems.append(Problem(place=place, name=_whose(text), sentence=found))
            continue
        _turn(canvas, on)
        if on.outlines:
            _draw_zones(canvas, on, inland=found.digits is not None)
        _draw(canvas, found, size)
        canvas.showPage()
    if len(problems) == len(texts):
        raise Refused(problems[0].sentence if problems else "There are no envelopes to print.")
    canvas.save()
    return problems


def _whose(text: EnvelopeText) -> str:
    return text.name or next(iter(text.lines), "")


def _turn(canvas: Canvas, on: EnvelopePaper) -> None:
    """From here on millimeters count from the lower left of the envelope as one reads it."""
    wide, high = on.envelope.width * mm, on.envelope.height * mm
    corner = {0: (0.0, 0.0), 90: (high, 0.0), 180: (wide, high), 270: (0.0, wide)}[on.turn]
    if on.turn:
        canvas.translate(*corner)
        canvas.rotate(on.turn)


def _draw(canvas: Canvas, found: SetEnvelope, envelope: Envelope) -> None:
    for one in found.placed:
        draw_block(canvas, one.x * mm, one.y * mm - one.block.size * ASCENT, one.block)
    if found.digits is None:
        return
    canvas.setLineWidth(BOX_LINE)
    style = Style(face=FACE, size=DIGIT_SIZE, lining=True)
    for place, box in enumerate(digit_boxes(envelope)):
        _draw_box(canvas, box)
        middle = box.y + (box.height - DIGIT_SIZE * ASCENT / mm) / 2
        if digit := found.digits[place : place + 1]:
            draw_line(canvas, (box.x + box.width / 2, middle), digit, style, Align.CENTER)


def _draw_zones(canvas: Canvas, on: EnvelopePaper, *, inland: bool) -> None:
    zone = chinese_zone(on.envelope) if inland else zone_of(on.envelope, on.post)
    canvas.saveState()
    canvas.setLineWidth(HAIRLINE)
    canvas.setDash(*DASHES)
    for box in (zone.address, *zone.blank):
        _draw_box(canvas, box)
    canvas.restoreState()


def _draw_box(canvas: Canvas, box: Box) -> None:
    canvas.rect(box.x * mm, box.y * mm, box.width * mm, box.height * mm, stroke=1, fill=0)
