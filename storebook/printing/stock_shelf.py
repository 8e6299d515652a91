"""The label stock on the shop's shelf: what it described itself, and what is left of each sheet."""

import json
from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any

from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.book.change import Change
from storebook.book.settings import load, save
from storebook.club.cards import cards_printed, write_printed
from storebook.club.members import Member
from storebook.printing.filling import refuse_strange_places
from storebook.printing.own_stock import StockNumbers, make_stock
from storebook.printing.sheets import CARD_SHEETS, SHEETS, LabelSheet, as_name, sheet

MOST_KEPT = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnStock:
    """Stock of the shop's own, each as the JSON of its numbers."""

    stocks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetsBegun:
    """The places that are gone from the sheet of each stock in the tray: "avery-5160 1 2 3"."""

    used: tuple[str, ...] = ()


def own_stock(book: Book) -> list[LabelSheet]:
    """The stock that the shop described, in the order it did."""
    return [stock for text in load(book, OwnStock).stocks if (stock := _read(text))]


def all_stock(book: Book) -> list[LabelSheet]:
    """Every sheet that can be printed on: those that are known, then the shop's own."""
    return [*SHEETS.values(), *CARD_SHEETS.values(), *own_stock(book)]


def stock_called(book: Book, name: str) -> LabelSheet:
    """Stock as people call it, the shop's own too; Refused when there is none."""
    return sheet(name, own_stock(book))


def keep_stock(book: Book, numbers: StockNumbers) -> LabelSheet:
    """Keep stock by its numbers; it takes the place of the one of the same name.

    Refused, with the field, when the labels cannot lie on the paper like that.
    """
    stock = make_stock(numbers)
    with book.change(f"Label sheet {stock.title} described") as change:
        kept = _without(load(book, OwnStock).stocks, stock.name)
        if len(kept) >= MOST_KEPT:
            raise Refused(f"At most {MOST_KEPT} sheets are kept. Take one away first.", "title")
        text = json.dumps(asdict(numbers), ensure_ascii=False)
        save(change, OwnStock(stocks=(*kept, text)))
        write_used(change, stock, frozenset())
    return stock


def forget_stock(book: Book, name: str) -> None:
    """Take stock of the shop's own away; Refused when it has none of that name."""
    with book.change(f"Label sheet {name.strip()} taken away") as change:
        kept = load(book, OwnStock).stocks
        left = _without(kept, as_name(name))
        if len(left) == len(kept):
            raise Refused(f"The shop has described no label sheet “{name}”.", "sheet")
        save(change, OwnStock(stocks=left))


def used_places(book: Book, stock: LabelSheet) -> frozenset[int]:
    """The places that are gone from the sheet of this stock that was begun; none of a new one."""
    for line in load(book, SheetsBegun).used:
        name, *places = line.split()
        if name == stock.name:
            numbers = [int(place) for place in places if place.isdecimal()]
            return frozenset(number for number in numbers if number <= stock.places)
    return frozenset()


def note_used(book: Book, stock: LabelSheet, used: frozenset[int]) -> None:
    """Remember which places are gone from the sheet in the tray; none for a new one."""
    refuse_strange_places(stock, used)
    if used == used_places(book, stock):
        return
    with book.change(f"What is left of a sheet of {stock.title} noted") as change:
        write_used(change, stock, used)


def write_used(change: Change, stock: LabelSheet, used: frozenset[int]) -> None:
    """The same as a step of something larger, such as printing."""
    begun = load(change.book, SheetsBegun).used
    others = [line for line in begun if line.split()[:1] != [stock.name]]
    if used and len(used) < stock.places:
        others.append(" ".join([stock.name, *map(str, sorted(used))]))
    if tuple(others) != begun:
        save(change, SheetsBegun(used=tuple(others)))


def note_cards_printed(
    book: Book, members: Collection[Member], stock: LabelSheet, used: frozenset[int], *, today: date
) -> None:
    """The cards of these members went to paper, and `used` is gone from the sheet in the tray: one
    change, which is taken back whole. Refused when there are no cards.
    """
    refuse_strange_places(stock, used)
    with book.change(cards_printed(members)) as change:
        write_printed(change, members, today=today)
        write_used(change, stock, used)


def _read(text: str) -> LabelSheet | None:
    """The stock that was kept; None when a later Storebook kept it otherwise."""
    try:
        said: dict[str, Any] = json.loads(text)
        known = {field.name for field in fields(StockNumbers)}
        return make_stock(StockNumbers(**{name: said[name] for name in known & said.keys()}))
    except (ValueError, TypeError, AttributeError, Refused):
        return None


def _without(kept: Sequence[str], name: str) -> tuple[str, ...]:
    return tuple(text for text in kept if (stock := _read(text)) is None or stock.name != name)
