"""A list written as a CSV file: whole under its name, or not there at all."""

import csv
import gzip
import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

from storebook.base.errors import Refused
from storebook.base.text import one_line, quoted
from storebook.book.book import Book
from storebook.book.files import beside, put_in_place
from storebook.exchange.cells import packed
from storebook.exchange.guard import guarded

FIELD = "out"
EXACT = "utf-8"
# Without its mark a spreadsheet takes UTF-8 for the letters of its own computer.
MARKED = "utf-8-sig"
# Less than the longest cell that a spreadsheet, or our own import, takes.
ROOM_IN_A_CELL = 30_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """How many rows were written, and how many tickets keep their words to themselves."""

    rows: int
    withheld: int = 0


class CsvOut:
    """Writes rows; for a spreadsheet the texts are guarded, amounts and days never are."""

    def __init__(self, stream: io.TextIOBase, *, spreadsheet: bool) -> None:
        self._rows = csv.writer(stream, lineterminator="\r\n")
        self._spreadsheet = spreadsheet

    def write(self, cells: Sequence[str], *, safe: frozenset[int] = frozenset()) -> None:
        """One row; `safe` are the places of cells that are ours alone, such as −12.50."""
        if self._spreadsheet:
            cells = [cell if place in safe else guarded(cell) for place, cell in enumerate(cells)]
        self._rows.writerow(cells)


@contextmanager
def csv_out(out: Path, *, spreadsheet: bool) -> Iterator[CsvOut]:
    """A file to write rows into; it gets its name when it is finished. ".gz" is packed."""
    if out.is_dir():
        raise Refused(f"{quoted(out.name)} is a folder. Give the name of a file.", FIELD)
    if not out.parent.is_dir():
        raise Refused(
            f"The folder {quoted(str(out.parent), 100)} is not there. Make it first, or choose "
            "another.",
            FIELD,
        )
    aside = beside(out, ".part")
    try:
        with aside.open("wb") as file, _packed_if(out, file) as raw:
            text = io.TextIOWrapper(
                raw, encoding=MARKED if spreadsheet else EXACT, newline="", write_through=False
            )
            yield CsvOut(text, spreadsheet=spreadsheet)
            text.flush()
            text.detach()
        put_in_place(aside, out)
    finally:
        aside.unlink(missing_ok=True)


def made_by(book: Book, day: date) -> str:
    """The heading of a last, empty column: who wrote the file, and when.

    A list that turned up somewhere says whose it was. In parentheses, so that our own import takes
    it for a remark and leaves the column out.
    """
    name = book.value("SELECT name FROM associate WHERE id = :id", id=book.associate_id)
    plain = one_line(str(name)).translate({ord("("): None, ord(")"): None})
    return f"(written by {plain} on {day.isoformat()})"


def spread(rows: Sequence[Sequence[str]]) -> list[str]:
    """Rows packed into as few cells as hold them."""
    cells: list[list[Sequence[str]]] = [[]]
    room = ROOM_IN_A_CELL
    for row in rows:
        size = len(packed([row])) + 1
        if cells[-1] and size > room:
            cells.append([])
            room = ROOM_IN_A_CELL
        cells[-1].append(row)
        room -= size
    return [packed(cell) for cell in cells if cell]


@contextmanager
def _packed_if(out: Path, file: BinaryIO) -> Iterator[Any]:
    """The stream to write to: the file itself, or the packing of it."""
    if out.suffix.lower() != ".gz":
        yield file
        return
    with gzip.GzipFile(filename="", mode="wb", fileobj=file, mtime=0) as packing:
        yield packing
