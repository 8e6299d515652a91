"""The words on the front of a card, set the same way by every design."""

import re
from dataclasses import dataclass
from functools import lru_cache

from reportlab.lib.colors import Color
from reportlab.lib.units import mm

from storebook.base.text import HAN_KANA_HANGUL
from storebook.printing.designs.inks import BRASS, INK
from storebook.printing.designs.pen import Pen
from storebook.printing.fonts import Typeface
from storebook.printing.typesetting import Fit, Style, fit_lines, fit_text

MIDDLE = 63.5
# Words stay this far inside the panel, as all ink does.
ROOM = 127.0 - 2 * 12.0
# Initials stand inside a wreath or a disc: this is the smallest one.
INITIALS_ROOM = 24.0
SMALLEST_WISH = 18.0
SMALLEST_INITIALS = 11.0
SMALLEST_SMALL_CAPS = 7.5
# Points between small capitals, as the designs are drawn.
TRACKING = 1.6
WIDE_TRACKING = 2.4
# Hanzi are few and have finer strokes than letters of the same size: so much larger they are set.
LARGER_WISH = 1.15
LARGER_LINE = 1.3
HANZI = re.compile(f"[{HAN_KANA_HANGUL}]")
# Of the size of its letters, how far one line stands from the next.
LEADING = 1.4


@dataclass(frozen=True, slots=True, kw_only=True)
class CardFront:
    """What a design may say: empty words mean its own; `years` None that nobody knows them.

    `month_word`, `stone_word` and `years_word` are in the language of the card. Without `clocks`
    nothing may look like one: in Chinese that is a farewell.
    """

    month: int
    years: int | None = None
    initials: str = ""
    wish: str = ""
    line: str = ""
    month_word: str = ""
    stone_word: str = ""
    years_word: str = ""
    clocks: bool = True


def wish_fit(text: str, size: float, room: float = ROOM, face: Typeface = Typeface.ITALIC) -> Fit:
    """The wish in one line of at most `room` millimeters, `size` points or smaller."""
    style = Style(face=face, size=_grown(text, size, LARGER_WISH))
    return fit_text(text, style, room, floor=SMALLEST_WISH, lines=1)


def small_caps_fit(text: str, size: float, tracking: float, room: float = ROOM) -> Fit:
    """A line of small capitals, set `tracking` points apart at `size`; `room` in millimeters."""
    grown = _grown(text, size, LARGER_LINE)
    style = Style(face=Typeface.SMALL_CAPS, size=grown, tracking=tracking * grown / size)
    return fit_text(text.lower(), style, room, floor=SMALLEST_SMALL_CAPS, lines=1)


def wish_lines_fit(text: str, size: float, room: float) -> Fit:
    """The wish in two even lines where one would be too small; a line break in it is kept."""
    style = Style(face=Typeface.ITALIC, size=_grown(text, size, LARGER_WISH))
    return fit_lines(tuple(text.split("\n")), style, room, floor=SMALLEST_WISH, lines=2)


def _grown(text: str, size: float, share: float) -> float:
    return size * share if HANZI.search(text) else size


@lru_cache(maxsize=512)
def words_fit(front: CardFront, room: float = ROOM, wish_lines: int = 1) -> bool:
    """Whether the words that take the place of the design's own have `room`."""
    wish = (
        wish_fit(front.wish, 25, room) if wish_lines == 1 else wish_lines_fit(front.wish, 25, room)
    )
    return (
        wish.fits
        and small_caps_fit(front.line, 9, TRACKING, room).fits
        and initials_fit(front.initials, 20, INITIALS_ROOM).fits
    )


def initials_fit(text: str, size: float, room: float) -> Fit:
    """Initials in one line of at most `room` millimeters, `size` points or smaller."""
    style = Style(face=Typeface.ITALIC, size=size)
    return fit_text(text, style, room, floor=SMALLEST_INITIALS, lines=1)


def draw_wish(pen: Pen, y: float, text: str, size: float, room: float = ROOM) -> None:
    """The wish in italics, centered on its baseline `y`."""
    fit = wish_fit(text, size, room)
    _draw(pen, y, fit, Style(face=Typeface.ITALIC, size=fit.size, color=INK))


def draw_wish_lines(pen: Pen, y: float, text: str, size: float, room: float) -> None:
    """The wish in one line or two, centered around `y`."""
    fit = wish_lines_fit(text, size, room)
    style = Style(face=Typeface.ITALIC, size=fit.size, color=INK)
    leading = fit.size * LEADING / mm
    top = y + leading * (len(fit.lines) - 1) / 2
    for place, line in enumerate(fit.lines):
        pen.text((MIDDLE, top - place * leading), line, style)


def draw_upright_wish(pen: Pen, y: float, text: str, size: float) -> None:
    """The wish in upright letters, for a design of straight lines."""
    fit = wish_fit(text, size, face=Typeface.SERIF)
    _draw(pen, y, fit, Style(face=Typeface.SERIF, size=fit.size, color=INK))


def _draw(pen: Pen, y: float, fit: Fit, style: Style) -> None:
    for line in fit.lines[:1]:
        pen.text((MIDDLE, y), line, style)


def draw_initials(pen: Pen, y: float, text: str, size: float, room: float = INITIALS_ROOM) -> None:
    """The couple's initials, in a space the design keeps for them."""
    fit = initials_fit(text, size, room)
    _draw(pen, y, fit, Style(face=Typeface.ITALIC, size=fit.size, color=INK))


def draw_small_caps(pen: Pen, y: float, text: str, size: float, room: float = ROOM) -> None:
    """The second line, in tracked small capitals of brass."""
    _draw_tracked(pen, y, small_caps_fit(text, size, TRACKING, room), TRACKING / size, BRASS)


def draw_metal_caps(pen: Pen, y: float, text: str, size: float, metal: Color) -> None:
    """The same in the metal of a wedding year."""
    _draw_tracked(pen, y, small_caps_fit(text, size, TRACKING), TRACKING / size, metal)


def draw_wide_caps(pen: Pen, y: float, text: str, size: float, ink: Color) -> None:
    """A single word under a large number, tracked wider."""
    _draw_tracked(pen, y, small_caps_fit(text, size, WIDE_TRACKING), WIDE_TRACKING / size, ink)


def _draw_tracked(pen: Pen, y: float, fit: Fit, tracking: float, ink: Color) -> None:
    spaced = tracking * fit.size
    _draw(pen, y, fit, Style(face=Typeface.SMALL_CAPS, size=fit.size, tracking=spaced, color=ink))
