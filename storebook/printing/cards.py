"""Greeting cards to fold: the front by one of the designs, the shop's words inside."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from storebook.base.errors import Refused
from storebook.printing.crop_marks import draw_crop_marks
from storebook.printing.designs.catalog import design
from storebook.printing.designs.fronts import front_words
from storebook.printing.designs.inks import STONES
from storebook.printing.designs.pen import Pen
from storebook.printing.designs.words import CardFront, words_fit
from storebook.printing.documents import open_document, print_both_sides
from storebook.printing.folds import (
    PANEL_HEIGHT,
    PANEL_WIDTH,
    Fold,
    Imposition,
    Panel,
    PanelPlace,
    impose,
)
from storebook.printing.fonts import Typeface, missing_glyphs
from storebook.printing.inside import (
    Block,
    InsideText,
    back_fits,
    draw_back,
    draw_below_greeting,
    draw_greeting,
    set_inside,
)
from storebook.printing.problems import Problem
from storebook.printing.sheets import Paper


@dataclass(frozen=True, slots=True, kw_only=True)
class CardText:
    """One card, as it was frozen: everything that stands on it, and whom it is for.

    `month` (1 to 12) chooses the stone. `years` is None, or less than 1, when no number is to
    appear. `wish` and `line` take the place of the design's own words on the front, which are in
    `language` otherwise; `holiday` is what the day is called, `child` that it is the birthday of a
    child of whoever gets the card. One that is `blank` has nothing
    inside: its front is on paper already, and it is not to go out.
    """

    name: str
    design: str
    month: int
    greeting: str
    wish_lines: tuple[str, ...]
    signature: str
    shop_name: str
    shop_line: str = ""
    years: int | None = None
    initials: str = ""
    wish: str = ""
    line: str = ""
    language: str = "en"
    holiday: str = ""
    child: bool = False
    blank: bool = False

    @property
    def front(self) -> CardFront:
        years = self.years if self.years and self.years > 0 else None
        front = CardFront(
            month=self.month, years=years, initials=self.initials, wish=self.wish, line=self.line
        )
        chosen = design(self.design)
        return front_words(chosen, front, self.language, self.holiday, child=self.child)

    @property
    def inside(self) -> InsideText:
        return InsideText(
            greeting=self.greeting,
            wish=self.wish_lines,
            signature=self.signature,
            shop_name=self.shop_name,
        )


def card_problems(cards: Sequence[CardText]) -> list[Problem]:
    """What `print_cards` would leave out, without printing."""
    return [
        Problem(place=place, name=card.name, sentence=sentence)
        for place, card in enumerate(cards, 1)
        if isinstance(sentence := _set(card), str)
    ]


def print_cards(
    out: BinaryIO, cards: Sequence[CardText], fold: Fold, paper: Paper, *, mono: bool = False
) -> list[Problem]:
    """Write the cards as a PDF, one a sheet, or as many as the fold cuts from one; all but the
    quarter-folded take both sides of the paper.

    A card that cannot be printed right is left out and answered as a problem. Refused when no card
    is left to print, or a design is unknown.
    """
    imposition = impose(fold, paper)
    canvas = open_document(
        out, imposition.width, imposition.height, "Greeting cards", first=Typeface.SERIF
    )
    if imposition.turn is not None:
        print_both_sides(canvas, imposition.turn)
    press = _Press(canvas, imposition, mono=mono)
    problems: list[Problem] = []
    for place, card in enumerate(cards, 1):
        if isinstance(inside := _set(card), str):
            problems.append(Problem(place=place, name=card.name, sentence=inside))
        else:
            press.add(card, inside)
    press.finish()
    if len(problems) == len(cards):
        raise Refused(problems[0].sentence if problems else "There are no cards to print.")
    canvas.save()
    return problems


def words_problem(
    greeting: str, wish: str, signature: str, *, shop_name: str
) -> tuple[str, str] | None:
    """Why words would not print inside the smallest card: which of them, and a sentence.

    All cards are set alike and scaled as a whole, so what fits one fits every fold and paper.
    """
    texts = {"greeting": greeting, "wish": wish, "signature": signature}
    for field, text in texts.items():
        if missing := missing_glyphs(text):
            return field, f"No font has the letters {' '.join(missing)}: write it without them."
    inside = InsideText(
        greeting=greeting,
        wish=tuple(wish.splitlines()),
        signature=signature,
        shop_name=shop_name,
    )
    for block in set_inside(inside):
        if not block.fit.fits:
            field = block.what.partition(" ")[0]
            sentence = f"The {block.what} is too long for the card: shorten it."
            return (field if field in texts else "signature"), sentence
    return None


def draw_front(canvas: Canvas, card: CardText) -> None:
    """The front panel alone, at its own size: for showing a design."""
    pen = Pen(canvas)
    chosen = design(card.design)
    chosen.draw_art(pen, chosen.art_for(card.month, card.years))
    chosen.draw_words(pen, card.front)


def _set(card: CardText) -> list[Block] | str:
    """The text inside, set in lines, or the sentence that says why the card cannot be printed."""
    chosen = design(card.design)
    if card.month not in STONES:
        raise Refused(f"There is no month {card.month}.", "month")
    if not card.greeting.strip():
        return "The greeting line is empty."
    if missing := missing_glyphs(f"{card.shop_name} {card.shop_line}"):
        return (
            f"No font has the letters {' '.join(missing)} of the shop’s name or the line under it: "
            "write those without them, under Shop."
        )
    written = (card.greeting, *card.wish_lines, card.signature)
    words = " ".join((*written, card.initials, card.wish, card.line))
    if missing := missing_glyphs(words):
        return f"No font has the letters {' '.join(missing)}: write the card without them."
    if not words_fit(card.front, chosen.room, chosen.wish_lines):
        return "The words for the front are too long for the card: shorten them."
    if not back_fits(card.shop_name, card.shop_line):
        return "The name of the shop is too long for the back of the card."
    inside = set_inside(card.inside)
    long = next((block.what for block in inside if not block.fit.fits), None)
    return f"The {long} is too long for the card: shorten it." if long else inside


class _Press:
    """Prints card after card on one canvas; art that comes again is stored once in the PDF."""

    def __init__(self, canvas: Canvas, imposition: Imposition, *, mono: bool) -> None:
        self._canvas = canvas
        self._imposition = imposition
        self._mono = mono
        self._scale = imposition.sides[0][0].scale
        self._forms: dict[tuple[object, ...], str] = {}
        self._sheet: list[tuple[CardText, list[Block]]] = []

    def add(self, card: CardText, inside: list[Block]) -> None:
        """The next card; a sheet is printed as soon as it is full."""
        self._sheet.append((card, inside))
        if len(self._sheet) == self._imposition.cards:
            self.finish()

    def finish(self) -> None:
        """The last sheet, which may have room left."""
        if not self._sheet:
            return
        for number, side in enumerate(self._imposition.sides):
            for place in side:
                if place.card < len(self._sheet):
                    self._print_panel(place, *self._sheet[place.card])
            if self._imposition.trim is not None and number == 0:
                draw_crop_marks(self._canvas, self._imposition.trim)
            self._canvas.showPage()
        self._sheet.clear()

    def _print_panel(self, place: PanelPlace, card: CardText, inside: list[Block]) -> None:
        if place.panel is Panel.INSIDE_LEFT:
            return
        self._canvas.saveState()
        self._canvas.transform(*_matrix(place))
        if place.panel is Panel.FRONT:
            self._draw_front(card)
        elif place.panel is Panel.BACK:
            self._draw_back(card)
        else:
            self._draw_inside(card, inside)
        self._canvas.restoreState()

    def _pen(self) -> Pen:
        return Pen(self._canvas, mono=self._mono, scale=self._scale)

    def _draw_front(self, card: CardText) -> None:
        chosen, front = design(card.design), card.front
        of = chosen.art_for(card.month, card.years)
        art = self._form((chosen.name, of), lambda pen: chosen.draw_art(pen, of))
        if front.initials:  # of one couple only
            self._canvas.doForm(art)
            chosen.draw_words(self._pen(), front)
            return

        def draw(pen: Pen) -> None:
            self._canvas.doForm(art)
            chosen.draw_words(pen, front)

        self._canvas.doForm(self._form((chosen.name, of, front), draw))

    def _draw_back(self, card: CardText) -> None:
        stone = card.month if design(card.design).monthly else None
        form = self._form(
            ("back", card.shop_name, card.shop_line, stone),
            lambda pen: draw_back(pen, card.shop_name, card.shop_line, stone),
        )
        self._canvas.doForm(form)

    def _draw_inside(self, card: CardText, inside: list[Block]) -> None:
        if card.blank:
            return
        hangs_from = draw_greeting(self._pen(), inside)
        stone = card.month if design(card.design).monthly else None
        form = self._form(
            ("inside", stone, card.wish_lines, inside[1].fit.size, card.signature, card.shop_name),
            lambda pen: draw_below_greeting(pen, inside, stone),
            hanging=True,
        )
        self._canvas.translate(0, hangs_from * mm)
        self._canvas.doForm(form)

    def _form(
        self, what: tuple[object, ...], draw: Callable[[Pen], None], *, hanging: bool = False
    ) -> str:
        """What many cards share: written into the PDF the first time, named ever after."""
        if (form := self._forms.get(what)) is None:
            form = self._forms[what] = f"Art{len(self._forms) + 1}"
            foot = -PANEL_HEIGHT if hanging else 0.0
            corners = (0, foot * mm, PANEL_WIDTH * mm, (foot + PANEL_HEIGHT) * mm)
            self._canvas.beginForm(form, *corners)  # type: ignore[arg-type]
            draw(self._pen())
            self._canvas.endForm()
        return form


def _matrix(place: PanelPlace) -> tuple[float, float, float, float, float, float]:
    """From the panel as designs are drawn on it to its place on the sheet, in points."""
    scale = -place.scale if place.turned else place.scale
    x = (place.x + place.width / 2 - scale * PANEL_WIDTH / 2) * mm
    y = (place.y + place.height / 2 - scale * PANEL_HEIGHT / 2) * mm
    return (scale, 0.0, 0.0, scale, x, y)
