"""Every line of every ticket as a row of a CSV file; what is secret keeps its words to itself."""

import json
from collections import defaultdict
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from storebook.base.money import Cents, Currency, currency, plain_amount
from storebook.book.book import Book
from storebook.book.rights import Right, require
from storebook.book.shop import Shop
from storebook.book.ways_out import note_exported
from storebook.exchange.cells import packed
from storebook.exchange.csv_files import Progress
from storebook.exchange.exporting.csv_out import Exported, csv_out, made_by
from storebook.exchange.guard import GUARDED_ROW, ROW
from storebook.exchange.shopper_rows import CUSTOMER_NUMBER
from storebook.sales.exported import ExportedLine, exported_lines
from storebook.sales.purchases import sees_cost
from storebook.sales.secrets import kept_tickets
from storebook.staff.viewer import Viewer

AT_ONCE = 5_000
HEADINGS = (
    "Ticket row", "Number", "Day", "Shopper", "Customer number", "Phone", "E-mail", "Kind",
    "Stock number", "Description", "Quantity", "Price", "Discount", "Tax", "Cost", "Category",
    "Metal", "Purity", "Stones", "Serial", "Certificate", "Size", "Engraving", "Wearer",
    "Brings back row", "Reason", "Associate", "Payments", "Occasion", "Ticket note",
)  # fmt: skip
# Row, ticket, day, quantity, amounts: digits of our own that no spreadsheet can run.
SAFE = frozenset([0, 1, 3, 11, 12, 13, 14, 15, 25])


def export_purchases(  # noqa: PLR0913 - who looks, how the file is to be read, who waits
    book: Book,
    out: Path,
    *,
    viewer: Viewer,
    shop: Shop,
    spreadsheet: bool = False,
    progress: Progress | None = None,
) -> Exported:
    """Write every line in the order it was written down, for moving data or for a spreadsheet.

    A ticket with a secret keeps its money, but its words stay out until the day. What pieces cost
    the shop is the owner's alone. There is no such list without amounts, so who may not see them
    gets none.
    """
    require(book, Right.EXPORT)
    require(book, Right.SEE_SPEND)
    writer = _Writer(book, currency(shop.currency), costs=sees_cost(viewer))
    total = int(book.value("SELECT count(*) FROM line"))
    done = 0
    lines = exported_lines(book, today=viewer.today)
    with csv_out(out, spreadsheet=spreadsheet) as rows:
        made = made_by(book, viewer.today)
        rows.write([GUARDED_ROW if spreadsheet else ROW, *HEADINGS, made])
        while portion := list(islice(lines, AT_ONCE)):
            for cells in writer.rows(portion):
                rows.write([*cells, ""], safe=SAFE)
            done += len(portion)
            if progress is not None:
                progress(done, total)
    note_exported(book, "Purchases", rows=done, out=out)
    return Exported(rows=done, withheld=kept_tickets(book, viewer.today))


class _Writer:
    """Turns lines into cells, numbering rows and tickets as they come."""

    def __init__(self, book: Book, money: Currency, *, costs: bool) -> None:
        self._book = book
        self._money = money
        self._costs = costs
        self._row_of: dict[int, int] = {}
        self._ticket_of: dict[int, int] = {}

    def rows(self, lines: list[ExportedLine]) -> Iterator[list[str]]:
        """The rows of one portion."""
        shoppers = json.dumps(sorted({one.shopper_id for one in lines if one.shopper_id}))
        reached = _reached(self._book, shoppers)
        tickets = json.dumps(sorted({one.purchase_id for one in lines}))
        payments = _payments(self._book, tickets)
        for line in lines:
            row = self._row_of[line.line_id] = len(self._row_of) + 1
            ticket = self._ticket_of.setdefault(line.purchase_id, len(self._ticket_of) + 1)
            buyer = reached.get(line.shopper_id or 0, {})
            yield [
                str(row),
                str(ticket),
                line.number or "",
                line.day.isoformat(),
                line.shopper or "",
                buyer.get("number", ""),
                buyer.get("phone", ""),
                buyer.get("email", ""),
                *self._goods(line),
                self._brought_back(line),
                line.reason or "",
                line.associate,
                payments.get(line.purchase_id, ""),
                line.occasion_text or "",
                line.note or "",
            ]

    def _goods(self, line: ExportedLine) -> list[str]:
        return [
            line.kind.value,
            line.stock_number or "",
            line.description,
            str(line.quantity),
            self._amount(line.price_cents),
            self._amount(Cents(abs(line.discount_cents))) if line.discount_cents else "",
            self._amount(Cents(abs(line.tax_cents))) if line.tax_cents else "",
            self._cost(line),
            line.category or "",
            line.metal or "",
            line.purity or "",
            line.stones or "",
            line.serial or "",
            line.certificate or "",
            line.size or "",
            line.engraving or "",
            line.wearer or "",
        ]

    def _amount(self, cents: Cents) -> str:
        return plain_amount(cents, self._money)

    def _cost(self, line: ExportedLine) -> str:
        """What one cost, as it is typed; the book keeps that of the whole line."""
        if line.cost_cents is None or not self._costs:
            return ""
        return self._amount(Cents(line.cost_cents // line.quantity))

    def _brought_back(self, line: ExportedLine) -> str:
        if line.returns_line_id is None:
            return ""
        return str(self._row_of.get(line.returns_line_id, ""))


def _reached(book: Book, ids: str) -> dict[int, dict[str, str]]:
    """What tells a shopper from another of the same name: number, first phone, first e-mail."""
    found: dict[int, dict[str, str]] = defaultdict(dict)
    for shopper_id, kind, value, _ in book.rows(
        """
        SELECT own_value.shopper_id, 'number' AS kind, own_value.value AS value, 0 AS position
        FROM own_value JOIN own_field ON own_field.id = own_value.own_field_id
        WHERE own_field.name = :name
          AND own_value.shopper_id IN (SELECT value FROM json_each(:ids))
        UNION ALL
        SELECT shopper_id, 'phone', raw, position FROM phone
        WHERE shopper_id IN (SELECT value FROM json_each(:ids))
        UNION ALL
        SELECT shopper_id, 'email', raw, position FROM email
        WHERE shopper_id IN (SELECT value FROM json_each(:ids))
        ORDER BY position
        """,
        ids=ids,
        name=CUSTOMER_NUMBER,
    ):
        found[shopper_id].setdefault(kind, value)
    return found


def _payments(book: Book, ids: str) -> dict[int, str]:
    """How each ticket was paid, packed into one cell."""
    found: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for purchase_id, kind, cents in book.rows(
        """
        SELECT purchase_id, kind, amount_cents FROM payment
        WHERE purchase_id IN (SELECT value FROM json_each(:ids)) ORDER BY id
        """,
        ids=ids,
    ):
        found[purchase_id].append((kind, str(cents)))
    return {purchase_id: packed(rows) for purchase_id, rows in found.items()}
