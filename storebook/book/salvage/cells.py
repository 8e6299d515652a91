"""Reads what SQLite wrote on one page, strictly: what is not exactly as it must be is not read.

Source: "B-tree Pages" and "Record Format" in SQLite's description of its file format.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from storebook.book.salvage.pages import HEADER_BYTES, Pages

TABLE_LEAF, TABLE_INSIDE, INDEX_LEAF, INDEX_INSIDE = 13, 5, 10, 2
HAS_CHILDREN = frozenset({TABLE_INSIDE, INDEX_INSIDE})
KINDS = frozenset({TABLE_LEAF, TABLE_INSIDE, INDEX_LEAF, INDEX_INSIDE})
INTEGER_BYTES = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}
FLOAT, ZERO, ONE, FIRST_BLOB = 7, 8, 9, 12
LONGEST_ROW = 64 * 1024 * 1024

Value = None | int | float | str | bytes


class NotAsWritten(Exception):  # noqa: N818
    """These bytes are not what SQLite writes there."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One entry of a page: the row's number (0 in an index), and where its content is."""

    row_id: int
    size: int
    local: bytes
    more: int


def kind_of(pages: Pages, number: int) -> int:
    """Which kind of page of a tree it is, or 0 when it is none that can be read."""
    page = pages.page(number)
    if page is None:
        return 0
    kind = page[HEADER_BYTES if number == 1 else 0]
    return kind if kind in KINDS else 0


def children(pages: Pages, number: int) -> list[int]:
    """The pages below one that has any, in order; raises NotAsWritten."""
    page, begin = begun(pages, number)
    if page[begin] not in HAS_CHILDREN:
        return []
    below = [int.from_bytes(page[at : at + 4], "big") for at in places(page, begin)]
    below.append(int.from_bytes(page[begin + 8 : begin + 12], "big"))
    if not all(1 < child <= pages.count for child in below):
        raise NotAsWritten
    return below


def begun(pages: Pages, number: int) -> tuple[bytes, int]:
    page = pages.page(number)
    if page is None:
        raise NotAsWritten
    begin = HEADER_BYTES if number == 1 else 0
    if page[begin] not in KINDS:
        raise NotAsWritten
    return page, begin


def places(page: bytes, begin: int) -> list[int]:
    """Where on the page its entries are, in order of what they say."""
    kind, count = page[begin], int.from_bytes(page[begin + 3 : begin + 5], "big")
    first = begin + (12 if kind in HAS_CHILDREN else 8)
    end = first + 2 * count
    if end > len(page):
        raise NotAsWritten
    found = [int.from_bytes(page[at : at + 2], "big") for at in range(first, end, 2)]
    if not all(end <= at < len(page) for at in found) or len(set(found)) != count:
        raise NotAsWritten
    return found


def cells(pages: Pages, number: int) -> list[Cell]:
    """Every entry with content on a leaf, or inside an index; raises NotAsWritten.

    The numbers of a table's rows ascend: where they don't, nothing on the page is believed.
    """
    page, begin = begun(pages, number)
    kind = page[begin]
    if kind == TABLE_INSIDE:
        return []
    found = [one_cell(page, at, kind, pages.usable) for at in places(page, begin)]
    if kind == TABLE_LEAF:
        numbers = [cell.row_id for cell in found]
        if any(one >= other for one, other in pairwise(numbers)):
            raise NotAsWritten
    return found


def one_cell(page: bytes, at: int, kind: int, usable: int) -> Cell:
    at += 4 if kind == INDEX_INSIDE else 0
    size, at = varint(page, at)
    row_id = 0
    if kind == TABLE_LEAF:
        row_id, at = varint(page, at)
    if not 0 < size <= LONGEST_ROW:
        raise NotAsWritten
    local, has_more = local_bytes(size, usable, is_table=kind == TABLE_LEAF)
    end = at + local
    more = int.from_bytes(page[end : end + 4], "big") if has_more else 0
    if end + (4 if has_more else 0) > len(page):
        raise NotAsWritten
    return Cell(row_id, size, page[at:end], more)


def local_bytes(size: int, usable: int, *, is_table: bool) -> tuple[int, bool]:
    """How much of an entry of this size is on the page itself, and whether there is more."""
    most = usable - 35 if is_table else (usable - 12) * 64 // 255 - 23
    if size <= most:
        return size, False
    least = (usable - 12) * 32 // 255 - 23
    fitting = least + (size - least) % (usable - 4)
    return (fitting if fitting <= most else least), True


def varint(page: bytes, at: int) -> tuple[int, int]:
    """SQLite's integer of one to nine bytes, and where it ends."""
    value = 0
    for place in range(9):
        if at + place >= len(page):
            raise NotAsWritten
        byte = page[at + place]
        if place == 8:
            value = value << 8 | byte
            break
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + place + 1
    return (value - (1 << 64) if value >> 63 else value), at + 9


def record(pages: Pages, cell: Cell) -> list[Value]:
    """The values of an entry; raises NotAsWritten."""
    return values(whole_content(pages, cell))


def whole_content(pages: Pages, cell: Cell) -> bytes:
    """The content of an entry, with what did not fit on its page; each page is used once."""
    content, number = bytearray(cell.local), cell.more
    seen = set()
    while len(content) < cell.size:
        page = pages.page(number)
        if page is None or number in seen:
            raise NotAsWritten
        seen.add(number)
        number = int.from_bytes(page[:4], "big")
        content += page[4 : 4 + cell.size - len(content)]
    if number and cell.more:
        raise NotAsWritten
    return bytes(content)


def values(content: bytes) -> list[Value]:
    """What a record says; raises NotAsWritten unless its parts fill it to the byte."""
    head, at = varint(content, 0)
    if not at <= head <= len(content):
        raise NotAsWritten
    kinds = []
    while at < head:
        kind, at = varint(content, at)
        kinds.append(kind)
    if at != head:
        raise NotAsWritten
    return list(values_from(content, head, kinds))


def values_from(content: bytes, at: int, kinds: list[int]) -> Iterator[Value]:
    for kind in kinds:
        size = size_of(kind)
        part = content[at : at + size]
        if len(part) != size:
            raise NotAsWritten
        at += size
        yield value(kind, part)
    if at != len(content):
        raise NotAsWritten


def size_of(kind: int) -> int:
    if kind >= FIRST_BLOB:
        return (kind - FIRST_BLOB) // 2
    if kind == FLOAT:
        return 8
    if kind in {0, ZERO, ONE}:
        return 0
    if kind not in INTEGER_BYTES:
        raise NotAsWritten
    return INTEGER_BYTES[kind]


def value(kind: int, part: bytes) -> Value:
    if kind == 0:
        return None
    if kind in {ZERO, ONE}:
        return kind - ZERO
    if kind == FLOAT:
        return float(struct.unpack(">d", part)[0])
    if kind < FIRST_BLOB:
        return int.from_bytes(part, "big", signed=True)
    if kind % 2 == 0:
        return part
    try:
        return part.decode()
    except UnicodeDecodeError as error:
        raise NotAsWritten from error
