"""What comes of a run: what may still go to paper, what was printed, what was sent."""

import json
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date

from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.book.change import Change
from storebook.outreach.choosing import RunKind, RunLook, joint_refusal
from storebook.outreach.runs.allowed import require_to_print
from storebook.outreach.runs.freezing import run_name, write_run
from storebook.outreach.runs.reading import pieces_of_run, run
from storebook.outreach.runs.records import PieceState, Run, RunPiece
from storebook.people.consent import Channel, Purpose
from storebook.people.occasions import OccasionKind
from storebook.people.reachable import Reason, WhyNot, reach_of, why_not

CARD_MAILED = {
    OccasionKind.BIRTHDAY: "Birthday card mailed",
    OccasionKind.WEDDING: "Anniversary card mailed",
    OccasionKind.OTHER: "Card mailed",
}
DEATHS = {Reason.DIED, Reason.PARTNER_DIED}
NOT_PRINTABLE = "Can't be printed right"

# Makes the paper, and answers what could not be printed right, by position.
Press = Callable[[Run, list[RunPiece]], Mapping[int, str]]


def print_run(  # noqa: PLR0913 - a look, how it is made, and the shop's day
    book: Book,
    look: RunLook,
    press: Press,
    *,
    today: date,
    without: Collection[int] = (),
    printed: bool = True,
) -> int:
    """Freeze a run and have it made, as one change, and return its id.

    Where the press fails no run is left behind. With `printed` False the run is only prepared: its
    paper has yet to go through a printer.
    """
    require_to_print(book, look.request.kind)
    count = sum(one.occasion_id not in without for one in look.chosen)
    deed = "printed" if printed else "prepared"
    with book.change(f"{run_name(look.request)} {deed}: {count} pieces") as change:
        run_id = write_run(change, look, today=today, without=without)
        pieces, dropped = still_wanted(book, run_id, today)
        write_dropped(change, dropped)
        problems = press(run(book, run_id), pieces)
        write_dropped(change, unprinted(book, run_id, problems))
        if printed:
            change.update("run", run_id, printed_on=today)
    return run_id


def pieces_to_print(book: Book, run_id: int, *, today: date) -> list[RunPiece]:
    """What may go to paper today: whoever may no longer be written to is dropped, and the run says
    so.

    Asked at every printing and reprinting, because somebody may have died since the run was made.
    What was sent by then stays sent, but is not printed again.
    """
    run(book, run_id)
    pieces, dropped = still_wanted(book, run_id, today)
    if dropped:
        drop_pieces(book, run_id, dropped)
    return pieces


def still_wanted(
    book: Book, run_id: int, today: date
) -> tuple[list[RunPiece], dict[int, tuple[str, str]]]:
    """The pieces that may go out today, and why others may not any more, by piece."""
    pieces = [
        piece
        for piece in pieces_of_run(book, run_id)
        if piece.state in (PieceState.DUE, PieceState.SENT)
    ]
    refusals = refusals_of(book, pieces, today)
    dropped = {
        piece.id: (refusals[piece.id].reason.value, refusals[piece.id].detail)
        for piece in pieces
        if piece.id in refusals and piece.state is PieceState.DUE
    }
    return [piece for piece in pieces if piece.id not in refusals], dropped


def refusals_of(book: Book, pieces: Sequence[RunPiece], today: date) -> dict[int, WhyNot]:
    """Why some of these pieces may not go out today, by piece."""
    people = {person_id for piece in pieces for person_id in people_of(piece)}
    reaches = reach_of(book, people, Channel.MAIL, Purpose.OCCASIONS)
    parted = parted_couples(book, people)
    found = {}
    for piece in pieces:
        refusals = [
            why_not(reaches[person_id], Channel.MAIL, Purpose.OCCASIONS, today)
            for person_id in people_of(piece)
        ]
        refusal = joint_refusal(refusals)
        if refusal is None and frozenset(people_of(piece)) in parted:
            refusal = WhyNot(reason=Reason.PARTED)
        if refusal is not None:
            found[piece.id] = refusal
    return found


def people_of(piece: RunPiece) -> list[int]:
    return [piece.shopper_id] if piece.partner_id is None else [piece.shopper_id, piece.partner_id]


def parted_couples(book: Book, people: Collection[int]) -> set[frozenset[int]]:
    """Those among them who were a couple and are none any more."""
    rows = book.rows(
        """
        SELECT shopper_id, other_id FROM kin
        WHERE relation IN ('spouse', 'partner') AND ended_on IS NOT NULL
          AND shopper_id IN (SELECT value FROM json_each(:people))
        ORDER BY id
        """,
        people=json.dumps(sorted(people)),
    )
    return {frozenset(pair) for pair in rows}


