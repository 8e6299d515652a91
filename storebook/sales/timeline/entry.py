"""One line of a shopper's timeline, and how much of it is asked for."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from storebook.base.money import Cents

LAST_ID = 2**62


class TimelineKind(StrEnum):
    """A ticket that only brought something back is a return; purchases bring the returns along."""

    PURCHASE = "purchase"
    RETURN = "return"
    GIFT = "gift"
    CONTACT = "contact"
    CARD = "card"
    NOTE = "note"


EVERY_KIND = frozenset(TimelineKind)
# On one day, what stands higher in the list happened later. A return is a ticket like any other.
RANKS = {
    TimelineKind.PURCHASE: 5,
    TimelineKind.RETURN: 5,
    TimelineKind.GIFT: 4,
    TimelineKind.CONTACT: 3,
    TimelineKind.CARD: 2,
    TimelineKind.NOTE: 1,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineEntry:
    """One line of the timeline; `id` is that of its ticket, piece, contact or note.

    `amount_cents` is None where there is none and where it is hidden; `secret_until` stands on the
    giver's page while the secret lasts. `purchase_id` is there when the ticket may be opened. A
    ticket `is_care` when nothing was bought on it but work: a ring made to fit, a new battery.
    """

    kind: TimelineKind
    id: int
    day: date
    title: str
    detail: str
    associate: str | None = None
    amount_cents: Cents | None = None
    secret_until: date | None = None
    purchase_id: int | None = None
    piece_id: int | None = None
    is_care: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """How much of a timeline: of which kinds, how many, and after which entry already seen.

    With `only_care` the tickets are those on which some work was done.
    """

    kinds: frozenset[TimelineKind] = EVERY_KIND
    limit: int = 50
    before: TimelineEntry | None = None
    only_care: bool = False


NEWEST = Part()


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """The same for one kind: so many entries whose day and id come before these."""

    before_day: date
    before_id: int
    limit: int
    only_care: bool = False


def stretch_of(kind: TimelineKind, part: Part) -> Stretch:
    """Of the kinds that stand above the last entry seen, that day's were seen as well."""
    last = part.before
    if last is None:
        return Stretch(
            before_day=date.max, before_id=LAST_ID, limit=part.limit, only_care=part.only_care
        )
    rank, seen = RANKS[kind], RANKS[last.kind]
    before_id = last.id if rank == seen else 0 if rank > seen else LAST_ID
    return Stretch(
        before_day=last.day, before_id=before_id, limit=part.limit, only_care=part.only_care
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineLength:
    """How many entries there are, and how far back they go; None when there are none."""

    entries: int
    first_day: date | None
