"""One line of a shopper's timeline."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from storebook.base.money import Cents


class TimelineKind(StrEnum):
    """A ticket that only brought something back is a return; purchases bring the returns along."""

    PURCHASE = "purchase"
    RETURN = "return"
    GIFT = "gift"
    CONTACT = "contact"
    CARD = "card"
    NOTE = "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineEntry:
    """One line of the timeline; `id` is that of its ticket, piece, contact or note.

    `amount_cents` is None where there is none and where it is hidden; `secret_until` stands on the
    giver's page while the secret lasts. `purchase_id` is there when the ticket may be opened.
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
