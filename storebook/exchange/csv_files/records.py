"""The rows of a list one by one, each with its line; a broken quotation mark spoils one row."""

import csv
from collections import deque
from collections.abc import Iterator
from typing import NamedTuple

LONGEST_CELL = 32_000
MOST_CELLS = 200
# A cell may have several lines, such as an address or a note; more than these were swallowed.
MOST_LINES_OF_A_ROW = 500
LONGEST_ROW = 1 << 20
NOT_READ = "\ufffd"

NOT_CLOSED = (
    "A quotation mark is opened in this row and not closed, or stands inside a cell alone. "
    "Write it twice inside a cell, or take it out."
)
TOO_LONG = f"A cell has more than {LONGEST_CELL:,} letters."
TOO_WIDE = f"This row has more than {MOST_CELLS} cells."
NOT_READABLE = "Some letters can’t be read in this encoding. Choose another one."


class Record(NamedTuple):
    """One row as it stands in the file; with a problem its cells are what could be made of it."""

    line: int
    cells: list[str]
    problem: str | None = None


class _Swallowed(Exception):  # noqa: N818 - caught below, never seen
    """A row goes on for longer than any row does."""


class _Rows:
    """The lines of a list as rows. `taken` are the lines of the row that is being read."""

    def __init__(self, lines: Iterator[str], delimiter: str, first_line: int, spaced: bool) -> None:
        self._source = lines
        self._again: deque[str] = deque()
        self._delimiter = delimiter
        self._spaced = spaced
        self._taken: list[str] = []
        self._line = first_line

    def __iter__(self) -> Iterator[Record]:
        """A row over several lines must be as wide as the first row, else a mark swallowed it."""
        taken = self._taken
        width: int | None = None
        reader = self._reader()
        while True:
            self._line += len(taken)
            taken.clear()
            try:
                cells = next(reader, None)
            except (csv.Error, _Swallowed):
                yield self._broken()
                reader = self._reader()
                continue
            if cells is None:
                return
            if len(taken) > 1 and width is not None and len(cells) != width:
                yield self._broken()
                continue
            if width is None and any(cells):
                width = len(cells)
            yield Record(self._line, cells, _problem(taken, cells))

    def _reader(self) -> Iterator[list[str]]:
        return csv.reader(
            self._handed_out(),
            delimiter=self._delimiter,
            strict=True,
            skipinitialspace=self._spaced,
        )

    def _handed_out(self) -> Iterator[str]:
        """Lines for the csv reader: those that were put back first."""
        taken = self._taken
        while True:
            line = self._again.popleft() if self._again else next(self._source, None)
            if line is None:
                return
            taken.append(line)
            if len(taken) > 1 and _is_too_long(taken):
                raise _Swallowed
            yield line

    def _broken(self) -> Record:
        """Only the first line was of this row: the others are read once more."""
        self._again.extendleft(reversed(self._taken[1:]))
        del self._taken[1:]
        line = self._taken[0].rstrip("\n")
        problem = TOO_LONG if len(line) > LONGEST_CELL else NOT_CLOSED
        cells = line[:LONGEST_CELL].split(self._delimiter)[:MOST_CELLS]
        return Record(self._line, cells, problem)


def records(
    lines: Iterator[str], delimiter: str, *, first_line: int, spaced: bool = False
) -> Iterator[Record]:
    """Every row, the empty ones too, each with the line that it begins on."""
    return iter(_Rows(lines, delimiter, first_line, spaced))


def _is_too_long(taken: list[str]) -> bool:
    return len(taken) > MOST_LINES_OF_A_ROW or sum(map(len, taken)) > LONGEST_ROW


def _problem(taken: list[str], cells: list[str]) -> str | None:
    """What is wrong with the row whatever its cells mean; long rows alone are measured."""
    if len(cells) > MOST_CELLS:
        return TOO_WIDE
    line = taken[0]
    if len(taken) == 1 and len(line) <= LONGEST_CELL and NOT_READ not in line:
        return None
    if max(map(len, cells), default=0) > LONGEST_CELL:
        return TOO_LONG
    return NOT_READABLE if any(NOT_READ in cell for cell in cells) else None
