"""What the trade has agreed on: birthstones, gifts of the wedding years, purities, ring sticks."""

import json
import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from storebook.base.resources import resource
from storebook.base.text import digits, fold

KARAT = re.compile(r"[0-9] ?(?:k|kt|ct|karat|carat)\b|\bk ?[0-9]")
PLATING = re.compile(r"(?:\b|[0-9k] ?)(?:r?gp|gep|hge|gf)\b|fill|plate|vermeil")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceList:
    """One of several lists that an owner may choose from."""

    id: str
    name: str
    version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Purity:
    """`mark` is the fineness in parts per thousand as it is stamped: "750", "999.9"."""

    metal: str
    mark: str
    karat: int | None
    also: tuple[str, ...]


@cache
def _read(name: str) -> dict[str, Any]:
    listed: dict[str, Any] = json.loads(
        resource("reference", f"{name}.json").read_text(encoding="utf-8")
    )
    return listed


def birthstone_lists() -> list[ReferenceList]:
    return _lists("birthstones")


def birthstone(month: int, list_id: str = "us") -> tuple[str, ...]:
    """The stones of a month, 1 to 12, the best known first."""
    return tuple(_read("birthstones")["lists"][list_id]["months"][str(month)])


def anniversary_lists() -> list[ReferenceList]:
    return _lists("anniversary_gifts")


def anniversary_gift(year: int, list_id: str = "traditional-us") -> str | None:
    """What a wedding year is named after: 25 is "silver"; None when the list has no name for it.

    Year 0 is the wedding itself. What should not be sold (ivory, the 14th) is never named.
    """
    listed = _read("anniversary_gifts")
    gift: str | None = listed["lists"][list_id]["years"].get(str(year))
    return None if gift in listed["not_suggested"] else gift


@cache
def purities(metal: str | None = None) -> tuple[Purity, ...]:
    """All that are stamped, or those of gold, silver, platinum or palladium, lowest first."""
    return tuple(
        Purity(
            metal=row["metal"],
            mark=row["mark"],
            karat=row.get("karat"),
            also=tuple(row.get("also", ())),
        )
        for row in _read("purities")["purities"]
        if metal in {None, row["metal"]}
    )


def find_purity(text: str, metal: str = "gold") -> Purity | None:
    """What "18k", "18 kt", "750", "916" or "Au750" means; None when it is no purity of the metal.

    Marks of plating (18K GP, gold filled, vermeil) say nothing about the metal beneath.
    """
    folded = fold(text)
    figures = digits(folded)
    if PLATING.search(folded):
        return None
    karat = KARAT.search(folded) is not None
    for purity in purities(metal):
        if karat and figures == str(purity.karat):
            return purity
        marks = {mark.replace(".", "") for mark in (purity.mark, *purity.also)}
        if not karat and figures in marks:
            return purity
    return None


@cache
def indian_ring_sizes() -> dict[int, int]:
    """Hundredths of a millimeter of circumference by Indian ring size."""
    sizes = _read("indian_ring_sizes")["sizes"]
    return {int(size): round(float(circumference) * 100) for size, circumference in sizes.items()}


def _lists(name: str) -> list[ReferenceList]:
    listed = _read(name)
    return [
        ReferenceList(id=list_id, name=one["name"], version=listed["version"])
        for list_id, one in listed["lists"].items()
    ]
