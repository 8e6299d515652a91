"""What the print commands were asked for: which days, which people, on which paper."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import click

from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.book.shop import Paper
from storebook.cli.common import shop_of, today
from storebook.outreach.children import cards_for_children
from storebook.outreach.choosing import OCCASIONS, CardKind, Fold, RunKind, RunRequest
from storebook.outreach.runs import Run
from storebook.outreach.selecting import Selection, from_json, read_selection
from storebook.people.called import name_of
from storebook.people.occasions import occasions_of
from storebook.printing import folds
from storebook.printing.envelopes import ENVELOPES, Envelope, envelope, envelope_for
from storebook.printing.sheets import paper
from storebook.printing.stock_shelf import stock_called

KINDS = {
    "birthday": CardKind.BIRTHDAY,
    "anniversary": CardKind.WEDDING,
    "child": CardKind.CHILD,
    "thank-you": CardKind.THANKS,
    "holiday": CardKind.HOLIDAY,
    "monthly": CardKind.MONTHLY,
}
SHEETS = {Paper.LETTER: "avery-5160", Paper.A4: "avery-l7160"}
DAYS = 14
A_YEAR = 365


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What was asked for on the command line; None is what was left out."""

    book_path: Path
    out: Path
    start: date | None
    days: int | None
    shopper_id: int | None
    kind: str | None
    paper: str | None
    run: int | str | None
    from_piece: int | None
    by: str | None
    as_json: bool
    design: tuple[str, ...] = ()
    fold: str | None = None
    sheet: str | None = None
    start_place: int = 1
    select: str | None = None
    title: str | None = None
    children: bool | None = None
    size: str | None = None

    @property
    def run_id(self) -> int | None:
        """The run that is to be printed again: it is named by its number."""
        return self.run if isinstance(self.run, int) else None

    @property
    def name(self) -> str:
        """What a new run is to be called."""
        return self.run if isinstance(self.run, str) else ""

    def refuse_confusion(self) -> None:
        """A run that is printed again has its days and people already: wrong usage otherwise."""
        anew = (
            self.start, self.days, self.shopper_id, self.kind, self.design or None, self.select,
            self.title, self.children,
        )  # fmt: skip
        if self.run_id is not None and any(given is not None for given in anew):
            raise click.UsageError("A run that is printed again keeps its days, people and design.")
        if self.from_piece is not None and self.run_id is None:
            raise click.UsageError("--from-piece needs --run with the number of a run.")
        if self.title is not None and self.kind != "holiday":
            raise click.UsageError("--title is for --kind holiday.")
        if self.children is not None and self.kind not in (None, "birthday"):
            raise click.UsageError(f"--children is for birthdays, not for --kind {self.kind}.")
        if self.days is not None and self.kind in ("holiday", "monthly"):
            raise click.UsageError(f"--days is not for --kind {self.kind}, which has one day.")


def request_of(book: Book, kind: RunKind, wanted: Wanted) -> RunRequest:
    start, end = window_of(book, wanted)
    request = RunRequest(
        kind=kind,
        start=start,
        end=end,
        card_kind=KINDS[wanted.kind] if wanted.kind else None,
        title=wanted.title or "",
        selection=selection_of(book, wanted),
        shopper_id=wanted.shopper_id,
        name=wanted.name,
        designs=wanted.design,
        paper=Paper(wanted.paper) if wanted.paper else shop_of(book).paper,
        fold=Fold(wanted.fold or Fold.HALF),
        sheet=wanted.sheet,
        start_place=wanted.start_place,
        children=cards_for_children(book) if wanted.children is None else wanted.children,
    )
    return on_what(book, request, wanted)


def selection_of(book: Book, wanted: Wanted) -> Selection:
    if wanted.select is None:
        return Selection()
    return read_selection(wanted.select, shop=shop_of(book))


def request_again(book: Book, found: Run, kind: RunKind, wanted: Wanted) -> RunRequest:
    request = RunRequest(
        kind=kind,
        start=found.from_day,
        end=found.to_day,
        card_kind=found.card_kind,
        title=found.title,
        selection=from_json(found.selection),
        paper=Paper(wanted.paper) if wanted.paper else found.paper,
        fold=Fold(wanted.fold) if wanted.fold else found.fold or Fold.HALF,
        sheet=wanted.sheet if wanted.sheet is not None or wanted.paper else found.sheet,
        start_place=wanted.start_place,
        envelope=found.envelope,
    )
    return on_what(book, request, wanted)


def on_what(book: Book, request: RunRequest, wanted: Wanted) -> RunRequest:
    """The same on the label sheet or envelope that was meant."""
    if request.kind is RunKind.ENVELOPES:
        return replace(request, envelope=size_of(request, wanted).name)
    return on_stock(book, request, wanted) if request.kind is RunKind.LABELS else request


def size_of(request: RunRequest, wanted: Wanted) -> Envelope:
    """The envelope that was named, else the one of the last time, else the one that holds the card
    of the run.
    """
    if wanted.size is not None:
        return envelope(wanted.size)
    if request.envelope in ENVELOPES:
        return ENVELOPES[request.envelope]
    return envelope_for(*size_of_card(request.fold, request.paper))


def size_of_card(fold: Fold, on: Paper) -> tuple[float, float]:
    """How wide and how high such a card is once it is folded, in millimeters."""
    front = folds.impose(folds.Fold(fold.value), paper(on.value)).sides[0][0]
    return front.width, front.height


def on_stock(book: Book, request: RunRequest, wanted: Wanted) -> RunRequest:
    """The same on the label sheet that was meant; Refused when it has no such place or paper."""
    name = SHEETS[request.paper] if request.sheet is None else request.sheet
    stock = stock_called(book, name)
    stock.boxes(request.start_place)
    if wanted.paper is not None and wanted.paper != stock.paper.name:
        raise Refused(
            f"{stock.title} is a sheet of {stock.paper.title}. Leave --paper out.", "paper"
        )
    return replace(request, sheet=stock.name, paper=Paper(stock.paper.name))


def window_of(book: Book, wanted: Wanted) -> tuple[date, date]:
    """The days of the run; for one shopper without days it is their next day alone.

    Thanks are for what was bought up to today; a holiday and a month have one day.
    """
    if wanted.shopper_id is not None:
        name_of(book, wanted.shopper_id)  # Refused when there is no such shopper
    first = wanted.start or today()
    if wanted.kind in ("holiday", "monthly"):
        return first, first
    if wanted.kind == "thank-you":
        return days_of_thanks(wanted)
    if wanted.shopper_id is None or wanted.start or wanted.days:
        return first, first + timedelta(days=(wanted.days or DAYS) - 1)
    coming = next_day(book, wanted.shopper_id, wanted.kind)
    return (coming, coming) if coming else (first, first + timedelta(days=A_YEAR - 1))


def days_of_thanks(wanted: Wanted) -> tuple[date, date]:
    """From a day on for so many days, or up to today."""
    if wanted.start is None:
        return today() - timedelta(days=(wanted.days or DAYS) - 1), today()
    if wanted.days is None:
        return wanted.start, max(wanted.start, today())
    return wanted.start, wanted.start + timedelta(days=wanted.days - 1)


def next_day(book: Book, shopper_id: int, kind: str | None) -> date | None:
    """The next birthday or wedding day of one shopper; None when none is known or kept."""
    kinds = OCCASIONS if kind is None else (KINDS[kind],)
    leap_day = shop_of(book).leap_day_rule
    known = occasions_of(book, shopper_id, today=today(), leap_day=leap_day)
    days = [one.next_on for one in known if one.kind.value in kinds and one.next_on]
    return min(days, default=None)
