"""What the print commands share: freezing a run, printing it, and saying what came of it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from storebook.base.errors import Refused
from storebook.base.text import counted, one_line
from storebook.book.book import Book
from storebook.book.settings import load
from storebook.book.ways_out import note_printed
from storebook.cli.common import refuse_place, shop_of, today, writing
from storebook.cli.output import answer, in_columns
from storebook.cli.press_asked import Wanted, request_again, request_of, size_of_card
from storebook.cli.printed import problem_lines
from storebook.outreach.choosing import (
    CardKind,
    LeftOut,
    RunKind,
    RunLook,
    RunRequest,
    look_at_run,
)
from storebook.outreach.runs import (
    Run,
    RunPiece,
    dropped_since,
    keep_envelope,
    mark_printed,
    not_confirmed_of,
    pieces_of_run,
    pieces_to_print,
    printed_name,
    require_to_print,
    run,
    run_name,
    write_printed,
    write_run,
)
from storebook.printing.envelopes import (
    ENVELOPES,
    Envelope,
    EnvelopeSender,
    envelopes_for,
    sender_warning,
)
from storebook.printing.problems import Problem

# Writes the pieces into the file, and answers what could not be printed as it should be.
Draw = Callable[[Path, Run, Sequence[RunPiece]], list[Problem]]
Drawing = Callable[[Book, RunRequest], Draw]


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """What came of printing."""

    run: Run
    pieces: list[RunPiece]
    left_out: list[LeftOut]
    problems: list[Problem]
    dropped: list[RunPiece] = field(default_factory=list)
    waiting: int = 0
    twice: dict[int, int] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)


def nothing(_book: Book, _printed: Printed) -> None:
    """Most of what is printed needs nothing more."""


def print_into(
    kind: RunKind, wanted: Wanted, drawing: Drawing, then: Callable[[Book, Printed], None] = nothing
) -> None:
    """Print a new run or an old one into the file, and say who is in, who is out and why.

    `then` is done with the book once the file is there.
    """
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
                say_that_nobody_is_in(book, look, wanted)
            printed = print_new(book, look, draw, out)
        printed = replace(printed, remarks=remarks_on(book, kind, printed.run))
        note_on_paper(book, kind, printed, out)
        then(book, printed)
    say(printed, wanted)


def remarks_on(book: Book, kind: RunKind, found: Run) -> list[str]:
    """What else somebody should know of this paper."""
    size = ENVELOPES.get(found.envelope or "")
    if kind is not RunKind.ENVELOPES or size is None:
        return []
    sender = "" if size.window else sender_warning(shop_of(book), load(book, EnvelopeSender))
    return [one for one in (too_small(found, size), sender) if one]


def too_small(found: Run, size: Envelope) -> str:
    """What to know where the cards of this run do not go into such an envelope; empty else."""
    if found.kind is not RunKind.CARDS or found.fold is None:
        return ""
    width, height = size_of_card(found.fold, found.paper)
    fitting = envelopes_for(width, height)
    if not fitting or size in fitting:
        return ""
    return (
        f"The cards of this run do not go well into {size.title}: they are {width:g} × "
        f"{height:g} mm. {fitting[0].title} holds them."
    )


def print_new(book: Book, look: RunLook, draw: Draw, out: Path) -> Printed:
    """Freeze and print as one step: where the file can't be written no run is left behind."""
    kind = look.request.kind
    what = f"{run_name(book, look.request)} printed: {len(look.chosen)} pieces"
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
        waiting=look.waiting,
        twice=not_confirmed_of(book, run_id),
    )


