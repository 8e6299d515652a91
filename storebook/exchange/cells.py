"""What stands in a cell: nothing in many spellings, several things at once, yes or no."""

import csv
import io
import re
from collections.abc import Iterable, Sequence

from storebook.base.text import clean, digits, fold, one_line

# What people and programs write where they know nothing. Never asked of a name: Mr. Na is real.
NOTHING = frozenset(
    ["-", "--", "---", "n/a", "na", "n.a.", "none", "null", "nil", "nan", "unknown", "?", "??", "x",
     "(none)", "(blank)", "#n/a", "00/00/0000", "0/0/00", "0/0/0000", "0000-00-00", "tbd",
     "not known", "unspecified", "."]
)  # fmt: skip
YES = frozenset(["yes", "y", "true", "t", "1", "x", "on", "ja", "oui", "si", "是", "✓", "✔"])
NO = frozenset(["no", "n", "false", "f", "0", "off", "nein", "non", "否"])
SEVERAL_GOOGLE = ":::"
BETWEEN_EMAILS = re.compile(r"[;,\n]|:::|\s/\s|\s(?=\S+@)")
BETWEEN_TAGS = re.compile(r"[;,\n|]|:::")
BETWEEN_PHONES = re.compile(r"[;,\n/]|:::|\s+or\s+")
FEWEST_DIGITS = 6
GOOGLE_OWN_GROUP = "* "


def known(cell: str) -> str:
    """The text of a cell on one line; "" also where it only says that nothing is known."""
    text = one_line(cell)
    return "" if fold(text) in NOTHING else text


def is_yes(cell: str) -> bool | None:
    """Yes, no, or None where it says neither."""
    word = fold(one_line(cell))
    if word in YES:
        return True
    return False if word in NO else None


def several_emails(cell: str) -> list[str]:
    """The addresses in a cell; "Ann Lee <ann@example.com>" is one."""
    text = known(cell)
    if text.count("@") <= 1:
        return [text] if text else []
    parts = [part.strip() for part in BETWEEN_EMAILS.split(clean(cell)) if part.strip()]
    return parts if all("@" in part for part in parts) else [text]


def several_phones(cell: str) -> list[str]:
    """The numbers in a cell: parted only where every part is long enough to be dialed."""
    text = known(cell)
    if not text:
        return []
    parts = [one_line(part) for part in BETWEEN_PHONES.split(clean(cell)) if part.strip()]
    if len(parts) > 1 and all(len(digits(part)) >= FEWEST_DIGITS for part in parts):
        return parts
    if SEVERAL_GOOGLE in text:
        return [one_line(part) for part in text.split(SEVERAL_GOOGLE) if part.strip()]
    return [text]


def several_tags(cell: str) -> list[str]:
    """The tags in a cell; the groups that Google makes by itself are none."""
    parts = (one_line(part) for part in BETWEEN_TAGS.split(clean(cell)))
    return [part for part in parts if part and not part.startswith(GOOGLE_OWN_GROUP)]


def packed(rows: Iterable[Sequence[str]]) -> str:
    """Several things in one cell, a line each, their parts as in a list of their own."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue().removesuffix("\n")


def unpacked(cell: str) -> list[list[str]]:
    """What `packed` wrote; other text comes out as rows of what it has."""
    try:
        return [row for row in csv.reader(io.StringIO(cell, newline=""), strict=True) if row]
    except csv.Error:
        return [[line] for line in cell.split("\n") if line.strip()]
