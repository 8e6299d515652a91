"""Simple selections: which shoppers something is for, said in a few conditions."""

from storebook.outreach.selecting.finding import people_selected, settled
from storebook.outreach.selecting.records import (
    Selection,
    as_json,
    from_json,
    selection_words,
)
from storebook.outreach.selecting.typed import SYNTAX, read_selection

__all__ = [
    "SYNTAX",
    "Selection",
    "as_json",
    "from_json",
    "people_selected",
    "read_selection",
    "selection_words",
    "settled",
]
