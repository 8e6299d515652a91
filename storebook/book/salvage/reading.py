"""Every row of a damaged book that can be read, table by table."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass

from storebook.base.errors import Refused
from storebook.book.migrations import KNOWN
from storebook.book.salvage.cells import Value
from storebook.book.salvage.pages import Pages
from storebook.book.salvage.placing import Placed, place_all, with_number
from storebook.book.salvage.shapes import Shape, Shapes
from storebook.book.salvage.trees import Map, readable_rows

Row = tuple[Value, ...]
STEPS_TABLE = "_sqlite_migrations"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What is left of a book: where its rows are, and which steps it had seen.

    `stop_before` is the first step that it had not, or None when it is a book of today.
    """

    pages: Pages
    map: Map
    shapes: Shapes
    placed: Placed
    stop_before: str | None


def look_through(pages: Pages) -> Found:
    """Read the whole file once, and find out what each page is.

    Raises Refused when the book was made by a newer program: its tables are not known here.
    """
    found = Map(pages)
    stop_before = first_step_not_seen(found)
    shapes = Shapes(stop_before)
    try:
        placed = place_all(found, shapes)
    except BaseException:
        shapes.close()
        raise
    return Found(pages=pages, map=found, shapes=shapes, placed=placed, stop_before=stop_before)


def first_step_not_seen(found: Map) -> str | None:
    """By the book's own list of steps; where that is lost it is taken for a book of today."""
    root = found.roots.get(STEPS_TABLE)
    if root is None:
        return None
    tree = found.walk(root)
    seen = {
        str(value)
        for number in tree.pages
        for _, row in readable_rows(found.pages, number)
        for value in row
        if isinstance(value, str) and value[:1] == "m" and value[1:4].isdecimal()
    }
    if seen - set(KNOWN):
        raise Refused(
            "This book was made by a newer Storebook. Nothing was changed. "
            "Install the newer version, and bring back there what can be read."
        )
    if not seen or not tree.is_whole:
        return None
    return next((step for step in KNOWN if step not in seen), None)


def rows_of_table(found: Found, shape: Shape) -> Iterator[Row]:
    """Every row that can be read, each once; a row that is not as the table has them is left out.

    Shorter rows come from before a column was added.
    """
    if not shape.has_row_ids:
        yield from sorted(indexed_rows(found, shape))
        return
    seen = set()
    for number in found.placed.pages.get(shape.table, []):
        for row_id, row in readable_rows(found.pages, number):
            if row_id not in seen and shape.fits(row):
                seen.add(row_id)
                yield tuple(with_number(shape, row_id, row))


def indexed_rows(found: Found, shape: Shape) -> set[tuple[int, ...]]:
    """The rows of a table without numbers: from its own tree, and from indexes that hold all."""
    rows: set[tuple[int, ...]] = set()
    for name, columns in ((shape.table, shape.names), *shape.covering):
        order = [columns.index(column) for column in shape.names]
        for number in found.placed.indexes.get(name, ()):
            for _, row in readable_rows(found.pages, number):
                if len(row) == len(order) and shape.fits(turned := [row[at] for at in order]):
                    rows.add(tuple(value for value in turned if isinstance(value, int)))
    return {row for row in rows if len(row) == len(shape.names)}


def looks_like_a_book(pages: Pages) -> bool:
    """Whether anything of a book can be read on these pages."""
    found = Map(pages)
    if "change_row" in found.roots:
        return True
    with closing(Shapes(None)) as shapes:
        return any(
            shape.fits(row)
            for number, kind in found.kinds.items()
            if kind
            for _, row in readable_rows(pages, number)
            for shape in (shapes.all["change_row"], shapes.all["shopper"])
        )
