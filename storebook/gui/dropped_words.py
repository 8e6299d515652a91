"""What is said of pieces that were dropped after they were frozen, or could not be printed."""

from collections.abc import Sequence

from storebook.base.text import one_line
from storebook.outreach.runs import RunPiece
from storebook.printing.problems import Problem


def dropped_words(dropped: Sequence[RunPiece]) -> str:
    """A sentence that names the first and why, and what to do; empty when there are none."""
    if not dropped:
        return ""
    first, more = dropped[0], len(dropped) - 1
    others = f", and {more} more with their reasons in the run" if more else ""
    return (
        f"Dropped: {one_line(first.name_line)} ({first.why}){others}. "
        "Take out what was printed for them."
    )


def left_out_words(problems: Sequence[Problem], *, on_list: bool = False) -> str:
    """The first that could not be printed right, and why; empty when all were. Who stands
    `on_list` is on it all the same.
    """
    if not problems:
        return ""
    first, more = problems[0], len(problems) - 1
    if on_list:
        others = f" {more} more are to be looked at." if more else ""
        return f"Look at {one_line(first.name)}: {first.sentence}{others}"
    others = f" {more} more were left out as well." if more else ""
    return f"{first.name} was left out. {first.sentence}{others}"
