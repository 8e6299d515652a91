"""How labels are asked for on the command line: on which sheets, from where on, how often."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import click

from storebook.base.files import written_whole
from storebook.book.book import Book
from storebook.cli.press_asked import SHEETS, Wanted
from storebook.cli.pressing import Draw, Drawing, Printed
from storebook.outreach.choosing import RunRequest
from storebook.outreach.runs import Run, RunPiece
from storebook.printing.filling import Filling, first_free
from storebook.printing.press import pieces_of, print_on_stock
from storebook.printing.problems import Problem
from storebook.printing.sheets import LabelSheet
from storebook.printing.stock_shelf import note_used, stock_called, used_places

LONGEST_PLACE = 4


class Places(click.ParamType[frozenset[int]]):
    """Places of a sheet as they are typed: "5,9-12"."""

    name = "places"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> frozenset[int]:
        if isinstance(value, frozenset):
            return value
        places: set[int] = set()
        for part in str(value).split(","):
            first, dash, last = part.strip().partition("-")
            if not (first.isdecimal() and (last.isdecimal() if dash else True)):
                self.fail(f"{value!r} are no places. Write them like 5,9-12.", param, ctx)
            if max(len(first), len(last)) > LONGEST_PLACE:
                self.fail(f"No sheet has the places {value!r}.", param, ctx)
            places.update(range(int(first), int(last if dash else first) + 1))
        return frozenset(places)


PLACES = Places()


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelsAsked:
    """How labels are to lie on their sheets, beside where they start."""

    used: frozenset[int] = frozenset()
    by_column: bool = False
    copies: int = 1
    outlines: bool = False
    go_on: bool = False

    def filling(self, book: Book, stock: LabelSheet, start: int) -> Filling:
        """From the start place on, or from where the sheet in the tray was left."""
        used = used_places(book, stock) if self.go_on else self.used
        return Filling(
            start=first_free(stock, used) if self.go_on else start,
            used=used,
            by_column=self.by_column,
            copies=self.copies,
        )


def label_drawing(asked: LabelsAsked | None = None) -> Drawing:
    how = asked or LabelsAsked()

    def drawing(book: Book, request: RunRequest) -> Draw:
        assert request.sheet is not None
        stock = stock_called(book, request.sheet)
        filling = how.filling(book, stock, request.start_place)
        filling.first_places(stock)  # refused before anything is frozen

        def draw(out: Path, run: Run, pieces: Sequence[RunPiece]) -> list[Problem]:
            labels = pieces_of(pieces, date.isoformat)
            with written_whole(out) as stream:
                return print_on_stock(stream, labels, stock, filling=filling, outlines=how.outlines)

        return draw

    return drawing


def remember_used(book: Book, asked: LabelsAsked, wanted: Wanted, printed: Printed) -> None:
    """What is gone from the sheet in the tray now."""
    name = wanted.sheet or printed.run.sheet
    stock = stock_called(book, name or SHEETS[printed.run.paper])
    filling = asked.filling(book, stock, 1)
    note_used(book, stock, filling.used_after(stock, len(printed.pieces)))
