"""What a command prints: lines for people, or one JSON document for programs."""

import json
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any

from storebook.base.plain import plain
from storebook.cli.terminal import knows_every_letter, write_out

WIDE = {"W", "F"}


def answer(document: Any, lines: Iterable[str], *, as_json: bool) -> None:
    """Print the document as JSON, or the lines."""
    if as_json:
        write_out(as_document(document) + "\n")
        return
    write_out("".join(f"{line}\n" for line in lines))


def as_document(document: Any) -> str:
    """The document as JSON; letters are escaped where the terminal would change them."""
    value = plain(document)
    text = json.dumps(value, ensure_ascii=False, indent=2)
    if knows_every_letter(sys.stdout) and is_whole(text):
        return text
    return json.dumps(value, ensure_ascii=True, indent=2)


def is_whole(text: str) -> bool:
    """Whether it has no half letters, as come out of the names of old files."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def in_columns(rows: Iterable[Sequence[str]]) -> list[str]:
    """Lines whose columns begin below one another; the last column is left as it is."""
    rows = [[cell.replace("\n", " / ") for cell in row] for row in rows]
    if not rows:
        return []
    widths = [max(width_of(row[place]) for row in rows) for place in range(len(rows[0]) - 1)]
    return ["  ".join([*map(padded, row, widths), row[-1]]).rstrip() for row in rows]


def padded(cell: str, width: int) -> str:
    return cell + " " * (width - width_of(cell))


def width_of(text: str) -> int:
    """How many places of a terminal the text takes: hanzi take two, accents of their own none."""
    if text.isascii():
        return len(text)
    return sum(
        2 if unicodedata.east_asian_width(letter) in WIDE else not unicodedata.combining(letter)
        for letter in text
    )
