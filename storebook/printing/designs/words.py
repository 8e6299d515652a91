"""The words on the front of a card, set the same way by every design."""

from dataclasses import dataclass

from storebook.printing.designs.inks import BRASS, INK
from storebook.printing.designs.pen import Pen
from storebook.printing.fonts import Typeface
from storebook.printing.typesetting import Fit, Style, fit_text

MIDDLE = 63.5
# Words stay this far inside the panel, as all ink does.
ROOM = 127.0 - 2 * 12.0
# Initials stand inside a wreath.
INITIALS_ROOM = 45.0
SMALLEST_WISH = 18.0
SMALLEST_SMALL_CAPS = 7.5


@dataclass(frozen=True, slots=True, kw_only=True)
class CardFront:
    """What a design may say: empty words mean its own; `years` None that nobody knows them."""

    month: int
    years: int | None = None
    initials: str = ""
    wish: str = ""
    line: str = ""


def wish_fit(text: str, size: float, room: float = ROOM) -> Fit:
    style = Style(face=Typeface.ITALIC, size=size)
    return fit_text(text, style, room, floor=SMALLEST_WISH, lines=1)


def small_caps_fit(text: str, size: float, tracking: float) -> Fit:
    style = Style(face=Typeface.SMALL_CAPS, size=size, tracking=tracking)
    return fit_text(text.lower(), style, ROOM, floor=SMALLEST_SMALL_CAPS, lines=1)


def words_fit(front: CardFront) -> bool:
    """Whether the words that take the place of the design's own have room."""
    return (
        wish_fit(front.wish, 29).fits
        and small_caps_fit(front.line, 9.5, 1.6).fits
        and wish_fit(front.initials, 29, INITIALS_ROOM).fits
    )


def draw_wish(pen: Pen, y: float, text: str, size: float, room: float = ROOM) -> None:
    """The wish in italics, centered on its baseline `y`."""
    fit = wish_fit(text, size, room)
    for line in fit.lines[:1]:
        pen.text((MIDDLE, y), line, Style(face=Typeface.ITALIC, size=fit.size, color=INK))


def draw_small_caps(pen: Pen, y: float, text: str, size: float, tracking: float = 1.6) -> None:
    """The second line, in tracked small capitals of brass."""
    fit = small_caps_fit(text, size, tracking)
    style = Style(
        face=Typeface.SMALL_CAPS, size=fit.size, tracking=tracking * fit.size / size, color=BRASS
    )
    for line in fit.lines[:1]:
        pen.text((MIDDLE, y), line, style)
