"""What the headings of a list mean: known ones by themselves, the others by the mapping."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from storebook.base.errors import Refused
from storebook.base.resources import resource
from storebook.base.text import one_line, quoted, words
from storebook.exchange.fields import (
    FIELD,
    INNER_SHOPPER_FIELDS,
    OWN,
    Kind,
    field_named,
    fields_of,
    is_several,
)

DIGITS = re.compile(r"\d+")
REMARK = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
# Fields that may be said to be of home, of work, mobile; only a phone may be called just "Mobile".
WITH_USE = frozenset(
    ["phone", "email", "street", "city", "region", "postcode", "country", "po box"]
)
ADDRESS_PARTS = frozenset(
    ["street", "city", "region", "postcode", "country", "po box", "whole address", "address label",
     "address marks"]
)  # fmt: skip
PHONE_NAMES = {"mobile phone": "mobile", "home phone": "home", "work phone": "work"}
OWN_FIELD = re.compile(r"Own field: (.+) \((text|number|day|yes or no)\)")
FEWEST_KNOWN = 2
ROWS_LOOKED_AT = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What a column is. `group` ties together the columns of one address, or a phone and its label.

    `use` is "home", "work", "mobile", "other" or "" where the heading does not say. `own_kind` is
    the kind of an own field that our own export names.
    """

    field: str
    group: str = ""
    use: str = ""
    own_kind: str = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """One column: what stands over it, and what it is taken for (None: left out)."""

    place: int
    header: str
    target: Target | None
    recognized: bool


def headings(
    headers: Sequence[str], kind: Kind, mapping: Mapping[str, str] | None = None
) -> list[Heading]:
    """Every column with what it is; refused when the mapping names a heading that is not there.

    A field that only one column can be is the first one's; what the mapping says comes first.
    """
    names = distinct(headers)
    chosen = _chosen(names, headers, kind, mapping or {})
    taken = {
        target.field
        for target in chosen.values()
        if target is not None and not is_several(target.field)
    }
    found = []
    for place, name in enumerate(names):
        if place in chosen:
            target, recognized = chosen[place], False
        else:
            target, recognized = recognized_target(headers[place], kind), True
            if target is not None and _is_taken(target, taken):
                target = None
        if target is not None:
            taken.add(_only_one(target))
        found.append(
            Heading(
                place=place,
                header=name,
                target=target,
                recognized=recognized and target is not None,
            )
        )
    return found


def header_place(rows: Sequence[Sequence[str]], kind: Kind) -> int:
    """Which of the first rows holds the headings: the first with two we know, else the first."""
    for place, row in enumerate(rows[:ROWS_LOOKED_AT]):
        known = {target.field for cell in row if (target := recognized_target(cell, kind))}
        if len(known) >= FEWEST_KNOWN:
            return place
    return 0


def distinct(headers: Sequence[str]) -> list[str]:
    """The headings as they are shown: one that comes again is numbered, one that is empty named."""
    shown: list[str] = []
    for place, header in enumerate(headers, 1):
        name = one_line(header)[:100] or f"Column {place}"
        again, number = name, 2
        while again in shown:
            again, number = f"{name} ({number})", number + 1
        shown.append(again)
    return shown


def is_by_number(mapping: Mapping[str, str]) -> bool:
    """Whether the mapping counts columns, as it does for a list without headings."""
    return bool(mapping) and all(header.isascii() and header.isdigit() for header in mapping)


def recognized_target(header: str, kind: Kind) -> Target | None:
    """What a heading means by itself; None when nobody can know."""
    if own := OWN_FIELD.fullmatch(header.strip()):
        return Target(field=OWN + own[1], own_kind=own[2])
    for spelled in (header, REMARK.sub(" ", header)):
        key = squashed(spelled)
        digits = "".join(DIGITS.findall(key))
        if target := _known(DIGITS.sub("", key), digits, kind):
            return target
    return None


def squashed(header: str) -> str:
    """Only the letters and digits, folded: "E-mail 1 - Value" is "email1value"."""
    return "".join(words(header))


def _known(key: str, digits: str, kind: Kind) -> Target | None:
    aliases = _aliases(kind)
    if not key:
        return None
    if key in aliases:
        return _grouped(aliases[key], digits, "", in_group=_is_address_part(key))
    for beginning, use in _uses():
        for rest in (key.removeprefix(beginning), key.removesuffix(beginning)):
            if rest == "" and use == "mobile" and "phone" in aliases.values():
                return Target(field="phone", use=use)
            field = aliases.get(rest) if rest != key else None
            if field in WITH_USE:
                return _grouped(field, digits, use, in_group=False)
    return None


def _is_address_part(key: str) -> bool:
    """ "Address 1 - City" is part of the first address; "Address 2" is a line of the only one."""
    return key.startswith("address") and key not in {"address", "addressline"}


def _grouped(field: str, digits: str, use: str, *, in_group: bool) -> Target:
    """A number tells apart phones and whole addresses, but lines of one address stay together."""
    if field in ADDRESS_PARTS:
        return Target(field=field, group=(digits if in_group else "") or use, use=use)
    numbered = field in {"phone", "email"} or field in INNER_SHOPPER_FIELDS
    return Target(field=field, group=digits if numbered else "", use=use)


@cache
def _reference() -> dict[str, dict[str, list[str]]]:
    listed: dict[str, dict[str, list[str]]] = json.loads(
        resource("exchange", "headers.json").read_text(encoding="utf-8")
    )
    return listed


@cache
def _aliases(kind: Kind) -> dict[str, str]:
    """Our field by the squashed heading without its digits; our own names are known too."""
    known = {squashed(field.name): field.name for field in fields_of(kind)}
    for name, use in PHONE_NAMES.items():
        known.pop(squashed(name), use)
    for field, spellings in _reference()[kind.value].items():
        for spelling in spellings:
            known.setdefault(squashed(spelling), field)
    return known


@cache
def _uses() -> tuple[tuple[str, str], ...]:
    return tuple(
        (squashed(word), use)
        for use, spellings in _reference()["uses"].items()
        for word in spellings
    )


def _chosen(
    names: Sequence[str], headers: Sequence[str], kind: Kind, mapping: Mapping[str, str]
) -> dict[int, Target | None]:
    """The columns that the mapping speaks of; for a heading that comes twice, all of them."""
    chosen: dict[int, Target | None] = {}
    for header, field in mapping.items():
        places = [place for place, name in enumerate(names) if name == header] or [
            place for place, raw in enumerate(headers) if squashed(raw) == squashed(header)
        ]
        if not places:
            there = ", ".join(quoted(name) for name in names[:20])
            raise Refused(
                f"There is no column {quoted(header)} in this file. It has: {there}.", FIELD
            )
        for place in places:
            chosen[place] = _chosen_target(headers[place], field, kind) if field else None
    return chosen


def _chosen_target(header: str, field: str, kind: Kind) -> Target:
    """The chosen field, with the use and group that the heading tells, where it is the same one."""
    name = field_named(field, kind)
    if name in PHONE_NAMES:
        return Target(field="phone", use=PHONE_NAMES[name])
    known = recognized_target(header, kind)
    return known if known is not None and known.field == name else Target(field=name)


def _only_one(target: Target) -> str:
    """What no second column can be; address parts count within their address."""
    return f"{target.field} {target.group}" if target.field in ADDRESS_PARTS else target.field


def _is_taken(target: Target, taken: set[str]) -> bool:
    return not is_several(target.field) and _only_one(target) in taken
