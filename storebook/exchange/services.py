"""Which lines of a list are no pieces: postage, fees, corrections, work that was done."""

import json
import re
from functools import cache

from storebook.base.resources import resource
from storebook.base.text import fold, one_line

LONGEST = 200


def is_service(stock_number: str, description: str) -> bool:
    """By the code, else by what the line says of itself."""
    codes, code_patterns, description_patterns = _reference()
    stock_number, description = stock_number[:LONGEST], description[:LONGEST]
    code, words = fold(one_line(stock_number)), fold(one_line(description))
    if code and (code in codes or code_patterns.fullmatch(code)):
        return True
    return description_patterns.fullmatch(words) is not None


@cache
def _reference() -> tuple[frozenset[str], re.Pattern[str], re.Pattern[str]]:
    listed = json.loads(resource("exchange", "services.json").read_text(encoding="utf-8"))
    return (
        frozenset(fold(code) for code in listed["codes"]),
        re.compile("|".join(f"(?:{one})" for one in listed["code_patterns"])),
        re.compile("|".join(f"(?:{one})" for one in listed["description_patterns"])),
    )
