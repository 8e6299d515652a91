"""A first look at a list: what it holds and what is wrong with it, before anything is saved."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from pathlib import Path

from storebook.base.errors import Refused
from storebook.base.money import currency, decimal_mark
from storebook.base.text import one_line
from storebook.book.shop import Shop
from storebook.exchange import purchase_rows, shopper_rows
from storebook.exchange.amounts import AmountColumns, AmountReader
from storebook.exchange.csv_files import (
    Encoding,
    ListFile,
    Progress,
    Record,
    Stop,
    called,
    look_into,
    rows_of,
)
from storebook.exchange.days import DayColumns, DayReader
from storebook.exchange.fields import FIELD, Kind
from storebook.exchange.guard import GUARDED_ROW, unguarded
from storebook.exchange.headings import (
    ROWS_LOOKED_AT,
    Heading,
    header_place,
    headings,
    is_by_number,
)
from storebook.exchange.layout import Layout
from storebook.exchange.manner import Manner
from storebook.exchange.name_order import CapitalNames, NameColumn
from storebook.exchange.purchase_rows import PurchaseReader, PurchaseRow, TicketKey
from storebook.exchange.shopper_rows import ShopperReader, ShopperRow

MOST_SAMPLES = 3
LONGEST_SAMPLE = 100
WIDER = (
    "This row has more cells than there are headings: a sign that parts cells stands inside one."
)
NAMES = ("name", "given", "family", "company")

Draft = ShopperRow | PurchaseRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column: its heading, our field ("" when it is left out), the first things in it."""

    header: str
    field: str
    recognized: bool
    samples: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LookRow:
    """One row of the list: what was made of it, or the problem because of which it is refused.

    `cells` are those of the file, kept only where there is a problem. A row without draft and
    problem is blank.
    """

    line: int
    draft: Draft | None = None
    problem: str | None = None
    warnings: tuple[str, ...] = ()
    cells: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """The row on one line, to be shown."""
        return one_line(" ".join(self.cells)) if self.draft is None else self.draft.title


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What the file would bring. `missing` says which column has to be chosen before it can.

    `rows` are all of the rows below the headings, the blank ones too. `spoiled` are tickets with a
    refused row, and the line of that row.
    """

    file: ListFile
    kind: Kind
    header_line: int
    headings: tuple[Heading, ...]
    columns: tuple[Column, ...]
    rows: Sequence[LookRow]
    missing: str | None
    warnings: tuple[str, ...]
    problems: list[LookRow] = field(default_factory=list)
    spoiled: Mapping[TicketKey, int] = field(default_factory=dict)

    @property
    def path(self) -> Path:
        return self.file.path

    @property
    def encoding(self) -> Encoding:
        return self.file.encoding

    @property
    def delimiter(self) -> str:
        return self.file.delimiter.sign

    @property
    def delimiter_words(self) -> str:
        return self.file.delimiter.words

    @property
    def row_count(self) -> int:
        return len(self.rows)

    @property
    def blank(self) -> int:
        return sum(1 for row in self.rows if row.draft is None and row.problem is None)

    @property
    def good(self) -> int:
        return sum(1 for row in self.rows if row.draft is not None and row.problem is None)

    @property
    def mapping(self) -> dict[str, str]:
        """Which heading is taken for which field."""
        return {column.header: column.field for column in self.columns if column.field}

    @property
    def unmapped(self) -> tuple[str, ...]:
        """The headings that are left out."""
        return tuple(column.header for column in self.columns if not column.field)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sheet:
    """A list whose headings are known, to be gone through as often as it takes."""

    file: ListFile
    header_line: int
    headings: tuple[Heading, ...]
    is_guarded: bool
    has_headings: bool
    progress: Progress | None
    stop: Stop | None

    def rows(self, half: int | None = None) -> Iterator[Record]:
        """The rows below the headings. Those who wait are told of the first and the second half."""
        progress = None if half is None else self._half(half)
        with rows_of(self.file, progress=progress, stop=self.stop) as rows:
            for row in rows:
                if row.line <= self.header_line:
                    continue
                if self.is_guarded and row.problem is None:
                    yield row._replace(cells=[unguarded(cell) for cell in row.cells])
                else:
                    yield row

    def _half(self, half: int) -> Progress | None:
        """The list is gone through twice: to see how it writes things, then to read them."""
        progress = self.progress
        if progress is None:
            return None
        return lambda done, total: progress(half * total + done, 2 * total)


def look_at_file(  # noqa: PLR0913 - all but the file and its kind may be left to be found out
    path: Path,
    kind: Kind,
    *,
    mapping: Mapping[str, str] | None = None,
    encoding: str | None = None,
    delimiter: str | None = None,
    shop: Shop,
    today: date,
    progress: Progress | None = None,
    stop: Stop | None = None,
) -> Look:
    """Read the file whole without saving anything; refused when it is no list that can be read.

    `mapping` (heading to field, "" leaves a column out) lays over what is recognized; where it
    counts columns ("1" to "name") the list has no headings.
    """
    file = look_into(path, encoding=encoding, delimiter=delimiter, stop=stop)
    sheet = _sheet(file, kind, mapping or {}, progress, stop)
    layout = Layout.of(sheet.headings)
    missing = _missing(layout, kind)
    rows: list[LookRow] = []
    warnings: list[str] = []
    spoiled: dict[TicketKey, int] = {}
    if missing is None:
        reader, warnings = _reader(sheet, layout, kind, shop, today)
        rows = [_read_row(row, reader, sheet, spoiled) for row in sheet.rows(half=1)]
    return Look(
        file=file,
        kind=kind,
        header_line=sheet.header_line if sheet.has_headings else 0,
        headings=sheet.headings,
        columns=_columns(sheet),
        rows=rows,
        missing=missing,
        warnings=tuple(warnings),
        problems=[row for row in rows if row.problem is not None],
        spoiled=spoiled,
    )


def _sheet(
    file: ListFile,
    kind: Kind,
    mapping: Mapping[str, str],
    progress: Progress | None,
    stop: Stop | None,
) -> _Sheet:
    with rows_of(file) as rows:
        first = list(
            islice((row for row in rows if any(map(str.strip, row.cells))), ROWS_LOOKED_AT)
        )
    if not first:
        raise Refused(f"{called(file.path)} is empty: there is no list in it.", "file")
    if is_by_number(mapping) and not set(mapping) & {cell.strip() for cell in first[0].cells}:
        row, has_headings = first[0], False
        width = max(len(one.cells) for one in first)
        headers = [str(number) for number in range(1, width + 1)]
    else:
        row, has_headings = first[header_place([one.cells for one in first], kind)], True
        headers = row.cells
        if row.problem is not None:
            raise Refused(f"The headings in line {row.line} can’t be read. {row.problem}", "file")
    found = headings(headers, kind, mapping)
    return _Sheet(
        file=file,
        header_line=row.line + _more_lines(headers) if has_headings else row.line - 1,
        headings=tuple(found),
        is_guarded=bool(headers) and headers[0].strip() == GUARDED_ROW,
        has_headings=has_headings,
        progress=progress,
        stop=stop,
    )


def _more_lines(headers: Sequence[str]) -> int:
    """On how many more lines headings stand that have line breaks in them."""
    return sum(header.count("\n") for header in headers)


def _missing(layout: Layout, kind: Kind) -> str | None:
    """Which column has to be chosen before a row can be read."""
    if kind is Kind.SHOPPERS:
        if any(field in layout for field in NAMES):
            return None
        return "No column is the name. Say which one is, such as “Their header=name”."
    if "day" not in layout:
        return "No column is the day of the purchase. Say which one is: “Their header=day”."
    if "price" not in layout and "total" not in layout:
        return "No column is the price. Say which one is: “Their header=price”."
    return None


def _reader(
    sheet: _Sheet, layout: Layout, kind: Kind, shop: Shop, today: date
) -> tuple[ShopperReader | PurchaseReader, list[str]]:
    """What reads a row, once the whole list has said how it writes days and amounts."""
    fields = shopper_rows.DAYS if kind is Kind.SHOPPERS else purchase_rows.DAYS
    places = {heading.place: heading.header for field in fields for heading in layout.all(field)}
    days = DayColumns(places, shop.country)
    amounts = AmountColumns(
        [place for name in purchase_rows.AMOUNTS if (place := layout.place(name)) is not None]
        if kind is Kind.PURCHASES
        else [],
        decimal_mark(shop.locale),
    )
    names = NameColumn(layout, "name" if kind is Kind.SHOPPERS else "shopper")
    capitals = CapitalNames(layout)
    for row in sheet.rows(half=0):
        if row.problem is None:
            for column in (days, amounts, names, capitals):
                column.look(row.cells)
    readers = {
        name: DayReader(day_first=days.day_first(place), today=today)
        for name in fields
        if (place := layout.place(name)) is not None
    }
    warnings = [*days.warnings(), *names.warnings(), *capitals.warnings()]
    how = Manner(days=readers, turned_names=names.is_turned, today=today)
    if kind is Kind.SHOPPERS:
        return ShopperReader(layout, how, shop), warnings
    reader = AmountReader(currency(shop.currency), amounts.decimal)
    return PurchaseReader(layout, how, reader), warnings


def _read_row(
    row: Record,
    reader: ShopperReader | PurchaseReader,
    sheet: _Sheet,
    spoiled: dict[TicketKey, int],
) -> LookRow:
    cells, problem = row.cells, row.problem
    if not any(cells) or not any(map(str.strip, cells)):
        return LookRow(line=row.line)
    width = len(sheet.headings)
    if problem is None and len(cells) > width and any(map(str.strip, cells[width:])):
        problem = WIDER
    if problem is None:
        try:
            draft, warnings = reader.read(cells)
        except Refused as refusal:
            problem = str(refusal)
        else:
            return LookRow(line=row.line, draft=draft, warnings=warnings)
    if isinstance(reader, PurchaseReader) and (key := reader.ticket_key(cells, row.line)):
        spoiled.setdefault(key, row.line)
    return LookRow(line=row.line, problem=problem, cells=tuple(cells))


def _columns(sheet: _Sheet) -> tuple[Column, ...]:
    samples: list[list[str]] = [[] for _ in sheet.headings]
    for row in islice(sheet.rows(), ROWS_LOOKED_AT):
        for found, cell in zip(samples, row.cells, strict=False):
            shown = one_line(cell)[:LONGEST_SAMPLE]
            if shown and len(found) < MOST_SAMPLES and shown not in found:
                found.append(shown)
    return tuple(
        Column(
            header=heading.header,
            field=_shown_field(heading),
            recognized=heading.recognized,
            samples=tuple(found),
        )
        for heading, found in zip(sheet.headings, samples, strict=True)
    )


def _shown_field(heading: Heading) -> str:
    """The field as it is chosen from the list."""
    if heading.target is None:
        return ""
    if heading.target.field == "phone" and heading.target.use in {"mobile", "home", "work"}:
        return f"{heading.target.use} phone"
    return heading.target.field


def refuse_missing(look: Look) -> None:
    """Refuse a look whose most needful column has not been chosen."""
    if look.missing is not None:
        raise Refused(look.missing, FIELD)
