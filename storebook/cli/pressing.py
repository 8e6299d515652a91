"""What the print commands share: what was asked for, freezing a run, and saying what came of it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import click

from storebook.base.errors import Refused
from storebook.base.text import one_line
from storebook.book.book import Book
from storebook.book.shop import Paper
from storebook.book.ways_out import note_printed
from storebook.cli.common import refuse_place, shop_of, today, writing
from storebook.cli.output import answer, in_columns
from storebook.outreach.choosing import (
    OCCASIONS,
    CardKind,
    Fold,
    LeftOut,
    RunKind,
    RunLook,
    RunRequest,
    look_at_run,
)
from storebook.outreach.runs import (
    Run,
    RunPiece,
    mark_printed,
    pieces_of_run,
    pieces_to_print,
    printed_name,
    require_to_print,
    run,
    run_name,
    write_printed,
    write_run,
)
from storebook.people.called import name_of
from storebook.people.occasions import occasions_of
from storebook.printing.problems import Problem
from storebook.printing.sheets import sheet

KINDS = {
    "birthday": CardKind.BIRTHDAY,
    "anniversary": CardKind.WEDDING,
    "thank-you": CardKind.THANKS,
    "holiday": CardKind.HOLIDAY,
    "monthly": CardKind.MONTHLY,
}
SHEETS = {Paper.LETTER: "avery-5160", Paper.A4: "avery-l7160"}
DAYS = 14
A_YEAR = 365

# Writes the pieces into the file, and answers what could not be printed as it should be.
Draw = Callable[[Path, Run, Sequence[RunPiece]], list[Problem]]
Drawing = Callable[[Book, RunRequest], Draw]


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
    run_id: int | None
    from_piece: int | None
    by: str | None
    as_json: bool
    design: tuple[str, ...] = ()
    fold: str | None = None
    sheet: str | None = None
    start_place: int = 1

    def refuse_confusion(self) -> None:
        """A run that is printed again has its days and people already: wrong usage otherwise."""
        anew = (self.start, self.days, self.shopper_id, self.kind, self.design or None)
        if self.run_id is not None and any(given is not None for given in anew):
            raise click.UsageError("A run that is printed again keeps its days, people and design.")
        if self.from_piece is not None and self.run_id is None:
            raise click.UsageError("--from-piece needs --run.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """What came of printing."""

    run: Run
    pieces: list[RunPiece]
    left_out: list[LeftOut]
    problems: list[Problem]


def print_into(kind: RunKind, wanted: Wanted, drawing: Drawing) -> None:
    """Print a new run or an old one into the file, and say who is in, who is out and why."""
    wanted.refuse_confusion()
    out = refuse_place(wanted.out, wanted.book_path)
    with writing(wanted.book_path, wanted.by) as book:
        require_to_print(
            book, kind, into_table=kind is RunKind.LIST and out.suffix.lower() == ".csv"
        )
        if wanted.run_id is not None:
            printed = print_again(book, kind, wanted, drawing, out)
        else:
            request = request_of(book, kind, wanted)
            draw = drawing(book, request)
            look = look_at_run(book, request, shop=shop_of(book), today=today())
            if not look.chosen:
                say_that_nobody_is_in(look, wanted)
            printed = print_new(book, look, draw, out)
        note_on_paper(book, kind, printed, out)
    say(printed, wanted)


def print_new(book: Book, look: RunLook, draw: Draw, out: Path) -> Printed:
    """Freeze and print as one step: where the file can't be written no run is left behind."""
    kind = look.request.kind
    what = f"{run_name(look.request)} printed: {len(look.chosen)} pieces"
    with book.change(what) as change:
        run_id = write_run(change, look, today=today())
        pieces = pieces_of_run(book, run_id)
        problems = draw(out, run(book, run_id), pieces)
        write_printed(change, run_id, lost(kind, problems), today=today())
    return Printed(
        run=run(book, run_id),
        pieces=without(pieces, lost(kind, problems)),
        left_out=look.left_out,
        problems=problems,
    )


def note_on_paper(book: Book, kind: RunKind, printed: Printed, out: Path) -> None:
    """A mailing list as a table is noted by the export that wrote it."""
    if kind is not RunKind.LIST or out.suffix.lower() != ".csv":
        note_printed(book, printed_name(printed.run, kind), pieces=len(printed.pieces), out=out)


def lost(kind: RunKind, problems: Sequence[Problem]) -> dict[int, str]:
    """What is not on paper, by its place; on a list everybody stands, whatever the letters."""
    return {} if kind is RunKind.LIST else {one.place: one.sentence for one in problems}


def without(pieces: Sequence[RunPiece], lost: Mapping[int, str]) -> list[RunPiece]:
    return [piece for piece in pieces if piece.position not in lost]


def print_again(book: Book, kind: RunKind, wanted: Wanted, drawing: Drawing, out: Path) -> Printed:
    """Print a frozen run in the words it was frozen with, without whoever has died since."""
    assert wanted.run_id is not None
    found = run(book, wanted.run_id)
    if found.dropped_on is not None:
        raise Refused(f"“{found.name}” was put away as not printed. Print it anew.", "run")
    draw = drawing(book, request_again(found, kind, wanted))
    first = wanted.from_piece or 1
    pieces = [
        piece
        for piece in pieces_to_print(book, found.id, today=today())
        if piece.position is not None and piece.position >= first
    ]
    if not pieces:
        raise Refused(f"Nothing of run {found.id} is left to print from piece {first} on.", "run")
    problems = draw(out, found, pieces)
    if kind is found.kind:
        mark_printed(book, found.id, today=today())
    return Printed(
        run=run(book, found.id),
        pieces=without(pieces, lost(kind, problems)),
        left_out=[],
        problems=problems,
    )