def drop_pieces(book: Book, run_id: int, dropped: Mapping[int, tuple[str, str]]) -> None:
    name = run(book, run_id).name
    with book.change(f"{name}: {len(dropped)} dropped before printing") as change:
        write_dropped(change, dropped)


def write_dropped(change: Change, dropped: Mapping[int, tuple[str, str]]) -> None:
    for piece_id, (why, detail) in dropped.items():
        change.update("run_piece", piece_id, state=PieceState.DROPPED, why=why, why_detail=detail)


def drop_unprinted(book: Book, run_id: int, problems: Mapping[int, str]) -> None:
    """Pieces that the press could not print right, by position with the sentence why, are
    dropped.
    """
    dropped = unprinted(book, run_id, problems)
    if dropped:
        drop_pieces(book, run_id, dropped)


def unprinted(book: Book, run_id: int, problems: Mapping[int, str]) -> dict[int, tuple[str, str]]:
    pieces = {piece.position: piece.id for piece in pieces_of_run(book, run_id)}
    return {pieces[position]: (NOT_PRINTABLE, sentence) for position, sentence in problems.items()}


def mark_printed(book: Book, run_id: int, *, today: date) -> None:
    """The run went to paper. It counts as sent only after `mark_sent`."""
    name = run(book, run_id).name
    with book.change(f"{name} went to the printer") as change:
        change.update("run", run_id, printed_on=today)


def write_printed(change: Change, run_id: int, problems: Mapping[int, str], *, today: date) -> None:
    """The run went to paper, but for what could not be printed right, as one step."""
    write_dropped(change, unprinted(change.book, run_id, problems))
    change.update("run", run_id, printed_on=today)


def mark_sent(book: Book, run_id: int, *, today: date, without: Collection[int] = ()) -> int:
    """ "Printed fine": the pieces count as sent and stand on the timelines; returns how many.

    `without` holds positions that did not come out. Whoever died since the printing is dropped:
    nobody reads on their page that a card was mailed.
    """
    with book.change(f"{run(book, run_id).name}: sent") as change:
        found = run(book, run_id)
        refuse_unsendable(found)
        due = [one for one in pieces_of_run(book, run_id) if one.state is PieceState.DUE]
        refuse_strange(without, {one.position for one in due})
        refusals = refusals_of(book, due, today)
        died = {
            piece_id: (refusal.reason.value, refusal.detail)
            for piece_id, refusal in refusals.items()
            if refusal.reason in DEATHS
        }
        write_dropped(change, died)
        change.update("run", run_id, sent_on=today)
        sent = [one for one in due if one.id not in died and one.position not in without]
        for piece in sent:
            change.update("run_piece", piece.id, state=PieceState.SENT, sent_on=today)
            if found.kind is RunKind.CARDS:
                write_card_touches(change, piece, today)
    return len(sent)


def refuse_unsendable(found: Run) -> None:
    if found.sent_on is not None:
        raise Refused(f"“{found.name}” was confirmed on {found.sent_on.isoformat()} already.")
    if found.dropped_on is not None:
        raise Refused(f"“{found.name}” was not printed, so it can't be sent.")
    if found.printed_on is None:
        raise Refused(f"“{found.name}” was not printed yet, so it can't be sent.")


def refuse_strange(without: Collection[int], there: Collection[int | None]) -> None:
    """A piece that is to be left out must be one that could be sent."""
    for position in sorted(without):
        if position not in there:
            raise Refused(f"There is no piece {position} to be sent in this run.", "without")


def write_card_touches(change: Change, piece: RunPiece, today: date) -> None:
    text = CARD_MAILED[occasion_kind(change.book, piece)]
    for person_id in people_of(piece):
        change.insert(
            "touch",
            shopper_id=person_id,
            day=today,
            kind="card",
            direction="ours",
            associate_id=change.book.associate_id,
            text=text,
            run_piece_id=piece.id,
        )
        change.about(person_id)


def occasion_kind(book: Book, piece: RunPiece) -> OccasionKind:
    """What the card is for: a wedding day may be on file without the partner."""
    kind = book.value("SELECT kind FROM occasion WHERE id = :id", id=piece.occasion_id)
    return OccasionKind.OTHER if kind is None else OccasionKind(kind)


def drop_run(book: Book, run_id: int, *, today: date) -> None:
    """ "Not printed": the run is put away; its occasions are due again."""
    found = run(book, run_id)
    with book.change(f"{found.name}: not printed") as change:
        if found.sent_on is not None:
            raise Refused(f"“{found.name}” was sent already. Undo that first.")
        change.update("run", run_id, dropped_on=today)
