"""Family ties: one row a tie, read from both ends, and what a couple's tie brings with it."""

from storebook.people.kin.records import Kin, kin_of
from storebook.people.kin.writing import (
    add_kin,
    couple_tie,
    end_tie,
    remove_kin,
    write_kin,
    write_tie,
)
from storebook.people.occasions import partner_of
from storebook.people.relations import (
    Ending,
    Gender,
    Relation,
    read_relation,
    relation_word,
    reverse,
)

__all__ = [
    "Ending",
    "Gender",
    "Kin",
    "Relation",
    "add_kin",
    "couple_tie",
    "end_tie",
    "kin_of",
    "partner_of",
    "read_relation",
    "relation_word",
    "remove_kin",
    "reverse",
    "write_kin",
    "write_tie",
]
