"""Runs as they are read: one, the newest, the one that waits to be confirmed, and their pieces."""

import json
from collections.abc import Sequence

from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.outreach.runs.records import PieceState, Run, RunPiece, RunSummary


def run(book: Book, run_id: int) -> Run:
    """One run; Refused when there is none."""
    found = book.first(
        Run,
        """
        SELECT run.id, run.name, run.kind, card_kind, title, selection, from_day, to_day, made_on,
               associate.name AS associate, paper, fold, sheet, start_place, printed_on,
               run.sent_on, dropped_on, envelope, fronts,
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
        SELECT run.id, run.name, run.kind, card_kind, title, selection, from_day, to_day, made_on,
               associate.name AS associate, paper, fold, sheet, start_place, printed_on,
               run.sent_on, dropped_on, envelope, fronts,
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


def run_summaries(book: Book, *, limit: int = 50) -> list[RunSummary]:
    """The newest runs first, with what came of their pieces and why the others got none."""
    return summaries(book, runs(book, limit=limit))


def summaries(book: Book, of: Sequence[Run]) -> list[RunSummary]:
    counts: dict[int, dict[str, int]] = {one.id: {} for one in of}
    reasons: dict[int, dict[str, int]] = {one.id: {} for one in of}
    for run_id, state, why, count, returned in book.rows(
        """
        SELECT run_id, state, why, count(*), count(returned_on)
        FROM json_each(:ids) AS wanted JOIN run_piece ON run_piece.run_id = wanted.value
        GROUP BY run_id, state, why
        ORDER BY run_id, count(*) DESC, state, why
        """,
        ids=json.dumps([one.id for one in of]),
    ):
        counts[run_id][state] = counts[run_id].get(state, 0) + count
        counts[run_id]["returned"] = counts[run_id].get("returned", 0) + returned
        if state in (PieceState.LEFT_OUT, PieceState.DROPPED):
            reasons[run_id][why] = reasons[run_id].get(why, 0) + count
    return [
        RunSummary(
            run=one,
            due=counts[one.id].get(PieceState.DUE, 0),
            sent=counts[one.id].get(PieceState.SENT, 0),
            dropped=counts[one.id].get(PieceState.DROPPED, 0),
            returned=counts[one.id].get("returned", 0),
            why=reasons[one.id],
        )
        for one in of
    ]


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


def run_half_printed(book: Book) -> Run | None:
    """The newest run of which only the fronts are on paper; it waits across restarts as well."""
    run_id = book.value(
        """
        SELECT id FROM run
        WHERE kind = 'cards' AND fronts IS NOT NULL AND dropped_on IS NULL
        ORDER BY id DESC LIMIT 1
        """
    )
    return None if run_id is None else run(book, run_id)


def not_confirmed_of(book: Book, run_id: int) -> dict[int, int]:
    """In which other runs of cards the same cards went to paper and were never confirmed, and how
    many: their people would get two. The newest run first.
    """
    rows = book.rows(
        """
        SELECT before.run_id, count(*)
        FROM run_piece AS piece
        JOIN run AS this ON this.id = piece.run_id AND this.kind = 'cards'
        JOIN run_piece AS before ON before.shopper_id = piece.shopper_id
            AND before.card_kind = piece.card_kind AND before.occasion_day = piece.occasion_day
            AND before.occasion_id IS piece.occasion_id AND before.run_id <> piece.run_id
        JOIN run ON run.id = before.run_id
        WHERE piece.run_id = :run_id AND piece.state = 'due' AND before.state = 'due'
          AND run.kind = 'cards' AND run.printed_on IS NOT NULL AND run.dropped_on IS NULL
          AND run.title = this.title
        GROUP BY before.run_id
        ORDER BY before.run_id DESC
        """,
        run_id=run_id,
    )
    return dict(rows)


def pieces_of_run(book: Book, run_id: int) -> list[RunPiece]:
    """The pieces in the order of print, as they were frozen; not those who were left out."""
    return book.all(
        RunPiece,
        """
        SELECT id, position, shopper_id, partner_id, occasion_id, occasion_day, occasion_text,
               name_line, address_block, greeting, wish, signature, design, month, years,
               initials, why, why_detail, state, card_kind, address_id, country, neutral_sender,
               purchases, returned_on, returned_reason, wording, child_id
        FROM run_piece
        WHERE run_id = :run_id AND state <> 'left out'
        ORDER BY position, id
        """,
        run_id=run_id,
    )
