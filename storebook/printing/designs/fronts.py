"""The words on the front of a card in the language of its inside, and for the day it is for.

The designs have English words of their own, for a birthday, the end of the year and so on.
"""

import json
from dataclasses import replace
from functools import cache
from typing import Any

from storebook.base.resources import resource
from storebook.base.text import one_line
from storebook.base.year_end import is_end_of_year
from storebook.printing.designs.catalog import CardKind, Design
from storebook.printing.designs.words import CardFront, wish_fit

ENGLISH = "en"
WARMLY = "With warm wishes"
# Designs that say which stone the month has.
NAMES_THE_STONE = frozenset({"facets", "pendant"})
# Designs that say whose day it is: to a parent they speak of the day of a child.
OF_A_CHILD = {"strand": "for a birthday", "dial": "of the day"}


@cache
def _languages() -> dict[str, Any]:
    text = resource("reference", "wording.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)["languages"]
    return {language: one for language, one in found.items() if "fronts" in one}


def front_words(
    design: Design, front: CardFront, language: str, holiday: str = "", *, child: bool = False
) -> CardFront:
    """The front as it is to read; words that were given stay. `holiday` is what the day is called,
    `child` says that the birthday is that of a child of whoever gets the card.

    In Chinese a number with a four in it is not shown: a wedding year is called by its gift.
    """
    if front.wish or front.line:
        return front
    known = _languages().get(language)
    if known is None and child and design.name in OF_A_CHILD:
        return replace(front, line=OF_A_CHILD[design.name])
    if known is None:
        return _of_holiday(design, front, holiday)
    return _translated(design, front, known)


def _translated(design: Design, front: CardFront, known: dict[str, Any]) -> CardFront:
    words = known["fronts"]
    month, stone = words["months"][front.month - 1], known["stones"][front.month - 1]
    wish, line = words.get(design.kind.value, (month, ""))
    years = front.years
    if design.kind is CardKind.ANNIVERSARY:
        gift = known["gifts"].get(str(years))
        line = words["jubilee"].format(gift=gift) if gift else line
        years = None if "4" in str(years) else years
    if design.name in NAMES_THE_STONE:
        line = words["stone"].format(stone=stone)
    return CardFront(
        month=front.month,
        years=years,
        initials=front.initials,
        wish=wish,
        line=line,
        month_word=month,
        stone_word=stone,
        years_word=words["years"],
        clocks=False,
    )


def _of_holiday(design: Design, front: CardFront, holiday: str) -> CardFront:
    """A day that is not the end of the year stands on the front by its name."""
    title = one_line(holiday)
    if design.kind is not CardKind.HOLIDAY or not title or is_end_of_year(title):
        return front
    wish, line = (title, WARMLY) if wish_fit(title, 25).fits else (WARMLY, title)
    return CardFront(
        month=front.month, years=front.years, initials=front.initials, wish=wish, line=line
    )
