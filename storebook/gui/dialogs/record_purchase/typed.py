"""What was typed or scanned into the line for a new piece: how many, what, and for how much."""

import re
from dataclasses import dataclass

from storebook.base.errors import Refused
from storebook.base.money import Cents, Currency, parse_money
from storebook.sales.categories import metal_of, purity_of

MANY = re.compile(r"^(\d{1,4})\s*[x×]\s+", re.IGNORECASE)
# A tag of the shop: figures, perhaps after a few capitals.
TAG = re.compile(r"^(?:[A-Z]{0,3}|[a-z])[ -]?\d[\dA-Za-z/-]*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """`words` say what it is; a tag that nobody knows yet is a stock number without words."""

    words: str
    price_cents: Cents | None = None
    quantity: int = 1
    stock_number: str = ""


def read_typed(text: str, currency: Currency, decimal: str = ".") -> Typed:
    """ "platinum band 2400" is a platinum band for 2,400.00, "3 x spoon 40" three spoons.

    A number that may be the fineness ("platinum 950", "18k 750") is part of the words, unless it is
    written as money is ("$950", "950.00").
    """
    plain = " ".join(text.split())
    if TAG.match(plain):
        return Typed(words="", stock_number=plain)
    many = MANY.match(plain)
    quantity = int(many[1]) if many else 1
    rest = plain[many.end() :] if many else plain
    words, _, last = rest.rpartition(" ")
    price = amount(last, currency, decimal)
    if not words or price is None or is_fineness(rest, last):
        return Typed(words=rest, quantity=quantity)
    return Typed(words=words, price_cents=price, quantity=quantity)


def amount(word: str, currency: Currency, decimal: str) -> Cents | None:
    """The word as an amount above nothing, else None."""
    try:
        cents = parse_money(word, currency, decimal)
    except Refused:
        return None
    return cents if cents >= 0 else None


def is_fineness(words: str, last: str) -> bool:
    return last.isdecimal() and bool(purity_of(f"{metal_of(words)} {last}"))
