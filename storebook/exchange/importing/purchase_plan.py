"""What becomes of each row of a list of purchases, before anything is written."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from storebook.book.book import Book
from storebook.book.shop import Shop
from storebook.exchange.fields import Kind
from storebook.exchange.importing.bringing_back import (
    BroughtBack,
    Key,
    Return,
    Shelf,
    Who,
    is_return,
    piece_key,
    what_key,
)
from storebook.exchange.importing.buyers import Buyers, find_buyers
from storebook.exchange.importing.lines_there import lines_there
from storebook.exchange.importing.results import ImportResult, Outcome
from storebook.exchange.importing.tickets import Ticket, gather
from storebook.exchange.looking import Look, LookRow
from storebook.exchange.purchase_rows import Buyer, PurchaseRow
from storebook.sales.drafts import LineKind

MOST_WARNINGS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class PurchasePlan:
    """The tickets to be written, their buyers, and what becomes of every row of the list."""

    rows: Sequence[LookRow]
    tickets: list[Ticket]
    buyers: Buyers
    backs: dict[int, BroughtBack]
    outcomes: list[Outcome]
    problems: tuple[LookRow, ...]
    warnings: tuple[str, ...]
    unread: int

    def row(self, place: int) -> PurchaseRow:
        """The line in this place of the list."""
        return _row(self.rows, place)

    def result(self) -> ImportResult:
        """The figures; every row is in exactly one of imported, skipped and refused."""
        counts = Counter(self.outcomes)
        lines = [self.row(place).line for ticket in self.tickets for place in ticket.places]
        returns = sum(1 for line in lines if is_return(line))
        return ImportResult(
            kind=Kind.PURCHASES,
            rows=len(self.outcomes),
            imported=counts[Outcome.NEW],
            skipped=counts[Outcome.BLANK] + counts[Outcome.HERE],
            refused=counts[Outcome.REFUSED],
            blank=counts[Outcome.BLANK],
            repeated=0,
            already_here=counts[Outcome.HERE],
            completed=0,
            unread=self.unread,
            shoppers=len({self.buyers.first(one) for one in self._new_buyers()}),
            purchases=len(self.tickets),
            walk_ins=sum(1 for ticket in self.tickets if ticket.buyer.is_walk_in),
            lines=len(lines),
            services=sum(1 for line in lines if line.kind is LineKind.SERVICE),
            returns=returns,
            unmatched_returns=returns - len(self.backs),
            problems=self.problems,
            warnings=self.warnings,
        )

    def _new_buyers(self) -> Iterator[Buyer]:
        for ticket in self.tickets:
            if self.buyers.first(ticket.buyer) in self.buyers.new:
                yield ticket.buyer


def plan_purchases(book: Book, look: Look, *, shop: Shop, today: date) -> PurchasePlan:
    """Find out whose each ticket is, what is there already, and what returns bring back."""
    return _Planner(book, look, shop, today).plan()


class _Planner:
    def __init__(self, book: Book, look: Look, shop: Shop, today: date) -> None:
        self._book = book
        self._look = look
        self._rows = look.rows
        gathered = gather(look.rows, look.spoiled)
        self._refused = dict(gathered.refused)
        self._buyers = find_buyers(
            book,
            (ticket.buyer for ticket in gathered.tickets),
            {one.target.field: one.header for one in look.headings if one.target is not None},
            shop=shop,
            today=today,
        )
        self._order = {buyer: number for number, buyer in enumerate(self._buyers.new)}
        self._tickets = [ticket for ticket in gathered.tickets if self._may(ticket)]

    def plan(self) -> PurchasePlan:
        there = self._lines_there()
        tickets = [
            replace(ticket, places=places)
            for ticket in self._tickets
            if (places := tuple(place for place in ticket.places if place not in there))
        ]
        backs = self._brought_back(tickets)
        unread = self._unread(tickets)
        outcomes = [self._outcome(place, row, there) for place, row in enumerate(self._rows)]
        problems = [
            row if row.problem is not None else replace(row, problem=self._refused[place])
            for place, row in enumerate(self._rows)
            if outcomes[place] is Outcome.REFUSED
        ]
        return PurchasePlan(
            rows=self._rows,
            tickets=tickets,
            buyers=self._buyers,
            backs=backs,
            outcomes=outcomes,
            problems=tuple(problems),
            warnings=(*self._look.warnings, *self._row_warnings(unread)),
            unread=len(unread),
        )

    def _may(self, ticket: Ticket) -> bool:
        """Whether the buyer is known for sure; the rows of the ticket are refused otherwise."""
        why = self._buyers.refused.get(ticket.buyer)
        if why is not None:
            self._refused.update(dict.fromkeys(ticket.places, why))
        return why is None

    def _lines_there(self) -> set[int]:
        """Rows that an earlier list brought; a buyer who is new has none."""
        known = [
            (ticket, None if ticket.buyer.is_walk_in else self._buyers.there[ticket.buyer])
            for ticket in self._tickets
            if ticket.buyer.is_walk_in or ticket.buyer in self._buyers.there
        ]
        return lines_there(self._book, known, lambda place: _row(self._rows, place).line)

    def _outcome(self, place: int, row: LookRow, there: set[int]) -> Outcome:
        if row.problem is not None or place in self._refused:
            return Outcome.REFUSED
        if row.draft is None:
            return Outcome.BLANK
        return Outcome.HERE if place in there else Outcome.NEW

    def _unread(self, tickets: Sequence[Ticket]) -> dict[int, list[str]]:
        """What of the buyers of these could not be read, in the first row that names each; where an
        earlier list brought that row, in the first of what is left of the ticket.
        """
        told: dict[Buyer, list[str]] = {
            buyer: aside.warnings for buyer, aside in self._buyers.unread.items()
        }
        found = {}
        for ticket in tickets if told else ():
            if (warnings := told.pop(ticket.buyer, None)) is not None:
                naming = (one for one in ticket.places if self._names(one, ticket))
                found[next(naming, ticket.places[0])] = warnings
        return found

    def _names(self, place: int, ticket: Ticket) -> bool:
        """Many programs write the buyer of a ticket once, on any of its lines."""
        return _row(self._rows, place).head.buyer == ticket.buyer

    def _row_warnings(self, unread: Mapping[int, Sequence[str]]) -> list[str]:
        told: list[str] = []
        for place, row in enumerate(self._rows):
            warnings = (*row.warnings, *unread.get(place, ()))
            if warnings and len(told) < MOST_WARNINGS:
                told += [f"Line {row.line}: {warning}" for warning in warnings]
        return told

    # -- returns

    def _brought_back(self, tickets: Sequence[Ticket]) -> dict[int, BroughtBack]:
        """For each return the line it brings back, where one is found; walk-ins have none."""
        waiting = sorted(self._returns(tickets), key=lambda one: (one[1].day, one[1].place))
        if not waiting:
            return {}
        wanted = {key for key, _ in waiting}
        named = {_row(self._rows, back.place).brings_back for _, back in waiting}
        shelf, places = Shelf(), self._fill_shelf(tickets, wanted, named)
        labels = {}
        for key, day, left, place, label in places:
            shelf.put(key, day, left, place=place)
            labels[label] = place
        self._fill_from_book(shelf, wanted)
        backs = {}
        for key, back in waiting:
            label = _row(self._rows, back.place).brings_back
            if label and label in labels:
                found = shelf.take_row(labels[label], back)
            else:
                found = shelf.take(key, back)
            if found is not None:
                backs[back.place] = found
        return backs

    def _returns(self, tickets: Sequence[Ticket]) -> Iterator[tuple[Key, Return]]:
        for ticket in tickets:
            who = self._who(ticket)
            for place in ticket.places:
                row = _row(self._rows, place)
                if is_return(row.line) and (who is not None or row.brings_back):
                    yield (
                        piece_key(who or NOBODY, row.line),
                        Return(
                            place=place,
                            day=ticket.day,
                            pieces=-row.line.quantity,
                            ticket=frozenset(ticket.places),
                        ),
                    )

    def _fill_shelf(
        self, tickets: Sequence[Ticket], wanted: set[Key], named: set[str]
    ) -> Iterator[tuple[Key, date, int, int, str]]:
        """What the list itself sold of the pieces that come back."""
        for ticket in tickets:
            who = self._who(ticket)
            for place in ticket.places:
                row = _row(self._rows, place)
                if row.line.quantity < 0 or row.line.kind is LineKind.SERVICE:
                    continue
                key = piece_key(who or NOBODY, row.line)
                if (who is not None and key in wanted) or (row.row and row.row in named):
                    yield key, ticket.day, row.line.quantity, place, row.row

    def _fill_from_book(self, shelf: Shelf, wanted: set[Key]) -> None:
        """What those who are there bought earlier and still have."""
        by_shopper: dict[int, set[Key]] = defaultdict(set)
        for key in wanted:
            (where, shopper_id), _, _ = key
            if where == THERE:
                by_shopper[shopper_id].add(key)
        for line_id, shopper_id, day, stock_number, description, price, left in self._book.rows(
            """
            SELECT line.id, purchase.shopper_id, purchase.day, stock_number, description,
                   price_cents,
                   quantity + coalesce((SELECT sum(back.quantity) FROM line AS back
                                        WHERE back.returns_line_id = line.id), 0) AS left
            FROM purchase
            JOIN line ON line.purchase_id = purchase.id
            WHERE purchase.shopper_id IN (SELECT value FROM json_each(:ids))
              AND quantity > 0 AND kind = 'piece'
            ORDER BY line.id
            """,
            ids=json.dumps(sorted(by_shopper)),
        ):
            key = ((THERE, shopper_id), what_key(stock_number, description), price)
            if key in by_shopper[shopper_id] and left > 0:
                shelf.put(key, date.fromisoformat(day), left, line_id=line_id)

    def _who(self, ticket: Ticket) -> Who | None:
        if ticket.buyer.is_walk_in:
            return None
        there = self._buyers.there.get(ticket.buyer)
        if there is not None:
            return THERE, there
        return NEW, self._order[self._buyers.first(ticket.buyer)]


THERE, NEW = "there", "new"
NOBODY: Who = ("nobody", 0)


def _row(rows: Sequence[LookRow], place: int) -> PurchaseRow:
    draft = rows[place].draft
    assert isinstance(draft, PurchaseRow)
    return draft
