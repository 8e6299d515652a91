"""What could not be printed as it should be, told in the shop's words before paper is wasted."""

from collections.abc import Iterable
from dataclasses import dataclass

from storebook.printing.fonts import GETA_MARK, missing_glyphs, printable


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One piece that was left out, or that a person should look at.

    `place` counts the pieces as they were handed in, from 1, and 0 is the paper around
    them; `name` is whom the piece is for.
    """

    place: int
    name: str
    sentence: str


def letters_sentence(texts: Iterable[str], where: str) -> str | None:
    """What became on paper of letters that no font has; None when there are none.

    `where` is what the paper is called, such as "list".
    """
    lines = [line for text in texts for line in text.splitlines()]
    missing = missing_glyphs("".join(lines))
    if not missing:
        return None
    marked = {GETA_MARK in printable(line) for line in lines if missing_glyphs(line)}
    became = {
        frozenset({True}): f"they stand as {GETA_MARK} on the {where}",
        frozenset({False}): f"they are left out on the {where}",
    }.get(frozenset(marked), f"they are left out on the {where}, or stand as {GETA_MARK}")
    return f"No font has the letters {' '.join(missing)}: {became}."
