"""What a search finds: who, and by which scrap."""

from dataclasses import dataclass
from enum import StrEnum


class Match(StrEnum):
    """How somebody was found, best first."""

    EXACT_NAME = "name"
    START_OF_NAME = "start of the name"
    WORD_OF_NAME = "part of the name"
    PHONE = "phone"
    CARD = "card"
    SLIP = "purchase slip"
    EMAIL = "e-mail"
    SERIAL = "serial or certificate"
    FAMILY = "family"
    INSIDE = "inside of the name"
    TYPO = "similar name"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One shopper who was found. `how` says by what, for the eye: "phone ends 0142"."""

    shopper_id: int
    match: Match
    how: str


BY_NAME = frozenset({Match.EXACT_NAME, Match.START_OF_NAME, Match.WORD_OF_NAME})
AFTER_ALL = "\U0010ffff"


class Found:
    """Hits in the order in which they were found, each shopper once."""

    def __init__(self, limit: int) -> None:
        self.hits: list[Hit] = []
        self.seen: set[int] = set()
        self.limit = limit

    @property
    def is_full(self) -> bool:
        """Are there as many as were asked for?"""
        return len(self.hits) >= self.limit

    def add(self, shopper_id: int, match: Match, how: str) -> None:
        """One more, who has not been found yet."""
        if shopper_id not in self.seen and not self.is_full:
            self.seen.add(shopper_id)
            self.hits.append(Hit(shopper_id=shopper_id, match=match, how=how))
