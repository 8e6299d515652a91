"""The pieces of a run on their way to paper: looked at, previewed, and made into a PDF."""

import io
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from PySide6.QtCore import QRectF

from storebook.book.book import Book
from storebook.book.shop import Shop
from storebook.gui.print_preview import PdfPages, Shown
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
from storebook.printing.folds import PANEL_HEIGHT, PANEL_WIDTH, Fold, Panel, impose
from storebook.printing.fonts import Typeface
from storebook.printing.press import (
    CardPaper,
    Piece,
    card_run_problems,
    label_run_problems,
    print_run_cards,
    print_run_labels,
)
from storebook.printing.problems import Problem
from storebook.printing.sheets import SHEETS, LabelSheet, paper, sheet

A_YEAR = 365
# Of more than these nobody looks at every row; at printing all of them are looked at anyway.
MOST_LOOKED_AT = 2_000


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


def see(book: Book, request: RunRequest, shop: Shop, today: date) -> Seen:
    """Look at the run and have the press look at it too; nothing is saved."""
    look = look_at_run(book, request, shop=shop, today=today)
    found = problems_of(look, shop) if 0 < len(look.chosen) <= MOST_LOOKED_AT else []
    coming = None if look.chosen or look.left_out else next_after(book, request, shop)
    return Seen(
        look=look,
        problems={look.chosen[one.place - 1].key: one.sentence for one in reversed(found)},
        coming=coming,
    )


def problems_of(look: RunLook, shop: Shop) -> list[Problem]:
    """What the press would leave out of these cards and labels."""
    pieces = [piece_of(one, position) for position, one in enumerate(look.chosen, start=1)]
    labels = label_run_problems(pieces, sheet_name=look.request.sheet or "")
    return [*card_run_problems(pieces, shop), *labels]


def next_after(book: Book, request: RunRequest, shop: Shop) -> DueOccasion | None:
    """The first occasion of the year after the window."""
    wanted = occasion_kinds(request)
    if not wanted:
        return None
    first = request.end + timedelta(days=1)
    last = request.end + timedelta(days=A_YEAR)
    found = due(book, first, last, leap_day=shop.leap_day_rule, limit=1, kinds=wanted)
    return found[0] if found else None


def piece_of(one: Chosen, position: int, show_day: Callable[[date], str] = str) -> Piece:
    """Someone who gets a card, for the press, before the run is frozen."""
    return Piece(
        position=position,
        name=one.name_line,
        address_lines=one.address_block,
        occasion=one.occasion_text,
        day=show_day(one.day),
        greeting=one.words.greeting,
        wish_lines=tuple(one.words.wish.splitlines()),
        signature=one.words.signature,
        design=one.design,
        month=one.month,
        years=one.years,
        initials=one.initials,
        language=one.words.language,
    )


def card_pages(one: Chosen, shop: Shop, on: CardPaper) -> PdfPages:
    """The card of one of them, as the printer will get it."""
    out = io.BytesIO()
    print_run_cards(out, [piece_of(one, 1)], shop, on)
    return PdfPages(out.getvalue())


def label_pages(one: Chosen, sheet_name: str) -> PdfPages:
    """The first label of a sheet with one of them."""
    out = io.BytesIO()
    print_run_labels(out, [piece_of(one, 1)], sheet_name=sheet_name)
    return PdfPages(out.getvalue())


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


def label_shown(pages: PdfPages, sheet_name: str) -> Shown:
    """The first label of the sheet."""
    stock = sheet(sheet_name)
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


def sheets_for(paper_name: str) -> list[LabelSheet]:
    """The label sheets there are, those on the shop's own paper first."""
    return sorted(SHEETS.values(), key=lambda one: one.paper.name != paper_name)


def with_request(look: RunLook, **changes: object) -> RunLook:
    """The same people asked for otherwise: on other paper, as labels, as a list."""
    request: RunRequest = replace(look.request, **changes)  # type: ignore[arg-type]
    return replace(look, request=request)


def label_sheets_needed(stock: LabelSheet, start: int, labels: int) -> int:
    """How many sheets so many labels take when the first free place is `start`."""
    return -(-(start - 1 + labels) // stock.places) if labels else 0


def next_free_place(stock: LabelSheet, start: int, labels: int) -> int:
    """The first free label of the last sheet afterwards; 1 when that one is used up."""
    return (start - 1 + labels) % stock.places + 1
