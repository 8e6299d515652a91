"""Where in a row each of our fields stands: the headings, ready for reading many rows."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from storebook.base.errors import Refused
from storebook.exchange.headings import Heading

Cells = Sequence[str]


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns by field; a row may be shorter than the headings, and is blank from there on."""

    columns: dict[str, tuple[Heading, ...]]

    @classmethod
    def of(cls, headings: Iterable[Heading]) -> "Layout":
        """The layout of a list with these headings."""
        found: dict[str, list[Heading]] = defaultdict(list)
        for heading in headings:
            if heading.target is not None:
                found[heading.target.field].append(heading)
        return cls({field: tuple(columns) for field, columns in found.items()})

    def __contains__(self, field: str) -> bool:
        return field in self.columns

    def all(self, field: str) -> tuple[Heading, ...]:
        """Every column that is this field."""
        return self.columns.get(field, ())

    def place(self, field: str) -> int | None:
        """The one column that is this field."""
        columns = self.columns.get(field)
        return columns[0].place if columns else None

    def cell(self, cells: Cells, field: str) -> str:
        """What stands there, as it is; "" where there is no such column."""
        columns = self.columns.get(field)
        if columns is None or columns[0].place >= len(cells):
            return ""
        return cells[columns[0].place]

    def filled(self, cells: Cells, field: str) -> Iterator[tuple[Heading, str]]:
        """The columns that are this field and have something in this row."""
        for heading in self.columns.get(field, ()):
            if heading.place < len(cells) and (cell := cells[heading.place].strip()):
                yield heading, cell

    def grouped(self, cells: Cells, field: str, group: str) -> str:
        """What stands in the column of this field that belongs to the group."""
        for heading in self.columns.get(field, ()):
            same = heading.target is not None and heading.target.group == group
            if same and heading.place < len(cells):
                return cells[heading.place]
        return ""

    def refused(self, field: str, refusal: Refused) -> Refused:
        """The same refusal with the heading of the column that it is about."""
        columns = self.columns.get(field)
        header = columns[0].header if columns else field
        return Refused(f"{header}: {refusal}", field)
