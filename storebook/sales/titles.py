"""A ticket in a few words: "Eternity band and Care kit"."""

from collections.abc import Sequence

from storebook.base.text import fold


def title_of(descriptions: Sequence[str]) -> str:
    """One thing in its own words, two by name, of more the first and how many others.

    No name twice; of several each is named by what stands before its first comma.
    """
    if len(descriptions) == 1:
        return descriptions[0]
    names: dict[str, str] = {}
    for description in descriptions:
        names.setdefault(fold(description), description)
    first, *others = names.values() or [""]
    if not others:
        return first
    if len(others) == 1:
        return f"{before_comma(first)} and {before_comma(others[0])}"
    return f"{before_comma(first)} and {len(others)} other things"


def before_comma(text: str) -> str:
    """Capitals stay as they are: the first word may be a maker's name."""
    return text.split(",", 1)[0].rstrip() or text
