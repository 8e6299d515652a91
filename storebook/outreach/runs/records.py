"""What a run is, and each of its pieces: frozen, word for word, with what came of it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from storebook.book.shop import Paper
from storebook.outreach.choosing import Fold, RunKind


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
    initials: str
    why: str | None
    why_detail: str | None
    state: PieceState
