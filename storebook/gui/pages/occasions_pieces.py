"""The pieces of a run on their way to paper: looked at, previewed, and made into a PDF."""

import io
from dataclasses import dataclass, replace
from datetime import date, timedelta

from PySide6.QtCore import QRectF

from storebook.book.book import Book
from storebook.book.shop import Shop
from storebook.gui.print_preview import PdfPages, Shown
from storebook.outreach.card_kinds import CardKind as AskedKind
from storebook.outreach.choosing import (
    Chosen,
    RunLook,
    RunRequest,
    look_at_run,
    occasion_kinds,
)
from storebook.people.occasions import DueOccasion, due
from storebook.printing.cards import CardText, draw_front
from storebook.printing.designs.catalog import CardKind, Design
from storebook.printing.documents import open_document
from storebook.printing.envelopes import ENVELOPES, Envelope, EnvelopePaper, envelopes_for
from storebook.printing.filling import Filling
from storebook.printing.folds import PANEL_HEIGHT, PANEL_WIDTH, Fold, Panel, impose
from storebook.printing.fonts import Typeface
from storebook.printing.press import (
    CardPaper,
    Piece,
    card_run_problems,
    envelope_run_problems,
    label_run_problems,
    print_on_stock,
    print_run_cards,
    print_run_envelopes,
)
from storebook.printing.problems import Problem
from storebook.printing.sheets import LabelSheet, paper
from storebook.printing.stock_shelf import all_stock, stock_called

