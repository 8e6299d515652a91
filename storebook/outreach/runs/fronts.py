"""Sheets whose fronts are on paper while the backs are still to come: kept until they came."""

import json
from dataclasses import asdict, dataclass, fields

from storebook.book.book import Book
from storebook.outreach.runs.reading import run


@dataclass(frozen=True, slots=True, kw_only=True)
class Fronts:
    """Which pieces, by position in the order of the sheets, and how they went to which printer.

    `tray` is the number that the printer knows its paper by.
    """

    positions: tuple[int, ...]
    fold: str
    paper: str
    mono: bool
    printer: str
    copies: int = 1
    tray: int | None = None
    color: bool = True


def keep_fronts(book: Book, run_id: int, fronts: Fronts) -> None:
    """The fronts are out, and a hand has to turn them: whatever happens, the backs belong there."""
    with book.change(f"{run(book, run_id).name}: fronts printed") as change:
        change.update("run", run_id, fronts=json.dumps(asdict(fronts)))


def forget_fronts(book: Book, run_id: int) -> None:
    """The backs came, or are not wanted any more."""
    found = run(book, run_id)
    if found.fronts is not None:
        with book.change(f"{found.name}: no backs are to come any more") as change:
            change.update("run", run_id, fronts=None)


def read_fronts(text: str) -> Fronts:
    """What was kept."""
    kept = json.loads(text)
    known = {one.name: kept[one.name] for one in fields(Fronts) if one.name in kept}
    return Fronts(**{**known, "positions": tuple(kept["positions"])})
