"""What parts the cells of a list: said by the file, chosen, or found by counting."""

import csv
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from storebook.base.errors import Refused
from storebook.base.text import quoted

FIELD = "delimiter"


@dataclass(frozen=True, slots=True, kw_only=True)
class DelimiterChoice:
    """One entry of the pick list."""

    sign: str
    words: str


COMMA = DelimiterChoice(sign=",", words="comma")
DELIMITERS = (
    COMMA,
    DelimiterChoice(sign=";", words="semicolon"),
    DelimiterChoice(sign="\t", words="tab"),
    DelimiterChoice(sign="|", words="pipe"),
)
ALSO_CALLED = {"\\t": "\t", "tabulator": "\t", "bar": "|"}


def read_delimiter(wanted: str) -> DelimiterChoice:
    """The delimiter by its sign or its word; refused when it is none of ours."""
    bare = wanted if wanted == "\t" else wanted.strip().lower()
    for choice in DELIMITERS:
        if bare in {choice.sign, choice.words} or ALSO_CALLED.get(bare) == choice.sign:
            return choice
    words = ", ".join(choice.words for choice in DELIMITERS)
    raise Refused(f"{quoted(wanted)} parts no cells here. Choose one of: {words}.", FIELD)


def said_delimiter(first_line: str) -> DelimiterChoice | None:
    """What a first line like "sep=;" says; None when this is an ordinary line."""
    said = first_line.rstrip("\r\n").strip('"')
    if not said.lower().startswith("sep=") or len(said) != len("sep=") + 1:
        return None
    sign = said[-1]
    for choice in DELIMITERS:
        if choice.sign == sign:
            return choice
    raise Refused(
        f"The first line says that {quoted(sign)} parts the cells. Save the list with commas.",
        FIELD,
    )


def found_delimiter(lines: Sequence[str]) -> DelimiterChoice:
    """The one that parts the most lines into the same number of cells, the headings among them."""
    return max(DELIMITERS, key=lambda choice: _fit(lines, choice.sign))


def _fit(lines: Sequence[str], sign: str) -> tuple[float, int]:
    try:
        rows = [row for row in csv.reader(lines, delimiter=sign) if any(row)]
    except csv.Error:
        return 0.0, 0
    widths = Counter(len(row) for row in rows)
    if not widths:
        return 0.0, 0
    width = max(widths, key=lambda cells: (widths[cells], cells))
    if width == 1:
        return 0.0, 0
    return widths[width] / len(rows) + (len(rows[0]) == width), width
