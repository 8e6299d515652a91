"""What is shown of two files before they become one, and what was chosen."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from storebook.base.money import Cents


class Pick(StrEnum):
    """Whose answer holds where the two files differ."""

    KEEP = "keep"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """One question to which the files give two answers; `key` is what a choice is made by.

    The answer that is not chosen is kept in a note.
    """

    key: str
    title: str
    keep: str
    other: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Together:
    """So many of a kind in each file, and how many are the same in both."""

    title: str
    keep: int
    other: int
    same: int = 0

    @property
    def after(self) -> int:
        """How many the one file has."""
        return self.keep + self.other - self.same


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of the two files, by what tells it apart at a glance; spend is None where hidden."""

    shopper_id: int
    name: str
    since: date | None
    phones: tuple[str, ...]
    emails: tuple[str, ...]
    addresses: tuple[str, ...]
    birthday: str
    family: tuple[str, ...]
    card: str
    purchases: int
    last_day: date | None
    spent_cents: Cents | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeLook:
    """Both files side by side: what differs, what comes together, and why it can't be done."""

    keep: Side
    other: Side
    contradictions: tuple[Contradiction, ...]
    together: tuple[Together, ...]
    remarks: tuple[str, ...]
    refusal: str
