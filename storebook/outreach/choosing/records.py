"""What a run is asked for, and what the look at it says: who is in, who is out, and why."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from storebook.book.shop import Paper
from storebook.outreach.card_kinds import CardKind
from storebook.outreach.selecting import Selection
from storebook.outreach.wording import CardWords


class RunKind(StrEnum):
    """What a run prints."""

    CARDS = "cards"
    LABELS = "labels"
    LIST = "list"
    ENVELOPES = "envelopes"


class Fold(StrEnum):
    """How the paper becomes a card; the last two are cut as well."""

    HALF = "half"
    QUARTER = "quarter"
    FIVE_BY_SEVEN = "5x7"
    TWO_UP = "two-up"


@dataclass(frozen=True, slots=True, kw_only=True)
class RunRequest:
    """What is asked for, from `start` to `end`, both included.

    `card_kind` None means birthdays and wedding anniversaries together. For these the days are
    when they are kept; thank-you cards are for what was bought in them; a holiday is on `end`, a
    monthly card is the one of the month of `start`. `title` is what the holiday is called.

    `selection` says whom it is for, `shopper_id` narrows it to one person and their couple. `name`
    is what the run is called; without one it is called after its kind and days. `designs` are used
    for all of their kind, at most one for each; a kind that has none gets its designs in turn.
    `start_place` is the first free label of the sheet, from 1; `envelope` the size of envelopes, a
    name of `printing.envelopes`. With `children` the birthday of a
    child makes a card for a parent; without, it makes none.
    """

    kind: RunKind
    start: date
    end: date
    card_kind: CardKind | None = None
    title: str = ""
    selection: Selection = field(default_factory=Selection)
    shopper_id: int | None = None
    name: str = ""
    designs: tuple[str, ...] = ()
    paper: Paper = Paper.LETTER
    fold: Fold = Fold.HALF
    sheet: str | None = None
    start_place: int = 1
    envelope: str | None = None
    children: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """Someone who gets a piece: everything as it will print.

    `name` is for lists on the screen. A day that is not known stands as the first of its month.
    `country` is that of the address. `neutral_sender` says that a surprise is at stake there: the
    envelope must not say who sends it. `purchases` are those that a thank-you card is for.
    `child_id` is whose birthday it is, of a card that goes to a parent.
    """

    name: str
    shopper_id: int
    partner_id: int | None
    occasion_id: int | None
    day: date
    day_is_known: bool
    occasion_text: str
    name_line: str
    address_block: tuple[str, ...]
    words: CardWords
    design: str
    month: int
    years: int | None
    initials: str
    town: str
    card_kind: CardKind
    address_id: int
    country: str
    neutral_sender: bool = False
    purchases: tuple[int, ...] = ()
    child_id: int | None = None

    @property
    def key(self) -> int:
        """What the piece is told from the others of its run by: its occasion, else its shopper."""
        return self.shopper_id if self.occasion_id is None else self.occasion_id


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """Someone who gets nothing, and why."""

    shopper_id: int
    partner_id: int | None
    occasion_id: int | None
    day: date
    occasion_text: str
    name: str
    years: int | None
    why: str
    detail: str
    card_kind: CardKind
    child_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RunLook:
    """A run before it is frozen: who is in, in the order of print, and who is out.

    `waiting` is how many wait for their thank-you card until a surprise is over: a number without
    names, and none when the run is for one person or a selection.
    """

    request: RunRequest
    chosen: list[Chosen]
    left_out: list[LeftOut]
    waiting: int = 0
