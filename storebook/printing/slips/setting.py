"""Blocks of a slip: so many millimeters tall, drawn from their top downward."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from reportlab.lib.colors import Color
from reportlab.lib.units import mm

from storebook.base.money import Cents
from storebook.printing.designs.pen import Pen
from storebook.printing.typesetting import Align, Style, fit_text, width, wrap

LEADING = 1.24
# From the top of a line to what its letters stand on, as a share of the size.
BASELINE = 0.72 + (LEADING - 1) / 2
# Words shrink to this share of their size before they wrap for want of room.
FLOOR = 0.82
BETWEEN = "  ·  "

NOTHING = Cents(0)

Draw = Callable[[Pen, float], None]


@dataclass(frozen=True, slots=True)
class Block:
    """`draw(pen, top)` puts it on paper; `amount` is what it adds to the carried total."""

    height: float
    draw: Draw
    amount: Cents = NOTHING


@dataclass(frozen=True, slots=True)
class Words:
    """Text set in lines at one size. Every letter of it is there: what does not fit is wrapped."""

    lines: tuple[str, ...]
    style: Style

    @property
    def height(self) -> float:
        return len(self.lines) * self.style.size * LEADING / mm

    def drop(self, beside: "Words") -> float:
        """How much lower these begin, so that both first lines stand on one baseline."""
        return (beside.style.size - self.style.size) * BASELINE / mm

    def draw(self, pen: Pen, x: float, top: float, align: Align = Align.LEFT) -> None:
        y = top - self.style.size * BASELINE / mm
        for line in self.lines:
            pen.text((x, y), line, self.style, align)
            y -= self.style.size * LEADING / mm


def set_words(text: str, style: Style, room: float, *, lines: int = 2) -> Words:
    """The text in one line if it can be, shrunk a little if need be, else in as many as it takes.

    Line breaks in it are kept.
    """
    parts = [part for part in text.splitlines() if part.strip()]
    if len(parts) > 1:
        size = min(set_words(part, style, room, lines=lines).style.size for part in parts)
        small = replace(style, size=size)
        whole = [line for part in parts for line in wrap(part, style.face, size, room)]
        return Words(tuple(whole), small)
    inside = room * untracked(text, style)
    fit = fit_text(
        text, replace(style, tracking=0.0), inside, floor=style.size * FLOOR, lines=lines
    )
    if fit.fits:
        return Words(fit.lines, sized(style, fit.size))
    small = sized(style, style.size * FLOOR)
    return Words(tuple(wrap(text, small.face, small.size, inside)), small)


def sized(style: Style, size: float) -> Style:
    """The same letters in another size, as far apart for it."""
    return replace(style, size=size, tracking=style.tracking * size / style.size)


def untracked(text: str, style: Style) -> float:
    """Lines are wrapped by their letters alone: the share of the room that these take."""
    if not style.tracking or not (letters := width(text, style.face, style.size)):
        return 1.0
    return letters / width(text, style.face, style.size, style.tracking)


def set_facts(facts: Sequence[str], style: Style, room: float) -> Words:
    """Short facts beside one another; a line ends between two of them where it can."""
    rows: list[str] = []
    for fact in facts:
        beside = f"{rows[-1]}{BETWEEN}{fact}" if rows else fact
        if rows and width(beside, style.face, style.size) <= room:
            rows[-1] = beside
        else:
            rows.append(fact)
    return set_words("\n".join(rows), style, room, lines=4)


def blank(height: float) -> Block:
    """Nothing but paper."""
    return Block(height, lambda pen, top: None)


def words_block(words: Words, x: float, align: Align = Align.LEFT) -> Block:
    """Text by itself, at x."""
    return Block(words.height, lambda pen, top: words.draw(pen, x, top, align))


def rule_block(left: float, right: float, ink: Color, points: float, *, air: float = 0.0) -> Block:
    """A line across, with `air` above and below it."""

    def draw(pen: Pen, top: float) -> None:
        pen.stroke(ink, points)
        pen.line((left, top - air), (right, top - air))

    return Block(2 * air, draw)


def stacked(blocks: Sequence[Block]) -> Block:
    """Several under one another, as one that is not parted."""
    return Block(sum(block.height for block in blocks), partial(draw_stack, tuple(blocks)))


def draw_stack(blocks: Sequence[Block], pen: Pen, top: float) -> None:
    """One under the other, from `top` down."""
    for block in blocks:
        block.draw(pen, top)
        top -= block.height