def note_on_paper(book: Book, kind: RunKind, printed: Printed, out: Path) -> None:
    """A mailing list as a table is noted by the export that wrote it."""
    if kind is not RunKind.LIST or out.suffix.lower() != ".csv":
        note_printed(
            book,
            printed_name(printed.run, kind),
            pieces=len(printed.pieces),
            out=out,
            is_list=kind is RunKind.LIST,
        )


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
    request = request_again(book, found, kind, wanted)
    draw = drawing(book, request)
    first = wanted.from_piece or 1
    before = pieces_of_run(book, found.id)
    pieces = from_piece(pieces_to_print(book, found.id, today=today()), first)
    if not pieces:
        raise Refused(f"Nothing of run {found.id} is left to print from piece {first} on.", "run")
    problems = draw(out, found, pieces)
    if kind is found.kind:
        mark_printed(book, found.id, today=today())
    if request.envelope is not None:
        keep_envelope(book, found.id, request.envelope)
    return Printed(
        run=run(book, found.id),
        pieces=without(pieces, lost(kind, problems)),
        left_out=[],
        problems=problems,
        dropped=dropped_since(book, found.id, before),
    )


def from_piece(pieces: Sequence[RunPiece], first: int) -> list[RunPiece]:
    return [one for one in pieces if one.position is not None and one.position >= first]


# -- what came of it


def say_that_nobody_is_in(book: Book, look: RunLook, wanted: Wanted) -> None:
    """Who is left out and why is told all the same, before it is refused."""
    document = {
        "run_id": None,
        "name": run_name(book, look.request),
        "out": None,
        "printed": 0,
        "pieces": [],
        "left_out": [left_document(one) for one in look.left_out],
        "problems": [],
        "dropped": [],
        "waiting": look.waiting,
        "twice": [],
        "remarks": [],
    }
    lines = [*left_lines(look.left_out), *waiting_lines(look.waiting)]
    answer(document, lines, as_json=wanted.as_json)
    if look.left_out:
        raise Refused("Nobody is left in this run, so there is nothing to print.")
    if look.request.card_kind is CardKind.THANKS:
        raise Refused("Nobody is to be thanked for a purchase then: there is nothing to print.")
    if not look.request.selection.is_everybody:
        raise Refused("Nobody is meant by this selection, so there is nothing to print.")
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
        "dropped": [dropped_document(one) for one in printed.dropped],
        "waiting": printed.waiting,
        "twice": [{"run_id": one, "pieces": many} for one, many in printed.twice.items()],
        "remarks": printed.remarks,
    }
    lines = [f"Run {run_id}: {len(printed.pieces):,} printed into {wanted.out}"]
    lines += left_lines(printed.left_out)
    lines += dropped_lines(printed.dropped)
    lines += waiting_lines(printed.waiting)
    lines += problem_lines(printed.problems)
    lines += twice_lines(printed.twice, wanted)
    lines += printed.remarks
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


def dropped_document(piece: RunPiece) -> dict[str, Any]:
    return {
        "position": piece.position,
        "shopper_id": piece.shopper_id,
        "partner_id": piece.partner_id,
        "name": one_line(piece.name_line),
        "why": piece.why,
        "detail": piece.why_detail or "",
    }


def dropped_lines(dropped: Sequence[RunPiece]) -> list[str]:
    """Also of pieces that came out before: they lie in the pile, and must not be mailed."""
    lines = in_columns(
        [
            (
                "Dropped:",
                str(piece.position),
                one_line(piece.name_line),
                ", ".join(filter(None, (piece.why, piece.why_detail))),
            )
            for piece in dropped
        ]
    )
    return [*lines, "Take out what was printed for them."] if lines else []


def waiting_lines(waiting: int) -> list[str]:
    """How many are thanked later: a number, so that no surprise is told."""
    if not waiting:
        return []
    wait = "waits" if waiting == 1 else "wait"
    return [
        f"{counted(waiting, 'buyer', 'buyers')} {wait} for the thank-you until a surprise is over."
    ]


def twice_lines(twice: Mapping[int, int], wanted: Wanted) -> list[str]:
    """Cards that lie on somebody's desk already, unless that run was never mailed."""
    return [
        f"{many:,} of them came out with run {run_id} as well, which was never confirmed: mail one "
        f"of the two. If it was mailed, 'storebook sent {wanted.book_path} {run_id}'."
        for run_id, many in twice.items()
    ]
