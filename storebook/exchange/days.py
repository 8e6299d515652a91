"""Days as a column writes them: which of day and month comes first is asked of the whole column."""

import re
from dataclasses import dataclass, field
from datetime import date

from storebook.base.dates import (
    Calendar,
    LeapDayRule,
    PartialDate,
    parse_partial_date,
)
from storebook.base.errors import Refused
from storebook.base.text import quoted

MOST_REMEMBERED = 50_000
MONTHS_IN_A_YEAR = 12
# 5/12, 5/12/1984, 05-12-84, with a time of day or not; with points it is always the day first.
TWO_FIGURES = re.compile(
    r"\s*(\d{1,2})\s*([/-])\s*(\d{1,2})(?:\s*\2\s*(?:\d{4}|\d{2}))?(?:[ ,T].*)?"
)
ISO_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[T ].*)?")
# The first day of all that a program knows, or the one before its first, which Access and Excel
# count as December 30 or 31, 1899: with a day of its own only the year would be missing.
NO_DAY = re.compile(
    r"\s*(?:(?:0001|1900|1904)-0?1-0?1|0?1([/.-])0?1\1(?:0001|1900|1904)"
    r"|1899-12-3[01]|(?:12([/.-])3[01]\2|3[01]([/.-])12\3)1899)(?:[ ,T].*)?"
)
MONTH_FIRST_PLACES = frozenset(["US", "PH", "PR", "GU", "VI", "AS", "MP", "UM", "FM", "MH", "PW"])


@dataclass(slots=True)
class _DayOrder:
    """What the values of a column say about their order; ask `day_first` when all were seen."""

    day_first_values: int = 0
    month_first_values: int = 0
    either: int = 0
    example: str = ""
    seen: set[str] = field(default_factory=set)

    def look(self, cell: str) -> None:
        """One more value of the column."""
        if cell in self.seen or (match := TWO_FIGURES.fullmatch(cell)) is None:
            return
        if len(self.seen) < MOST_REMEMBERED:
            self.seen.add(cell)
        first, second = int(match[1]), int(match[3])
        if first > MONTHS_IN_A_YEAR >= second:
            self.day_first_values += 1
        elif second > MONTHS_IN_A_YEAR >= first:
            self.month_first_values += 1
        elif first != second:
            self.either += 1
            self.example = self.example or cell.strip()

    @property
    def is_settled(self) -> bool:
        return self.day_first_values != self.month_first_values


class DayColumns:
    """The date columns of one list, each settled by all of its values."""

    def __init__(self, places: dict[int, str], country: str) -> None:
        self._columns = {place: _DayOrder() for place in places}
        self._names = places
        self._usual = country.upper() not in MONTH_FIRST_PLACES

    def look(self, cells: list[str]) -> None:
        """One more row of the list."""
        for place, order in self._columns.items():
            if place < len(cells) and cells[place]:
                order.look(cells[place])

    def day_first(self, place: int) -> bool:
        """By the column itself, else by the other date columns, else as the shop's country does."""
        order = self._columns[place]
        if order.is_settled:
            return order.day_first_values > order.month_first_values
        day_first = sum(one.day_first_values for one in self._columns.values())
        month_first = sum(one.month_first_values for one in self._columns.values())
        return day_first > month_first if day_first != month_first else self._usual

    def warnings(self) -> list[str]:
        """What could have been read the other way round, and how it was read."""
        told = []
        for place, order in self._columns.items():
            if not order.either or order.is_settled:
                continue
            how = "day first" if self.day_first(place) else "month first"
            told.append(
                f"The days in {quoted(self._names[place])} could be read either way; they are read "
                f"{how}. Look at {quoted(order.example)}."
            )
        return told


@dataclass(frozen=True, slots=True)
class DayReader:
    """Reads the values of one column; what it has read once it knows."""

    day_first: bool
    today: date
    _partial: dict[str, PartialDate] = field(default_factory=dict)
    _whole: dict[str, date] = field(default_factory=dict)

    def partial(self, cell: str) -> PartialDate:
        """A yearly day; refused where a program wrote one for want of any."""
        known = self._partial.get(cell)
        if known is None:
            if NO_DAY.fullmatch(cell):
                raise Refused(f"{quoted(cell.strip())} is what programs write for no day at all.")
            known = parse_partial_date(cell, day_first=self.day_first, today=self.today)
            if len(self._partial) < MOST_REMEMBERED:
                self._partial[cell] = known
        return known

    def whole(self, cell: str) -> date:
        """A day of one year; refused when a part of it is missing."""
        known = self._whole.get(cell)
        if known is None:
            known = self._read_whole(cell)
            if len(self._whole) < MOST_REMEMBERED:
                self._whole[cell] = known
        return known

    def _read_whole(self, cell: str) -> date:
        if match := ISO_DAY.fullmatch(cell):
            try:
                return date(int(match[1]), int(match[2]), int(match[3]))
            except ValueError:
                pass  # parsed below, which says what is wrong with it
        when = parse_partial_date(cell, day_first=self.day_first, today=self.today)
        if when.calendar is not Calendar.GREGORIAN or when.year is None or when.day is None:
            raise Refused(f"{quoted(cell)} is not a whole day. Write it like 2026-11-20.")
        return date(when.year, when.month, when.day)


def read_leap_day(cell: str) -> LeapDayRule | None:
    """How someone born on 29 February wants it kept."""
    try:
        return LeapDayRule(cell.strip().lower().replace(" ", "_"))
    except ValueError:
        return None
