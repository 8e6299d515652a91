"""Selections as they are typed on the command line: `members,town=Portsmouth`."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from storebook.base.errors import Refused
from storebook.base.money import currency, decimal_mark, parse_money
from storebook.base.text import fold, one_line, quoted
from storebook.book.shop import Shop
from storebook.outreach.selecting.records import Selection

SYNTAX = (
    "all, members, tag=VIP, town=Portsmouth, bought-since=2026-01-01, spent-over=5000, "
    'cared-for-by="Olga"'
)
# Parts between commas; a comma inside quotes belongs to its value.
PART = re.compile(r'(?:[^,"]|"[^"]*"?)+')
FIRST_YEAR, LAST_YEAR = 1900, 2199


def read_selection(text: str, *, shop: Shop) -> Selection:
    """The selection that was typed; Refused with what can be written when it can't be read."""
    selection = Selection()
    seen: set[str] = set()
    parts = [one for one in map(str.strip, PART.findall(text)) if one]
    if not parts:
        raise Refused(f"Say who is meant: {SYNTAX}.", "select")
    for part in parts:
        name, equals, value = part.partition("=")
        key = fold(name).replace(" ", "-").replace("_", "-")
        if key in seen:
            raise Refused(f"{quoted(key)} stands twice in the selection. Say it once.", "select")
        seen.add(key)
        selection = _with(selection, key, one_line(value.strip().strip('"')), bool(equals), shop)
    if "all" in seen and len(seen) > 1:
        raise Refused("“all” is everybody: leave it out beside other conditions.", "select")
    return selection


def _with(selection: Selection, key: str, value: str, has_sign: bool, shop: Shop) -> Selection:
    if key in ("all", "members"):
        if has_sign:
            raise Refused(f"“{key}” stands by itself, without “=”.", "select")
        return replace(selection, members=selection.members or key == "members")
    if key not in READERS:
        raise Refused(
            f"{quoted(key)} is nothing to select by. Write {SYNTAX}, or several of them with "
            "commas.",
            "select",
        )
    if not value:
        raise Refused(f"Say what {quoted(key)} is to be: {SYNTAX}.", "select")
    return READERS[key](selection, value, shop)


def _since(selection: Selection, value: str, shop: Shop) -> Selection:
    try:
        day = date.fromisoformat(value)
    except ValueError:
        raise Refused(f"{quoted(value)} is no day. Write it as 2026-12-20.", "select") from None
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise Refused(f"{value} lies outside {FIRST_YEAR} to {LAST_YEAR}.", "select")
    return replace(selection, bought_since=day)


def _over(selection: Selection, value: str, shop: Shop) -> Selection:
    amount = parse_money(value, currency(shop.currency), decimal_mark(shop.locale))
    if amount < 0:
        raise Refused("Nobody spends less than nothing: give an amount of 0 or more.", "select")
    return replace(selection, spent_over=amount)


READERS: dict[str, Callable[[Selection, str, Shop], Selection]] = {
    "tag": lambda selection, value, _: replace(selection, tag=value),
    "town": lambda selection, value, _: replace(selection, town=value),
    "bought-since": _since,
    "spent-over": _over,
    "cared-for-by": lambda selection, value, _: replace(selection, cared_for_by=value),
}