# -- what is asked for


def request_of(book: Book, kind: RunKind, wanted: Wanted) -> RunRequest:
    start, end = window_of(book, wanted)
    request = RunRequest(
        kind=kind,
        start=start,
        end=end,
        card_kind=KINDS[wanted.kind] if wanted.kind else None,
        shopper_id=wanted.shopper_id,
        designs=wanted.design,
        paper=Paper(wanted.paper) if wanted.paper else shop_of(book).paper,
        fold=Fold(wanted.fold or Fold.HALF),
        sheet=wanted.sheet,
        start_place=wanted.start_place,
    )
    return on_stock(request, wanted) if kind is RunKind.LABELS else request


def request_again(found: Run, kind: RunKind, wanted: Wanted) -> RunRequest:
    request = RunRequest(
        kind=kind,
        start=found.from_day,
        end=found.to_day,
        paper=Paper(wanted.paper) if wanted.paper else found.paper,
        fold=Fold(wanted.fold) if wanted.fold else found.fold or Fold.HALF,
        sheet=wanted.sheet if wanted.sheet is not None or wanted.paper else found.sheet,
        start_place=wanted.start_place,
    )
    return on_stock(request, wanted) if kind is RunKind.LABELS else request


def on_stock(request: RunRequest, wanted: Wanted) -> RunRequest:
    """The same on the label sheet that was meant; Refused when it has no such place or paper."""
    stock = sheet(SHEETS[request.paper] if request.sheet is None else request.sheet)
    stock.boxes(request.start_place)
    if wanted.paper is not None and wanted.paper != stock.paper.name:
        raise Refused(
            f"{stock.title} is a sheet of {stock.paper.title}. Leave --paper out.", "paper"
        )
    return replace(request, sheet=stock.name, paper=Paper(stock.paper.name))


def window_of(book: Book, wanted: Wanted) -> tuple[date, date]:
    """The days of the run; for one shopper without days it is their next day alone."""
    if wanted.shopper_id is not None:
        name_of(book, wanted.shopper_id)  # Refused when there is no such shopper
    first = wanted.start or today()
    if wanted.shopper_id is None or wanted.start or wanted.days:
        return first, first + timedelta(days=(wanted.days or DAYS) - 1)
    coming = next_day(book, wanted.shopper_id, wanted.kind)
    return (coming, coming) if coming else (first, first + timedelta(days=A_YEAR - 1))


def next_day(book: Book, shopper_id: int, kind: str | None) -> date | None:
    """The next birthday or wedding day of one shopper; None when none is known or kept."""
    kinds = OCCASIONS if kind is None else (KINDS[kind],)
    leap_day = shop_of(book).leap_day_rule
    known = occasions_of(book, shopper_id, today=today(), leap_day=leap_day)
    days = [one.next_on for one in known if one.kind.value in kinds and one.next_on]
    return min(days, default=None)


# -- what came of it


def say_that_nobody_is_in(look: RunLook, wanted: Wanted) -> None:
    """Who is left out and why is told all the same, before it is refused."""
    document = {
        "run_id": None,
        "name": run_name(look.request),
        "out": None,
        "printed": 0,
        "pieces": [],
        "left_out": [left_document(one) for one in look.left_out],
        "problems": [],
    }
    answer(document, left_lines(look.left_out), as_json=wanted.as_json)
    if look.left_out:
        raise Refused("Nobody is left in this run, so there is nothing to print.")
    whose = "Nobody has a" if wanted.shopper_id is None else "This shopper has no"
    raise Refused(f"{whose} birthday or wedding day then, so there is nothing to print.")


def say(printed: Printed, wanted: Wanted) -> None:
    run_id = printed.run.id
    document = {
        "run_id": run_id,
        "name": printed.run.name,
        "out": str(wanted.out),
        "printed": len(printed.pieces),
        "pieces": [piece_document(piece) for piece in printed.pieces],
        "left_out": [left_document(one) for one in printed.left_out],
        "problems": printed.problems,
    }
    lines = [f"Run {run_id}: {len(printed.pieces):,} printed into {wanted.out}"]
    lines += left_lines(printed.left_out)
    lines += [f"Look at {one_line(one.name)}: {one.sentence}" for one in printed.problems]
    if printed.run.sent_on is None:
        lines.append(f"Nothing counts as sent before 'storebook sent {wanted.book_path} {run_id}'.")
    answer(document, lines, as_json=wanted.as_json)


def piece_document(piece: RunPiece) -> dict[str, Any]:
    return {
        "position": piece.position,
        "shopper_id": piece.shopper_id,
        "partner_id": piece.partner_id,
        "name": one_line(piece.name_line),
        "day": piece.occasion_day,
        "occasion": piece.occasion_text,
    }


def left_document(one: LeftOut) -> dict[str, Any]:
    return {
        "shopper_id": one.shopper_id,
        "partner_id": one.partner_id,
        "name": one.name,
        "day": one.day,
        "occasion": one.occasion_text,
        "why": one.why,
        "detail": one.detail,
    }


def left_lines(left_out: Sequence[LeftOut]) -> list[str]:
    return in_columns(
        [
            ("Left out:", one.name, one.day.isoformat(), ", ".join(filter(None, reason)))
            for one in left_out
            if (reason := (one.why, one.detail))
        ]
    )
