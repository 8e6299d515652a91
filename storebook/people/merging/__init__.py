"""Two files of one person become one, and nothing that either of them said is lost."""

from storebook.people.merged import file_of, merged_numbers
from storebook.people.merging.looking import look_at_merge
from storebook.people.merging.records import (
    Contradiction,
    MergeLook,
    Pick,
    Side,
    Together,
)
from storebook.people.merging.saving import merge

__all__ = [
    "Contradiction",
    "MergeLook",
    "Pick",
    "Side",
    "Together",
    "file_of",
    "look_at_merge",
    "merge",
    "merged_numbers",
]
