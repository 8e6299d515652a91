"""Lines of a list that are in the book already, from an earlier list that overlaps."""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date

from storebook.book.book import Book
from storebook.exchange.importing.tickets import Ticket
from storebook.sales.drafts import LineDraft

AT_ONCE = 2_000
Head = tuple[str, str, int | None]
Said = tuple[str, str, int, int]


def lines_there(
    book: Book,
    tickets: Sequence[tuple[Ticket, int | None]],
    line_at: Callable[[int], LineDraft],
) -> set[int]:
    """The places of rows whose line is on a ticket of the same number, day and shopper.

    Each line in the book stands for one row: two equal rows are two lines, so that a list which is
    imported again brings nothing, and a longer one only what it has more.
    """
    if not book.value("SELECT 1 FROM purchase"):
        return set()
    found: set[int] = set()
    for portion in _portions(tickets):
        known = _known(book, [ticket for ticket, _ in portion])
        for ticket, shopper_id in portion:
            there = known.get((ticket.number, ticket.day.isoformat(), shopper_id))
            if there is not None:
                found.update(_taken(there, ticket.places, line_at))
    return found


def _taken(
    there: Counter[Said], places: Sequence[int], line_at: Callable[[int], LineDraft]
) -> Iterator[int]:
    for place in places:
        line = line_at(place)
        said = line.stock_number, line.description, line.quantity, line.price_cents
        if there[said] > 0:
            there[said] -= 1
            yield place


def _portions(
    tickets: Sequence[tuple[Ticket, int | None]],
) -> Iterator[Sequence[tuple[Ticket, int | None]]]:
    """Tickets with numbers some thousands at a time; those without must be counted together."""
    numbered = [one for one in tickets if one[0].number]
    numbered.sort(key=lambda one: one[0].number)
    start = 0
    while start < len(numbered):
        end = min(start + AT_ONCE, len(numbered))
        while end < len(numbered) and numbered[end][0].number == numbered[end - 1][0].number:
            end += 1
        yield numbered[start:end]
        start = end
    without = [one for one in tickets if not one[0].number]
    if without:
        yield without


def _known(book: Book, tickets: Sequence[Ticket]) -> dict[Head, Counter[Said]]:
    numbers = json.dumps(sorted({ticket.number for ticket in tickets if ticket.number}))
    days = [ticket.day for ticket in tickets if not ticket.number]
    first, last = (min(days), max(days)) if days else (date.max, date.min)
    known: dict[Head, Counter[Said]] = {}
    for number, day, shopper_id, stock_number, description, quantity, price in book.rows(
        """
        SELECT coalesce(number, ''), day, shopper_id, coalesce(stock_number, ''), description,
               quantity, price_cents
        FROM purchase
        JOIN line ON line.purchase_id = purchase.id
        WHERE number IN (SELECT value FROM json_each(:numbers))
           OR (number IS NULL AND day BETWEEN :first AND :last)
        """,
        numbers=numbers,
        first=first,
        last=last,
    ):
        said = stock_number, description, quantity, price
        known.setdefault((number, day, shopper_id), Counter())[said] += 1
    return known
