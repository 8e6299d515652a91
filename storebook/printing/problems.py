"""What could not be printed as it should be, told in the shop's words before paper is wasted."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One piece that was left out, or that a person should look at.

    `place` counts the pieces as they were handed in, from 1; `name` is whom the piece is for.
    """

    place: int
    name: str
    sentence: str
