"""The backs that are still to come: for the sheets that lie there, also when the program was closed
in between.
"""

import io
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.book.shop import Shop
from storebook.gui.print_preview import PdfPages
from storebook.outreach.runs import (
    Fronts,
    PieceState,
    Run,
    RunPiece,
    dropped_since,
    pieces_of_run,
    pieces_to_print,
    read_fronts,
)
from storebook.printing.press import CardPaper, pieces_of, print_run_cards


@dataclass(frozen=True, slots=True, kw_only=True)
class Backs:
    """The sheets once more, both sides, in the order in which their fronts lie there."""

    fronts: Fronts
    on: CardPaper
    pages: PdfPages
    pieces: int
    dropped: tuple[RunPiece, ...]


def fronts_on(printer: QPrinter, on: CardPaper, positions: tuple[int, ...]) -> Fronts:
    """What has to be known of fronts that went to this printer."""
    return Fronts(
        positions=positions,
        fold=on.fold,
        paper=on.paper,
        mono=on.mono,
        printer=printer.printerName(),
        copies=printer.copyCount(),
        tray=printer.paperSource().value,
        color=printer.colorMode() is QPrinter.ColorMode.Color,
    )


class HowSent(Protocol):
    """How the fronts went to which printer."""

    @property
    def printer(self) -> str: ...

    @property
    def copies(self) -> int: ...

    @property
    def tray(self) -> int | None: ...

    @property
    def color(self) -> bool: ...


def as_before(printer: QPrinter, fronts: HowSent) -> None:
    """The backs go through as their fronts did."""
    printer.setCopyCount(fronts.copies)
    if fronts.tray in [one.value for one in QPrinter.PaperSource]:
        printer.setPaperSource(QPrinter.PaperSource(fronts.tray))
    modes = QPrinter.ColorMode
    printer.setColorMode(modes.Color if fronts.color else modes.GrayScale)


def is_there(fronts: HowSent) -> bool:
    """Whether this computer has that printer."""
    return fronts.printer in QPrinterInfo.availablePrinterNames()


def backs_of(
    book: Book, found: Run, shop: Shop, today: date, show_day: Callable[[date], str]
) -> Backs:
    """Made again in the words that were frozen. Every sheet has its back, or those behind it would
    lie on somebody else's card; that of whoever may no longer be written to stays blank, and so
    does that of whoever was erased. Refused when nobody is left.
    """
    fronts = read_fronts(found.fronts or "")
    before = pieces_of_run(book, found.id)
    pieces_to_print(book, found.id, today=today)
    there = [one for one in pieces_of_run(book, found.id) if one.state is not PieceState.DROPPED]
    known = {one.position: one for one in pieces_of(there, show_day)}
    left = [known[place] for place in fronts.positions if place in known]
    if not left:
        raise Refused(
            "Nobody of them gets a card any more: take the sheets out, and stop here.",
            harmless=True,
        )
    blank = replace(left[0], blank=True)
    pieces = [known.get(place, blank) for place in fronts.positions]
    on = CardPaper(fold=fronts.fold, paper=fronts.paper, mono=fronts.mono)
    out = io.BytesIO()
    print_run_cards(out, pieces, shop, on)
    return Backs(
        fronts=fronts,
        on=on,
        pages=PdfPages(out.getvalue()),
        pieces=len(left),
        dropped=tuple(dropped_since(book, found.id, before)),
    )


__all__ = ["Backs", "as_before", "backs_of", "fronts_on", "is_there"]
