"""One row of a list of purchases after the other; rows that tell the same share what is read."""

from collections.abc import Callable, Sequence
from datetime import date
from operator import itemgetter

from storebook.base.errors import Refused
from storebook.base.text import clean, limited, one_line
from storebook.exchange.amounts import AmountReader
from storebook.exchange.cells import known
from storebook.exchange.layout import Cells, Layout
from storebook.exchange.manner import Manner
from storebook.exchange.name_order import turned
from storebook.exchange.purchase_rows.lines import TEXTS, LineReader
from storebook.exchange.purchase_rows.records import WALK_IN, Buyer, Head, PurchaseRow, TicketKey
from storebook.exchange.shopper_rows.beside import customer_number
from storebook.sales.drafts import LONGEST_NOTE, LONGEST_NUMBER, LineDraft, short

LINE_FIELDS = (
    "stock number", "description", "quantity", "price", "total", "discount", "tax", "cost", "kind",
    *TEXTS,
)  # fmt: skip
HEAD_FIELDS = (
    "number", "day", "shopper", "given", "family", "customer id", "phone", "email", "country",
    "associate", "payment", "payments", "occasion", "notes", "ticket row",
)  # fmt: skip
MOST_REMEMBERED = 200_000
DAYS = ("day",)
AMOUNTS = ("price", "total", "discount", "tax", "cost")
NO_DAY = "There is no day in this row."
STILL_TO_COME = "The day of a purchase can’t lie after today."

Read = tuple[LineDraft, tuple[str, ...]] | Refused


class PurchaseReader:
    """Reads the rows of one list of purchases."""

    def __init__(self, layout: Layout, how: Manner, amounts: AmountReader) -> None:
        self._layout = layout
        self._day = how.days["day"]
        self._turned_names = how.turned_names
        self._today = how.today
        self._lines = LineReader(layout, amounts)
        self._heads: dict[tuple[str, ...], Head | Refused] = {}
        self._read_lines: dict[tuple[tuple[str, ...], bool], Read] = {}
        self._head_cells = _picker(layout, HEAD_FIELDS)
        self._line_cells = _picker(layout, LINE_FIELDS)
        self._ties = any(field in layout for field in ("wearer", "row", "brings back"))

    def read(self, cells: Cells) -> tuple[PurchaseRow, tuple[str, ...]]:
        """The line with its head and what is worth a warning; refused with what is wrong."""
        head = self._head(cells)
        line, warnings = self._line(cells, walk_in=head.buyer.is_walk_in)
        if not self._ties:
            return PurchaseRow(head=head, line=line), warnings
        return (
            PurchaseRow(
                head=head,
                line=line,
                wearer=one_line(self._layout.cell(cells, "wearer")),
                row=one_line(self._layout.cell(cells, "row")),
                brings_back=one_line(self._layout.cell(cells, "brings back")),
            ),
            warnings,
        )

    def ticket_key(self, cells: Cells, line: int) -> TicketKey | None:
        """The ticket that a row belongs to which could not be read; None when not even that can."""
        try:
            return self._head(cells).ticket_key(line)
        except Refused:
            return None

    def _head(self, cells: Cells) -> Head:
        key = self._head_cells(cells)
        found = self._heads.get(key)
        if found is None:
            try:
                found = self._read_head(cells)
            except Refused as refusal:
                found = refusal
            if len(self._heads) < MOST_REMEMBERED:
                self._heads[key] = found
        if isinstance(found, Refused):
            raise Refused(str(found), found.field)
        return found

    def _line(self, cells: Cells, *, walk_in: bool) -> tuple[LineDraft, tuple[str, ...]]:
        key = self._line_cells(cells), walk_in
        found = self._read_lines.get(key)
        if found is None:
            try:
                found = self._lines.read(cells, walk_in=walk_in)
            except Refused as refusal:
                found = refusal
            if len(self._read_lines) < MOST_REMEMBERED:
                self._read_lines[key] = found
        if isinstance(found, Refused):
            raise Refused(str(found), found.field)
        return found

    def _read_head(self, cells: Cells) -> Head:
        cell = self._layout.cell
        number = one_line(cell(cells, "number"))
        return Head(
            number=short(number, "number", "The number", LONGEST_NUMBER),
            day=self._read_day(cells),
            buyer=self._buyer(cells),
            associate=known(cell(cells, "associate")),
            payment=known(cell(cells, "payment")),
            payments=cell(cells, "payments").strip(),
            occasion=short(cell(cells, "occasion"), "occasion", "The occasion"),
            note=limited(
                clean(cell(cells, "notes")),
                LONGEST_NOTE,
                "notes",
                f"A note has at most {LONGEST_NOTE:,} letters.",
            ),
            ticket_row=one_line(cell(cells, "ticket row")),
        )

    def _read_day(self, cells: Cells) -> date:
        cell = known(self._layout.cell(cells, "day"))
        if not cell:
            raise Refused(NO_DAY, "day")
        try:
            day = self._day.whole(cell)
        except Refused as refusal:
            raise self._layout.refused("day", refusal) from None
        if day > self._today:
            raise self._layout.refused("day", Refused(STILL_TO_COME))
        return day

    def _buyer(self, cells: Cells) -> Buyer:
        cell = self._layout.cell
        given, family = one_line(cell(cells, "given")), one_line(cell(cells, "family"))
        name = one_line(cell(cells, "shopper"))
        if self._turned_names and (parts := turned(name)) is not None:
            name, given, family = parts.whole, parts.given, parts.family
        buyer = Buyer(
            number=customer_number(cell(cells, "customer id")),
            name=name or " ".join(filter(None, (given, family))),
            given=given,
            family=family,
            phone=known(cell(cells, "phone")),
            email=known(cell(cells, "email")),
            country=known(cell(cells, "country")),
        )
        return WALK_IN if buyer.is_walk_in else buyer


def _picker(layout: Layout, fields: Sequence[str]) -> Callable[[Cells], tuple[str, ...]]:
    """The cells of these fields, by which two rows are known to tell the same."""
    places = [place for field in fields if (place := layout.place(field)) is not None]
    if not places:
        return lambda cells: ()
    pick, last = itemgetter(*places, places[0]), max(places)

    def picked(cells: Cells) -> tuple[str, ...]:
        if len(cells) > last:
            return pick(cells)  # type: ignore[no-any-return]
        return tuple(cells[place] if place < len(cells) else "" for place in places)

    return picked
