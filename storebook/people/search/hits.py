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
