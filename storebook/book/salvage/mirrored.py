"""Finds a table without row numbers whose place is lost: an index holds the same, turned round."""

from storebook.book.salvage.cells import INDEX_INSIDE, INDEX_LEAF, Value
from storebook.book.salvage.shapes import Shape, Shapes
from storebook.book.salvage.trees import Map, Tree, readable_rows

Rows = frozenset[tuple[Value, ...]]


def place_mirrored(found: Map, shapes: Shapes) -> dict[str, tuple[int, ...]]:
    """The pages of such tables and of the index that says the same, by name.

    Two trees of which one is the other turned round, and no third: the table was made first.
    """
    lost = [
        shape
        for shape in shapes.ours
        if not shape.has_row_ids
        and not any(name in found.roots for name in (shape.table, *(n for n, _ in shape.covering)))
    ]
    placed: dict[str, tuple[int, ...]] = {}
    for shape in lost:
        trees = loose_index_trees(found, shape)
        for name, columns in shape.covering:
            order = [columns.index(column) for column in shape.names]
            if order == sorted(order):
                continue
            pairs = [
                (table, index)
                for place, (table, rows) in enumerate(trees)
                for index, turned in trees[place + 1 :]
                if rows == frozenset(tuple(row[at] for at in order) for row in turned)
            ]
            if len(pairs) == 1:
                placed[shape.table], placed[name] = (tree.pages for tree in pairs[0])
    return placed


def loose_index_trees(found: Map, shape: Shape) -> list[tuple[Tree, Rows]]:
    """The trees of an index's kind that have no name, with their rows if these fit the table."""
    named = set(found.roots.values())
    trees = []
    for number, kind in found.kinds.items():
        if kind in {INDEX_LEAF, INDEX_INSIDE} and number not in found.hanging | named:
            tree = found.walk(number)
            rows = frozenset(
                tuple(row) for page in tree.pages for _, row in readable_rows(found.pages, page)
            )
            if rows and all(len(row) == len(shape.columns) and shape.fits(row) for row in rows):
                trees.append((tree, rows))
    return trees
