"""Amounts as a column writes them: which mark stands before the cents is asked of all of it."""

import re
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from storebook.base.errors import Refused
from storebook.base.money import Cents, Currency, parse_money
from storebook.base.text import digits, one_line, quoted

MOST_REMEMBERED = 50_000
PLAIN = re.compile(r"(-?)(\d{1,11})(?:\.(\d{1,6}))?")
# The last mark with figures behind it: 9,40 and 9.400,00.
LAST_MARK = re.compile(r"([.,])(\d+)\D*$")
THOUSANDS = 3
MANY_DECIMALS = re.compile(r"(?<=\d)[.,](\d{2,})(?=\D*$)")
BRACKETS = re.compile(r"\((.+)\)")
QUANTITY = re.compile(r"(-?)([0-9]{1,3}(?:[ ,'’][0-9]{3})+|[0-9]{1,9})(?:[.,]0+)?")
LONGEST = 40


@dataclass(slots=True)
class _DecimalMark:
    """What the amounts of a list say about the mark before their cents."""

    points: int = 0
    commas: int = 0
    seen: set[str] = field(default_factory=set)

    def look(self, cell: str) -> None:
        """One more amount."""
        if cell in self.seen or len(cell) > LONGEST or (match := LAST_MARK.search(cell)) is None:
            return
        if len(self.seen) < MOST_REMEMBERED:
            self.seen.add(cell)
        other = "," if match[1] == "." else "."
        # 9.400 may be nine thousand and four hundred; 9.40 and 1,009.400 can't.
        if len(match[2]) == THOUSANDS and other not in cell:
            return
        if match[1] == ".":
            self.points += 1
        else:
            self.commas += 1


class AmountColumns:
    """The columns with amounts of one list, which all write them in one way."""

    def __init__(self, places: list[int], usual: str) -> None:
        self._places = places
        self._usual = usual
        self._mark = _DecimalMark()

    def look(self, cells: list[str]) -> None:
        """One more row of the list."""
        for place in self._places:
            if place < len(cells) and cells[place]:
                self._mark.look(cells[place])

    @property
    def decimal(self) -> str:
        """The mark before the cents; where nothing tells, the one of the shop's locale."""
        if self._mark.points == self._mark.commas:
            return self._usual
        return "." if self._mark.points > self._mark.commas else ","


@dataclass(frozen=True, slots=True)
class AmountReader:
    """Reads amounts of one list; more decimals than the currency has are rounded half up."""

    currency: Currency
    decimal: str
    _known: dict[str, tuple[Cents, bool]] = field(default_factory=dict)

    def read(self, cell: str) -> tuple[Cents, bool]:
        """The amount, and whether it had to be rounded."""
        known = self._known.get(cell)
        if known is None:
            known = self._read(cell)
            if len(self._known) < MOST_REMEMBERED:
                self._known[cell] = known
        return known

    def _read(self, cell: str) -> tuple[Cents, bool]:
        text = one_line(cell)
        if self.decimal == "." and (match := PLAIN.fullmatch(text)):
            return self._rounded(f"{match[1]}{match[2]}.{match[3] or '0'}")
        if match := BRACKETS.fullmatch(text):  # bookkeepers write (12.50) for what is owed
            text = f"-{match[1]}"
        if text.endswith("-"):
            text = f"-{text[:-1]}"
        shorter, whole = self._within_digits(text)
        cents = parse_money(shorter, self.currency, self.decimal)
        if whole is None:
            return cents, False
        sign = "-" if text.lstrip().startswith(("-", "−")) else ""
        return self._rounded(f"{sign}{digits(shorter.partition(self.decimal)[0])}.{whole}")

    def _within_digits(self, text: str) -> tuple[str, str | None]:
        """The text with no more decimals than the currency has, and all decimals if there were."""
        match = MANY_DECIMALS.search(text)
        if match is None or match[0][0] != self.decimal or len(match[1]) <= self.currency.digits:
            return text, None
        kept = match[1][: self.currency.digits]
        cut = f"{self.decimal}{kept}" if kept else ""
        return text[: match.start()] + cut + text[match.end() :], match[1]

    def _rounded(self, plain: str) -> tuple[Cents, bool]:
        exact = Decimal(plain).scaleb(self.currency.digits)
        whole = exact.to_integral_value(ROUND_HALF_UP)
        return Cents(int(whole)), whole != exact


def read_quantity(cell: str) -> int:
    """A whole number of things, below zero for what comes back; refused when it is none."""
    text = one_line(cell).replace("−", "-")
    if match := BRACKETS.fullmatch(text):
        text = f"-{match[1]}"
    match = QUANTITY.fullmatch(text.removeprefix("+").removesuffix("x").strip())
    if match is None:
        raise Refused(
            f"{quoted(cell)} is not a number of pieces. Write it like 1 or −1.", "quantity"
        )
    number = int(digits(match[2]))
    return -number if match[1] else number
