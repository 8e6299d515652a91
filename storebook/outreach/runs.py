"""Frozen runs: who got what, word for word, and what came of it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.book.change import Change
from storebook.book.shop import Paper
from storebook.outreach.choosing import Chosen, Fold, LeftOut, RunKind, RunLook, RunRequest
from storebook.people.consent import Channel, Purpose
from storebook.people.reachable import reach_of, why_not

CARD_MAILED = {"birthday": "Birthday card mailed", "wedding": "Anniversary card mailed"}

NOT_PRINTABLE = "Can't be printed right"


class PieceState(StrEnum):
    """What came of one piece: due until the run is confirmed; dropped when its person may no
    longer be written to.
    """

    DUE = "due"
    LEFT_OUT = "left out"
    DROPPED = "dropped"
    SENT = "sent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One printing or mailing. `printed_on` says that it went to paper, `sent_on` that it was
    confirmed.
    """

    id: int
    name: str
    kind: RunKind
    from_day: date
    to_day: date
    made_on: date
    associate: str
    paper: Paper
    fold: Fold | None
    sheet: str | None
    start_place: int | None
    printed_on: date | None
    sent_on: date | None
    dropped_on: date | None
    pieces: int
    left_out: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RunPiece:
    """One piece of a run, frozen. `position` counts from 1 in the order of print; lines are parted
    by newlines.
    """

    id: int
    position: int | None
    shopper_id: int
    partner_id: int | None
    occasion_id: int | None
    occasion_day: date
    occasion_text: str
    name_line: str
    address_block: str
    greeting: str
    wish: str
    signature: str
    design: str | None
    month: int
    years: int | None
    why: str | None
    why_detail: str | None
    state: PieceState


def freeze_run(book: Book, look: RunLook, *, today: date, without: Collection[int] = ()) -> int:
    """Keep the run exactly as it was looked at and return its id; `without` names occasions that
    were unticked.

    Nothing is marked as sent by this.
    """
    chosen = [one for one in look.chosen if one.occasion_id not in without]
    if not chosen:
        raise Refused("Nobody is left in this run, so there is nothing to print.")
    request = look.request
    with book.change(f"{run_name(request)} prepared: {len(chosen)} pieces") as change:
        run_id = change.insert(
            "run",
            name=run_name(request),
            kind=request.kind,
            occasion_kind=request.occasion_kind,
            from_day=request.start,
            to_day=request.end,
            made_on=today,
            associate_id=book.associate_id,
            paper=request.paper,
            fold=request.fold if request.kind is RunKind.CARDS else None,
            sheet=request.sheet,
            start_place=request.start_place,
        )
        change.insert_many("run_piece", PIECE_COLUMNS, piece_rows(run_id, chosen))
        change.insert_many("run_piece", LEFT_COLUMNS, left_rows(run_id, look.left_out))
    return run_id


PIECE_COLUMNS = (
    "run_id",
    "position",
    "shopper_id",
    "partner_id",
    "occasion_id",
    "occasion_day",
    "occasion_text",
    "name_line",
    "address_block",
    "greeting",
    "wish",
    "signature",
    "design",
    "month",
    "years",
    "state",
)
LEFT_COLUMNS = (
    "run_id",
    "shopper_id",
    "partner_id",
    "occasion_id",
    "occasion_day",
    "occasion_text",
    "name_line",
    "address_block",
    "greeting",
    "wish",
    "signature",
    "month",
    "years",
    "why",
    "why_detail",
    "state",
)


def piece_rows(run_id: int, chosen: Collection[Chosen]) -> list[tuple[object, ...]]:
    return [
        (
            run_id,
            position,
            one.shopper_id,
            one.partner_id,
            one.occasion_id,
            one.day.isoformat(),
            one.occasion_text,
            one.name_line,
            "\n".join(one.address_block),
            one.words.greeting,
            one.words.wish,
            one.words.signature,
            one.design,
            one.month,
            one.years,
            PieceState.DUE.value,
        )
        for position, one in enumerate(chosen, start=1)
    ]


def left_rows(run_id: int, left_out: Collection[LeftOut]) -> list[tuple[object, ...]]:
    return [
        (
            run_id,
            one.shopper_id,
            one.partner_id,
            one.occasion_id,
            one.day.isoformat(),
            one.occasion_text,
            one.name,
            "",
            "",
            "",
            "",
            one.day.month,
            one.years,
            one.why,
            one.detail,
            PieceState.LEFT_OUT.value,
        )
        for one in left_out
    ]


def run_name(request: RunRequest) -> str:
    """What the run is called: never a person's name, never a piece."""
    what = {RunKind.CARDS: "cards", RunKind.LABELS: "labels", RunKind.LIST: "mailing list"}
    kind = {"birthday": "Birthday ", "wedding": "Anniversary "}
    opening = kind.get(request.occasion_kind or "", "Occasion ")
    return (
        f"{opening}{what[request.kind]}, {request.start.isoformat()} to {request.end.isoformat()}"
    )


def run(book: Book, run_id: int) -> Run:
    """One run; Refused when there is none."""
    found = book.first(
        Run,
        """
        SELECT run.id, run.name, run.kind, from_day, to_day, made_on, associate.name AS associate,
               paper, fold, sheet, start_place, printed_on, run.sent_on, dropped_on,
               (SELECT count(*) FROM run_piece
                WHERE run_id = run.id AND state <> 'left out') AS pieces,
               (SELECT count(*) FROM run_piece
                WHERE run_id = run.id AND state = 'left out') AS left_out
        FROM run
        JOIN associate ON associate.id = run.associate_id
        WHERE run.id = :run_id
        """,
        run_id=run_id,
    )
    if found is None:
        raise Refused(f"There is no run {run_id} in this book.")
    return found


