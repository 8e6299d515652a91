"""The line of one row: what it is, how many, what it came to."""

from dataclasses import dataclass, replace

from storebook.base.errors import Refused
from storebook.base.money import Cents
from storebook.base.text import is_blank, one_line, quoted
from storebook.exchange.amounts import AmountReader, read_quantity
from storebook.exchange.cells import known
from storebook.exchange.layout import Cells, Layout
from storebook.sales.categories import is_service
from storebook.sales.drafts import LineDraft, LineKind, refuse_amounts, with_clean_texts

UNKNOWN_PIECE = "Unknown piece"
UNKNOWN_SERVICE = "Service"
HUNDRED_PERCENT = 10_000
NONE = Cents(0)
MOST_REMEMBERED = 50_000
TEXTS = {
    "category": "category",
    "metal": "metal",
    "purity": "purity",
    "stones": "stones",
    "serial": "serial",
    "certificate": "certificate",
    "size": "size",
    "engraving": "engraving",
    "reason": "reason",
}
ROUNDED = "An amount has more decimals than the currency; it is rounded to the nearest."
LESS_THAN_PRICE = "The line comes to less than its price; the difference is kept as a discount."


@dataclass(frozen=True, slots=True)
class _Words:
    """What the texts of a line say; lines that say the same share them."""

    kind: LineKind
    texts: dict[str, str]


class LineReader:
    """Reads the lines of one list."""

    def __init__(self, layout: Layout, amounts: AmountReader) -> None:
        self._layout = layout
        self._amounts = amounts
        self._texts = [(field, name) for field, name in TEXTS.items() if field in layout]
        self._derives_discount = "discount" not in layout and "total" in layout
        self._words: dict[tuple[str, ...], _Words] = {}

    def read(self, cells: Cells, *, walk_in: bool) -> tuple[LineDraft, tuple[str, ...]]:
        """The line and what is worth a warning; refused with the column that is wrong."""
        warnings: list[str] = []
        words = self._words_of(cells)
        kind = words.kind
        quantity = self._quantity(cells)
        price, discount = self._price(cells, abs(quantity), warnings)
        if kind is LineKind.PIECE and price < 0:  # a return as some tills write it
            quantity, price = -abs(quantity), Cents(-price)
        if kind is LineKind.PIECE and walk_in and quantity < 0 and price == 0:
            kind = LineKind.SERVICE  # the stock was corrected; nobody brought anything back
        line = LineDraft(
            price_cents=price,
            kind=kind,
            quantity=quantity,
            discount_cents=self._discount(cells, abs(quantity) * price, discount, warnings),
            tax_cents=Cents(abs(self._amount(cells, "tax", warnings) or 0)),
            cost_cents=self._cost(cells, warnings),
            wearer_unknown=kind is LineKind.PIECE,
            **words.texts,  # type: ignore[arg-type]
        )
        refuse_amounts(line)
        return line, tuple(dict.fromkeys(warnings))

    def _words_of(self, cells: Cells) -> _Words:
        cell = self._layout.cell
        told = cell(cells, "description"), cell(cells, "stock number"), cell(cells, "kind")
        key = (*told, *(cell(cells, field) for field, _ in self._texts))
        found = self._words.get(key)
        if found is None:
            found = self._read_words(told, cells)
            if len(self._words) < MOST_REMEMBERED:
                self._words[key] = found
        return found

    def _read_words(self, told: tuple[str, str, str], cells: Cells) -> _Words:
        description, stock_number, word = map(one_line, told)
        texts = {name: self._layout.cell(cells, field) for field, name in self._texts}
        kind = _kind(word, stock_number, description, texts.get("category", ""))
        clean = with_clean_texts(
            LineDraft(
                description=_description(description, stock_number, kind),
                price_cents=NONE,
                stock_number=stock_number,
                **texts,  # type: ignore[arg-type]
            )
        )
        names = ("description", "stock_number", *texts)
        return _Words(kind, {name: getattr(clean, name) for name in names if getattr(clean, name)})

    def _quantity(self, cells: Cells) -> int:
        cell = known(self._layout.cell(cells, "quantity"))
        if not cell:
            return 1
        try:
            return read_quantity(cell)
        except Refused as refusal:
            raise self._layout.refused("quantity", refusal) from None

    def _price(self, cells: Cells, pieces: int, warnings: list[str]) -> tuple[Cents, Cents]:
        """The price of one, and a discount where the whole can't be parted evenly."""
        price = self._amount(cells, "price", warnings)
        total = self._amount(cells, "total", warnings)
        if price is None and total is None:
            raise Refused("There is no price in this row.", "price")
        if price is None:
            assert total is not None
            size = -(-abs(total) // max(pieces, 1))
            return Cents(size if total >= 0 else -size), Cents(size * max(pieces, 1) - abs(total))
        if self._derives_discount and total is not None:
            less = abs(price) * pieces - abs(total)
            if less > 0:
                warnings.append(LESS_THAN_PRICE)
                return price, Cents(less)
        return price, NONE

    def _discount(self, cells: Cells, amount: int, found: Cents, warnings: list[str]) -> Cents:
        cell = known(self._layout.cell(cells, "discount"))
        if cell.endswith("%"):
            return self._percent(cell, amount)
        told = self._amount(cells, "discount", warnings)
        return found if told is None else Cents(abs(told))

    def _percent(self, cell: str, amount: int) -> Cents:
        percents = AmountReader(replace(self._amounts.currency, digits=2), self._amounts.decimal)
        try:
            hundredths, _ = percents.read(cell.removesuffix("%"))
        except Refused:
            raise self._layout.refused(
                "discount", Refused(f"{quoted(cell)} is no share of a price.")
            ) from None
        return Cents((2 * abs(amount) * abs(hundredths) + HUNDRED_PERCENT) // (2 * HUNDRED_PERCENT))

    def _cost(self, cells: Cells, warnings: list[str]) -> Cents | None:
        cost = self._amount(cells, "cost", warnings)
        return None if cost is None else Cents(abs(cost))

    def _amount(self, cells: Cells, field: str, warnings: list[str]) -> Cents | None:
        """The amount in this column; None where there is none."""
        cell = known(self._layout.cell(cells, field)) if field in self._layout else ""
        if not cell:
            return None
        try:
            amount, rounded = self._amounts.read(cell)
        except Refused as refusal:
            raise self._layout.refused(field, refusal) from None
        if rounded:
            warnings.append(ROUNDED)
        return amount


def _kind(word: str, stock_number: str, told: str, category: str) -> LineKind:
    if word.lower() in set(LineKind):
        return LineKind(word.lower())
    service = is_service(told, stock_number, category)
    return LineKind.SERVICE if service else LineKind.PIECE


def _description(told: str, stock_number: str, kind: LineKind) -> str:
    """What it is; without a word the number, and without that the honest truth."""
    if not is_blank(told):
        return told
    unknown = UNKNOWN_SERVICE if kind is LineKind.SERVICE else UNKNOWN_PIECE
    return stock_number if not is_blank(stock_number) else unknown
