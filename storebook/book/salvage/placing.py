"""Gives each page that lost its place back to its table, when only one table can have had it."""

from collections.abc import Iterator
from itertools import islice

from storebook.book.salvage.cells import (
    INDEX_INSIDE,
    INDEX_LEAF,
    TABLE_INSIDE,
    TABLE_LEAF,
    Value,
)
from storebook.book.salvage.mirrored import place_mirrored
from storebook.book.salvage.shapes import Shape, Shapes
from storebook.book.salvage.trees import Map, believable_cells, is_of_the_list, readable_rows

LIST_OF_TABLES = "sqlite_schema"
ROWS_TRIED = 60
Span = tuple[int, int]


class Placed:
    """The pages with rows of each table, those of its own tree first.

    `open` are the tables of which pages are missing: only to these a page can belong that has lost
    its place. `lost` are pages that could not be given to one table alone. `spans` are the first
    and last row number of each page, `highest` the highest number that each table has given out,
    where SQLite's own note of it is whole.
    """

    def __init__(self) -> None:
        self.pages: dict[str, list[int]] = {}
        self.indexes: dict[str, tuple[int, ...]] = {}
        self.open: set[str] = set()
        self.lost: list[int] = []
        self.spans: dict[str, list[Span]] = {}
        self.highest: dict[str, int] = {}


def place_all(found: Map, shapes: Shapes) -> Placed:
    """Every page with rows of a table, given to its table.

    A page is given only when it can be no other's: its rows must be of the kinds that the table
    takes, and pass its rules; the table must have a page missing; and where the numbers of its
    rows lie, none of the table's other pages may have numbers.
    """
    placed = Placed()
    taken = walk_known(found, shapes, placed)
    placed.spans = {
        table: [span for number in numbers if (span := span_of(found, number))]
        for table, numbers in placed.pages.items()
    }
    placed.highest = highest_numbers(found, placed)
    waiting = [tree for tree in loose_trees(found, taken) if any(rows_on(found, tree))]
    while True:
        left = [tree for tree in waiting if not place_one(found, shapes, placed, tree)]
        if len(left) == len(waiting):
            break
        waiting = left
    placed.indexes.update(place_mirrored(found, shapes))
    placed.lost = [number for tree in waiting for number in tree]
    return placed


def walk_known(found: Map, shapes: Shapes, placed: Placed) -> set[int]:
    """Follow every tree whose first page is known, and return the pages that are spoken for."""
    taken = {
        number
        for number, kind in found.kinds.items()
        if kind == TABLE_LEAF and is_list(found, number)
    }
    if taken:
        placed.pages[LIST_OF_TABLES] = sorted(taken)
    for name, root in found.roots.items():
        tree = found.walk(root)
        if found.kinds.get(root) in {INDEX_LEAF, INDEX_INSIDE}:
            placed.indexes[name] = tree.pages
            continue
        own = [number for number in tree.pages if number not in taken]
        taken.update(own)
        placed.pages[name] = own
        if not tree.is_whole:
            placed.open.add(name)
    placed.open |= {shape.table for shape in shapes.all.values() if shape.table not in found.roots}
    return taken


def is_list(found: Map, number: int) -> bool:
    rows = list(readable_rows(found.pages, number))
    return bool(rows) and all(is_of_the_list(row) for _, row in rows)


def loose_trees(found: Map, taken: set[int]) -> list[list[int]]:
    """Pages with rows that hang on nothing that is known, those of one tree together."""
    hanging = {
        child
        for number, below in found.below.items()
        if number not in taken and found.kinds[number] == TABLE_INSIDE
        for child in below
    }
    loose = []
    for number, kind in found.kinds.items():
        if kind in {TABLE_LEAF, TABLE_INSIDE} and number not in taken and number not in hanging:
            own = [page for page in found.walk(number).pages if page not in taken]
            taken.update(own)
            if own:
                loose.append(own)
    return sorted(loose, key=len, reverse=True)


def rows_on(found: Map, numbers: list[int]) -> Iterator[tuple[int, list[Value]]]:
    for number in numbers:
        yield from readable_rows(found.pages, number)


def span_of(found: Map, number: int) -> Span | None:
    """The first and last number of the rows on a page."""
    cells = believable_cells(found.pages, number)
    return (cells[0].row_id, cells[-1].row_id) if cells else None


def highest_numbers(found: Map, placed: Placed) -> dict[str, int]:
    """By table; nothing where a page of that list is missing."""
    if "sqlite_sequence" in placed.open:
        return {}
    return {
        str(row[0]): row[1]
        for _, row in rows_on(found, placed.pages.get("sqlite_sequence", []))
        if len(row) == 2 and isinstance(row[1], int)
    }


def place_one(found: Map, shapes: Shapes, placed: Placed, tree: list[int]) -> bool:
    """Give these pages to their table, if it is clear which one it is."""
    own = [span for number in tree if (span := span_of(found, number))]
    sample = list(islice(rows_on(found, tree), ROWS_TRIED))
    fitting = [
        shape
        for shape in shapes.all.values()
        if shape.table in placed.open
        and shape.has_row_ids
        and may_have(shape, placed.highest, max(last for _, last in own))
        and all(shape.fits(row) for _, row in sample)
        and are_apart(own, placed.spans.get(shape.table, []))
    ]
    if len(fitting) > 1:
        fitting = [shape for shape in fitting if shapes.takes(shape, numbered(shape, sample))]
    if len(fitting) != 1:
        return False
    table = fitting[0].table
    placed.pages.setdefault(table, []).extend(tree)
    placed.spans.setdefault(table, []).extend(own)
    return True


def may_have(shape: Shape, highest: dict[str, int], last: int) -> bool:
    """Whether the table can have given out this number, as far as that is known."""
    if not highest or not shape.is_ours:
        return True
    return last <= highest.get(shape.table, 0)


def are_apart(own: list[Span], others: list[Span]) -> bool:
    return all(last < start or first > end for first, last in own for start, end in others)


def numbered(shape: Shape, rows: list[tuple[int, list[Value]]]) -> list[list[Value]]:
    """The rows with their numbers in the column that is the number."""
    return [with_number(shape, row_id, row) for row_id, row in rows]


def with_number(shape: Shape, row_id: int, row: list[Value]) -> list[Value]:
    return [
        row_id if column.is_row_id else value
        for column, value in zip(shape.columns, row, strict=False)
    ]