def runs(book: Book, *, limit: int = 50) -> list[Run]:
    """The newest runs first."""
    return book.all(
        Run,
        """
        SELECT run.id, run.name, run.kind, from_day, to_day, made_on, associate.name AS associate,
               paper, fold, sheet, start_place, printed_on, run.sent_on, dropped_on,
               (SELECT count(*) FROM run_piece
                WHERE run_id = run.id AND state <> 'left out') AS pieces,
               (SELECT count(*) FROM run_piece
                WHERE run_id = run.id AND state = 'left out') AS left_out
        FROM run
        JOIN associate ON associate.id = run.associate_id
        ORDER BY run.id DESC
        LIMIT :limit
        """,
        limit=limit,
    )


def run_waiting(book: Book) -> Run | None:
    """The newest run of cards that went to paper and waits for "printed fine"; it waits across
    restarts.
    """
    run_id = book.value(
        """
        SELECT id FROM run
        WHERE kind = 'cards' AND printed_on IS NOT NULL AND sent_on IS NULL AND dropped_on IS NULL
        ORDER BY id DESC LIMIT 1
        """
    )
    return None if run_id is None else run(book, run_id)


def pieces_of_run(book: Book, run_id: int, *, left_out: bool = False) -> list[RunPiece]:
    """The pieces in the order of print, or those who were left out, as they were frozen."""
    return book.all(
        RunPiece,
        """
        SELECT id, position, shopper_id, partner_id, occasion_id, occasion_day, occasion_text,
               name_line, address_block, greeting, wish, signature, design, month, years, why,
               why_detail, state
        FROM run_piece
        WHERE run_id = :run_id AND (state = 'left out') = :left_out
        ORDER BY position, id
        """,
        run_id=run_id,
        left_out=left_out,
    )


def pieces_to_print(book: Book, run_id: int, *, today: date) -> list[RunPiece]:
    """What may go to paper today: whoever may no longer be written to is dropped, and the run says
    so.

    Asked at every printing and reprinting, because somebody may have died since the run was made.
    """
    run(book, run_id)
    pieces = pieces_of_run(book, run_id)
    people = {
        one for piece in pieces for one in (piece.shopper_id, piece.partner_id) if one is not None
    }
    reaches = reach_of(book, people, Channel.MAIL, Purpose.OCCASIONS)
    dropped: dict[int, tuple[str, str]] = {}
    for piece in pieces:
        for person_id in (piece.shopper_id, piece.partner_id):
            if person_id is None or piece.state is not PieceState.DUE:
                continue
            refusal = why_not(reaches[person_id], Channel.MAIL, Purpose.OCCASIONS, today)
            if refusal is not None:
                dropped.setdefault(piece.id, (refusal.reason.value, refusal.detail))
    if dropped:
        drop_pieces(book, run_id, dropped)
    return [
        piece
        for piece in pieces
        if piece.id not in dropped and piece.state in (PieceState.DUE, PieceState.SENT)
    ]


def drop_pieces(book: Book, run_id: int, dropped: dict[int, tuple[str, str]]) -> None:
    name = run(book, run_id).name
    with book.change(f"{name}: {len(dropped)} dropped before printing") as change:
        for piece_id, (why, detail) in dropped.items():
            change.update(
                "run_piece", piece_id, state=PieceState.DROPPED, why=why, why_detail=detail
            )


def drop_unprinted(book: Book, run_id: int, problems: dict[int, str]) -> None:
    """Pieces that the press could not print right, by position with the sentence why, are
    dropped.
    """
    pieces = {piece.position: piece.id for piece in pieces_of_run(book, run_id)}
    dropped = {
        pieces[position]: (NOT_PRINTABLE, sentence) for position, sentence in problems.items()
    }
    if dropped:
        drop_pieces(book, run_id, dropped)


def mark_printed(book: Book, run_id: int, *, today: date) -> None:
    """The run went to paper. It counts as sent only after `mark_sent`."""
    name = run(book, run_id).name
    with book.change(f"{name} went to the printer") as change:
        change.update("run", run_id, printed_on=today)


def mark_sent(book: Book, run_id: int, *, today: date, without: Collection[int] = ()) -> int:
    """ "Printed fine": the pieces count as sent and stand on the timelines; returns how many.

    `without` holds positions that did not come out.
    """
    found = run(book, run_id)
    pieces = [
        piece
        for piece in pieces_of_run(book, run_id)
        if piece.state is PieceState.DUE and piece.position not in without
    ]
    with book.change(f"{found.name}: sent") as change:
        if found.sent_on is not None:
            raise Refused(f"“{found.name}” was confirmed on {found.sent_on.isoformat()} already.")
        if found.dropped_on is not None:
            raise Refused(f"“{found.name}” was not printed, so it can't be sent.")
        change.update("run", run_id, sent_on=today)
        for piece in pieces:
            change.update("run_piece", piece.id, state=PieceState.SENT, sent_on=today)
            if found.kind is RunKind.CARDS:
                write_card_touches(change, piece, today)
    return len(pieces)


def write_card_touches(change: Change, piece: RunPiece, today: date) -> None:
    text = CARD_MAILED["birthday" if piece.partner_id is None else "wedding"]
    for person_id in (piece.shopper_id, piece.partner_id):
        if person_id is not None:
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


def drop_run(book: Book, run_id: int, *, today: date) -> None:
    """ "Not printed": the run is put away; its occasions are due again."""
    found = run(book, run_id)
    with book.change(f"{found.name}: not printed") as change:
        if found.sent_on is not None:
            raise Refused(f"“{found.name}” was sent already. Undo that first.")
        change.update("run", run_id, dropped_on=today)
