"""An address set in lines: as large as its place allows, never cut, in letters that there are."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from storebook.printing.fonts import Typeface, font, missing_glyphs, printable
from storebook.printing.typesetting import Style, draw_line, width, wrap

FACE = Typeface.SANS
STEP = 0.25
LEADING = 1.2
TIGHTEST_LEADING = 1.1
# Capitals and the tails of letters, as shares of the size: a block is measured by its ink.
ASCENT = 0.70
DESCENT = 0.21
# No place holds so many: an endless line is not even wrapped.
MOST_LINES = 30

EMPTY = "There is no address to print."


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """A place for an address: millimeters, and the sizes of letters it may have in points.

    `where` is what it is called when an address does not fit, such as "label".
    """

    width: float
    height: float
    largest: float
    smallest: float
    where: str

    @property
    def too_long(self) -> str:
        return f"The address does not fit the {self.where}, even in small print: shorten it."


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that fit, with their size; `plain` ones need neither kerning nor fallbacks."""

    lines: tuple[str, ...]
    size: float
    leading: float
    plain: bool

    @property
    def rise(self) -> float:
        """Points from the top of the first line's capitals to the line the last one stands on."""
        return (len(self.lines) - 1) * self.size * self.leading + self.size * ASCENT

    @property
    def height(self) -> float:
        """Millimeters from the top of the first line to the tails of the last."""
        return (self.rise + self.size * DESCENT) / mm

    @property
    def width(self) -> float:
        """Millimeters that the widest line takes."""
        return max(width(line, FACE, self.size) for line in self.lines)


def set_block(texts: Iterable[str], room: Room) -> Block | str:
    """The lines at the size they fit in, or the sentence that says why they do not."""
    texts = tuple(texts)
    if missing := missing_glyphs("".join(texts)):
        return f"No font has the letters {' '.join(missing)}: write the address without them."
    lines = tuple(line for text in texts if (line := printable(text).strip()))
    if not lines:
        return EMPTY
    letters = set().union(*lines)
    plain = font(FACE).letters.issuperset(map(ord, letters))
    if plain and not any(map(unicodedata.combining, letters)):
        widest = max(font(FACE).stringWidth(line, 1) for line in lines) / mm
        return _sized(lines, widest, room, plain=True)
    return _sized(lines, max(width(line, FACE, 1) for line in lines), room, plain=False)


def _sized(lines: tuple[str, ...], widest: float, room: Room, *, plain: bool) -> Block | str:
    """As large as they fit; at the smallest size lines that are too wide wrap."""
    full = _largest_size(len(lines), room, LEADING)
    size = min(room.largest, room.width / widest, full) // STEP * STEP
    if size >= room.smallest:
        return Block(lines, size, LEADING, plain)
    smallest = room.smallest
    if widest * smallest > room.width * MOST_LINES:
        return room.too_long
    wrapped = tuple(part for line in lines for part in wrap(line, FACE, smallest, room.width))
    for leading in (LEADING, TIGHTEST_LEADING):
        if _largest_size(len(wrapped), room, leading) >= smallest:
            return Block(wrapped, smallest, leading, plain)
    return room.too_long


def _largest_size(count: int, room: Room, leading: float) -> float:
    """Points at which so many lines fill the height of the place."""
    return room.height * mm / ((count - 1) * leading + ASCENT + DESCENT)


def draw_block(canvas: Canvas, x: float, y: float, block: Block) -> None:
    """The lines from `x` on, the first standing on `y`; both in points, as reportlab counts."""
    if block.plain:
        text = canvas.beginText(x, y)
        text.setFont(FACE.value, block.size, block.size * block.leading)
        for line in block.lines:
            text.textLine(line)
        canvas.drawText(text)
        return
    style = Style(face=FACE, size=block.size)
    for line in block.lines:
        draw_line(canvas, (x / mm, y / mm), line, style)
        y -= block.size * block.leading
