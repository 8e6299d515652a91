"""Lines of text on paper: how wide they are, how they shrink and wrap, and how they are drawn.

Places and widths are millimeters, sizes of letters points.
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from itertools import accumulate

from reportlab.lib.colors import Color
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from storebook.base.text import HAN_KANA_HANGUL
from storebook.printing.fonts import Run, Typeface, font, printable, runs, shaped

# A line may end after a blank and beside any hanzi, but never before a closing sign nor after an
# opening one, nor between “Dr.” and what it stands before. A word too long for a line may also end
# it after its own hyphen or slash.
OPENING = "\uff08\u300c\u300e\u300a\u3008\u3010“‘("
CLOSING = "\uff0c\u3002\u3001\uff1b\uff1a\uff01\uff1f\uff09\u300d\u300f\u300b\u3009\u3011”’,.;:!?)"
PIECE = re.compile(
    rf"[{OPENING}]*[{HAN_KANA_HANGUL}][{CLOSING}]*[ ]*|"
    rf"(?:[A-Z][a-z]{{0,3}}\.[ ]+)?[^ {HAN_KANA_HANGUL}]+[ ]*|[ ]+"
)
WORD_PART = re.compile(r"[^-/–— ]*[-/–—]+[ ]*|[^-/–— ]+[ ]*")
SIZE_STEP = 0.25
# Down to this share of its size a text looks as meant: then one line less is worth more.
GOOD = 0.8
BLACK = Color(0, 0, 0)


class Align(Enum):
    """Which point of a line its x stands for; the value is the share of the width before it."""

    LEFT = 0.0
    CENTER = 0.5
    RIGHT = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How letters look: face, size in points, space between them in points, color.

    `lining` figures stand as tall as capitals. Columns of thousands go without kerning.
    """

    face: Typeface
    size: float
    tracking: float = 0.0
    color: Color = BLACK
    lining: bool = False
    kerned: bool = True


@dataclass(frozen=True, slots=True)
class Fit:
    """What became of a text that had to fit: its lines, their size, and whether they do fit."""

    lines: tuple[str, ...]
    size: float
    fits: bool


def width(text: str, face: Typeface, size: float, tracking: float = 0.0) -> float:
    """Millimeters from the first letter to the last, without kerning; never less than drawn."""
    letters = printable(text)
    points = sum(_plain_width(run) for run in runs(letters, face)) * size
    return float(points + tracking * max(0, len(letters) - 1)) / mm


def _plain_width(run: Run) -> float:
    return font(run.face).stringWidth(run.text, 1) * run.scale


def wrap(text: str, face: Typeface, size: float, room: float) -> list[str]:
    """The text in lines of at most `room` millimeters; a word that is longer is broken."""
    lines: list[str] = []
    line, used = "", 0.0
    for piece in _pieces(printable(text), face, size, room):
        if line and used + width(piece.rstrip(" "), face, size) > room:
            lines.append(line.rstrip(" "))
            line, used = "", 0.0
        if line or piece.strip(" "):
            line += piece
            used += width(piece, face, size)
    return [*lines, line.rstrip(" ")] if line else lines


def _pieces(text: str, face: Typeface, size: float, room: float) -> list[str]:
    """What stays together: words, single hanzi, and the parts of a word too long for a line."""
    found: list[str] = []
    for piece in PIECE.findall(text):
        if width(piece.rstrip(" "), face, size) <= room:
            found.append(piece)
            continue
        for part in WORD_PART.findall(piece):
            wide = width(part, face, size) > room
            found += _broken(part, face, size, room) if wide else [part]
    return found


def _broken(word: str, face: Typeface, size: float, room: float) -> list[str]:
    """A word too long for a line, in as few parts as will do."""
    parts: list[str] = []
    start = 0
    ends = list(accumulate(width(letter, face, size) for letter in word))
    for place, end in enumerate(ends):
        before = ends[start - 1] if start else 0.0
        if place > start and end - before > room:
            parts.append(word[start:place])
            start = place
    return [*parts, word[start:]]


@lru_cache(maxsize=512)
def fit_text(text: str, style: Style, room: float, *, floor: float, lines: int = 2) -> Fit:
    """The text in one line if it fits down to `floor` points, else in up to `lines` even lines.

    When even these do not hold it, the answer says so and still has every letter: the caller
    reports it, nothing is cut.
    """
    whole = width(text, style.face, 1.0, style.tracking / style.size)
    if whole <= 0:
        return Fit((), style.size, fits=True)
    if (size := _stepped(min(style.size, room / whole))) >= floor:
        return Fit((printable(text),), size, fits=True)
    for count in range(2, lines):
        fit = fit_lines((text,), style, room, floor=max(floor, style.size * GOOD), lines=count)
        if fit.fits:
            return fit
    return fit_lines((text,), style, room, floor=floor, lines=lines)


@lru_cache(maxsize=512)
def fit_lines(
    texts: tuple[str, ...], style: Style, room: float, *, floor: float, lines: int
) -> Fit:
    """Several lines at the largest size from `style.size` to `floor` that needs at most `lines`.

    An empty one stays an empty line.
    """
    whole = sum(width(text, style.face, 1.0) for text in texts)
    size = _stepped(min(style.size, lines * room / whole)) if whole else style.size
    while size >= floor:
        counts = [max(1, len(wrap(text, style.face, size, room))) for text in texts]
        if sum(counts) <= lines:
            evened = (
                _evened(text, style.face, size, room, count)
                for text, count in zip(texts, counts, strict=True)
            )
            return Fit(tuple(line for parts in evened for line in parts), size, fits=True)
        size -= SIZE_STEP
    return Fit(tuple(map(printable, texts)), floor, fits=False)


def _evened(text: str, face: Typeface, size: float, room: float, count: int) -> list[str]:
    """The same number of lines, of nearly the same width: centered text then looks meant.

    No word is broken for that.
    """
    if count < 2:
        return wrap(text, face, size, room) or [""]
    widest = max(width(piece.rstrip(" "), face, size) for piece in PIECE.findall(printable(text)))
    low, high = min(room, max(room / 2, widest)), room
    while high - low > 1:
        middle = (low + high) / 2
        if len(wrap(text, face, size, middle)) <= count:
            high = middle
        else:
            low = middle
    return wrap(text, face, size, high)


def _stepped(size: float) -> float:
    return size // SIZE_STEP * SIZE_STEP


def draw_line(
    canvas: Canvas, place: tuple[float, float], text: str, style: Style, align: Align = Align.LEFT
) -> float:
    """One line from `place` (millimeters, on the baseline); its width in millimeters."""
    drawn = [(part, *_letters(part, style)) for part in runs(printable(text), style.face)]
    wide = sum(width * part.scale for part, _, width in drawn) * style.size
    wide += style.tracking * max(0, sum(len(letters) for _, letters, _ in drawn) - 1)
    line = canvas.beginText(place[0] * mm - wide * align.value, place[1] * mm)
    line.setFillColor(style.color)
    if style.tracking:
        line.setCharSpace(style.tracking)
    for part, letters, _ in drawn:
        line.setFont(part.face.value, style.size * part.scale)
        line.textOut(letters)
    if style.tracking:
        line.setCharSpace(0)
    canvas.drawText(line)
    return wide / mm


def _letters(part: Run, style: Style) -> tuple[str, float]:
    """The letters of a run as they are drawn, and their width at 1 pt."""
    if style.kerned or any(map(unicodedata.combining, part.text)):
        return shaped(part.face, part.text, lining=style.lining)
    return part.text, font(part.face).stringWidth(part.text, 1)
