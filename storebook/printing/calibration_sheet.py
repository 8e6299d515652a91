"""The calibration sheet: lines and rulers to measure on, and arrows that say which way up."""

from dataclasses import dataclass
from typing import BinaryIO

from storebook.printing.calibration import ACROSS, DOWN, FROM_LEFT, FROM_TOP
from storebook.printing.designs.inks import BLACK, BRASS, INK
from storebook.printing.designs.pen import Pen
from storebook.printing.documents import open_document, print_both_sides
from storebook.printing.folds import Edge
from storebook.printing.fonts import Typeface
from storebook.printing.sheets import Paper
from storebook.printing.typesetting import Align, Style, wrap

TITLE = Style(face=Typeface.SERIF, size=24, color=INK)
SIDE = Style(face=Typeface.SEMIBOLD, size=34, tracking=2, color=BLACK)
NUMBER = Style(face=Typeface.SANS, size=7, color=INK)
LETTER = Style(face=Typeface.SEMIBOLD, size=15, color=BLACK)
WORDS = Style(face=Typeface.SANS, size=10.5, color=INK)
HINT = Style(face=Typeface.SANS_ITALIC, size=9, color=BRASS)
LEADING = 4.9
ROOM = 128.0
# Left of the words, where the arrow stands.
ARROW = 34.0
TICK = 2.0
LONG_TICK = 4.0

FRONT = (
    "Measure with a steel ruler, in millimeters, to a quarter of one, and type the numbers into "
    "the window: Shop, This computer.",
    "When C or D is several millimeters off, the printer was told to make the page fit: print it "
    "again at 100 %.",
)
TO_MEASURE = (
    ("A", "from the left edge of the paper to the upright line", FROM_LEFT),
    ("B", "from the upper edge of the paper to the level line", FROM_TOP),
    ("C", "from the upright line at the left to the one at the right", ACROSS),
    ("D", "from the level line above to the one below", DOWN),
)
BACK = (
    "Turn the sheet like the page of a book, and measure as on the front, with this page before "
    "you.",
    "Both arrows must point to the same edge of the paper. If they do not, the backs come out "
    "upside down: say so in the settings of the printer.",
)
TO_MEASURE_BEHIND = (
    ("E", "from the left edge of the paper to the upright line", FROM_LEFT),
    ("F", "from the upper edge of the paper to the level line", FROM_TOP),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Side:
    name: str
    advice: tuple[str, ...]
    measure: tuple[tuple[str, str, float], ...]


_SIDES = (
    _Side(name="FRONT", advice=FRONT, measure=TO_MEASURE),
    _Side(name="BACK", advice=BACK, measure=TO_MEASURE_BEHIND),
)


def print_calibration_sheet(
    out: BinaryIO, paper: Paper, *, both_sides: bool = False, sheets: int = 1
) -> None:
    """Write the sheet as a PDF; several are numbered, to see in which order the backs come."""
    canvas = open_document(out, paper.width, paper.height, "Calibration sheet")
    if both_sides:
        print_both_sides(canvas, Edge.LONG)
    for number in range(1, sheets + 1):
        for side in _SIDES if both_sides else _SIDES[:1]:
            _draw(Pen(canvas), paper, side, str(number) if sheets > 1 else "")
            canvas.showPage()
    canvas.save()


def _draw(pen: Pen, paper: Paper, side: _Side, number: str) -> None:
    left, top = FROM_LEFT, paper.height - FROM_TOP
    pen.stroke(BLACK, 0.3)
    _crosses(pen, left, top)
    _rulers(pen, left, top)
    _letters(pen, left, top, behind=side.name == "BACK")
    x = left + ARROW
    y = top - 40
    _arrow(pen, left + 14, y - 30, y + 10)
    pen.text((x, y), " ".join(filter(None, (side.name, number))), SIDE, Align.LEFT)
    pen.text((x, y - 10), f"Calibration sheet, {paper.title}", TITLE, Align.LEFT)
    y -= 22
    for words in side.advice:
        y = _paragraph(pen, x, y, words)
    for wanted in side.measure:
        y = _to_fill_in(pen, x, y - 5, wanted)


def _crosses(pen: Pen, left: float, top: float) -> None:
    """A cross at each corner of what is measured, long enough to lay a ruler on."""
    for x in (left, left + ACROSS):
        for y in (top, top - DOWN):
            pen.line((x - 9, y), (x + 9, y))
            pen.line((x, y - 9), (x, y + 9))


def _rulers(pen: Pen, left: float, top: float) -> None:
    """A millimeter each, a longer one at five, a number at ten."""
    for at in range(int(ACROSS) + 1):
        long = LONG_TICK if at % 5 == 0 else TICK
        pen.line((left + at, top), (left + at, top - long))
        if at % 10 == 0 and 10 <= at < ACROSS:
            pen.text((left + at, top - 7.5), str(at), NUMBER)
    for at in range(int(DOWN) + 1):
        long = LONG_TICK if at % 5 == 0 else TICK
        pen.line((left, top - at), (left + long, top - at))
        if at % 10 == 0 and 10 <= at < DOWN:
            pen.text((left + 5.2, top - at - 0.9), str(at), NUMBER, Align.LEFT)


def _letters(pen: Pen, left: float, top: float, *, behind: bool) -> None:
    """Which distance is which, beside it."""
    across, down = ("E", "F") if behind else ("A", "B")
    pen.text((left - 9.5, top - 16), across, LETTER)
    pen.text((left + 14, top + 5), down, LETTER)
    _span(pen, (8.0, top - 18), (left, top - 18))
    pen.line((left + 18, top + 12), (left + 18, top))
    for side in (-1.2, 1.2):
        pen.line((left + 18, top), (left + 18 + side, top + 2.2))
    if behind:
        return
    pen.text((left + ACROSS / 2, top + 2.5), "C", LETTER)
    pen.text((left - 5, top - DOWN / 2), "D", LETTER)


def _span(pen: Pen, start: tuple[float, float], end: tuple[float, float]) -> None:
    """An arrow from the edge to the line, as far out as printers print."""
    pen.line(start, end)
    for up in (-1.2, 1.2):
        pen.line(end, (end[0] - 2.2, end[1] + up))


def _arrow(pen: Pen, x: float, foot: float, top: float) -> None:
    """To the edge that goes up."""
    pen.stroke(BLACK, 1.4)
    pen.line((x, foot), (x, top))
    pen.line((x, top), (x - 5, top - 8))
    pen.line((x, top), (x + 5, top - 8))
    pen.stroke(BLACK, 0.3)


def _paragraph(pen: Pen, x: float, y: float, words: str) -> float:
    for line in wrap(words, WORDS.face, WORDS.size, ROOM):
        pen.text((x, y), line, WORDS, Align.LEFT)
        y -= LEADING
    return y - 2


def _to_fill_in(pen: Pen, x: float, y: float, wanted: tuple[str, str, float]) -> float:
    """ "A ______ mm, from … (should be 20.0)" """
    letter, words, should = wanted
    pen.text((x, y), letter, LETTER, Align.LEFT)
    pen.line((x + 9, y - 0.8), (x + 31, y - 0.8))
    pen.text((x + 32.5, y), "mm", WORDS, Align.LEFT)
    pen.text((x + 42, y + 0.4), words, WORDS, Align.LEFT)
    pen.text((x + 42, y - 4.2), f"should be {should:.1f}", HINT, Align.LEFT)
    return y - 9
