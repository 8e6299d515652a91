"""A ticket in a few words: "Eternity band and care kit"."""

from collections.abc import Sequence

from storebook.base.text import fold, words
from storebook.sales.categories import is_trade_word


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
        return f"{before_comma(first)} and {_within(before_comma(others[0]))}"
    return f"{before_comma(first)} and {len(others)} other things"


def before_comma(text: str) -> str:
    """Capitals stay as they are."""
    return text.split(",", 1)[0].rstrip() or text


def _within(text: str) -> str:
    """As it is written in the middle of a line: "care kit", but "Tudor watch" and "GIA report".

    The first word loses its capital only when it is one of the trade's own: it may be a maker's.
    """
    first = text.split(maxsplit=1)[0] if text.strip() else ""
    plain = first == first.capitalize() and any(map(is_trade_word, words(first)[:1]))
    return f"{first.lower()}{text[len(first) :]}" if plain else text
