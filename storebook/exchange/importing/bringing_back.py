"""Which earlier line a return brings back: same buyer, same piece, same price, enough left."""

from bisect import insort
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from storebook.base.text import fold
from storebook.sales.drafts import LineDraft, LineKind

Who = tuple[str, int]
Key = tuple[Who, str, int]


@dataclass(slots=True)
class _Sold:
    """A line that was sold, and how much of it is still out. `place` is its row in the list."""

    day: date
    order: int
    left: int
    line_id: int | None = None
    place: int | None = None

    def __lt__(self, other: "_Sold") -> bool:
        return (self.day, self.order) < (other.day, other.order)


@dataclass(frozen=True, slots=True, kw_only=True)
class BroughtBack:
    """What a return brings back: a line of the book, or a row of the same list."""

    line_id: int | None = None
    place: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Return:
    """A row that brings something back; `ticket` are the rows of its own ticket."""

    place: int
    day: date
    pieces: int
    ticket: Collection[int]


@dataclass(frozen=True, slots=True)
class Shelf:
    """The lines that may still come back, by whose they are and what they are."""

    _sold: dict[Key, list[_Sold]] = field(default_factory=lambda: defaultdict(list))
    _by_place: dict[int, _Sold] = field(default_factory=dict)

    def put(
        self,
        key: Key,
        day: date,
        left: int,
        *,
        line_id: int | None = None,
        place: int | None = None,
    ) -> None:
        """A line that was sold. Lines of the book count as earlier than rows of the same day."""
        sold = _Sold(day, -1 if place is None else place, left, line_id, place)
        insort(self._sold[key], sold)
        if place is not None:
            self._by_place[place] = sold

    def take(self, key: Key, back: Return) -> BroughtBack | None:
        """The newest line, not after the return, of which so many are left; they are taken."""
        for sold in reversed(self._sold.get(key, ())):
            if (sold.day, sold.order) < (back.day, back.place) and _taken(sold, back):
                return BroughtBack(line_id=sold.line_id, place=sold.place)
        return None

    def take_row(self, place: int, back: Return) -> BroughtBack | None:
        """The row that the list itself names, if so many are left."""
        sold = self._by_place.get(place)
        if sold is None or not _taken(sold, back):
            return None
        return BroughtBack(place=place)


def _taken(sold: _Sold, back: Return) -> bool:
    if sold.left < back.pieces or sold.place in back.ticket:
        return False
    sold.left -= back.pieces
    return True


def piece_key(who: Who, line: LineDraft) -> Key:
    """What makes two lines the same piece at the same price."""
    return who, what_key(line.stock_number, line.description), line.price_cents


def what_key(stock_number: str | None, description: str) -> str:
    """The stock number; without one what the line says."""
    return f"# {fold(stock_number)}" if stock_number else fold(description)


def is_return(line: LineDraft) -> bool:
    """A piece that comes back; a fee that is given back is none."""
    return line.quantity < 0 and line.kind is LineKind.PIECE


def in_order(needs: Mapping[int, Collection[int]], count: int, most: int) -> Iterator[list[int]]:
    """The tickets in the order of the list, in portions that can be written one after the other.

    What brings something back comes in a later portion than what it brings back; where a list has
    its newest tickets first, it waits for it.
    """
    written: set[int] = set()
    waiting = list(range(count))
    while waiting:
        portion: list[int] = []
        later: list[int] = []
        for ticket in waiting:
            lacking = set(needs.get(ticket, ())) - written
            if portion and (len(portion) >= most or not lacking.isdisjoint(portion)):
                yield portion
                written.update(portion)
                lacking -= written
                portion = []
            (later if lacking else portion).append(ticket)
        if portion:
            yield portion
            written.update(portion)
        elif len(later) == len(waiting):  # cannot be: a return is later than what it brings back
            raise RuntimeError("tickets that bring each other back")
        waiting = later
