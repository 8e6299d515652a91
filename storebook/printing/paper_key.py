"""The owner's key on paper: one calm page that opens the book on any computer."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import BinaryIO

from storebook.base.errors import Refused
from storebook.printing.designs.inks import BLACK, BRASS, INK
from storebook.printing.designs.pen import Pen
from storebook.printing.documents import open_document
from storebook.printing.fonts import Typeface, missing_glyphs
from storebook.printing.sheets import Paper
from storebook.printing.typesetting import Align, Style, fit_text, wrap
from storebook.printing.wordmark import draw_wordmark, wordmark_size

MARGIN = 25.0
SHOP_SIZE = 20.0
TITLE = Style(face=Typeface.SERIF, size=25, color=INK)
ABOUT = Style(face=Typeface.SANS, size=10.5, color=INK)
# In black whatever the printer has: these must be read in ten years.
GROUP = Style(face=Typeface.SEMIBOLD, size=27, tracking=5, color=BLACK, kerned=False)
PLACE = Style(face=Typeface.SANS, size=8, color=BRASS)
HEADING = Style(face=Typeface.SMALL_CAPS, size=11, tracking=0.9, color=BRASS)
WORDS = Style(face=Typeface.SERIF, size=12, color=INK)
LEADING = 5.6
IN_A_ROW = 3
ROW_HEIGHT = 21.0

ADVICE = (
    (
        "What this is",
        "These 33 characters open the client book, also on another computer and when everything "
        "else is lost. Nobody can make them again: not the shop’s computer, and not the makers of "
        "the program. Who has this page and a copy of the book reads all of it.",
    ),
    (
        "Where to keep it",
        "In the safe, or with your lawyer or your family; never beside the computer, and not as a "
        "picture in a phone. A second copy in a second place is wise.",
    ),
    (
        "How to use it",
        "Open the book and type the characters when you are asked. Capitals, blanks and dashes do "
        "not matter. There is no letter O, I or L on this page: what looks like one is a zero or a "
        "one. A typing mistake is told, and harms nothing.",
    ),
    (
        "If this page is lost, or others may have seen it",
        "As long as the book opens, change its key (on the page Shop, under The book) and print a "
        "new page. Keep the old page for older backups.",
    ),
)
PUT_AWAY = ("Put away in", "by", "on")


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyPage:
    """What stands on the page; `day` as it is to be read, `groups` the key in fours."""

    groups: tuple[str, ...]
    book_name: str
    shop_name: str
    day: str


def print_paper_key(out: BinaryIO, page: KeyPage, paper: Paper) -> None:
    """Write the page as a PDF. Refused when a name can't be printed; nothing is written then."""
    refuse_unprintable(page)
    canvas = open_document(out, paper.width, paper.height, "Paper key", first=Typeface.SERIF)
    pen = Pen(canvas)
    y = draw_heading(pen, page, paper)
    y = draw_groups(pen, page.groups, paper, y - 14)
    draw_advice(pen, paper, y - 8)
    draw_put_away(pen, paper)
    canvas.showPage()
    canvas.save()


def refuse_unprintable(page: KeyPage) -> None:
    if missing := missing_glyphs(f"{page.book_name} {page.shop_name} {page.day}"):
        raise Refused(f"No font has the letters {' '.join(missing)}: the page can’t be printed.")


def draw_heading(pen: Pen, page: KeyPage, paper: Paper) -> float:
    """The shop, what the page is, and of which book; answers how far down it went."""
    room = paper.width - 2 * MARGIN
    y = paper.height - 30
    size = wordmark_size(page.shop_name, SHOP_SIZE, room)
    if size is not None:
        draw_wordmark(pen, (MARGIN, y), page.shop_name, size)
    else:
        for line in wrap(page.shop_name, WORDS.face, WORDS.size, room):
            pen.text((MARGIN, y), line, WORDS, Align.LEFT)
            y -= LEADING
    y -= 5
    pen.stroke(BRASS, 0.5)
    pen.line((MARGIN, y), (paper.width - MARGIN, y))
    y -= 17
    pen.text((MARGIN, y), "The key to the client book", TITLE, Align.LEFT)
    y -= 8
    about = fit_text(f"{page.book_name}  ·  made on {page.day}", ABOUT, room, floor=7, lines=2)
    for line in about.lines:
        pen.text((MARGIN, y), line, replace(ABOUT, size=about.size), Align.LEFT)
        y -= 5
    return y + 5


def draw_groups(pen: Pen, groups: Sequence[str], paper: Paper, top: float) -> float:
    """The characters, three groups in a row, each with its number below."""
    step = (paper.width - 2 * MARGIN) / IN_A_ROW
    places = [
        (MARGIN + place % IN_A_ROW * step, top - 6 - place // IN_A_ROW * ROW_HEIGHT)
        for place in range(len(groups))
    ]
    for place, group in zip(places, groups, strict=True):
        pen.text(place, group, GROUP, Align.LEFT)
    # After all of them, so that copying the key out of the file does not mix these in.
    for number, (x, y) in enumerate(places, 1):
        pen.text((x, y - 5.5), str(number), PLACE, Align.LEFT)
    y = places[-1][1] - 12
    pen.stroke(BRASS, 0.5)
    pen.line((MARGIN, y), (paper.width - MARGIN, y))
    return y


def draw_advice(pen: Pen, paper: Paper, top: float) -> None:
    y = top - 2
    for heading, words in ADVICE:
        pen.text((MARGIN, y), heading.lower(), HEADING, Align.LEFT)
        for line in wrap(words, WORDS.face, WORDS.size, paper.width - 2 * MARGIN):
            y -= LEADING
            pen.text((MARGIN, y), line, WORDS, Align.LEFT)
        y -= 9.5


def draw_put_away(pen: Pen, paper: Paper) -> None:
    """A line for where it was put, by whom and when."""
    step = (paper.width - 2 * MARGIN) / len(PUT_AWAY)
    pen.stroke(BRASS, 0.4)
    for place, words in enumerate(PUT_AWAY):
        x = MARGIN + place * step
        pen.line((x, 22), (x + step - 5, 22))
        pen.text((x, 18), words, PLACE, Align.LEFT)
