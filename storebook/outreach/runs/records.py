"""What a run is, and each of its pieces: frozen, word for word, with what came of it."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from storebook.book.shop import Paper
from storebook.outreach.card_kinds import CardKind
from storebook.outreach.choosing import Fold, RunKind
from storebook.outreach.wording import language_of


class PieceState(StrEnum):
    """What came of one piece: due until the run is confirmed; dropped when its person may no
    longer be written to.
    """

    DUE = "due"
    LEFT_OUT = "left out"
    DROPPED = "dropped"
    SENT = "sent"


class RunState(StrEnum):
    """How far a run has come."""

    PREPARED = "prepared"
    PRINTED = "printed"
    SENT = "sent"
    PUT_AWAY = "put away"


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One printing or mailing. `printed_on` says that it went to paper, `sent_on` that it was
    confirmed.

    `card_kind` None is birthdays and anniversaries together; `title` is what a holiday is called.
    `selection` is who was asked for, as `selecting.from_json` reads it. `envelope` is the size
    that its envelopes were last made in. `fronts` says of which sheets the backs are still to come,
    as `fronts.Fronts` reads it.
    """

    id: int
    name: str
    kind: RunKind
    card_kind: CardKind | None
    title: str
    selection: str
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
    envelope: str | None = None
    fronts: str | None = None

    @property
    def state(self) -> RunState:
        if self.dropped_on is not None:
            return RunState.PUT_AWAY
        if self.sent_on is not None:
            return RunState.SENT
        return RunState.PREPARED if self.printed_on is None else RunState.PRINTED


@dataclass(frozen=True, slots=True, kw_only=True)
class RunPiece:
    """One piece of a run, frozen. `position` counts from 1 in the order of print; lines are parted
    by newlines.

    `country` is that of the address, `neutral_sender` that the envelope must not say who sends it,
    `purchases` the numbers of what a thank-you card is for, as JSON. `returned_reason` is one of
    `returned.ReturnReason`. `child_id` is whose birthday it is, of a card that goes to a parent.
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
    card_kind: CardKind | None = None
    address_id: int | None = None
    country: str = ""
    neutral_sender: bool = False
    purchases: str = "[]"
    returned_on: date | None = None
    returned_reason: str | None = None
    wording: str = ""
    child_id: int | None = None

    @property
    def language(self) -> str:
        """The one that its words are in, as a tag; English where nobody wrote it down."""
        return language_of(self.wording)

    @property
    def people(self) -> list[int]:
        """The one or two it is for."""
        both = [self.shopper_id, self.partner_id]
        return [person_id for person_id in both if person_id is not None]


@dataclass(frozen=True, slots=True, kw_only=True)
class RunSummary:
    """A run with what came of its pieces; `why` counts who got nothing, by reason."""

    run: Run
    due: int = 0
    sent: int = 0
    dropped: int = 0
    returned: int = 0
    why: dict[str, int] = field(default_factory=dict)

    @property
    def return_rate(self) -> float | None:
        """The share of what was sent that the post brought back; None when nothing was sent."""
        return self.returned / self.sent if self.sent else None
