"""A row of a list of shoppers, read: the person, and what comes beside the person."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from storebook.people.consent import Channel, Purpose
from storebook.people.relations import Relation
from storebook.people.shoppers import PreparedShopper, ShopperDraft
from storebook.people.sizes import SizeDraft


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentTold:
    """A yes or a no that the list tells of."""

    channel: Channel
    purposes: tuple[Purpose, ...]
    given: bool
    day: date
    wording: str
    how: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Departure:
    """Why a shopper is written to no more, or not for now; None and "" where nothing is told."""

    deceased_on: date | None = None
    deceased_note: str = ""
    archived_on: date | None = None
    moved_away_on: date | None = None
    quiet_until: date | None = None
    quiet_note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressFate:
    """What became of the address in this place of the list (from 0)."""

    place: int
    returned_on: date | None
    returned_reason: str
    left_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Roof:
    """Which rows of one list live together, and how the two of them are addressed."""

    household: str
    name: str = ""
    couple_line: str = ""
    couple_greeting: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What comes with the person and is written after them. `row` counts within the list."""

    spouse: str = ""
    spouse_row: str = ""
    row: str = ""
    tie: Relation = Relation.SPOUSE
    roof: Roof | None = None
    departure: Departure | None = None
    consents: tuple[ConsentTold, ...] = ()
    fates: tuple[AddressFate, ...] = ()
    sizes: tuple[SizeDraft, ...] = ()
    own: Mapping[str, str] = field(default_factory=dict)


NOTHING_BESIDE = Beside()


@dataclass(frozen=True, slots=True, kw_only=True)
class ShopperRow:
    """One person of the list, found to be good; `prepared` is the draft as it will be written.

    `unread` are the notes among them that keep a cell which nobody can read.
    """

    draft: ShopperDraft
    prepared: PreparedShopper
    beside: Beside = NOTHING_BESIDE
    unread: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """The person on one line."""
        points = [phone.raw for phone in self.draft.phones[:1]]
        points += [email.raw for email in self.draft.emails[:1]]
        return " · ".join([self.draft.name, *points])
