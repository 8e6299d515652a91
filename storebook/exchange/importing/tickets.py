"""The lines of a list gathered into tickets, by their number and their buyer."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from storebook.exchange.looking import LookRow
from storebook.exchange.purchase_rows import WALK_IN, Buyer, PurchaseRow, TicketKey
from storebook.sales.drafts import MOST_LINES

TOO_MANY = f"This ticket has more than {MOST_LINES:,} lines."


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticket:
    """One ticket of the list; `places` are its rows in the list, in their order."""

    number: str
    day: date
    buyer: Buyer
    places: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """The tickets in the order of their first rows, and rows that can't be saved with why."""

    tickets: list[Ticket]
    refused: dict[int, str]


def gather(rows: Sequence[LookRow], spoiled: Mapping[TicketKey, int]) -> Gathered:
    """Put rows together. A ticket of which one row is refused waits whole: half of it is wrong.

    Rows belong together by their number, their day and their buyer; a row that names no buyer
    belongs to the one buyer of its number. Without a number it is the buyer and the day; a walk-in
    is then a ticket of its own. `spoiled` are tickets with a refused row, and its line.
    """
    by_key: dict[TicketKey, dict[Buyer, list[int]]] = defaultdict(lambda: defaultdict(list))
    for place, row in enumerate(rows):
        if isinstance(row.draft, PurchaseRow) and row.problem is None:
            by_key[row.draft.head.ticket_key(row.line)][row.draft.head.buyer].append(place)
    tickets, refused = [], {}
    for key, by_buyer in by_key.items():
        for buyer, places in _with_their_buyer(by_buyer).items():
            why = _why_not(places, spoiled.get(key))
            if why is not None:
                refused.update(dict.fromkeys(places, why))
                continue
            first = rows[places[0]].draft
            assert isinstance(first, PurchaseRow)
            tickets.append(
                Ticket(
                    number=first.head.number,
                    day=first.head.day,
                    buyer=buyer,
                    places=tuple(places),
                )
            )
    return Gathered(tickets=tickets, refused=refused)


def _with_their_buyer(by_buyer: dict[Buyer, list[int]]) -> dict[Buyer, list[int]]:
    """Rows without a buyer go to the only one there is: many programs write the name once."""
    if len(by_buyer) != 2 or WALK_IN not in by_buyer:
        return by_buyer
    [buyer] = [one for one in by_buyer if one != WALK_IN]
    return {buyer: sorted(place for places in by_buyer.values() for place in places)}


def _why_not(places: list[int], spoiled_by: int | None) -> str | None:
    if spoiled_by is not None:
        return f"Line {spoiled_by} of the same ticket is refused; the ticket waits for it."
    return TOO_MANY if len(places) > MOST_LINES else None
