"""Membership cards on sheets of card: fronts on one side, and each back behind its own front."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import BinaryIO

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from storebook.base.errors import Refused
from storebook.printing.designs.pen import Pen
from storebook.printing.documents import open_document, print_both_sides
from storebook.printing.filling import FROM_THE_FIRST, Filling
from storebook.printing.folds import Edge
from storebook.printing.fonts import Typeface
from storebook.printing.labels import draw_outlines
from storebook.printing.membership_cards import (
    HEIGHT,
    WIDTH,
    Code,
    MemberCard,
    draw_member_back,
    draw_member_front,
    member_card_problems,
)
from storebook.printing.problems import Problem
from storebook.printing.sheets import Box, LabelSheet

# Smaller than this the bars get too fine for scanners, and the words for eyes.
LEAST_SCALE = 0.9


@dataclass(frozen=True, slots=True, kw_only=True)
class CardSheet:
    """How membership cards lie on their sheets.

    `outlines` draws where they will be torn, for a proof on plain paper.
    """

    stock: LabelSheet
    filling: Filling = FROM_THE_FIRST
    mono: bool = False
    code: Code = Code.BARS
    turn: Edge = Edge.LONG
    outlines: bool = False


def card_scale(stock: LabelSheet) -> float:
    """How large a card is drawn on this stock, 1 for its full size; Refused where it would be too
    small to be read.
    """
    scale = min(1.0, stock.width / WIDTH, stock.height / HEIGHT)
    if scale < LEAST_SCALE:
        raise Refused(
            f"A membership card is {WIDTH:g} × {HEIGHT:g} mm, and one of {stock.title} only "
            f"{stock.width:g} × {stock.height:g} mm. Take a sheet of cards.",
            "sheet",
        )
    return scale


def print_member_sheets(out: BinaryIO, cards: Sequence[MemberCard], on: CardSheet) -> list[Problem]:
    """Write the cards as a PDF for both sides of the sheets: fronts, backs, fronts, backs.

    A card that cannot be printed right is left out, takes no place, and is answered as a problem.
    Refused when none is left to print, the stock is too small, or its sheet has no free place.
    """
    scale = card_scale(on.stock)
    problems = member_card_problems(cards)
    if len(problems) == len(cards):
        raise Refused(problems[0].sentence if problems else "There are no cards to print.")
    left_out = {problem.place for problem in problems}
    printed = [card for place, card in enumerate(cards, 1) if place not in left_out]
    sheet = on.stock.paper
    canvas = open_document(out, sheet.width, sheet.height, "Membership cards", first=Typeface.SERIF)
    print_both_sides(canvas, on.turn)
    for page in _sheets(printed, on):
        if on.outlines:
            draw_outlines(canvas, on.stock)
        for box, card in page:
            with _placed(canvas, on, box, scale) as pen:
                draw_member_front(pen, card)
        canvas.showPage()
        for box, card in page:
            with _placed(canvas, on, behind(box, on), scale, back=True) as pen:
                draw_member_back(pen, card, on.code)
        canvas.showPage()
    canvas.save()
    return problems


def _sheets(cards: Sequence[MemberCard], on: CardSheet) -> Iterator[list[tuple[Box, MemberCard]]]:
    """The cards with their places, sheet by sheet."""
    waiting = [card for card in cards for _ in range(on.filling.copies)]
    places = on.filling.first_places(on.stock)
    while waiting:
        boxes = [on.stock.box(place) for place in places]
        yield list(zip(boxes, waiting, strict=False))
        waiting = waiting[len(boxes) :]
        places = on.filling.places(on.stock)


def behind(box: Box, on: CardSheet) -> Box:
    """Where the same card lies when one looks at the other side of its sheet."""
    sheet = on.stock.paper
    if on.turn is Edge.LONG:
        return Box(sheet.width - box.x - box.width, box.y, box.width, box.height)
    return Box(box.x, sheet.height - box.y - box.height, box.width, box.height)


@contextmanager
def _placed(
    canvas: Canvas, on: CardSheet, box: Box, scale: float, *, back: bool = False
) -> Iterator[Pen]:
    """A pen for one card in the middle of its box.

    A sheet turned about its short edge shows its backs head down: they are drawn so.
    """
    turned = back and on.turn is Edge.SHORT
    size = -scale if turned else scale
    x = (box.x + box.width / 2 - size * WIDTH / 2) * mm
    y = (box.y + box.height / 2 - size * HEIGHT / 2) * mm
    canvas.saveState()
    canvas.transform(size, 0, 0, size, x, y)
    yield Pen(canvas, mono=on.mono, scale=scale)
    canvas.restoreState()
