"""A list read row by row, once its encoding and its delimiter are known."""

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path

from storebook.base.errors import Refused
from storebook.exchange.csv_files.delimiters import (
    COMMA,
    DelimiterChoice,
    found_delimiter,
    read_delimiter,
    said_delimiter,
)
from storebook.exchange.csv_files.encodings import (
    UTF_8,
    UTF_8_MARKED,
    UTF_8_TWICE,
    Encoding,
    encoding_refusal,
    find_encoding,
    once_less,
)
from storebook.exchange.csv_files.opening import FIELD, called, opened
from storebook.exchange.csv_files.records import Record, records
from storebook.exchange.csv_files.scanning import (
    LONGEST_LINE,
    Progress,
    Stop,
    Stopped,
    scan,
)

MOST_ROWS = 2_000_000
LINES_TRIED = 100
ROWS_AT_ONCE = 4_096
# Line ends of other times: a list has one kind, and these only where it has no other.
OTHER_LINE_ENDS = str.maketrans(dict.fromkeys("\u2028\u2029\x85\x0b\x0c", "\n"))


@dataclass(frozen=True, slots=True, kw_only=True)
class ListFile:
    """A list that can be read: `first_line` is where its rows begin, after a line like "sep=;".

    `spaced`: a space stands after every delimiter and is no part of the cell.
    """

    path: Path
    encoding: Encoding
    delimiter: DelimiterChoice
    first_line: int
    spaced: bool


def look_into(
    path: Path,
    *,
    encoding: str | None = None,
    delimiter: str | None = None,
    progress: Progress | None = None,
    stop: Stop | None = None,
) -> ListFile:
    """Find out how the file is to be read; refused when it is no list."""
    wanted = None if delimiter is None else read_delimiter(delimiter)
    found = scan(path, progress=progress, stop=stop)
    answer = find_encoding(path, found, encoding)
    with lines_of(path, answer) as lines:
        tried = list(islice(lines, LINES_TRIED))
    if not any(line.strip() for line in tried):
        raise Refused(f"{called(path)} is empty: there is no list in it.", FIELD)
    said = said_delimiter(tried[0]) if tried else None
    rows = tried[1:] if said else tried
    chosen = wanted or said or (found_delimiter(rows) if rows else COMMA)
    return ListFile(
        path=path,
        encoding=answer,
        delimiter=chosen,
        first_line=2 if said else 1,
        spaced=_is_spaced(rows, chosen.sign),
    )


@contextmanager
def rows_of(
    file: ListFile, *, progress: Progress | None = None, stop: Stop | None = None
) -> Iterator[Iterator[Record]]:
    """The rows from the first one on, the empty ones too."""
    with opened(file.path) as raw:
        total = max(file.path.stat().st_size, 1)
        packed = getattr(raw, "fileobj", None) or raw
        tell = Watch(progress, stop, lambda: (min(packed.tell(), total), total))
        with _decoded(file.path, raw, file.encoding) as lines:
            for _ in range(file.first_line - 1):
                next(lines, None)
            rows = records(
                lines, file.delimiter.sign, first_line=file.first_line, spaced=file.spaced
            )
            yield _watched(rows, file.path, tell)


class Watch:
    """Says how far the work is every few thousand rows, and stops it when that is wanted."""

    def __init__(
        self,
        progress: Progress | None,
        stop: Stop | None,
        place: Callable[[], tuple[int, int]],
    ) -> None:
        self._progress = progress
        self._stop = stop
        self._place = place

    def __call__(self) -> None:
        if self._stop is not None and self._stop():
            raise Stopped
        if self._progress is not None:
            self._progress(*self._place())


@contextmanager
def lines_of(path: Path, encoding: Encoding) -> Iterator[Iterator[str]]:
    """The lines as text, each with a plain line end."""
    with opened(path) as raw, _decoded(path, raw, encoding) as lines:
        yield lines


@contextmanager
def _decoded(path: Path, raw: object, encoding: Encoding) -> Iterator[Iterator[str]]:
    name = UTF_8_MARKED if encoding.name in {UTF_8, UTF_8_TWICE} else encoding.name
    errors = "strict" if encoding.sure else "replace"
    text = io.TextIOWrapper(raw, encoding=name, errors=errors)  # type: ignore[type-var]
    try:
        lines: Iterator[str] = iter(partial(text.readline, LONGEST_LINE), "")
        if encoding.name == UTF_8_TWICE:
            lines = map(_once_less, lines)
        yield _parted(lines)
    except UnicodeError:
        raise encoding_refusal(path, encoding.name) from None
    finally:
        text.detach()


def _once_less(line: str) -> str:
    try:
        return once_less(line)
    except UnicodeError:
        return line


def _parted(lines: Iterator[str]) -> Iterator[str]:
    """The lines; where the first has no end of ours, those of other times part them."""
    first = next(lines, "")
    if first.endswith("\n") or first.translate(OTHER_LINE_ENDS) == first:
        if first:
            yield first
        yield from lines
        return
    for line in (first, *lines):
        yield from line.translate(OTHER_LINE_ENDS).splitlines(keepends=True)


def _watched(rows: Iterator[Record], path: Path, tell: Watch) -> Iterator[Record]:
    for number, row in enumerate(rows, 1):
        if number % ROWS_AT_ONCE == 0:
            tell()
        if number > MOST_ROWS:
            raise Refused(
                f"{called(path)} has more than {MOST_ROWS:,} rows. Split it, and import the parts.",
                FIELD,
            )
        yield row
    tell()


def _is_spaced(lines: list[str], delimiter: str) -> bool:
    """Whether quotation marks stand after a space: Ann, "Lee, Jr."."""
    quoted = [line for line in lines if f'{delimiter} "' in line]
    return (
        bool(quoted)
        and delimiter.strip() != ""
        and not any(f'{delimiter}"' in line for line in lines)
    )