A_YEAR = 365
# Of more than these it takes the worker seconds; at printing all of them are looked at anyway.
MOST_LOOKED_AT = 20_000
# More than these the press looks at in the worker, while the first of them is shown already.
FEW = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A run as it was looked at, with what the press would say of it.

    `problems` are by occasion: why that card or label can't be printed right. `coming` is the next
    occasion after the window, read only where the window has none.
    """

    look: RunLook
    problems: dict[int, str]
    coming: DueOccasion | None

    @property
    def people(self) -> int:
        """How many people the cards are for."""
        return sum(1 if one.partner_id is None else 2 for one in self.look.chosen)

    @property
    def waits_for_press(self) -> bool:
        """Whether the press has yet to look at these pieces."""
        return len(self.look.chosen) > FEW

    @property
    def is_too_long(self) -> bool:
        """Whether the press looks at so many pieces only when they are printed."""
        return len(self.look.chosen) > MOST_LOOKED_AT


def see(book: Book, request: RunRequest, shop: Shop, today: date) -> Seen:
    """Look at the run, and of a few pieces have the press look at them too; nothing is saved."""
    look = look_at_run(book, request, shop=shop, today=today)
    stock = stock_called(book, request.sheet) if request.sheet else None
    problems = problems_of(look, shop, stock) if len(look.chosen) <= FEW else {}
    coming = None if look.chosen or look.left_out else next_after(book, request, shop)
    return Seen(look=look, problems=problems, coming=coming)


def problems_of(
    look: RunLook, shop: Shop, post: LabelSheet | EnvelopePaper | None
) -> dict[int, str]:
    """What the press would leave out of these cards, and of the labels or envelopes that they go
    in, by the key of who was chosen.
    """
    pieces = [piece_of(one, position) for position, one in enumerate(look.chosen, start=1)]
    posted: list[Problem] = []
    if isinstance(post, LabelSheet):
        posted = label_run_problems(pieces, stock=post)
    elif post is not None:
        posted = envelope_run_problems(pieces, post)
    found = [*card_run_problems(pieces, shop), *posted]
    return {look.chosen[one.place - 1].key: one.sentence for one in reversed(found)}


def next_after(book: Book, request: RunRequest, shop: Shop) -> DueOccasion | None:
    """The first occasion of the year after the window."""
    wanted = occasion_kinds(request)
    if not wanted or request.card_kind is AskedKind.CHILD:  # not every birthday is a child's
        return None
    first = request.end + timedelta(days=1)
    last = request.end + timedelta(days=A_YEAR)
    found = due(book, first, last, leap_day=shop.leap_day_rule, limit=1, kinds=wanted)
    return found[0] if found else None


def piece_of(one: Chosen, position: int) -> Piece:
    """Someone who gets a card, for the press, before the run is frozen."""
    return Piece(
        position=position,
        name=one.name_line,
        address_lines=one.address_block,
        occasion=one.occasion_text,
        day=one.day.isoformat(),
        greeting=one.words.greeting,
        wish_lines=tuple(one.words.wish.splitlines()),
        signature=one.words.signature,
        design=one.design,
        month=one.month,
        years=one.years,
        initials=one.initials,
        country=one.country,
        neutral=one.neutral_sender,
        child=one.child_id is not None,
        language=one.words.language,
    )


def card_pages(one: Chosen, shop: Shop, on: CardPaper) -> PdfPages:
    """The card of one of them, as the printer will get it."""
    out = io.BytesIO()
    print_run_cards(out, [piece_of(one, 1)], shop, on)
    return PdfPages(out.getvalue())


def label_pages(one: Chosen, stock: LabelSheet) -> PdfPages:
    """The first label of a sheet with one of them."""
    out = io.BytesIO()
    print_on_stock(out, [piece_of(one, 1)], stock, filling=Filling())
    return PdfPages(out.getvalue())


def envelope_pages(one: Chosen, on: EnvelopePaper) -> PdfPages:
    """The envelope of one of them, as the printer will get it."""
    out = io.BytesIO()
    print_run_envelopes(out, [piece_of(one, 1)], on)
    return PdfPages(out.getvalue())


def fitting_envelopes(on: CardPaper) -> list[Envelope]:
    """Those that hold such a card well, the closest first."""
    front = impose(Fold(on.fold), paper(on.paper)).sides[0][0]
    return envelopes_for(front.width, front.height)


def envelope_choices(on: CardPaper) -> list[Envelope]:
    """Every envelope there is, those that hold such a card first."""
    fitting = fitting_envelopes(on)
    return [*fitting, *(one for one in ENVELOPES.values() if one not in fitting)]


def panel_shown(pages: PdfPages, on: CardPaper, panel: Panel) -> Shown:
    """That panel of the sheet, upright."""
    imposition = impose(Fold(on.fold), paper(on.paper))
    for page, side in enumerate(imposition.sides):
        for place in side:
            if place.panel is panel:
                part = _part(
                    (place.x, place.y, place.width, place.height),
                    (imposition.width, imposition.height),
                )
                return Shown(pages=pages, page=page, part=part, turned=place.turned)
    raise LookupError(panel)


def label_shown(pages: PdfPages, stock: LabelSheet) -> Shown:
    """The first label of the sheet."""
    box = stock.box(1)
    size = (stock.paper.width, stock.paper.height)
    return Shown(pages=pages, part=_part((box.x, box.y, box.width, box.height), size))


def _part(box: tuple[float, float, float, float], size: tuple[float, float]) -> QRectF:
    """From millimeters above the bottom left to shares of the page from the top left."""
    x, y, width, height = box
    return QRectF(x / size[0], (size[1] - y - height) / size[1], width / size[0], height / size[1])


def design_pages(one: Design, month: int, shop: Shop) -> PdfPages:
    """The front of a design by itself, in that month's stone."""
    out = io.BytesIO()
    canvas = open_document(out, PANEL_WIDTH, PANEL_HEIGHT, "Design", first=Typeface.SERIF)
    card = CardText(
        name="",
        design=one.name,
        month=month,
        greeting="",
        wish_lines=(),
        signature="",
        shop_name=shop.name,
        years=25 if one.kind is CardKind.ANNIVERSARY else None,
    )
    draw_front(canvas, card)
    canvas.showPage()
    canvas.save()
    return PdfPages(out.getvalue())


def sheets_for(book: Book, paper_name: str) -> list[LabelSheet]:
    """The label sheets there are, those on the shop's own paper first."""
    labels = [one for one in all_stock(book) if not one.cards]
    return sorted(labels, key=lambda one: one.paper.name != paper_name)


def with_request(look: RunLook, **changes: object) -> RunLook:
    """The same people asked for otherwise: on other paper, as labels, as a list."""
    request: RunRequest = replace(look.request, **changes)  # type: ignore[arg-type]
    return replace(look, request=request)
