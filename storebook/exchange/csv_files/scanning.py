"""One pass over the bytes of a list, a little at a time: how large it is and what it may be."""

import codecs
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from storebook.base.errors import Refused
from storebook.exchange.csv_files.opening import FIELD, START, called, opened, refuse_other_kinds

# Called with what is done and what there is in all; asked whether to stop.
Progress = Callable[[int, int], None]
Stop = Callable[[], bool]

AT_ONCE = 1 << 18
LONGEST_LINE = 1 << 20
LARGEST_FILE = 1 << 30
# Letters that no list has, but for a few that slipped in; where they are many, it is no text.
CONTROLS = bytes(set(range(32)) - set(b"\t\r\n\x1a"))
FEW_CONTROLS = 16
ONE_IN = 50
UTF_7 = re.compile(rb"\+[A-Za-z0-9+/]*[A-Z][A-Za-z0-9+/]+-")
LINE_ENDS = re.compile(rb"[\r\n]")


class Stopped(Refused):
    """Somebody pressed Stop; nothing was saved."""

    def __init__(self) -> None:
        super().__init__("Stopped. Nothing was saved.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """What one pass tells: `start` are the first bytes, the rest is true of all of them."""

    size: int
    start: bytes
    is_ascii: bool
    is_utf8: bool
    looks_utf7: bool


def scan(path: Path, *, progress: Progress | None = None, stop: Stop | None = None) -> Scan:
    """Read the file once, in little pieces; refused when it is no list or larger than a list is."""
    with opened(path) as file:
        start = _whole_read(file, AT_ONCE)
        refuse_other_kinds(path, start[:START])
        wide = wide_encoding(start)
        if wide is None:
            _refuse_no_text(path, start)
        return _scan_rest(path, file, start, _Watch(path, progress, stop))


def wide_encoding(start: bytes) -> str | None:
    """UTF-16 or UTF-32 by its mark, or by the empty bytes beside its line ends; else None.

    A name with one NUL in a list of plain letters does not look like that: its line ends stand
    alone.
    """
    for mark, name in (
        (codecs.BOM_UTF32_LE, "utf-32"),
        (codecs.BOM_UTF32_BE, "utf-32"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if start.startswith(mark):
            return name
    if b"\x00" not in start:
        return None
    for name, width in (("utf-32-le", 4), ("utf-32-be", 4), ("utf-16-le", 2), ("utf-16-be", 2)):
        if _line_ends_are_wide(start, name, width):
            return name
    return None


def _line_ends_are_wide(start: bytes, name: str, width: int) -> bool:
    """Whether nearly every line end is a letter of this width, at a place where one can stand."""
    ends = [match.start() for match in LINE_ENDS.finditer(start)]
    letters = {sign.encode(name) for sign in "\r\n"}
    shift = 0 if name.endswith("-le") else width - 1
    fitting = sum(
        1
        for end in ends
        if (end - shift) % width == 0 and start[end - shift : end - shift + width] in letters
    )
    return fitting > 0 and fitting * 10 >= len(ends) * 9


class _Watch:
    """Tells how far the reading is, and stops it."""

    def __init__(self, path: Path, progress: Progress | None, stop: Stop | None) -> None:
        self._total = max(path.stat().st_size, 1)
        self._progress = progress
        self._stop = stop

    def __call__(self, file: BinaryIO) -> None:
        if self._stop is not None and self._stop():
            raise Stopped
        if self._progress is not None:
            # The place in the packed file, where it is one: its size is the only one known.
            raw = getattr(file, "fileobj", None) or file
            self._progress(min(raw.tell(), self._total), self._total)


def _scan_rest(path: Path, file: BinaryIO, start: bytes, watch: _Watch) -> Scan:
    decoder = codecs.getincrementaldecoder("utf-8")()
    size, since_end, chunk = 0, 0, start
    is_ascii = is_utf8 = True
    looks_utf7 = False
    while chunk:
        size += len(chunk)
        since_end = _longest_line(path, chunk, since_end)
        if size > LARGEST_FILE:
            raise Refused(f"{called(path)} holds more than 1 GB. Split it, and import the parts.")
        if is_utf8:
            is_utf8 = _decodes(decoder, chunk, final=False)
        if is_ascii:
            is_ascii = chunk.isascii()
            looks_utf7 = looks_utf7 or UTF_7.search(chunk) is not None
        watch(file)
        chunk = file.read(AT_ONCE)
    return Scan(
        size=size,
        start=start,
        is_ascii=is_ascii,
        is_utf8=is_utf8 and _decodes(decoder, b"", final=True),
        looks_utf7=is_ascii and looks_utf7,
    )


def _decodes(decoder: codecs.IncrementalDecoder, chunk: bytes, *, final: bool) -> bool:
    try:
        decoder.decode(chunk, final)
    except UnicodeDecodeError:
        return False
    return True


def _longest_line(path: Path, chunk: bytes, since_end: int) -> int:
    """How many bytes the last line has so far; refused when one is longer than any line is."""
    last = max(chunk.rfind(b"\n"), chunk.rfind(b"\r"))
    first = LINE_ENDS.search(chunk)
    longest = since_end + (first.start() if first else len(chunk))
    if longest > LONGEST_LINE:
        raise Refused(
            f"{called(path)} has a line of more than 1 MB, so it is no list. Choose another file.",
            FIELD,
        )
    return since_end + len(chunk) if last < 0 else len(chunk) - last - 1


def _refuse_no_text(path: Path, start: bytes) -> None:
    controls = len(start) - len(start.translate(None, CONTROLS))
    if controls > FEW_CONTROLS and controls * ONE_IN > len(start):
        raise Refused(
            f"{called(path)} is not a list: it holds no text. Choose the list as a CSV file.", FIELD
        )


def _whole_read(file: BinaryIO, size: int) -> bytes:
    """So many bytes, or all there are."""
    chunks = []
    while size > 0 and (chunk := file.read(size)):
        chunks.append(chunk)
        size -= len(chunk)
    return b"".join(chunks)
