"""What comes of a run: what may still go to paper, what was printed, what was sent."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date

from storebook.base.dates import in_letters
from storebook.base.errors import Refused
from storebook.base.text import counted
from storebook.book.book import Book
from storebook.book.change import Change
from storebook.book.settings import load
from storebook.book.shop import Shop
from storebook.outreach.card_kinds import MAILED
from storebook.outreach.choosing import RunKind, RunLook
from storebook.outreach.runs.allowed import require_to_print
from storebook.outreach.runs.asking_again import refusals_of
from storebook.outreach.runs.freezing import write_run
from storebook.outreach.runs.naming import run_name
from storebook.outreach.runs.reading import pieces_of_run, run
from storebook.outreach.runs.records import PieceState, Run, RunPiece
from storebook.people.reachable import Reason

DEATHS = {Reason.DIED.value, Reason.PARTNER_DIED.value}
NOT_PRINTABLE = "Can’t be printed right"

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
    count = sum(one.key not in without for one in look.chosen)
    deed = "printed" if printed else "prepared"
    with book.change(f"{run_name(book, look.request)} {deed}: {counted(count, 'piece')}") as change:
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
        piece.id: refusals[piece.id]
        for piece in pieces
        if piece.id in refusals and piece.state is PieceState.DUE
    }
    return [piece for piece in pieces if piece.id not in refusals], dropped


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
        change.update("run", run_id, printed_on=today, fronts=None)


def keep_envelope(book: Book, run_id: int, envelope: str) -> None:
    """Remember the size that the envelopes of a run were made in, for when they are made again."""
    found = run(book, run_id)
    if found.envelope != envelope:
        with book.change(f"{found.name}: size of its envelopes kept") as change:
            change.update("run", run_id, envelope=envelope)


def write_printed(change: Change, run_id: int, problems: Mapping[int, str], *, today: date) -> None:
    """The run went to paper, but for what could not be printed right, as one step."""
    write_dropped(change, unprinted(change.book, run_id, problems))
    change.update("run", run_id, printed_on=today)


def mark_sent(
    book: Book,
    run_id: int,
    *,
    today: date,
    without: Collection[int] = (),
    only: Collection[int] | None = None,
) -> int:
    """ "Printed fine": the pieces count as sent and stand on the timelines; returns how many.

    `without` holds positions that did not come out; they may be confirmed later, once they were
    printed again. `only` confirms these positions and leaves the run open for the others. Whoever
    died since the printing is dropped: nobody reads on their page that a card was mailed.
    """
    with book.change(f"{run(book, run_id).name}: sent") as change:
        found = run(book, run_id)
        due = [one for one in pieces_of_run(book, run_id) if one.state is PieceState.DUE]
        refuse_unsendable(book, found, due)
        wanted = {one.position for one in due} if only is None else set(only)
        refuse_strange(wanted | set(without), pieces_of_run(book, run_id))
        refusals = refusals_of(book, due, today)
        died = {one: why for one, why in refusals.items() if why[0] in DEATHS}
        write_dropped(change, died)
        left = [one for one in due if one.id not in died]
        sent = [one for one in left if one.position in wanted and one.position not in without]
        if found.sent_on is None and (only is None or len(sent) == len(left)):
            change.update("run", run_id, sent_on=today)
        for piece in sent:
            change.update("run_piece", piece.id, state=PieceState.SENT, sent_on=today)
            if found.kind is RunKind.CARDS:
                write_card_touches(change, piece, today)
    return len(sent)


def refuse_unsendable(book: Book, found: Run, due: Sequence[RunPiece]) -> None:
    if found.sent_on is not None and not due:
        day = in_letters(found.sent_on, day_first=load(book, Shop).day_first)
        raise Refused(f"“{found.name}” was confirmed on {day} already.")
    if found.dropped_on is not None:
        raise Refused(f"“{found.name}” was not printed, so it can’t be sent.")
    if found.printed_on is None:
        raise Refused(f"“{found.name}” was not printed yet, so it can’t be sent.")


def refuse_strange(wanted: Collection[int | None], pieces: Sequence[RunPiece]) -> None:
    """A piece that is named must be one that could be sent."""
    there = {one.position: one for one in pieces if one.position is not None}
    for position in sorted(one for one in wanted if one is not None):
        piece = there.get(position)
        if piece is not None and piece.state is PieceState.DROPPED:
            raise Refused(f"Piece {position} was dropped: {piece.why}. Do not send it.", "without")
        if piece is None:
            whole = counted(len(there), "piece")
            raise Refused(f"There is no piece {position} in this run: it has {whole}.", "without")
        if piece.state is not PieceState.DUE:
            raise Refused(f"Piece {position} was confirmed already.", "without")


def dropped_since(book: Book, run_id: int, before: Sequence[RunPiece]) -> list[RunPiece]:
    """Those of a run that were dropped after it was read as `before`, with the reason that it
    keeps. Whatever of theirs was printed earlier is to be taken out.
    """
    gone = {one.id for one in before if one.state is PieceState.DROPPED}
    after = pieces_of_run(book, run_id)
    return [one for one in after if one.state is PieceState.DROPPED and one.id not in gone]


def write_card_touches(change: Change, piece: RunPiece, today: date) -> None:
    """A contact on each page; of a gift that is a secret still it is kept as secret as the gift."""
    text = "Card mailed" if piece.card_kind is None else MAILED[piece.card_kind]
    for person_id in piece.people:
        change.insert(
            "touch",
            shopper_id=person_id,
            day=today,
            kind="card",
            direction="ours",
            associate_id=change.book.associate_id,
            text=text,
            piece_id=secret_of(change.book, piece, today),
            run_piece_id=piece.id,
        )
        change.about(person_id)


def secret_of(book: Book, piece: RunPiece, today: date) -> int | None:
    """The secret piece that a thank-you card is for, if there is one."""
    found: int | None = book.value(
        """
        SELECT piece.id
        FROM json_each(:purchases) AS wanted
        JOIN line ON line.purchase_id = wanted.value
        JOIN piece ON piece.line_id = line.id
        WHERE piece.secret_until > :today
        ORDER BY piece.id LIMIT 1
        """,
        purchases=piece.purchases,
        today=today,
    )
    return found


def drop_run(book: Book, run_id: int, *, today: date) -> None:
    """ "Not printed": the run is put away; its occasions are due again."""
    found = run(book, run_id)
    with book.change(f"{found.name}: not printed") as change:
        if found.sent_on is not None:
            raise Refused(f"“{found.name}” was sent already. Undo that first.")
        change.update("run", run_id, dropped_on=today, fronts=None)
