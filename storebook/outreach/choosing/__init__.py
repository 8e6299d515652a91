"""Who gets a card, who does not, and why; looked at before it is frozen."""

from storebook.outreach.card_kinds import OCCASIONS, CardKind
from storebook.outreach.choosing.choice import ALREADY_SENT, JOINED, NO_COUPLE_LINE
from storebook.outreach.choosing.errands import occasion_text
from storebook.outreach.choosing.looking import LONGEST_WINDOW_DAYS, look_at_run, occasion_kinds
from storebook.outreach.choosing.records import (
    Chosen,
    Fold,
    LeftOut,
    RunKind,
    RunLook,
    RunRequest,
)

__all__ = [
    "ALREADY_SENT",
    "JOINED",
    "LONGEST_WINDOW_DAYS",
    "NO_COUPLE_LINE",
    "OCCASIONS",
    "CardKind",
    "Chosen",
    "Fold",
    "LeftOut",
    "RunKind",
    "RunLook",
    "RunRequest",
    "look_at_run",
    "occasion_kinds",
    "occasion_text",
]
