"""The other pages of a card: greeting, wish and signature inside, the shop's mark on the back."""

from dataclasses import dataclass, replace

from reportlab.lib.units import mm

from storebook.printing.designs.inks import BRASS, INK
from storebook.printing.designs.pearls import draw_month_stone
from storebook.printing.designs.pen import Pen
from storebook.printing.designs.stones import draw_round_lines
from storebook.printing.designs.words import MIDDLE
from storebook.printing.folds import PANEL_HEIGHT
from storebook.printing.fonts import Typeface
from storebook.printing.typesetting import Align, Fit, Style, fit_lines, fit_text
from storebook.printing.wordmark import draw_wordmark, wordmark_size

ROOM = 97.0
GREETING = Style(face=Typeface.ITALIC, size=22, color=INK)
WISH = Style(face=Typeface.SERIF, size=14.5, color=INK)
SIGNATURE = Style(face=Typeface.ITALIC, size=16, color=INK)
# Under the name of whoever signs: “Gemologist”.
SIGNED_AS = Style(face=Typeface.SERIF, size=10.5, color=INK)
SHOP = Style(face=Typeface.SMALL_CAPS, size=10.5, tracking=1.6, color=BRASS)
WISH_LINES = 12
SMALLEST_WISH = 11.0
WISH_STEP = 0.5
# The text stands a little above the middle of the page, where the eye looks for it.
OPTICAL_MIDDLE = 93.0
# All ink stays this far inside the panel.
SAFE = 12.0
# Millimeters between the blocks, the rule in the middle of the first; the last but one is for a
# hand: the associate signs above the printed name.
AFTER_GREETING = 12.0
TO_SIGN = 20.0
BEFORE_SHOP = 1.6
GAPS = AFTER_GREETING + TO_SIGN + BEFORE_SHOP
EMPTY_LINE = 0.45
# How far below the greeting the rule is, and the radius of the stone in it.
RULE = -7.0
RULE_STONE = 1.9

MARK = (MIDDLE, 32.0)
MARK_RADIUS = 4.4
MARK_NAME = 13.0
MARK_LINE = Style(face=Typeface.SMALL_CAPS, size=8.5, tracking=1.2, color=BRASS)


@dataclass(frozen=True, slots=True, kw_only=True)
class InsideText:
    """What one finds on opening the card; a long line of the wish wraps, an empty one is a gap.

    A second line of the signature stands smaller, under the name.
    """

    greeting: str
    wish: tuple[str, ...]
    signature: str
    shop_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A part of the text in the lines it was set in; `leading` is a share of the size."""

    what: str
    style: Style
    fit: Fit
    leading: float

    @property
    def height(self) -> float:
        return sum(map(self._step, self.fit.lines))

    def _step(self, line: str) -> float:
        """How far down a line goes; an empty one is a small gap."""
        return (1.0 if line else EMPTY_LINE) * self.fit.size * self.leading / mm

    def draw(self, pen: Pen, top: float) -> float:
        """The lines under `top`, centered; where they end."""
        style = replace(self.style, size=self.fit.size)
        for line in self.fit.lines:
            top -= self._step(line)
            pen.text((MIDDLE, top), line, style)
        return top


def set_inside(text: InsideText) -> list[Block]:
    """Greeting, wish, signature, the line under it, and shop, each at the size in which it fits.

    The wish shrinks until the whole has its place on the page; a block that can't says so.
    """
    name, _, signed_as = text.signature.partition("\n")
    greeting = fit_text(text.greeting, GREETING, ROOM, floor=15, lines=4)
    signature = fit_text(name, SIGNATURE, ROOM, floor=10, lines=2)
    line = fit_text(signed_as, SIGNED_AS, ROOM, floor=8, lines=2)
    shop = fit_text(text.shop_name.lower(), SHOP, ROOM, floor=7, lines=2)
    others = [
        Block(what="greeting line", style=GREETING, fit=greeting, leading=1.2),
        Block(what="signature", style=SIGNATURE, fit=signature, leading=1.2),
        Block(what="line under the signature", style=SIGNED_AS, fit=line, leading=1.3),
        Block(what="name of the shop", style=SHOP, fit=shop, leading=1.3),
    ]
    room = 2 * (PANEL_HEIGHT - SAFE - OPTICAL_MIDDLE) - GAPS - sum(one.height for one in others)
    return [others[0], _set_wish(text.wish, room), *others[1:]]


def _set_wish(wish: tuple[str, ...], room: float) -> Block:
    """The wish as large as its lines and the height that is left allow."""
    size = WISH.size
    while True:
        style = replace(WISH, size=size)
        fit = fit_lines(wish, style, ROOM - 6, floor=SMALLEST_WISH, lines=WISH_LINES)
        block = Block(what="wish", style=WISH, fit=fit, leading=1.45)
        if not fit.fits or block.height <= room:
            return block
        if size <= SMALLEST_WISH:
            return replace(block, fit=replace(fit, fits=False))
        size = max(SMALLEST_WISH, min(fit.size, size) - WISH_STEP)


def draw_greeting(pen: Pen, blocks: list[Block]) -> float:
    """The greeting, where it belongs for the whole to be centered; where the rest hangs from."""
    top = OPTICAL_MIDDLE + (GAPS + sum(block.height for block in blocks)) / 2
    return blocks[0].draw(pen, top)


def draw_below_greeting(pen: Pen, blocks: list[Block], stone: int | None) -> None:
    """Rule, wish, signature and shop, downward from 0: the same for many cards of a run.

    The rule has the stone of this month in its middle; without a month it is plain.
    """
    _, wish, signature, line, shop = blocks
    _draw_rule(pen, stone)
    y = wish.draw(pen, -AFTER_GREETING)
    y = line.draw(pen, signature.draw(pen, y - TO_SIGN))
    shop.draw(pen, y - BEFORE_SHOP)


def _draw_rule(pen: Pen, stone: int | None) -> None:
    pen.stroke(BRASS, 0.5)
    if stone is None:
        pen.line((MIDDLE - 6, RULE), (MIDDLE + 6, RULE))
        return
    for side in (-1, 1):
        pen.line((MIDDLE + side * 3.6, RULE), (MIDDLE + side * 11.0, RULE))
    draw_month_stone(pen, (MIDDLE, RULE), RULE_STONE, stone, edge=0.3)


def back_fits(shop_name: str, shop_line: str) -> bool:
    """Whether the name and the line of the shop have room in one line each."""
    return wordmark_size(shop_name, MARK_NAME, ROOM) is not None and _line_fit(shop_line).fits


def draw_back(pen: Pen, shop_name: str, shop_line: str, stone: int | None) -> None:
    """A small stone of this month, the name of the shop, and its line under it.

    Without a month the stone is the shop's emblem, in lines.
    """
    if stone is None:
        draw_round_lines(pen, MARK, MARK_RADIUS, BRASS, 0.3)
    else:
        draw_month_stone(pen, MARK, MARK_RADIUS, stone, edge=0.25)
    size = wordmark_size(shop_name, MARK_NAME, ROOM) or MARK_NAME
    draw_wordmark(pen, (MIDDLE, 21.0), shop_name, size, Align.CENTER)
    fit = _line_fit(shop_line)
    for line in fit.lines:
        pen.text((MIDDLE, 15.9), line, replace(MARK_LINE, size=fit.size))


def _line_fit(shop_line: str) -> Fit:
    return fit_text(shop_line.lower(), MARK_LINE, ROOM, floor=6, lines=1)
