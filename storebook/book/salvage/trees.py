"""Which page belongs to which table: by the book's own list of tables, else by what is on it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from storebook.book.salvage.cells import (
    HAS_CHILDREN,
    INDEX_INSIDE,
    INDEX_LEAF,
    TABLE_INSIDE,
    TABLE_LEAF,
    Cell,
    NotAsWritten,
    Value,
    cells,
    children,
    kind_of,
    record,
)
from storebook.book.salvage.pages import Pages

LIST_OF_TABLES = 1  # the page on which every file begins
OF_THE_LIST = frozenset({"table", "index", "trigger", "view"})


@dataclass(frozen=True, slots=True)
class Tree:
    """A table or index as far as it can be walked: its leaves, and whether no page is missing."""

    pages: tuple[int, ...]
    is_whole: bool


@dataclass(slots=True)
class _Walk:
    """A walk down a tree, while it goes on."""

    pages: list[int] = field(default_factory=list)
    seen: set[int] = field(default_factory=set)
    is_whole: bool = True


class Map:
    """Where everything is in the file, as far as the file says so itself.

    `roots` are the first pages of tables and indexes by name. `below` says of each page inside a
    tree what hangs on it, and `hanging` are all pages that hang on another.
    """

    def __init__(self, pages: Pages) -> None:
        self.pages = pages
        self.kinds = {number: kind_of(pages, number) for number in range(1, pages.count + 1)}
        self.below = {
            number: found
            for number, kind in self.kinds.items()
            if kind in HAS_CHILDREN and (found := believable_children(pages, number))
        }
        self.hanging = {child for below in self.below.values() for child in below}
        self.roots = self._read_roots()

    def walk(self, root: int) -> Tree:
        """Every page with rows from here down; each page once."""
        walk = _Walk()
        self._walk(root, walk, family_of(self.kinds.get(root, 0)))
        return Tree(tuple(walk.pages), walk.is_whole)

    def _walk(self, number: int, walk: _Walk, family: frozenset[int]) -> None:
        kind = self.kinds.get(number, 0)
        if kind not in family or number in walk.seen:
            walk.is_whole = False
            return
        walk.seen.add(number)
        if kind != TABLE_INSIDE:
            walk.pages.append(number)
        if kind in HAS_CHILDREN and number not in self.below:
            walk.is_whole = False
        for child in self.below.get(number, ()):
            self._walk(child, walk, family)

    def _read_roots(self) -> dict[str, int]:
        """The list of tables: from its own pages, also when the first one is lost."""
        found = {}
        for number, kind in self.kinds.items():
            if kind == TABLE_LEAF:
                rows = rows_of(self.pages, number)
                if rows and all(is_of_the_list(row) for _, row in rows):
                    found.update({str(row[1]): int(str(row[3])) for _, row in rows if row[3]})
        return found


def family_of(kind: int) -> frozenset[int]:
    """The pages of a table have no pages of an index below them, nor the other way round."""
    if kind in {TABLE_LEAF, TABLE_INSIDE}:
        return frozenset({TABLE_LEAF, TABLE_INSIDE})
    return frozenset({INDEX_LEAF, INDEX_INSIDE})


def believable_children(pages: Pages, number: int) -> list[int]:
    try:
        return children(pages, number)
    except NotAsWritten:
        return []


def is_of_the_list(row: Sequence[Value]) -> bool:
    """Whether it is an entry of the list of tables: kind, name, table, first page, statement."""
    return (
        len(row) == 5
        and row[0] in OF_THE_LIST
        and isinstance(row[1], str)
        and isinstance(row[2], str)
        and isinstance(row[3], int)
        and (row[4] is None or str(row[4]).startswith("CREATE "))
    )


def believable_cells(pages: Pages, number: int) -> list[Cell]:
    try:
        return cells(pages, number)
    except NotAsWritten:
        return []


def rows_of(pages: Pages, number: int) -> list[tuple[int, list[Value]]]:
    """Every row on a page that can be read, with its number."""
    return list(readable_rows(pages, number))


def readable_rows(pages: Pages, number: int) -> Iterator[tuple[int, list[Value]]]:
    for cell in believable_cells(pages, number):
        try:
            yield cell.row_id, record(pages, cell)
        except NotAsWritten:
            continue
