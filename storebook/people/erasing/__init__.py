"""Erasing a person who asks for it: the book forgets who they were and keeps its accounts."""

from storebook.people.erasing.again import (
    Forgotten,
    erase_again_after,
    forgotten_in,
)
from storebook.people.erasing.backups import (
    StillKept,
    copies_beside,
    copies_in_own_folders,
    out_of_sight,
    still_in_backups,
)
from storebook.people.erasing.elsewhere import (
    erasing_again,
    forgotten_before,
    forgotten_elsewhere,
)
from storebook.people.erasing.looking import ErasureLook, look_at_erasure
from storebook.people.erasing.saving import erase
from storebook.people.erasing.suppression import Known, Suppression, suppression

__all__ = [
    "ErasureLook",
    "Forgotten",
    "Known",
    "StillKept",
    "Suppression",
    "copies_beside",
    "copies_in_own_folders",
    "erase",
    "erase_again_after",
    "erasing_again",
    "forgotten_before",
    "forgotten_elsewhere",
    "forgotten_in",
    "look_at_erasure",
    "out_of_sight",
    "still_in_backups",
    "suppression",
]
