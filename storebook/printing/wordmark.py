"""The shop's name as it signs things: in the serif, with the ampersand in italics."""

from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from storebook.printing.designs.inks import INK
from storebook.printing.designs.pen import Pen, Point
from storebook.printing.fonts import Typeface, printable
from storebook.printing.typesetting import Align, Style, width

SMALLEST = 7.5
STEP = 0.25


@lru_cache(maxsize=64)
def wordmark_size(name: str, size: float, room: float) -> float | None:
    """The size, at most `size`, at which the name fits in one line; None if it would be tiny."""
    points = size
    while points >= SMALLEST:
        if sum(width(text, style.face, points) for text, style in _parts(name, points)) <= room:
            return points
        points -= STEP
    return None


def draw_wordmark(
    pen: Pen, place: Point, name: str, size: float, align: Align = Align.LEFT
) -> None:
    """The name of the shop on its baseline: `place` in millimeters, `size` in points."""
    parts = _parts(name, size)
    x = place[0] - align.value * sum(width(text, style.face, size) for text, style in parts)
    for text, style in parts:
        pen.text((x, place[1]), text, style, Align.LEFT)
        x += width(text, style.face, size)


def _parts(name: str, size: float) -> list[tuple[str, Style]]:
    """The name before, at and after each ampersand; blanks go with the letters before them."""
    roman = Style(face=Typeface.SERIF, size=size, color=INK)
    italic = replace(roman, face=Typeface.ITALIC)
    text = printable(name)
    cuts = [
        0,
        *(cut for at, sign in enumerate(text) if sign == "&" for cut in (at, at + 1)),
        len(text),
    ]
    pieces = [text[start:end] for start, end in pairwise(cuts)]
    return [(piece, italic if piece == "&" else roman) for piece in pieces if piece]
