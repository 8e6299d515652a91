"""Membership cards of the club, front and back, each a page of a bank card's size."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any, BinaryIO

from reportlab.lib.units import mm

from storebook.base.errors import Refused
from storebook.printing.designs.inks import BLACK, BRASS, INK
from storebook.printing.designs.pen import Pen, Point
from storebook.printing.designs.stones import draw_round_lines
from storebook.printing.documents import open_document
from storebook.printing.fonts import Typeface, missing_glyphs
from storebook.printing.problems import Problem
from storebook.printing.typesetting import Align, Fit, Style, fit_text
from storebook.printing.wordmark import draw_wordmark, wordmark_size

if TYPE_CHECKING:
    from reportlab.graphics.barcode.code128 import Code128

WIDTH = 85.6
HEIGHT = 54.0
LEFT = 6.5
RIGHT = 79.0
STONE = (65.6, 27.0)
STONE_RADIUS = 16.2
# Words on the front end before the stone.
FRONT_ROOM = 41.0
SHOP_ROOM = 48.0
BACK_ROOM = RIGHT - LEFT
SHOP_SIZE = 17.0
CLUB = Style(face=Typeface.SMALL_CAPS, size=7, tracking=1.1, color=BRASS)
NAME = Style(face=Typeface.SERIF, size=14, color=INK)
SMALLEST_NAME = 9.0
SINCE = Style(face=Typeface.SMALL_CAPS, size=7.2, tracking=0.9, color=BRASS)
NUMBER = Style(face=Typeface.SANS, size=8.5, tracking=1.1, color=INK)
NUMBER_BACK = Style(face=Typeface.SANS, size=7, tracking=0.6, color=INK)
SIGNATURE = Style(face=Typeface.SMALL_CAPS, size=6.6, tracking=0.9, color=BRASS)
NOTE = Style(face=Typeface.SMALL_SERIF, size=8, color=INK)
CONTACT = Style(face=Typeface.SANS, size=6.6, color=INK)
# What scanners at a counter read for sure, in millimeters.
BAR = 0.36
BAR_HEIGHT = 9.0
BARCODE_ROOM = 56.0
QR_SIZE = 15.0
CODE_TOP = 48.5

NOTES = (
    "Show this card at the counter, or just your name.",
    "It is yours to keep and costs nothing; leave the club any time.",
)


class Code(StrEnum):
    """What a scanner reads the number from."""

    BARS = "bars"
    QR = "qr"


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberCard:
    """What stands on one card; the bars hold the number without its blanks.

    `since` is a line such as "member since 2026"; `contact` the shop's address and phone.
    """

    name: str
    number: str
    since: str
    shop_name: str
    club_line: str = "the client club"
    notes: tuple[str, ...] = NOTES
    contact: str = ""

    @property
    def code(self) -> str:
        return re.sub(r"\s", "", self.number)


def member_card_problems(cards: Sequence[MemberCard]) -> list[Problem]:
    """What `print_member_cards` would leave out, without printing."""
    return [
        Problem(place=place, name=card.name, sentence=sentence)
        for place, card in enumerate(cards, 1)
        if (sentence := _trouble(card))
    ]


def print_member_cards(
    out: BinaryIO, cards: Sequence[MemberCard], *, mono: bool = False, code: Code = Code.BARS
) -> list[Problem]:
    """Write the cards as a PDF: front, back, front, back, each a page.

    A card that cannot be printed right is left out and answered as a problem. Refused when no card
    is left to print.
    """
    problems = member_card_problems(cards)
    if len(problems) == len(cards):
        raise Refused(problems[0].sentence if problems else "There are no cards to print.")
    canvas = open_document(out, WIDTH, HEIGHT, "Membership cards", first=Typeface.SERIF)
    left_out = {problem.place for problem in problems}
    for place, card in enumerate(cards, 1):
        if place in left_out:
            continue
        draw_member_front(Pen(canvas, mono=mono), card)
        canvas.showPage()
        draw_member_back(Pen(canvas, mono=mono), card, code)
        canvas.showPage()
    canvas.save()
    return problems


def _trouble(card: MemberCard) -> str | None:
    """The sentence that says why this card cannot be printed."""
    if not card.name.strip() or not card.code:
        return "The card needs a name and a number."
    words = " ".join((card.name, card.since, card.shop_name, card.club_line, card.contact))
    if missing := missing_glyphs(" ".join((words, *card.notes))):
        return f"No font has the letters {' '.join(missing)}: write the name without them."
    if not card.code.isascii() or _bars(card.code).width > BARCODE_ROOM * mm:
        return "The number is too long for the bars on the card."
    if wordmark_size(card.shop_name, SHOP_SIZE, SHOP_ROOM) is None:
        return "The name of the shop is too long for the card."
    if not all(fit.fits for fit in (_name(card), *_fits(card))):
        return "The words are too long for the card: shorten them."
    return None


def _name(card: MemberCard) -> Fit:
    return fit_text(card.name, NAME, FRONT_ROOM, floor=SMALLEST_NAME, lines=3)


def _fits(card: MemberCard) -> list[Fit]:
    """The other words, each on a line of its own."""
    front = [(card.club_line.lower(), CLUB), (card.since.lower(), SINCE), (card.number, NUMBER)]
    back = [*((note, NOTE) for note in card.notes), (card.contact, CONTACT)]
    return [
        fit_text(text, style, room, floor=style.size * 0.75, lines=1)
        for texts, room in ((front, FRONT_ROOM), (back, BACK_ROOM))
        for text, style in texts
    ]


def draw_member_front(pen: Pen, card: MemberCard) -> None:
    """The front from the lower left corner of the card on, which is where the pen stands."""
    draw_round_lines(pen, STONE, STONE_RADIUS, BRASS, 0.42)
    size = wordmark_size(card.shop_name, SHOP_SIZE, SHOP_ROOM) or SHOP_SIZE
    draw_wordmark(pen, (LEFT, 42.6), card.shop_name, size)
    club, since, number, *_ = _fits(card)
    _draw(pen, 38.2, club, CLUB)
    name = _name(card)
    for above, line in enumerate(reversed(name.lines)):
        y = 18.4 + above * name.size * 1.15 / mm
        pen.text((LEFT, y), line, replace(NAME, size=name.size), Align.LEFT)
    _draw(pen, 13.4, since, SINCE)
    _draw(pen, 6.6, number, NUMBER)


def draw_member_back(pen: Pen, card: MemberCard, code: Code = Code.BARS) -> None:
    """The back likewise; whether its texts have room was asked by `member_card_problems`."""
    if code is Code.QR:
        wide, foot = QR_SIZE, CODE_TOP - QR_SIZE
        draw_qr(pen, card.code, (RIGHT - QR_SIZE, foot))
    else:
        bars = _bars(card.code)
        wide, foot = bars.width / mm, CODE_TOP - BAR_HEIGHT
        pen.canvas.setFillColor(BLACK)
        bars.drawOn(pen.canvas, (RIGHT - wide) * mm, foot * mm)
    pen.text((RIGHT, foot - 3.5), card.number, NUMBER_BACK, Align.RIGHT)
    pen.stroke(BRASS, 0.4)
    pen.line((LEFT, 37.0), (RIGHT - wide - 4, 37.0))
    pen.text((LEFT, 33.4), "signature", SIGNATURE, Align.LEFT)
    *notes, contact = _fits(card)[3:]
    for below, note in enumerate(reversed(notes)):
        _draw(pen, 17.4 + 4.1 * below, note, NOTE)
    pen.stroke(BRASS, 0.3)
    pen.line((LEFT, 13.6), (RIGHT, 13.6))
    _draw(pen, 8.6, contact, CONTACT)


def draw_qr(pen: Pen, text: str, place: Point) -> None:
    """A QR code of the text from its lower left corner on, a square of ink for each of its dots."""
    from reportlab.graphics.barcode.qrencoder import QRCode, QRErrorCorrectLevel

    drawn: Any = QRCode(None, QRErrorCorrectLevel.M)
    drawn.addData(text)
    drawn.make()
    dots = drawn.getModuleCount()
    side = QR_SIZE * mm / dots
    path = pen.canvas.beginPath()
    for row in range(dots):
        for column in range(dots):
            if drawn.isDark(row, column):
                left = place[0] * mm + column * side
                path.rect(left, place[1] * mm + (dots - 1 - row) * side, side, side)
    pen.canvas.setFillColor(BLACK)
    pen.canvas.drawPath(path, stroke=0, fill=1)


def _draw(pen: Pen, y: float, fit: Fit, style: Style) -> None:
    for line in fit.lines:
        pen.text((LEFT, y), line, replace(style, size=fit.size), Align.LEFT)


def _bars(code: str) -> "Code128":
    """What knows bars is loaded only now: it takes as long as all else that labels need."""
    from reportlab.graphics.barcode.code128 import Code128

    return Code128(code, barHeight=BAR_HEIGHT * mm, barWidth=BAR * mm, quiet=0)
