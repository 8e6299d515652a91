"""Keeping a run exactly as it was looked at."""

import json
from collections.abc import Collection, Sequence
from datetime import date

from storebook.base.errors import Refused
from storebook.base.text import counted
from storebook.book.book import Book
from storebook.book.change import Change
from storebook.outreach.choosing import Chosen, LeftOut, RunKind, RunLook
from storebook.outreach.runs.allowed import require_to_print
from storebook.outreach.runs.naming import name_to_give, run_name
from storebook.outreach.runs.records import PieceState
from storebook.outreach.selecting import as_json

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
    "initials",
    "state",
    "card_kind",
    "address_id",
    "country",
    "neutral_sender",
    "purchases",
    "wording",
    "child_id",
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
    "card_kind",
    "child_id",
)


def piece_rows(run_id: int, chosen: Sequence[Chosen]) -> list[tuple[object, ...]]:
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
            one.initials,
            PieceState.DUE.value,
            one.card_kind.value,
            one.address_id,
            one.country,
            one.neutral_sender,
            json.dumps(one.purchases),
            one.words.wording,
            one.child_id,
        )
        for position, one in enumerate(chosen, start=1)
    ]


def left_rows(run_id: int, left_out: Sequence[LeftOut]) -> list[tuple[object, ...]]:
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
            one.card_kind.value,
            one.child_id,
        )
        for one in left_out
    ]


def freeze_run(book: Book, look: RunLook, *, today: date) -> int:
    """Keep the run exactly as it was looked at and return its id; nothing is marked as sent."""
    require_to_print(book, look.request.kind)
    count = counted(len(look.chosen), "piece")
    with book.change(f"{run_name(book, look.request)} prepared: {count}") as change:
        return write_run(change, look, today=today)


def write_run(change: Change, look: RunLook, *, today: date, without: Collection[int] = ()) -> int:
    """Keep the run as a step of something larger, such as printing it at once; `without` are the
    keys of those that were unticked.
    """
    chosen = [one for one in look.chosen if one.key not in without]
    if not chosen:
        raise Refused("Nobody is left in this run, so there is nothing to print.")
    request = look.request
    given = name_to_give(change.book, request.name)
    run_id = change.insert(
        "run",
        name=given or run_name(change.book, request),
        kind=request.kind,
        card_kind=request.card_kind,
        title=request.title,
        selection=as_json(request.selection),
        from_day=request.start,
        to_day=request.end,
        made_on=today,
        associate_id=change.book.associate_id,
        paper=request.paper,
        fold=request.fold if request.kind is RunKind.CARDS else None,
        sheet=request.sheet,
        start_place=request.start_place,
        envelope=request.envelope if request.kind is RunKind.ENVELOPES else None,
    )
    change.insert_many("run_piece", PIECE_COLUMNS, piece_rows(run_id, chosen))
    change.insert_many("run_piece", LEFT_COLUMNS, left_rows(run_id, look.left_out))
    return run_id
